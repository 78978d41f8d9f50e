"""Every setting that the hospital decides, as one table: what it is for, and how its text is read.

A setting is a text. ``read`` gives its value and raises ``ValueError`` with a sentence that says what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aldea.care.cover import parse_cover
from aldea.language import Urgency

Words = str | Promise
THOUSANDS = re.compile(r"[0-9]+,[0-9]{3}")
TELEPHONE = re.compile(r"\+?[0-9]{3,15}")
PHASES = ("before", "during", "after")
PHASE_WORDS: Mapping[str, Words] = {
    "before": lazy("before the course"),
    "during": lazy("during the course"),
    "after": lazy("after the course"),
}
LEVEL_WORDS: Mapping[Urgency, Words] = {
    Urgency.SELF_CARE: lazy("Self-care"),
    Urgency.TELL_TEAM: lazy("Tell the team"),
    Urgency.CONTACT_HOSPITAL: lazy("Contact hospital"),
    Urgency.DOCTOR_STRAIGHT_AWAY: lazy("Doctor straight away"),
    Urgency.HOSPITAL_NOW: lazy("Hospital now"),
    Urgency.EMERGENCY_999: lazy("Emergency, 999"),
}
LEVELS = tuple(level for level in Urgency if level is not Urgency.NONE)
MAY_BE_LOWEST = tuple(level for level in LEVELS if level <= Urgency.CONTACT_HOSPITAL)


@dataclass(frozen=True, slots=True)
class SettingKind:
    """One setting, under the heading ``group``.

    ``required``: the product does not work without it; ``optional``: blank is no gap. ``choices``: all that
    its text may be, with the words for each. ``write`` spells a value that was read, where that is not the
    text as it was typed.
    """

    key: str
    group: Words
    title: Words
    purpose: Words
    read: Callable[[str], Any]
    required: bool = False
    example: str = ""
    optional: bool = False
    choices: tuple[tuple[str, Words], ...] = ()
    write: Callable[[Any], str] | None = None

    def kept(self, text: str) -> str:
        """The text that is stored for what was typed: an exact number, not a way to write it."""
        value = self.read(text)
        return text if self.write is None else self.write(value)

    def words(self, text: str) -> str:
        """A stored text as people read it."""
        return str(dict(self.choices).get(text, text))


def read_words(text: str) -> str:
    """Any words."""
    return " ".join(text.split())


def read_telephone(text: str) -> str:
    """A telephone number as it is shown."""
    plain = read_words(text)
    if not TELEPHONE.fullmatch(re.sub(r"[ ()-]", "", plain)):
        raise ValueError(_("This is no telephone number. Write digits, such as 020 7946 0123."))
    return plain


def read_minutes(text: str) -> int:
    """Whole minutes, at most four weeks."""
    if not text.strip().isdecimal() or int(text) > 40_320:
        raise ValueError(_("Write whole minutes, such as 30. At most 40320, which is four weeks."))
    return int(text)


def read_days(text: str) -> int:
    """Whole days from 1 to 60."""
    if not text.strip().isdecimal() or not 1 <= int(text) <= 60:
        raise ValueError(_("Write whole days from 1 to 60."))
    return int(text)


def read_kilograms(text: str) -> Decimal:
    """A weight over 0 and under 1000 kg. A comma is one of decimals, and never one of thousands."""
    plain = "" if THOUSANDS.fullmatch(text.strip()) else text.strip().replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal(0)
    if not value.is_finite() or not 0 < value < 1000:
        raise ValueError(_("Write a number of kilograms, such as 2.5."))
    return value


def _plain_number(value: Decimal) -> str:
    return format(value.normalize(), "f")


def read_alert_from(text: str) -> Urgency:
    """The lowest urgency that raises an alert."""
    chosen = text.strip()
    allowed = [level.id for level in MAY_BE_LOWEST]
    if chosen not in allowed:
        words = ", ".join(str(LEVEL_WORDS[Urgency.from_id(id)]) for id in allowed)
        raise ValueError(_("Choose one of: %(levels)s.") % {"levels": words})
    return Urgency.from_id(chosen)


_HOSPITAL, _TIMES = lazy("The hospital"), lazy("Alerts and times")
_LOCAL = lazy("Decided locally: the leaflet gives no number")

KINDS: tuple[SettingKind, ...] = (
    SettingKind(
        "name", _HOSPITAL, lazy("Name"), lazy("The hospital as patients know it"), read_words, required=True
    ),
    SettingKind(
        "number",
        _HOSPITAL,
        lazy("24-hour number"),
        lazy("The number that patients are told to call, answered at all hours"),
        read_telephone,
        required=True,
        example="020 7946 0123",
    ),
    SettingKind(
        "team_number",
        _HOSPITAL,
        lazy("The team's number"),
        lazy("Shown for questions that can wait, in the hours in which reports are read"),
        read_telephone,
        example="020 7946 0456",
    ),
    SettingKind(
        "hours_of_cover",
        _HOSPITAL,
        lazy("Hours of cover, in words"),
        lazy("When the team reads reports, as patients read it, where no hours by the clock are set"),
        read_words,
        required=True,
        example="The team reads reports from 8 am to 8 pm, every day.",
    ),
    SettingKind(
        "cover",
        _HOSPITAL,
        lazy("Hours of cover, by the clock"),
        lazy("Lets each page say whether reports are read now, and when next; patients read these hours"),
        parse_cover,
        example="Mon-Fri 08:00-20:00; Sat 09:00-13:00",
    ),
    SettingKind(
        "alert_from",
        _TIMES,
        lazy("Lowest urgency that raises an alert"),
        lazy("Reports below it stand in the record and ask nobody to act"),
        read_alert_from,
        required=True,
        example=Urgency.TELL_TEAM.id,
        choices=tuple((level.id, LEVEL_WORDS[level]) for level in MAY_BE_LOWEST),
    ),
    *(
        SettingKind(
            f"due.{level.id}",
            _TIMES,
            format_lazy("{}: {}", lazy("Minutes until the team acts"), LEVEL_WORDS[level]),
            lazy("After this time the alert is overdue, and the patient is told to call"),
            read_minutes,
            required=level >= Urgency.TELL_TEAM,
            optional=level < Urgency.TELL_TEAM,
            example="30",
            write=str,
        )
        for level in reversed(LEVELS)
    ),
    SettingKind(
        "unreachable_step",
        _TIMES,
        lazy("Next step when a patient cannot be reached twice"),
        lazy("Who is asked next, by name or role, with the number"),
        read_words,
        example="The consultant on call, 020 7946 0789",
    ),
    SettingKind(
        "weight_gain_kg",
        _LOCAL,
        lazy("Weight gain that is told to the team, in kg"),
        lazy("Blank: the rule about weight gain waits for this number"),
        read_kilograms,
        write=_plain_number,
    ),
    *(
        SettingKind(
            f"check_every.{phase}",
            _LOCAL,
            format_lazy("{}: {}", lazy("Days between checks"), PHASE_WORDS[phase]),
            lazy("Blank: nobody is reminded in this phase, and nobody counts as silent"),
            read_days,
            write=str,
        )
        for phase in PHASES
    ),
)
BY_KEY: Mapping[str, SettingKind] = {kind.key: kind for kind in KINDS}
