"""When the next check is due, from how often the hospital asks for one. Dates are the hospital's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Cadence(StrEnum):
    """How a reminder stands."""

    OFF = "off"
    PAUSED = "paused"
    DUE = "due"
    DONE = "done"


class Phase(StrEnum):
    """How well the phase of the course is known, by which the time between checks goes."""

    KNOWN = "known"
    OUT_OF_DATE = "out_of_date"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reminder:
    """``on`` is the day on which the check is or was due; ``until`` the last day of a pause."""

    state: Cadence
    on: date | None = None
    until: date | None = None
    phase: Phase = Phase.KNOWN

    def is_silent(self, today: date) -> bool:
        """Whether a check was due before today and did not come."""
        return self.state is Cadence.DUE and self.on is not None and self.on < today


def days_between(every: Mapping[str, int], phase: str | None, known: Phase) -> int | None:
    """How many days lie between two checks in this phase; None where the hospital asks for none.

    What is not known never reassures: a phase that is out of date holds on, and where nothing is set for it,
    or no phase is recorded at all, it is the shortest time that is set for any.
    """
    days = every.get(phase or "")
    return min(every.values(), default=None) if days is None and known is not Phase.KNOWN else days


def remind(
    every: int | None,
    last_on: date | None,
    since: date,
    pause: tuple[date | None] | None,
    today: date,
    phase: Phase = Phase.KNOWN,
) -> Reminder:
    """How the reminder stands today.

    ``every`` is the number of days between checks, None where the hospital asks for none. ``last_on`` is the
    day of the last report, ``since`` that of enrolment. ``pause`` holds the last day of a pause that is on,
    None in it for one without an end.
    """
    if every is None:
        return Reminder(Cadence.OFF)
    if pause is not None and (pause[0] is None or pause[0] >= today):
        return Reminder(Cadence.PAUSED, until=pause[0], phase=phase)
    on = since if last_on is None else last_on + timedelta(days=every)
    if pause is not None and pause[0] is not None:
        on = max(on, pause[0] + timedelta(days=1))
    return Reminder(Cadence.DUE if on <= today else Cadence.DONE, on, phase=phase)
