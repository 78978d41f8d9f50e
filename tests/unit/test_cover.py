"""When somebody reads reports, from one line of text."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aldea.care.cover import CoverError, parse_cover

WEEKDAYS = parse_cover("Mon-Fri 08:00-20:00; Sat 09:00-13:00")
TUESDAY = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "covered"),
    [
        (TUESDAY.replace(hour=7, minute=59), False),
        (TUESDAY.replace(hour=8), True),
        (TUESDAY.replace(hour=19, minute=59), True),
        (TUESDAY.replace(hour=20), False),
        (datetime(2026, 11, 28, 12, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 29, 12, 0, tzinfo=UTC), False),
    ],
)
def test_reports_are_read_within_the_hours_of_the_day(local: datetime, covered: bool) -> None:
    assert (WEEKDAYS.at(local) is not None) is covered


def test_after_saturday_they_are_read_again_on_monday() -> None:
    assert WEEKDAYS.next_start(datetime(2026, 11, 28, 13, 0, tzinfo=UTC)) == datetime(
        2026, 11, 30, 8, 0, tzinfo=UTC
    )


def test_a_night_is_two_parts_up_to_midnight() -> None:
    night = parse_cover("Mon-Sun 20:00-24:00; Mon-Sun 00:00-08:00")
    assert night.at(TUESDAY.replace(hour=23, minute=59)) is not None
    assert night.at(TUESDAY.replace(hour=3)) is not None
    assert night.at(TUESDAY.replace(hour=12)) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "There are no hours"),
        ("weekdays", "'weekdays' cannot be read"),
        ("Mox 08:00-20:00", "'Mox' is no day"),
        ("Mon 25:00-26:00", "'25:00' is no time of day"),
        ("Mon 20:00-08:00", "ends before it begins"),
        ("Fri-Mon 08:00-20:00", "ends before it begins"),
    ],
)
def test_hours_that_cannot_be_read_say_how_they_are_written(text: str, part: str) -> None:
    with pytest.raises(CoverError, match=part):
        parse_cover(text)


@given(st.integers(min_value=0, max_value=60 * 24 * 14))
def test_the_next_start_lies_ahead_and_begins_a_shift(minutes: int) -> None:
    local = TUESDAY + timedelta(minutes=minutes)
    start = WEEKDAYS.next_start(local)
    assert start is not None
    assert local < start <= local + timedelta(days=7)
    assert WEEKDAYS.at(start) is not None
    assert WEEKDAYS.at(start - timedelta(minutes=1)) is None
