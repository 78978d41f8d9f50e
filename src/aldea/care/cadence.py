"""When the next check is due, from how often the hospital asks for one. Dates are the hospital's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Cadence(StrEnum):
    """How a reminder stands."""

    OFF = "off"
    PAUSED = "paused"
    DUE = "due"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Reminder:
    """``on`` is the day on which the check is or was due; ``until`` the last day of a pause."""

    state: Cadence
    on: date | None = None
    until: date | None = None

    def is_silent(self, today: date) -> bool:
        """Whether a check was due before today and did not come."""
        return self.state is Cadence.DUE and self.on is not None and self.on < today


def remind(
    every: int | None, last_on: date | None, since: date, pause: tuple[date | None] | None, today: date
) -> Reminder:
    """How the reminder stands today.

    ``every`` is the number of days between checks, None where the hospital asks for none. ``last_on`` is the
    day of the last report, ``since`` that of enrolment. ``pause`` holds the last day of a pause that is on,
    None in it for one without an end.
    """
    if every is None:
        return Reminder(Cadence.OFF)
    if pause is not None and (pause[0] is None or pause[0] >= today):
        return Reminder(Cadence.PAUSED, until=pause[0])
    on = since if last_on is None else last_on + timedelta(days=every)
    if pause is not None and pause[0] is not None:
        on = max(on, pause[0] + timedelta(days=1))
    return Reminder(Cadence.DUE if on <= today else Cadence.DONE, on)
