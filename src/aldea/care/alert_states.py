"""What an alert is and what may happen to it: frozen values, one table of transitions, and one fold.

An alert is nothing but its events: ``replay`` of them gives the state. Ids are of accounts and reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from aldea.language import Urgency


class Stage(StrEnum):
    """Where an alert stands."""

    NEW = "new"
    SEEN = "seen"
    CLAIMED = "claimed"
    CLAIMED_UNSEEN = "claimed_unseen"
    CALL_AGAIN = "call_again"
    CLOSED = "closed"


class Kind(StrEnum):
    """What can happen to an alert."""

    OPENED = "opened"
    JOINED = "joined"
    RAISED = "raised"
    SEEN = "seen"
    TEXT_READ = "text_read"
    CLAIMED = "claimed"
    RELEASED = "released"
    NOTED = "noted"
    HANDED_OVER = "handed_over"
    NOT_REACHED = "not_reached"
    STEP_TAKEN = "step_taken"
    JUDGED = "judged"
    CLOSED = "closed"
    ENDED = "ended"
    REOPENED = "reopened"
    PUT_RIGHT = "put_right"
    MATCHED = "matched"
    PARTED = "parted"


class NextDose(StrEnum):
    """What comes next for the next injection or infusion."""

    GO_AHEAD = "go_ahead"
    WAIT = "wait"
    STOP = "stop"
    NONE_PLANNED = "none_planned"


class Outcome(StrEnum):
    """What was decided when an alert was closed."""

    ADVISED = "advised"
    CALLED_BACK = "called_back"
    ATTEND_TODAY = "attend_today"
    ADMITTED = "admitted"
    AMBULANCE = "ambulance"
    NO_ACTION = "no_action"


def _said_on(stage: Stage) -> Mapping[Kind, Stage]:
    """What may be said on an alert wherever it stands, and moves it nowhere."""
    return dict.fromkeys((Kind.NOTED, Kind.MATCHED, Kind.PARTED), stage)


TRANSITIONS: Mapping[Stage | None, Mapping[Kind, Stage]] = {
    None: {Kind.OPENED: Stage.NEW},
    Stage.NEW: {
        Kind.JOINED: Stage.NEW,
        Kind.RAISED: Stage.NEW,
        Kind.SEEN: Stage.SEEN,
        Kind.TEXT_READ: Stage.NEW,
        **_said_on(Stage.NEW),
        Kind.CLAIMED: Stage.CLAIMED_UNSEEN,
        Kind.ENDED: Stage.CLOSED,
    },
    Stage.SEEN: {
        Kind.JOINED: Stage.SEEN,
        Kind.RAISED: Stage.NEW,
        Kind.SEEN: Stage.SEEN,
        Kind.TEXT_READ: Stage.SEEN,
        **_said_on(Stage.SEEN),
        Kind.CLAIMED: Stage.CLAIMED,
        Kind.ENDED: Stage.CLOSED,
    },
    Stage.CLAIMED: {
        Kind.JOINED: Stage.CLAIMED,
        Kind.RAISED: Stage.CLAIMED_UNSEEN,
        Kind.SEEN: Stage.CLAIMED,
        Kind.TEXT_READ: Stage.CLAIMED,
        **_said_on(Stage.CLAIMED),
        Kind.HANDED_OVER: Stage.CLAIMED,
        Kind.RELEASED: Stage.SEEN,
        Kind.NOT_REACHED: Stage.CALL_AGAIN,
        Kind.STEP_TAKEN: Stage.CLAIMED,
        Kind.JUDGED: Stage.CLAIMED,
        Kind.CLOSED: Stage.CLOSED,
        Kind.ENDED: Stage.CLOSED,
    },
    Stage.CLAIMED_UNSEEN: {
        Kind.JOINED: Stage.CLAIMED_UNSEEN,
        Kind.RAISED: Stage.CLAIMED_UNSEEN,
        Kind.SEEN: Stage.CLAIMED,
        Kind.TEXT_READ: Stage.CLAIMED_UNSEEN,
        **_said_on(Stage.CLAIMED_UNSEEN),
        Kind.HANDED_OVER: Stage.CLAIMED_UNSEEN,
        Kind.RELEASED: Stage.NEW,
        Kind.ENDED: Stage.CLOSED,
    },
    Stage.CALL_AGAIN: {
        Kind.JOINED: Stage.CALL_AGAIN,
        Kind.RAISED: Stage.CLAIMED_UNSEEN,
        Kind.SEEN: Stage.CALL_AGAIN,
        Kind.TEXT_READ: Stage.CALL_AGAIN,
        **_said_on(Stage.CALL_AGAIN),
        Kind.HANDED_OVER: Stage.CALL_AGAIN,
        Kind.RELEASED: Stage.SEEN,
        Kind.NOT_REACHED: Stage.CALL_AGAIN,
        Kind.STEP_TAKEN: Stage.CALL_AGAIN,
        Kind.JUDGED: Stage.CALL_AGAIN,
        Kind.CLOSED: Stage.CLOSED,
        Kind.ENDED: Stage.CLOSED,
    },
    Stage.CLOSED: {**_said_on(Stage.CLOSED), Kind.PUT_RIGHT: Stage.CLOSED, Kind.REOPENED: Stage.NEW},
}
"""Where each event leads from each stage. What is not here cannot happen; None is before the alert."""

REPORTED = frozenset({Kind.OPENED, Kind.JOINED, Kind.RAISED})
"""The events that bring a report."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. ``by`` is empty where nobody of the team did it (a report came in).

    ``report``, ``urgency`` and ``has_text`` come with a report (``report`` also with text that was read);
    ``due_at`` with what changes it; ``to`` with a hand-over; ``words`` are a note, or the reason or remark
    of an outcome, of a judgement (whose ``urgency`` is the nurse's), or of whose alert it is. ``next_dose``
    comes with a closing and what puts it right, with the day to ``wait_until``; ``step``, who is next, with
    a second failed call.
    """

    kind: Kind
    at: datetime
    by: UUID | None = None
    report: UUID | None = None
    urgency: Urgency | None = None
    has_text: bool = False
    due_at: datetime | None = None
    to: UUID | None = None
    outcome: Outcome | None = None
    words: str = ""
    next_dose: NextDose | None = None
    wait_until: date | None = None
    step: str = ""


@dataclass(frozen=True, slots=True)
class AlertState:
    """An alert as it stands.

    ``due_at`` is when the next action is due. ``unseen_reports`` counts the reports that came since someone
    of the team looked; ``unread_texts`` are the reports with free text that nobody has read. ``judged`` is
    a nurse's own urgency, until a graver report comes. ``failed_calls`` counts those since the alert was
    opened or rose; ``step_waits`` while the next named step was not taken. ``next_dose`` and ``wait_until``
    are what was decided at the closing, or put right since.
    """

    urgency: Urgency
    opened_at: datetime
    due_at: datetime
    seen_at: datetime | None = None
    claimed_by: UUID | None = None
    claimed_at: datetime | None = None
    call_again_at: datetime | None = None
    closed_at: datetime | None = None
    unseen_reports: int = 0
    unread_texts: frozenset[UUID] = frozenset()
    judged: Urgency | None = None
    failed_calls: int = 0
    step_waits: bool = False
    next_dose: NextDose | None = None
    wait_until: date | None = None

    @property
    def weight(self) -> Urgency:
        """What the place on the worklist goes by: never less than the pack's own urgency."""
        return self.urgency if self.judged is None else max(self.urgency, self.judged)

    @property
    def stage(self) -> Stage:
        """Where the alert stands: a function of the other fields."""
        if self.closed_at is not None:
            return Stage.CLOSED
        if self.claimed_by is None:
            return Stage.NEW if self.seen_at is None else Stage.SEEN
        if self.seen_at is None:
            return Stage.CLAIMED_UNSEEN
        return Stage.CLAIMED if self.call_again_at is None else Stage.CALL_AGAIN


class Impossible(Exception):
    """An event that the table of transitions does not have: a fault of the program, not of its user."""

    def __init__(self, stage: Stage | None, kind: Kind) -> None:
        super().__init__(f"'{kind}' cannot happen to an alert that is {stage or 'not open yet'}")


def apply(state: AlertState | None, event: Event) -> AlertState:
    """The alert after one event. Raises ``Impossible`` for an event that the table does not have."""
    stage = state.stage if state else None
    if event.kind not in TRANSITIONS[stage]:
        raise Impossible(stage, event.kind)
    after = _opened(event) if state is None else _changed(state, event)
    if after.stage is not TRANSITIONS[stage][event.kind]:
        raise Impossible(stage, event.kind)
    return after


def replay(events: Iterable[Event]) -> AlertState | None:
    """The alert that these events, in their order, have made; None for no events."""
    state = None
    for event in events:
        state = apply(state, event)
    return state


def _opened(event: Event) -> AlertState:
    assert event.urgency is not None
    assert event.due_at is not None
    blank = AlertState(urgency=event.urgency, opened_at=event.at, due_at=event.due_at)
    return _with_report(blank, event)


def _changed(state: AlertState, event: Event) -> AlertState:
    match event.kind:
        case Kind.JOINED:
            due_at = state.due_at if event.due_at is None else min(state.due_at, event.due_at)
            return _with_report(replace(state, due_at=due_at), event)
        case Kind.RAISED:
            assert event.urgency is not None
            assert event.due_at is not None
            graver = replace(state, urgency=event.urgency, due_at=event.due_at)
            fresh = replace(graver, seen_at=None, call_again_at=None, judged=None)
            return _with_report(replace(fresh, failed_calls=0, step_waits=False), event)
        case Kind.SEEN:
            return replace(state, seen_at=event.at, unseen_reports=0)
        case Kind.TEXT_READ:
            return replace(state, unread_texts=state.unread_texts - {event.report})
        case Kind.CLAIMED:
            return replace(state, claimed_by=event.by, claimed_at=event.at)
        case Kind.HANDED_OVER:
            return replace(state, claimed_by=event.to, claimed_at=event.at)
        case Kind.RELEASED:
            return replace(state, claimed_by=None, claimed_at=None, call_again_at=None)
        case Kind.NOT_REACHED:
            assert event.due_at is not None
            calls, waits = state.failed_calls + 1, bool(event.step)
            later = replace(state, call_again_at=event.due_at, failed_calls=calls, step_waits=waits)
            return replace(later, due_at=event.at if waits else event.due_at)
        case Kind.STEP_TAKEN:
            return replace(state, step_waits=False, due_at=state.call_again_at or state.due_at)
        case Kind.JUDGED:
            due_at = state.due_at if event.due_at is None else min(state.due_at, event.due_at)
            return replace(state, judged=event.urgency, due_at=due_at)
        case Kind.CLOSED | Kind.ENDED:
            return _decided(replace(state, closed_at=event.at, step_waits=False), event)
        case Kind.PUT_RIGHT:
            return _decided(state, event)
        case Kind.REOPENED:
            return _reopened(state, event)
        case _:
            return state


def _reopened(state: AlertState, event: Event) -> AlertState:
    assert event.due_at is not None
    fresh = replace(state, closed_at=None, seen_at=None, claimed_by=None, claimed_at=None)
    unseen = max(1, state.unseen_reports)
    return replace(fresh, call_again_at=None, due_at=event.due_at, unseen_reports=unseen)


def _decided(state: AlertState, event: Event) -> AlertState:
    return replace(state, next_dose=event.next_dose, wait_until=event.wait_until)


def _with_report(state: AlertState, event: Event) -> AlertState:
    assert event.report is not None
    texts = {event.report} if event.has_text else set()
    return replace(state, unseen_reports=state.unseen_reports + 1, unread_texts=state.unread_texts | texts)
