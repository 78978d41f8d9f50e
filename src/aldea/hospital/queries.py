"""The only reader of the hospital's decisions. What nobody has decided comes from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.utils import timezone

from aldea.care.cover import Cover, Shift
from aldea.care.due import DueTimes, DueTimesError, parse_due_times
from aldea.hospital.catalogue import BY_KEY, KINDS, PHASES, SettingKind
from aldea.hospital.cover_words import cover_words
from aldea.hospital.models import Setting
from aldea.language import Urgency
from aldea.people.models import Account
from aldea.people.permissions import Permission, require


@dataclass(frozen=True, slots=True)
class Hospital:
    """What holds at this hospital now. ``check_every``: days between checks by phase of the course.

    ``hours_of_cover`` are words; they are made from ``cover`` where the hospital has said its hours by the
    clock, so that the two never say different things.
    """

    name: str
    number: str
    hours_of_cover: str
    demo: bool
    team_number: str = ""
    cover: Cover | None = None
    unreachable_step: str = ""
    check_every: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class CoverNow:
    """Whether reports are read at this moment: the shift, and when the next one begins."""

    shift: Shift | None
    next_start: datetime | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A setting as it stands. ``history`` is newest first; without any, the value is the environment's."""

    kind: SettingKind
    value: str
    history: tuple[Setting, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nobody has given a value, and one is missed."""
        return not self.value and not self.kind.optional

    @property
    def words(self) -> str:
        """The value as people read it."""
        return self.kind.words(self.value)

    @property
    def seen(self) -> str:
        """What tells this decision from any other: whoever decides anew says which one they have read."""
        return str(self.history[0].pk) if self.history else ""


def from_environment() -> dict[str, str]:
    """The text of each setting that the environment of the server gives."""
    gain: Decimal | None = settings.ALDEA_LOCAL_WEIGHT_GAIN_KG
    given = {
        "name": settings.ALDEA_HOSPITAL_NAME,
        "number": settings.ALDEA_HOSPITAL_NUMBER,
        "hours_of_cover": settings.ALDEA_HOURS_OF_COVER,
        "alert_from": settings.ALDEA_ALERT_FROM,
        "weight_gain_kg": "" if gain is None else str(gain),
    }
    due = {f"due.{urgency}": str(minutes) for urgency, minutes in settings.ALDEA_DUE_MINUTES.items()}
    return {**given, **due}


_last_known: list[dict[str, str]] = []
"""What this server last read: one entry, put in place whole."""


def texts() -> dict[str, str]:
    """The text of each setting that holds now."""
    found = from_environment()
    for key, value in Setting.objects.values_list("key", "value"):
        found[key] = value
    _last_known[:] = [found]
    return found


def last_known() -> dict[str, str]:
    """What this server last read, without asking the database: for the page of a failure."""
    return _last_known[0] if _last_known else from_environment()


def hospital() -> Hospital:
    """The hospital that this installation serves."""
    return hospital_of(texts())


def hospital_of(found: Mapping[str, str]) -> Hospital:
    """The hospital that these texts describe."""
    every = {phase: _value(found, f"check_every.{phase}") for phase in PHASES}
    cover: Cover | None = _value(found, "cover")
    return Hospital(
        name=found.get("name", ""),
        number=found.get("number", ""),
        hours_of_cover=cover_words(cover) if cover else found.get("hours_of_cover", ""),
        demo=settings.ALDEA_DEMO,
        team_number=found.get("team_number", ""),
        cover=cover,
        unreachable_step=found.get("unreachable_step", ""),
        check_every={phase: days for phase, days in every.items() if days is not None},
    )


def due_times() -> DueTimes:
    """By when the team acts.

    Where the environment and what was decided do not go together, everything is due at once and every level
    alerts: no report is lost or late for a setting.
    """
    return safe_due_times(texts())


def safe_due_times(found: Mapping[str, str]) -> DueTimes:
    """The due times that these texts give; those of ``due_times`` where they give none."""
    try:
        return due_times_of(found)
    except DueTimesError:
        return DueTimes(Urgency.SELF_CARE, {level: timedelta(0) for level in Urgency})


def due_times_of(found: Mapping[str, str]) -> DueTimes:
    """The due times that these texts give. Raises ``DueTimesError``."""
    minutes = {
        key.removeprefix("due."): int(text) for key, text in found.items() if key.startswith("due.") and text
    }
    return parse_due_times(minutes, found["alert_from"])


def local_thresholds() -> Mapping[str, Fraction]:
    """The thresholds that the hospital has set, by the id that the pack gives them."""
    gain = _value(texts(), "weight_gain_kg")
    return {} if gain is None else {"weight_gain_kg": Fraction(gain)}


def longest_wait(found: Mapping[str, str]) -> timedelta:
    """After how long without anybody who has seen it a report that can wait is asked after by a call."""
    times = safe_due_times(found)
    return times.within[times.alert_from]


def cover_now(hospital: Hospital, now: datetime) -> CoverNow | None:
    """Whether reports are read now; None where the hospital has not said its hours by the clock."""
    if hospital.cover is None:
        return None
    local = timezone.localtime(now)
    return CoverNow(hospital.cover.at(local), hospital.cover.next_start(local))


def decided(actor: Account) -> list[Decided]:
    """Every setting with who decided what, in the order of the catalogue. Raises NotInScope."""
    require(actor, Permission.READ_SETTINGS)
    history: dict[str, list[Setting]] = {}
    for row in Setting.objects.select_related("by").order_by("-at", "-id"):
        history.setdefault(row.key, []).append(row)
    now = texts()
    return [Decided(kind, now.get(kind.key, ""), tuple(history.get(kind.key, ()))) for kind in KINDS]


def _value(found: Mapping[str, str], key: str) -> Any:
    text = found.get(key, "")
    return BY_KEY[key].read(text) if text else None
