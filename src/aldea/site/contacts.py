"""Whom to call, as a card for the telephone's address book and as a card for the wallet."""

from django.utils.translation import gettext as _

from aldea.exports.alert_card import CardWords
from aldea.hospital.queries import Hospital
from aldea.language.pack import Pack
from aldea.site.topics.passages import NUMBER

EMERGENCY_GROUP = "emergency"
WHEN_TO_CALL = "when_to_call"


def vcard(hospital: Hospital, *, noted: bool = True) -> str:
    """The hospital's numbers as a vCard 3.0, which the address books of telephones read.

    Each number has a label; where an address book shows none, the note says which number is which. A picture
    to scan is less dense when it is not ``noted``.
    """
    numbers = [(_("24 hours"), hospital.number)]
    if hospital.team_number:
        numbers.append((_("Team, in its hours"), hospital.team_number))
    notes = [f"{number}: {label}." for label, number in numbers]
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_escaped(hospital.name)};;;;",
        f"FN:{_escaped(hospital.name)}",
        f"ORG:{_escaped(hospital.name)}",
    ]
    for place, (label, number) in enumerate(numbers, start=1):
        preferred = ",PREF" if place == 1 else ""
        lines.append(f"item{place}.TEL;TYPE=WORK,VOICE{preferred}:{number}")
        lines.append(f"item{place}.X-ABLabel:{_escaped(label)}")
    if hospital.team_number:
        notes.append(hospital.hours_of_cover)
    if noted:
        lines.append(f"NOTE:{_escaped(' '.join([*notes, _treatment()]))}.")
    lines += ["END:VCARD", ""]
    return "\r\n".join(folded for line in lines for folded in _folded(line))


def card_words(pack: Pack, hospital: Hospital) -> CardWords:
    """The words of the wallet card: the limits and signs are those of the pack, never typed twice."""
    emergency = [item for item in pack.observations.values() if item.group == EMERGENCY_GROUP]
    numbers = [(_("24-hour number of %(hospital)s") % {"hospital": hospital.name}, hospital.number)]
    if hospital.team_number:
        numbers.append((_("The team, for questions that can wait"), hospital.team_number))
    numbers.append((_("If nobody answers"), "111"))
    return CardWords(
        title=_("Treatment alert card"),
        treatment=_treatment(),
        call_when=pack.advice[WHEN_TO_CALL].patient.replace(NUMBER, hospital.number),
        signs_title=_("Call 999 first for any of these"),
        signs=tuple(item.patient_name or item.name for item in emergency),
        numbers=tuple(numbers),
        name_label=_("My name:"),
        number_label=_("My hospital number:"),
        for_professionals=_(
            "To doctors, nurses and ambulance crews: a fever or feeling suddenly unwell on this treatment is "
            "urgent. Please call the 24-hour number."
        ),
        fold=_("Cut along the outer line, fold in the middle, and carry it with you."),
    )


def _treatment() -> str:
    return _("I have treatment with aldesleukin (interleukin-2, Proleukin)")


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r", " ").replace("\n", " ")


def _folded(line: str) -> list[str]:
    """The line in parts of at most 75 bytes; each further one begins with a space."""
    parts: list[str] = []
    part = ""
    for character in line:
        if len((part + character).encode()) > 75:
            parts.append(part)
            part = " "
        part += character
    return [*parts, part]
