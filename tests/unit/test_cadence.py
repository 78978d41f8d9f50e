"""When the next check is due, and who is silent."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aldea.care.cadence import Cadence, Phase, Reminder, days_between, remind

TODAY = date(2026, 11, 24)
ENROLLED = date(2026, 11, 1)
days = st.integers(min_value=-40, max_value=40).map(lambda number: TODAY + timedelta(days=number))


def ago(number: int) -> date:
    return TODAY - timedelta(days=number)


@pytest.mark.parametrize(
    ("last_on", "state", "silent"),
    [(ago(0), Cadence.DONE, False), (ago(1), Cadence.DUE, False), (ago(2), Cadence.DUE, True)],
)
def test_a_daily_check_is_due_the_day_after_and_missing_the_day_after_that(
    last_on: date, state: Cadence, silent: bool
) -> None:
    reminder = remind(1, last_on, ENROLLED, None, TODAY)
    assert (reminder.state, reminder.is_silent(TODAY)) == (state, silent)


def test_where_the_hospital_asks_for_none_nobody_is_reminded_or_silent() -> None:
    reminder = remind(None, None, ENROLLED, None, TODAY)
    assert reminder == Reminder(Cadence.OFF)
    assert not reminder.is_silent(TODAY)


def test_who_has_never_reported_is_due_from_the_day_of_enrolment() -> None:
    assert remind(7, None, ENROLLED, None, TODAY) == Reminder(Cadence.DUE, ENROLLED)


def test_a_pause_lasts_to_the_end_of_its_day_and_what_it_skipped_is_not_missing() -> None:
    assert remind(1, ago(9), ENROLLED, (TODAY,), TODAY) == Reminder(Cadence.PAUSED, until=TODAY)
    after = remind(1, ago(9), ENROLLED, (ago(1),), TODAY)
    assert after == Reminder(Cadence.DUE, TODAY)
    assert not after.is_silent(TODAY)


def test_reminders_that_were_stopped_stay_so() -> None:
    assert remind(1, ago(90), ENROLLED, (None,), TODAY).state is Cadence.PAUSED


@given(
    st.integers(min_value=1, max_value=60), st.none() | days, days, st.none() | st.tuples(st.none() | days)
)
def test_only_a_check_that_was_due_and_not_paused_is_missing(
    every: int, last_on: date | None, since: date, pause: tuple[date | None] | None
) -> None:
    reminder = remind(every, last_on, since, pause, TODAY)
    if reminder.is_silent(TODAY):
        assert pause is None or (pause[0] is not None and pause[0] < TODAY)
        assert reminder.on is not None
        assert reminder.on >= (since if last_on is None else last_on + timedelta(days=every))


@pytest.mark.parametrize(
    ("phase", "known", "days"),
    [
        ("during", Phase.KNOWN, 1),
        ("before", Phase.KNOWN, None),
        ("during", Phase.OUT_OF_DATE, 1),
        ("after", Phase.OUT_OF_DATE, 7),
        ("before", Phase.OUT_OF_DATE, 1),
        (None, Phase.UNKNOWN, 1),
    ],
)
def test_a_phase_that_is_not_known_never_makes_checks_rarer_than_the_hospital_asks(
    phase: str | None, known: Phase, days: int | None
) -> None:
    assert days_between({"during": 1, "after": 7}, phase, known) == days
    assert days_between({}, phase, known) is None
