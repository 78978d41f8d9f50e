"""Figures over many alerts, against stories that were worked out by hand."""

import statistics
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aldea.alerts.number_plots import lying, standing
from aldea.alerts.numbers import AlertFacts, Numbers, SentReports, facts_of, numbers_of, share, spread
from aldea.alerts.numbers_file import csv_of, harmless
from aldea.alerts.numbers_page import Figure, stretches
from aldea.care.alert_states import Event, Kind, Outcome
from aldea.language import Urgency

AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
DAY = AT.date()
NURSE = UUID(int=1)
LATER = 600
lengths_of_time = st.lists(st.integers(min_value=0, max_value=100_000), min_size=2, max_size=60)


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def at(number: int) -> datetime:
    return AT + minutes(number)


def opened(urgency: Urgency = Urgency.HOSPITAL_NOW, due: int = 15) -> Event:
    """An alert of 3 am."""
    return Event(Kind.OPENED, AT, report=UUID(int=100), urgency=urgency, due_at=at(due))


def seen(after: int) -> Event:
    return Event(Kind.SEEN, at(after), NURSE)


def taken(after: int) -> Event:
    return Event(Kind.CLAIMED, at(after), NURSE)


def not_reached(after: int, again: int) -> Event:
    return Event(Kind.NOT_REACHED, at(after), NURSE, due_at=at(again))


def closed(after: int, outcome: Outcome | None = Outcome.ADVISED) -> Event:
    return Event(Kind.CLOSED, at(after), NURSE, outcome=outcome)


def ended(after: int) -> Event:
    return Event(Kind.ENDED, at(after), NURSE)


def facts(*events: Event) -> AlertFacts:
    """What is known of the alert ten hours later."""
    return facts_of(events, at(LATER))


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
    for part, value in ((50, found.median), (90, found.p90)):
        if value is None:
            assert not known
        else:
            assert value in known
            assert 100 * sum(length <= value for length in known) >= part * len(known)
            assert 100 * sum(length < value for length in known) < part * len(known)


@given(lengths_of_time)
def test_the_middle_and_the_90th_percentile_agree_with_the_library_of_statistics(lengths: list[int]) -> None:
    """Ours is always a time that was measured; the library's may lie between it and the next one."""
    found = spread([minutes(length) for length in lengths])
    assert found.median == minutes(statistics.median_low(lengths))
    ordered, tenths = sorted(lengths), 9 * (len(lengths) - 1)
    below, above = ordered[tenths // 10], ordered[-(-tenths // 10)]
    assert found.p90 in (minutes(below), minutes(above))
    assert below <= round(statistics.quantiles(lengths, n=10, method="inclusive")[8], 6) <= above


@pytest.mark.parametrize(
    ("events", "late", "overdue"),
    [
        ([opened(), seen(15), taken(15), closed(15)], False, False),
        ([opened(), seen(10), taken(10), closed(40)], False, True),
        ([opened(), seen(16), taken(16), closed(17)], True, True),
        ([opened(due=900)], False, False),
        ([opened()], True, True),
        ([opened(), seen(5), taken(5), not_reached(10, 60), closed(50)], False, False),
        ([opened(), seen(5), taken(5), not_reached(10, 60), closed(61)], False, True),
        ([opened(), seen(5), taken(5), not_reached(10, 900)], False, False),
        ([opened(), ended(10)], False, False),
        ([opened(), ended(20)], True, True),
    ],
)
def test_late_is_looked_at_after_it_was_first_due_and_overdue_is_what_the_worklist_shows(
    events: list[Event], late: bool, overdue: bool
) -> None:
    found = facts(*events)
    assert (found.seen_late, found.overdue) == (late, overdue)


def test_the_first_look_counts_even_when_a_graver_report_makes_it_unseen_again() -> None:
    graver = Event(Kind.RAISED, at(20), report=UUID(int=101), urgency=Urgency.HOSPITAL_NOW, due_at=at(35))
    found = facts(opened(Urgency.TELL_TEAM, due=480), seen(10), graver, seen(30))
    assert found.first_seen_at == at(10)
    assert found.urgency == "hospital_now"


@pytest.mark.parametrize(
    ("events", "without"),
    [
        ([closed(60, Outcome.NO_ACTION)], True),
        ([closed(60, None)], True),
        ([ended(60)], True),
        ([closed(60, Outcome.ADVISED)], False),
        ([], False),
    ],
)
def test_a_call_that_failed_and_nothing_after_it_is_no_contact(events: list[Event], without: bool) -> None:
    called = [opened(), seen(5), taken(5), not_reached(10, 20)]
    assert facts(*called, *events).without_contact is without
    assert facts(opened(), seen(5), taken(5), *events).without_contact is False


def test_a_day_of_five_alerts() -> None:
    found = [
        facts(opened(), seen(10), taken(10), closed(40, Outcome.ATTEND_TODAY)),
        facts(opened(), seen(20), taken(20), not_reached(21, 50), closed(60, Outcome.NO_ACTION)),
        facts(opened()),
        facts(opened(), seen(5), ended(30)),
        facts(opened(), ended(14)),
    ]
    numbers = numbers_of(found, SentReports({DAY: 50}, raising=6), [DAY - timedelta(days=1), DAY], UTC)
    assert (numbers.reports, numbers.raising, numbers.alerts) == (50, 6, 5)
    assert (numbers.closed, numbers.ended, numbers.acted_on) == (2, 2, 1)
    assert (numbers.unreachable, numbers.unreached_open, numbers.without_contact) == (1, 0, 1)
    assert (numbers.seen_late, numbers.overdue) == (2, 4)
    assert (numbers.to_seen.median, numbers.to_seen.p90, numbers.to_seen.missing) == (
        minutes(10),
        minutes(20),
        1,
    )
    assert (numbers.to_closed.median, numbers.to_closed.p90) == (minutes(40), minutes(60))
    assert numbers.to_closed.missing == 1
    assert numbers.outcomes == {"attend_today": 1, "no_action": 1}
    assert numbers.by_day == [(date(2026, 11, 23), 0, 0), (DAY, 50, 5)]


def test_without_reports_there_is_no_share_of_them() -> None:
    assert share(0, 0) is None
    assert share(1, 8) == 12.5
    assert numbers_of([], SentReports({}, 0), [DAY], UTC).is_empty


def _over(days: int) -> Numbers:
    every = [DAY + timedelta(days=number) for number in range(days)]
    return numbers_of([], SentReports(dict(zip(every, count(1), strict=False)), 0), every, UTC)


@pytest.mark.parametrize(("days", "bars"), [(1, 1), (31, 31), (32, 5), (217, 31), (218, 8), (732, 27)])
def test_every_day_is_in_one_bar_however_long_the_time(days: int, bars: int) -> None:
    found = stretches(_over(days))
    assert len(found) == bars
    assert sum(part.reports for part in found) == days * (days + 1) // 2


def test_a_bar_of_some_days_says_which() -> None:
    found = stretches(_over(33))
    assert [found[0].name, found[-1].name] == [
        "24 November 2026 to 30 November 2026", "22 December 2026 to 26 December 2026",
    ]  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=31))
def test_bars_stay_in_the_box_and_are_as_high_as_their_counts(counts: list[tuple[int, int]]) -> None:
    plot = standing([("24 Nov", pair) for pair in counts])
    assert len(plot.ticks) <= 6
    assert len({tick.place for tick in plot.ticks}) == len(plot.ticks)
    most = int(plot.ticks[-1].words)
    assert most >= max(max(pair) for pair in counts)
    flat = [one for pair in counts for one in pair]
    for bar, number in zip(plot.bars, flat, strict=True):
        assert plot.left <= bar.x
        assert bar.x + bar.width <= plot.right + 0.2
        assert abs(bar.height / (plot.bottom - plot.ticks[-1].place) - number / most) < 0.001
    assert all(plot.left <= name.x <= plot.right for name in plot.names)


def test_the_longest_lying_bar_is_the_greatest_count_and_leaves_room_for_it() -> None:
    plot = lying([("Hospital now", 4), ("Tell the team", 2), ("Emergency, 999", 0)])
    first, second, third = (bar for bar, _name, _count in plot.rows)
    assert first.width == 2 * second.width > third.width == 0
    assert first.x + first.width < plot.width - 24


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "  \t=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_marked_as_text(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert csv_of([Figure(text, "3", "reports")]).count("'") == 1


@pytest.mark.parametrize("text", ["", "3", "33.3", "Team A", "a=b"])
def test_an_ordinary_cell_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
