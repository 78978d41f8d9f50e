"""The words of an answer: what to do, why, and what else, as they are shown and stored.

Built from the pack and the assessment alone, so that the stored words are exactly those that were read.
"""

from collections.abc import Iterator, Mapping
from typing import TypedDict

from django.utils.translation import gettext as _

from aldea.hospital.queries import Hospital
from aldea.language import Assessment, Pack, Urgency
from aldea.language.pack import Advice, Rule
from aldea.people.protocol import current_pack
from aldea.reports.check_draft import Raw

IN_HOSPITAL = "in_hospital"
TELL_WARD_NURSE = "tell_ward_nurse_now"

CARDS: Mapping[Urgency, str] = {
    Urgency.NONE: "plain",
    Urgency.SELF_CARE: "plain",
    Urgency.TELL_TEAM: "non_urgent",
    Urgency.CONTACT_HOSPITAL: "urgent",
    Urgency.DOCTOR_STRAIGHT_AWAY: "urgent",
    Urgency.HOSPITAL_NOW: "urgent",
    Urgency.EMERGENCY_999: "emergency",
}
"""The care card of each urgency; 'plain' is no card."""


class Words(TypedDict):
    """One advice or reason. ``beyond``: it goes beyond the leaflet, and is marked so."""

    id: str
    text: str
    beyond: bool


class Call(TypedDict):
    """A number to call, the first one first. ``dial`` is empty where nothing may be dialled (the demo)."""

    id: str
    label: str
    number: str
    dial: str


class Shown(TypedDict):
    """An answer as it is shown. ``level`` is the main advice; ``ask`` is what matters and is missing."""

    urgency: str
    card: str
    heading: str
    level: Words | None
    do_not_wait: bool
    ward: bool
    calls: list[Call]
    reasons: list[Words]
    advice: list[Words]
    ask: list[Words]
    incomplete: bool
    unreadable: bool
    beyond_leaflet: bool
    hospital: str
    hours_of_cover: str


def build_shown(
    pack: Pack, assessment: Assessment, context: Mapping[str, Raw], at: Hospital, *, has_problems: bool
) -> Shown:
    """The answer in words for this assessment of a report with this context.

    ``has_problems``: something in the report could not be read; then nothing that reassures is shown.
    """
    urgency = assessment.urgency
    ward = context.get(IN_HOSPITAL) is True
    level = _level_advice(pack, assessment)
    return Shown(
        urgency=urgency.id,
        card=CARDS[urgency],
        heading=_heading(urgency, ward=ward, incomplete=assessment.incomplete or has_problems),
        level=_advice_words(pack, level, at) if level else None,
        do_not_wait=urgency >= Urgency.CONTACT_HOSPITAL and not ward,
        ward=ward,
        calls=[] if ward else list(_calls(urgency, at)),
        reasons=[_reason_words(pack, rule) for rule in _fired(pack, assessment)],
        advice=[
            _advice_words(pack, pack.advice[id], at)
            for id in assessment.advice
            if (level is None or id != level.id) and not (has_problems and pack.advice[id].reassures)
        ],
        ask=[_ask_words(pack, id) for id in assessment.ask],
        incomplete=assessment.incomplete,
        unreadable=has_problems,
        beyond_leaflet=assessment.beyond_leaflet,
        hospital=at.name,
        hours_of_cover=at.hours_of_cover,
    )


def reassuring_nobody(shown: Shown) -> Shown:
    """The answer while a graver one still holds: without the words that say that all is well."""
    pack = current_pack()
    kept = [
        each
        for each in shown["advice"]
        if each["id"] in pack.advice and not pack.advice[each["id"]].reassures
    ]
    if Urgency.from_id(shown["urgency"]) > Urgency.SELF_CARE:
        return {**shown, "advice": kept}
    return {
        **shown,
        "heading": _("What was told this time does not change that"),
        "level": None,
        "advice": kept,
    }


def _level_advice(pack: Pack, assessment: Assessment) -> Advice | None:
    """The main advice: on the ward, from tell_team up, that is to tell the nurse."""
    given = [pack.advice[id] for id in assessment.advice]
    on_ward = next((advice for advice in given if advice.id == TELL_WARD_NURSE), None)
    return on_ward or next((advice for advice in given if advice.level is assessment.urgency), None)


def _fired(pack: Pack, assessment: Assessment) -> Iterator[Rule]:
    """The rules that fired, most urgent first."""
    by_id = {rule.id: rule for rule in pack.rules}
    return iter(sorted((by_id[id] for id in assessment.rules), key=lambda rule: -rule.urgency))


def _is_beyond(pack: Pack, statements: tuple[str, ...]) -> bool:
    return any(pack.statements[id].beyond for id in statements)


def _advice_words(pack: Pack, advice: Advice, at: Hospital) -> Words:
    text = advice.patient.replace("{hospital_number}", at.number)
    return Words(id=advice.id, text=text, beyond=_is_beyond(pack, advice.statements))


def _reason_words(pack: Pack, rule: Rule) -> Words:
    return Words(id=rule.id, text=rule.why_patient, beyond=_is_beyond(pack, rule.statements))


def _ask_words(pack: Pack, id: str) -> Words:
    item = pack.observations.get(id) or pack.context[id]
    return Words(id=id, text=item.patient_name or item.name, beyond=False)


def _calls(urgency: Urgency, at: Hospital) -> Iterator[Call]:
    """999 comes first in an emergency; 111 is there, from contact_hospital up, where the hospital is not."""
    if urgency is Urgency.EMERGENCY_999:
        yield _national("999", at)
    number = "".join(character for character in at.number if character.isdigit() or character == "+")
    yield Call(id="hospital", label=_("Call %(name)s") % {"name": at.name}, number=at.number, dial=number)
    if Urgency.CONTACT_HOSPITAL <= urgency < Urgency.EMERGENCY_999:
        yield _national("111", at)


def _national(number: str, at: Hospital) -> Call:
    if at.demo:
        return Call(
            id=number,
            label=_("%(number)s (not dialled in the demo)") % {"number": number},
            number=number,
            dial="",
        )
    return Call(id=number, label=_("Call %(number)s") % {"number": number}, number=number, dial=number)


def _heading(urgency: Urgency, *, ward: bool, incomplete: bool) -> str:
    """What to do now, in a few words. What is not known reassures nobody."""
    if ward and urgency >= Urgency.TELL_TEAM:
        return _("Tell your nurse now")
    match urgency:
        case Urgency.EMERGENCY_999:
            return _("Call 999 now")
        case Urgency.HOSPITAL_NOW:
            return _("Call the hospital now")
        case Urgency.DOCTOR_STRAIGHT_AWAY:
            return _("Call the hospital straight away, so that a doctor knows")
        case Urgency.CONTACT_HOSPITAL:
            return _("Call the hospital for advice today, at any hour")
        case Urgency.TELL_TEAM:
            return _("Tell your doctor, nurse or pharmacist")
    if incomplete:
        return _("We cannot tell yet: some answers are missing")
    if urgency is Urgency.SELF_CARE:
        return _("You can look after this yourself for now")
    return _("Nothing that you told us needs a call now")
