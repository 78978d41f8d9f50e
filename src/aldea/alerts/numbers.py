"""Figures over many alerts, as pure functions of frozen values: nothing in here names a patient."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction

from aldea.care.alert_order import is_overdue
from aldea.care.alert_states import AlertState, Event, Kind, Outcome, apply


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """One alert as the figures need it; ``first_seen_at`` is the first time that anybody looked.

    ``outcome`` is empty while it is open, and where none was written. ``ended``: it was closed because the
    patient no longer uses Aldea. ``failed_calls`` counts all of them. ``seen_late``: nobody had looked by
    the time at which it was first due. ``overdue``: at some moment the worklist showed it as overdue.
    """

    opened_at: datetime
    urgency: str
    first_seen_at: datetime | None
    closed_at: datetime | None
    outcome: str
    failed_calls: int
    ended: bool
    seen_late: bool
    overdue: bool

    @property
    def without_contact(self) -> bool:
        """Whether a call failed, and nothing that came of the alert says that one succeeded."""
        nothing = self.ended or self.outcome in ("", Outcome.NO_ACTION)
        return self.closed_at is not None and self.failed_calls > 0 and nothing


def facts_of(events: Iterable[Event], now: datetime) -> AlertFacts:
    """What these events, which are all of one alert in their order, say about it."""
    state: AlertState | None = None
    seen: datetime | None = None
    due: datetime | None = None
    calls, overdue, outcome, ended = 0, False, "", False
    for event in events:
        overdue = overdue or (state is not None and is_overdue(state, event.at))
        state = apply(state, event)
        due = due or state.due_at
        seen = seen or state.seen_at
        calls += event.kind is Kind.NOT_REACHED
        if event.kind in (Kind.CLOSED, Kind.ENDED):
            outcome, ended = event.outcome or "", event.kind is Kind.ENDED
    assert state is not None
    assert due is not None
    return AlertFacts(
        opened_at=state.opened_at,
        urgency=state.urgency.id,
        first_seen_at=seen,
        closed_at=state.closed_at,
        outcome=outcome,
        failed_calls=calls,
        ended=ended,
        seen_late=(seen or state.closed_at or now) > due,
        overdue=overdue or is_overdue(state, now),
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle and the 90th percentile of some lengths of time; ``missing`` have no length yet."""

    median: timedelta | None
    p90: timedelta | None
    count: int
    missing: int


@dataclass(frozen=True, slots=True)
class SentReports:
    """The reports of each day, and how many of them opened an alert or made one more urgent."""

    by_day: Mapping[date, int]
    raising: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything that the page and the file say. ``by_day`` counts reports and alerts of each day.

    ``closed`` are those that a nurse closed, ``ended`` those that closed because the use of Aldea ended.
    """

    reports: int
    raising: int
    alerts: int
    by_urgency: Mapping[str, int]
    to_seen: Spread
    to_closed: Spread
    seen_late: int
    overdue: int
    outcomes: Mapping[str, int]
    closed: int
    ended: int
    acted_on: int
    unreachable: int
    unreached_open: int
    without_contact: int
    by_day: Sequence[tuple[date, int, int]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was reported and no alert was opened."""
        return not self.reports and not self.alerts


def share(part: int, whole: int) -> Fraction | None:
    """How many of each hundred; None where there is nothing to take a share of."""
    return Fraction(100 * part, whole) if whole else None


def numbers_of(facts: Iterable[AlertFacts], sent: SentReports, days: Sequence[date], zone: tzinfo) -> Numbers:
    """The figures of these alerts and reports, by the days of the hospital's own clock."""
    found = list(facts)
    opened = Counter(fact.opened_at.astimezone(zone).date() for fact in found)
    closed = [fact for fact in found if fact.closed_at is not None and not fact.ended]
    failed = [fact for fact in found if fact.failed_calls]
    return Numbers(
        reports=sum(sent.by_day.values()),
        raising=sent.raising,
        alerts=len(found),
        by_urgency=Counter(fact.urgency for fact in found),
        to_seen=spread(
            _length(fact, fact.first_seen_at) for fact in found if fact.first_seen_at or not fact.ended
        ),
        to_closed=spread(_length(fact, fact.closed_at) for fact in found if not fact.ended),
        seen_late=sum(fact.seen_late for fact in found),
        overdue=sum(fact.overdue for fact in found),
        outcomes=Counter(fact.outcome for fact in closed),
        closed=len(closed),
        ended=sum(fact.ended for fact in found),
        acted_on=sum(fact.outcome not in ("", Outcome.NO_ACTION) for fact in closed),
        unreachable=len(failed),
        unreached_open=sum(fact.closed_at is None for fact in failed),
        without_contact=sum(fact.without_contact for fact in found),
        by_day=[(day, sent.by_day.get(day, 0), opened.get(day, 0)) for day in days],
    )


def _length(fact: AlertFacts, until: datetime | None) -> timedelta | None:
    return None if until is None else until - fact.opened_at


def spread(lengths: Iterable[timedelta | None]) -> Spread:
    """The middle and the 90th percentile: the least length that half, or nine in ten, do not exceed."""
    every = list(lengths)
    known = sorted(length for length in every if length is not None)
    return Spread(_percentile(known, 50), _percentile(known, 90), len(known), len(every) - len(known))


def _percentile(ordered: Sequence[timedelta], part: int) -> timedelta | None:
    if not ordered:
        return None
    return ordered[max(0, -(-len(ordered) * part // 100) - 1)]
