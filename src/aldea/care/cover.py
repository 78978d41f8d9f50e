"""When somebody of the team reads reports: hours of the week, read from one line of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PART = re.compile(
    r"(?P<first>[A-Za-z]{3})(?:\s*-\s*(?P<last>[A-Za-z]{3}))?\s+"
    r"(?P<start>\d{1,2}:\d{2})\s*-\s*(?P<end>\d{1,2}:\d{2})"
)


class CoverError(ValueError):
    """Hours that cannot be read. The message says which part, and how it is written."""


@dataclass(frozen=True, slots=True)
class Shift:
    """On one day of the week (0 is Monday), from ``start`` until just before ``end``; 24:00 is ``None``."""

    day: int
    start: time
    end: time | None


@dataclass(frozen=True, slots=True)
class Hours:
    """Days of the week that have the same hours; an end of ``None`` is 24:00."""

    days: tuple[int, ...]
    spans: tuple[tuple[time, time | None], ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The hours of a week in which the team reads reports. Moments are of the hospital's own clock."""

    shifts: tuple[Shift, ...]

    def at(self, local: datetime) -> Shift | None:
        """The shift at this moment, if there is one."""
        return next((shift for shift in self.shifts if _holds(shift, local)), None)

    def next_start(self, local: datetime) -> datetime | None:
        """When the next shift begins after this moment; None where there is no shift at all."""
        starts = [start for start in _starts(self.shifts, local) if start > local]
        return min(starts, default=None)

    def after(self, local: datetime, span: timedelta) -> datetime:
        """When the team has had so long in its hours since this moment; never before the span is over.

        Without any shift it is the span alone.
        """
        left, reached = span, local
        for start, end in _ahead(self.shifts, local):
            begin = max(start, reached)
            if end - begin >= left:
                return begin + left
            if end > begin:
                left, reached = left - (end - begin), end
        return local + span

    def hours(self) -> tuple[Hours, ...]:
        """The same hours, with the days put together on which they are the same, from Monday on."""
        by_day: dict[int, list[tuple[time, time | None]]] = {}
        for shift in self.shifts:
            by_day.setdefault(shift.day, []).append((shift.start, shift.end))
        days_of: dict[tuple[tuple[time, time | None], ...], list[int]] = {}
        for day, spans in sorted(by_day.items()):
            days_of.setdefault(tuple(spans), []).append(day)
        return tuple(Hours(tuple(days), spans) for spans, days in days_of.items())


def parse_cover(text: str) -> Cover:
    """``Mon-Fri 08:00-20:00; Sat 09:00-13:00`` as a value. Raises ``CoverError``."""
    shifts: list[Shift] = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        shifts += _shifts(part)
    if not shifts:
        raise CoverError("There are no hours. Write them like this: Mon-Fri 08:00-20:00; Sat 09:00-13:00")
    return Cover(tuple(sorted(shifts, key=lambda shift: (shift.day, shift.start))))


def _shifts(part: str) -> Iterator[Shift]:
    found = _PART.fullmatch(part)
    if found is None:
        raise CoverError(f"'{part}' cannot be read. Write it like this: Mon-Fri 08:00-20:00")
    first, last = _day(found["first"]), _day(found["last"] or found["first"])
    start, end = _clock(found["start"]), _clock(found["end"])
    if start is None or last < first or (end is not None and end <= start):
        raise CoverError(f"'{part}' ends before it begins. Write a night as two parts, up to 24:00.")
    for day in range(first, last + 1):
        yield Shift(day, start, end)


def _day(text: str) -> int:
    try:
        return DAYS.index(text.capitalize())
    except ValueError:
        raise CoverError(f"'{text}' is no day. The days are {', '.join(DAYS)}.") from None


def _clock(text: str) -> time | None:
    """The time of day; None for 24:00."""
    hour, minute = (int(number) for number in text.split(":"))
    if (hour, minute) == (24, 0):
        return None
    try:
        return time(hour, minute)
    except ValueError:
        raise CoverError(f"'{text}' is no time of day. Write 08:00 or 20:30.") from None


def _holds(shift: Shift, local: datetime) -> bool:
    now = local.time()
    return local.weekday() == shift.day and shift.start <= now and (shift.end is None or now < shift.end)


def _starts(shifts: tuple[Shift, ...], local: datetime) -> Iterator[datetime]:
    for ahead in range(8):
        day = local + timedelta(days=ahead)
        for shift in shifts:
            if shift.day == day.weekday():
                yield day.replace(hour=shift.start.hour, minute=shift.start.minute, second=0, microsecond=0)


def _ahead(shifts: tuple[Shift, ...], local: datetime) -> Iterator[tuple[datetime, datetime]]:
    """When each shift begins and ends from the day of this moment on, without end where there is any."""
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    for ahead in count() if shifts else ():
        day = midnight + timedelta(days=ahead)
        for shift in shifts:
            if shift.day == day.weekday():
                yield _on(day, shift.start), _on(day, shift.end) if shift.end else day + timedelta(days=1)


def _on(day: datetime, clock: time) -> datetime:
    return day.replace(hour=clock.hour, minute=clock.minute)
