"""The hand-written function. It is for the shipped pack alone, without the local weight threshold."""

from aldea.language.answers import Answer, Choice, Number
from aldea.language.assessment import Assessment
from aldea.language.report import Report
from aldea.language.urgency import Urgency
from bench.by_hand.advice_table import DROPPED_WHEN, LEVEL, ORDER, REASSURES, STATEMENTS
from bench.by_hand.asking import what_to_ask
from bench.by_hand.facts import (
    NO,
    NOT_SURE,
    SIGNS,
    SORE,
    YES,
    Window,
    is_raised,
    readings_of_a_day,
    vomits_of_a_day,
    was_sick_before,
    window_of,
)
from bench.by_hand.rule_table import RULES, HandRule

BY_ONE_SYMPTOM = {id_.replace("-", "_"): (id_,) for id_ in RULES} | {
    "feels_feverish": ("feels-feverish", "flu-like"),
    "urinating_often": ("urinating-often", "thirst-or-urine"),
    "still_nauseous": ("nausea-continues", "nausea"), "lack_of_energy": ("lack-of-energy", "flu-like"),
    "muscle_pain": ("muscle-or-joint-pain", "flu-like"), "joint_pain": ("muscle-or-joint-pain", "flu-like"),
    "thirsty": ("thirst-or-urine",), "dental_treatment_planned": ("dental-treatment",),
    "chills": ("flu-like",), "other_treatment_planned": ("other-treatment",),
}  # fmt: skip
NOT_BY_YES_ALONE = ("skin_colour_change", "glucose_above_usual")
for _id in NOT_BY_YES_ALONE:
    del BY_ONE_SYMPTOM[_id]
DRINK = SORE | {"diarrhoea", "constipation"}
LEAK = {
    "faint": "capillary-leak-faint-dizzy-sick", "dizzy": "capillary-leak-faint-dizzy-sick",
    "nausea": "capillary-leak-faint-dizzy-sick", "still_nauseous": "capillary-leak-faint-dizzy-sick",
    "diarrhoea": "capillary-leak-diarrhoea", "fast_heartbeat": "capillary-leak-fast-heartbeat",
    "breathless": "capillary-leak-breathless", "sudden_breathlessness": "capillary-leak-breathless",
    "breathing_problem_worse": "capillary-leak-breathless", "swelling_ankles": "capillary-leak-swelling",
    "swelling_legs": "capillary-leak-swelling", "swelling_face": "capillary-leak-swelling",
    "limb_swelling": "capillary-leak-swelling",
}  # fmt: skip
BEYOND = frozenset(f"BEYOND-{number}" for number in range(1, 100))


_KNOWN = {"id": "aldesleukin", "version": "", "digest": ""}


def know(id_: str, version: str, digest: str) -> None:
    """What an answer says of the pack that it was typed from."""
    _KNOWN.update(id=id_, version=version, digest=digest)


def judge(report: Report) -> Assessment:
    """The same answer as the engines give."""
    observations, context = report.observations, report.context
    raised = {id_: answer for id_, answer in observations.items() if answer is not NO and is_raised(answer)}
    fired: set[str] = set()
    for id_ in raised:
        if id_ in BY_ONE_SYMPTOM:
            fired.update(BY_ONE_SYMPTOM[id_])
    vomits = vomits_of_a_day(report) if report.history or "vomiting_24h" in raised else 0
    window = window_of(report)
    signs = [id_ for id_ in raised if id_ in SIGNS]
    fired.update(_temperature(report))
    fired.update(_with_more(raised, report, vomits))
    if signs or vomits >= 1:
        fired.update(_leak(signs, vomits >= 1, window, report))
    rules = sorted([RULES[id_] for id_ in fired], key=_place) if fired else []
    urgency = rules[0].urgency if rules else Urgency.NONE
    ask = what_to_ask(report, raised, urgency, fired, window, bool(signs) or vomits >= 1)
    drink = bool(
        not raised.keys().isdisjoint(SORE)
        or "flu-like" in fired
        or "diarrhoea" in raised
        or "constipation" in raised
    )
    own = _own_advice(context, raised, urgency, drink=drink, leak=window.open)
    return finish(report, rules, urgency, own, ask)


def _place(rule: HandRule) -> int:
    return rule.place


def _temperature(report: Report) -> list[str]:
    found = []
    now, context = report.observations.get("temperature"), report.context
    values = readings_of_a_day(report) if now is not None or report.history else ()
    if now is NOT_SURE or any(value.numerator * 2 > 75 * value.denominator for value in values):
        found += ["temperature-high", "flu-like"]
    if any(value.numerator < 36 * value.denominator for value in values):
        found.append("temperature-low")
    if values and "personal_temperature_limit" in context:
        upper = context["personal_temperature_limit"]
        if isinstance(upper, Number) and max(values) > upper.value:
            found += ["temperature-over-personal-limit", "flu-like"]
    if values and "personal_low_temperature_limit" in context:
        lower = context["personal_low_temperature_limit"]
        if isinstance(lower, Number) and min(values) < lower.value:
            found.append("temperature-under-personal-limit")
    return found


def _with_more(raised: dict[str, Answer], report: Report, vomits: object) -> list[str]:
    """Rules on counts, kinds of not sure, context and history."""
    found = []
    if vomits:
        found += ["vomited", "vomited-more-than-once"] if vomits >= 2 else ["vomited"]  # type: ignore[operator]  # a number
    if "appetite_loss_days" in raised:
        days = raised["appetite_loss_days"]
        long = not isinstance(days, Number) or days.value >= 3
        found += ["appetite-a-day-or-two", "appetite-three-days"] if long else ["appetite-a-day-or-two"]
    if "chills" in raised:
        measured = report.observations.get("temperature") not in (None, NOT_SURE)
        if not measured or "paracetamol_24h" in raised:
            found.append("chills-without-a-reading")
    if "nausea" in raised and report.history and was_sick_before(report):
        found.append("nausea-continues")
    if "skin_colour_change" in raised:
        unsure = raised["skin_colour_change"] is NOT_SURE
        found.append("skin-colour-not-sure" if unsure else "skin-colour-change")
    if "injection_site_reaction" in raised:
        found += _injection_site(raised["injection_site_reaction"], report.context.get("route"))
    if "glucose_above_usual" in raised and report.context.get("diabetes") is not NO:
        found.append("glucose-above-usual")
    if "vaccine_planned" in raised:
        kind = raised["vaccine_planned"]
        planned = kind.id if isinstance(kind, Choice) else "kind_not_known"
        if planned != "none":
            found.append("vaccine-inactivated" if planned == "inactivated" else "vaccine-live-or-unknown")
    return found


def _injection_site(answer: Answer, route: Answer | None) -> list[str]:
    if answer is NOT_SURE:
        return ["injection-site-not-sure"]
    drip = isinstance(route, Choice) and route.id == "intravenous"
    return ["injection-site", "injection-site-on-the-drip"] if drip else ["injection-site"]


def _leak(signs: list[str], vomited: bool, window: Window, report: Report) -> list[str]:
    if not window.open:
        return []
    context = report.context
    found = [LEAK[id_] for id_ in signs]
    if vomited:
        found.append("capillary-leak-faint-dizzy-sick")
    at_home = context.get("in_hospital") is not YES
    route = context.get("route")
    no_drip = not (isinstance(route, Choice) and route.id == "intravenous")
    if (window.soon and (at_home or no_drip)) or (window.days_unknown_on_the_drip and at_home):
        found.append("capillary-leak-at-home")
    if window.days_unknown_on_the_drip:
        found.append("capillary-leak-days-unknown")
    unknown_route = not isinstance(route, Choice)
    if unknown_route and (window.days_unknown_on_the_drip or window.in_hospital_on_the_drip):
        found.append("capillary-leak-route-unknown")
    return found


def _own_advice(
    context: object, raised: dict[str, Answer], urgency: Urgency, *, drink: bool, leak: bool
) -> list[str]:
    """Advice that hangs on context."""
    get = context.get  # type: ignore[attr-defined]  # a mapping
    found = ["when_to_call"]
    if get("in_hospital") is YES:
        found.append("tell_ward_nurse_now" if urgency >= Urgency.TELL_TEAM else "ward_when_to_call")
    if get("hospital_unreachable") is YES and urgency >= Urgency.CONTACT_HOSPITAL:
        found.append("call_111")
    limit = get("fluid_limit")
    if limit is YES:
        found.append("follow_fluid_limit")
    if limit is NOT_SURE or (drink and (limit is YES or leak)):
        found.append("ask_about_fluids")
    if get("fluid_chart") in (YES, NOT_SURE):
        found.append("record_fluids")
    if not raised.keys().isdisjoint(SORE):
        radiotherapy = get("radiotherapy_head_neck")
        if radiotherapy is not None:
            found.append("ice_chips" if radiotherapy is NO else "no_ice")
    if "vaccine_planned" in raised:
        kind = raised["vaccine_planned"]
        planned = kind.id if isinstance(kind, Choice) else "kind_not_known"
        if planned == "kind_not_known" or (planned == "live" and get("weak_immune_system") is not NO):
            found.append("no_live_vaccine")
    return found


def finish(
    report: Report, rules: list[HandRule], urgency: Urgency, own: list[str], ask: tuple[str, ...]
) -> Assessment:
    """Advice less what is dropped, and the reasons."""
    applying = {id_ for rule in rules for id_ in rule.advice}
    applying.update(own)
    if rules:
        applying.add(LEVEL[urgency])
    given = [
        id_
        for id_ in sorted(applying, key=ORDER.__getitem__)
        if (id_ not in DROPPED_WHEN or DROPPED_WHEN[id_].isdisjoint(applying))
        and not (ask and id_ in REASSURES)
    ]
    because = dict.fromkeys([id_ for rule in rules for id_ in rule.statements])
    because.update(dict.fromkeys([id_ for advice in given for id_ in STATEMENTS[advice]]))
    return Assessment(
        urgency, tuple(given), tuple(because), tuple([rule.id for rule in rules]),
        not BEYOND.isdisjoint(because), ask, report.warnings,
        _KNOWN["id"], _KNOWN["version"], _KNOWN["digest"],
    )  # fmt: skip
