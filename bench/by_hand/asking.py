"""What could still raise the urgency, by hand: one answer alone, or two together."""

from collections.abc import Collection, Mapping

from aldea.language.answers import Answer, Choice
from aldea.language.report import Report
from aldea.language.urgency import Urgency
from aldea.packs import load_pack
from bench.by_hand.facts import NO, NOT_SURE, SIGNS, YES, Window, was_sick_before
from bench.by_hand.rule_table import RULES

_PACK = load_pack("aldesleukin")
OBSERVATIONS = tuple(_PACK.observations)
PLACE = {id_: place for place, id_ in enumerate((*_PACK.observations, *_PACK.context))}
SICK = (*SIGNS, "vomiting_24h")
MORE = {
    "temperature": Urgency.HOSPITAL_NOW, "vomiting_24h": Urgency.CONTACT_HOSPITAL,
    "appetite_loss_days": Urgency.TELL_TEAM, "skin_colour_change": Urgency.DOCTOR_STRAIGHT_AWAY,
    "injection_site_reaction": Urgency.HOSPITAL_NOW, "vaccine_planned": Urgency.TELL_TEAM,
    "still_nauseous": Urgency.CONTACT_HOSPITAL, "muscle_pain": Urgency.TELL_TEAM,
    "joint_pain": Urgency.TELL_TEAM, "thirsty": Urgency.TELL_TEAM, "chills": Urgency.SELF_CARE,
    "dental_treatment_planned": Urgency.TELL_TEAM, "other_treatment_planned": Urgency.SELF_CARE,
}  # fmt: skip
ALONE = {id_.replace("-", "_"): rule.urgency for id_, rule in RULES.items()} | MORE
ALONE.pop("glucose_above_usual")  # it hangs on diabetes
SINGLE = {
    level: tuple(id_ for id_ in OBSERVATIONS if id_ in ALONE and ALONE[id_] > level) for level in Urgency
}
IS_SINGLE = {level: frozenset(ids) for level, ids in SINGLE.items()}


def what_to_ask(
    report: Report,
    raised: Mapping[str, Answer],
    reached: Urgency,
    fired: Collection[str],
    window: Window,
    is_sick: bool,
) -> tuple[str, ...]:
    """In the order of the check."""
    observations = report.observations
    found = [id_ for id_ in SINGLE[reached] if id_ not in observations]
    more: set[str] = set()
    if reached < Urgency.HOSPITAL_NOW:
        more = _leak(report, reached, window, is_sick=is_sick)
        if "paracetamol_24h" in raised and "temperature" in observations:
            more.add("temperature")
        more |= _chills(report, raised, reached)
        if reached < Urgency.CONTACT_HOSPITAL:
            more |= _milder(report, raised, reached)
    if fired:
        if "chills-without-a-reading" in fired:
            more.add("temperature")
        if "capillary-leak-days-unknown" in fired:
            more.add("days_since_last_infusion")
        if "capillary-leak-route-unknown" in fired:
            more.add("route")
    if not more:
        return tuple(found)
    return tuple(sorted(more.union(found), key=PLACE.__getitem__))


def _leak(report: Report, reached: Urgency, window: Window, *, is_sick: bool) -> set[str]:
    if is_sick:
        return set() if window.open else set(window.could_open)
    single = IS_SINGLE[reached]
    if reached < Urgency.CONTACT_HOSPITAL and was_sick_before(report):
        single = single | {"nausea"}
    signs = {id_ for id_ in SICK if id_ not in report.observations and id_ not in single}
    if not signs:
        return set()
    if window.open:
        return signs
    return signs.union(window.could_open) if window.could_open else set()


def _chills(report: Report, raised: Mapping[str, Answer], reached: Urgency) -> set[str]:
    observations = report.observations
    paracetamol_asked = "paracetamol_24h" in observations
    if "chills" in raised:  # a reading is there, or the rule would have fired
        return set() if paracetamol_asked else {"paracetamol_24h"}
    if "chills" in observations or "chills" in IS_SINGLE[reached]:
        return set()
    if "paracetamol_24h" in raised or observations.get("temperature") in (None, NOT_SURE):
        return {"chills"}
    return set() if paracetamol_asked else {"chills", "paracetamol_24h"}


def _milder(report: Report, raised: Mapping[str, Answer], reached: Urgency) -> set[str]:
    observations, context = report.observations, report.context
    found: set[str] = set()
    if "nausea" not in observations and reached >= Urgency.SELF_CARE and was_sick_before(report):
        found.add("nausea")
    if reached < Urgency.TELL_TEAM:
        if "glucose_above_usual" not in observations and context.get("diabetes") is not NO:
            found.add("glucose_above_usual")
        site = raised.get("injection_site_reaction")
        if site is YES and not isinstance(context.get("route"), Choice):
            found.add("route")
    return found
