"""Figures over many alerts, as pure functions of frozen values: nothing in here names a patient."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction

from aldea.care.alert_states import Outcome


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """One alert as the figures need it; ``first_seen_at`` is the first time that anybody looked.

    ``outcome`` is empty while it is open, and where none was written. ``failed_calls`` counts all of them.
    """

    opened_at: datetime
    urgency: str
    due_at: datetime
    first_seen_at: datetime | None
    closed_at: datetime | None
    outcome: str
    failed_calls: int
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle and the 90th percentile of some lengths of time; ``missing`` have no length yet."""

    median: timedelta | None
    p90: timedelta | None
    count: int
    missing: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything that the page and the file say. ``by_day`` counts reports and alerts of each day."""

    reports: int
    alerts: int
    by_urgency: Mapping[str, int]
    to_seen: Spread
    to_closed: Spread
    outcomes: Mapping[str, int]
    acted_on: int
    closed: int
    unreachable: int
    overdue: int
    by_day: Sequence[tuple[date, int, int]]

    @property
    def per_hundred_reports(self) -> Fraction | None:
        """Alerts for each hundred reports; None without reports."""
        return Fraction(100 * self.alerts, self.reports) if self.reports else None

    @property
    def share_acted_on(self) -> Fraction | None:
        """Of the alerts that were closed, those with an outcome other than 'no action', in a hundred."""
        return Fraction(100 * self.acted_on, self.closed) if self.closed else None


def numbers_of(
    facts: Iterable[AlertFacts],
    reports: Mapping[date, int],
    days: Sequence[date],
    zone: tzinfo,
    now: datetime,
) -> Numbers:
    """The figures of these alerts, and of the number of reports of each day, at the hospital's own clock."""
    found = list(facts)
    by_urgency: dict[str, int] = {}
    outcomes: dict[str, int] = {}
    opened: dict[date, int] = {}
    for fact in found:
        by_urgency[fact.urgency] = by_urgency.get(fact.urgency, 0) + 1
        day = fact.opened_at.astimezone(zone).date()
        opened[day] = opened.get(day, 0) + 1
        if fact.outcome:
            outcomes[fact.outcome] = outcomes.get(fact.outcome, 0) + 1
    closed = [fact for fact in found if fact.closed_at is not None and not fact.ended]
    return Numbers(
        reports=sum(reports.values()),
        alerts=len(found),
        by_urgency=by_urgency,
        to_seen=spread(_length(fact, fact.first_seen_at) for fact in found),
        to_closed=spread(_length(fact, fact.closed_at) for fact in found if not fact.ended),
        outcomes=outcomes,
        acted_on=sum(bool(fact.outcome) and fact.outcome != Outcome.NO_ACTION for fact in closed),
        closed=len(closed),
        unreachable=sum(fact.failed_calls > 0 for fact in found),
        overdue=sum(_was_late(fact, now) for fact in found),
        by_day=[(day, reports.get(day, 0), opened.get(day, 0)) for day in days],
    )


def _length(fact: AlertFacts, until: datetime | None) -> timedelta | None:
    return None if until is None else until - fact.opened_at


def spread(lengths: Iterable[timedelta | None]) -> Spread:
    """The middle and the 90th percentile: the least length that half, or nine in ten, do not exceed."""
    every = list(lengths)
    known = sorted(length for length in every if length is not None)
    return Spread(_percentile(known, 50), _percentile(known, 90), len(known), len(every) - len(known))


def _percentile(ordered: Sequence[timedelta], share: int) -> timedelta | None:
    if not ordered:
        return None
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def _was_late(fact: AlertFacts, now: datetime) -> bool:
    """Whether nobody had looked by the time at which it was first due."""
    looked = fact.first_seen_at or fact.closed_at or now
    return looked > fact.due_at
