"""Figures over many alerts, against stories that were worked out by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aldea.alerts.numbers import AlertFacts, numbers_of, spread

AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
DAY = AT.date()


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def fact(seen: int | None, closed: int | None, outcome: str = "", **more: int | bool) -> AlertFacts:
    """An alert of 3 am, due after 15 minutes; seen and closed after so many."""
    return AlertFacts(
        opened_at=AT,
        urgency="hospital_now",
        due_at=AT + minutes(15),
        first_seen_at=None if seen is None else AT + minutes(seen),
        closed_at=None if closed is None else AT + minutes(closed),
        outcome=outcome,
        failed_calls=int(more.get("failed_calls", 0)),
        ended=bool(more.get("ended", False)),
    )


@pytest.mark.parametrize(
    ("lengths", "median", "p90"),
    [
        ([], None, None),
        ([7], 7, 7),
        ([1, 2], 1, 2),
        ([1, 2, 3], 2, 3),
        (list(range(1, 11)), 5, 9),
        (list(range(1, 102)), 51, 91),
    ],
)
def test_half_and_nine_in_ten_are_no_longer_than_this(
    lengths: list[int], median: int | None, p90: int | None
) -> None:
    found = spread([minutes(length) for length in lengths])
    assert found.median == (None if median is None else minutes(median))
    assert found.p90 == (None if p90 is None else minutes(p90))


@given(st.lists(st.none() | st.integers(min_value=0, max_value=10_000).map(minutes), max_size=60))
def test_a_percentile_is_one_of_the_lengths_and_its_share_does_not_exceed_it(
    lengths: list[timedelta | None],
) -> None:
    found = spread(lengths)
    known = [length for length in lengths if length is not None]
    assert (found.count, found.missing) == (len(known), len(lengths) - len(known))
    for share, value in ((50, found.median), (90, found.p90)):
        if value is None:
            assert not known
        else:
            assert value in known
            assert 100 * sum(length <= value for length in known) >= share * len(known)
            assert 100 * sum(length < value for length in known) < share * len(known)


def test_a_day_of_four_alerts() -> None:
    facts = [
        fact(10, 40, "attend_today"),
        fact(20, 60, "no_action", failed_calls=2),
        fact(None, None),
        fact(5, 30, ended=True),
    ]
    numbers = numbers_of(facts, {DAY: 50}, [DAY - timedelta(days=1), DAY], UTC, AT + minutes(600))
    assert (numbers.reports, numbers.alerts, numbers.closed, numbers.acted_on) == (50, 4, 2, 1)
    assert numbers.per_hundred_reports == 8
    assert numbers.share_acted_on == 50
    assert (numbers.overdue, numbers.unreachable) == (2, 1)
    assert (numbers.to_seen.median, numbers.to_seen.missing) == (minutes(10), 1)
    assert (numbers.to_closed.median, numbers.to_closed.p90) == (minutes(40), minutes(60))
    assert numbers.outcomes == {"attend_today": 1, "no_action": 1}
    assert numbers.by_day == [(date(2026, 11, 23), 0, 0), (DAY, 50, 4)]


def test_without_reports_there_is_no_share_of_them() -> None:
    numbers = numbers_of([], {}, [DAY], UTC, AT)
    assert (numbers.per_hundred_reports, numbers.share_acted_on) == (None, None)
