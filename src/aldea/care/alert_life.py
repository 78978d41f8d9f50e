"""What may be done to an alert, by whom and when: pure decisions, time as an argument.

Each function takes the alert as it stands and gives a ``Step``: the alert after it, and the event to
append. It raises ``Refused`` where it may not be; nothing is changed then. The laws are in the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from aldea.care.alert_states import AlertState, Event, Kind, NextDose, Outcome, Stage, apply
from aldea.care.due import DueTimes
from aldea.language import Urgency

URGENT_FROM = Urgency.CONTACT_HOSPITAL
"""From here up an alert closes only with an outcome."""

LONGEST_PAUSE_URGENT = timedelta(days=1)
LONGEST_PAUSE = timedelta(days=7)
"""How far ahead a time to call again may lie: keeps a mistyped date from parking a patient out of sight."""


class Why(StrEnum):
    """Why something was refused."""

    ALREADY_OPEN = "already_open"
    CLOSED = "closed"
    CLAIMED_BY_OTHER = "claimed_by_other"
    NOT_CLAIMED = "not_claimed"
    NOT_YOURS = "not_yours"
    ALREADY_THEIRS = "already_theirs"
    REPORT_UNSEEN = "report_unseen"
    TEXT_UNREAD = "text_unread"
    OUTCOME_MISSING = "outcome_missing"
    REASON_MISSING = "reason_missing"
    NOTE_EMPTY = "note_empty"
    CALL_TIME_PAST = "call_time_past"
    CALL_TIME_TOO_FAR = "call_time_too_far"
    STEP_WAITS = "step_waits"
    NO_STEP = "no_step"
    STEP_UNSAID = "step_unsaid"
    NEXT_DOSE_MISSING = "next_dose_missing"
    WAIT_WITHOUT_DAY = "wait_without_day"
    DAY_WITHOUT_WAIT = "day_without_wait"
    NOT_DECIDED = "not_decided"
    SAME_DECISION = "same_decision"
    CHANGE_UNSAID = "change_unsaid"
    JUDGEMENT_UNSAID = "judgement_unsaid"
    SAME_URGENCY = "same_urgency"


class Refused(Exception):
    """Something that may not be done now. ``owner`` is who has the alert, where that is the reason."""

    def __init__(self, why: Why, owner: UUID | None = None) -> None:
        super().__init__(why.value)
        self.why = why
        self.owner = owner


FAILED_CALLS_BEFORE_STEP = 2
"""At this many failed calls the alert goes to the next step that the hospital has named."""
UNNAMED_STEP = "-"
"""Stands in an event for a next step that the hospital has not named."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided when an alert is closed. ``wait_until`` belongs to waiting with the next dose."""

    outcome: Outcome | None
    next_dose: NextDose | None
    words: str = ""
    wait_until: date | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A report as an alert sees it."""

    report: UUID
    urgency: Urgency
    has_text: bool


@dataclass(frozen=True, slots=True)
class Step:
    """The alert after something was done, and the event to append; none when there was nothing to do."""

    state: AlertState
    event: Event | None


def raises_alert(urgency: Urgency, due_times: DueTimes) -> bool:
    """Whether a report of this urgency opens an alert where there is none."""
    return urgency >= due_times.alert_from


def open_(present: AlertState | None, received: Received, at: datetime, due_times: DueTimes) -> Step:
    """A report opens an alert; ``present`` is the patient's alert that is open, if there is one."""
    if present is not None and present.closed_at is None:
        raise Refused(Why.ALREADY_OPEN)
    return _step(None, _report_event(Kind.OPENED, received, at, due_times.due_at(received.urgency, at)))


def join(state: AlertState, received: Received, at: datetime, due_times: DueTimes) -> Step:
    """A further report joins, and waits no longer than it would alone; a more urgent one raises the alert."""
    _must_be_open(state)
    if received.urgency > state.urgency:
        due_at = min(state.due_at, due_times.due_at(received.urgency, at))
        return _step(state, _report_event(Kind.RAISED, received, at, due_at))
    return _step(state, _report_event(Kind.JOINED, received, at, due_times.due_at(received.urgency, at)))


def see(state: AlertState, by: UUID, at: datetime) -> Step:
    """Someone looks. Counts where there is something that nobody has seen."""
    if state.closed_at is not None or not state.unseen_reports:
        return Step(state, None)
    return _step(state, Event(Kind.SEEN, at, by))


def read_text(state: AlertState, report: UUID, by: UUID, at: datetime) -> Step:
    """Someone has read the free text of a report; read twice is read once."""
    if report not in state.unread_texts or state.closed_at is not None:
        return Step(state, None)
    return _step(state, Event(Kind.TEXT_READ, at, by, report=report))


def claim(state: AlertState, by: UUID, at: datetime) -> Step:
    """Someone takes the alert; refused when somebody else has it."""
    _must_be_open(state)
    if state.claimed_by == by:
        return Step(state, None)
    if state.claimed_by is not None:
        raise Refused(Why.CLAIMED_BY_OTHER, state.claimed_by)
    return _step(state, Event(Kind.CLAIMED, at, by))


def release(state: AlertState, by: UUID, at: datetime) -> Step:
    """The owner gives the alert back; the time by which it is due stays."""
    _must_be_owner(state, by)
    return _step(state, Event(Kind.RELEASED, at, by))


def hand_over(state: AlertState, by: UUID, to: UUID, at: datetime) -> Step:
    """The owner hands the alert to a colleague; or a colleague takes over what an absent owner left."""
    _must_be_open(state)
    if state.claimed_by is None:
        raise Refused(Why.NOT_CLAIMED)
    if state.claimed_by == to:
        raise Refused(Why.ALREADY_THEIRS, to)
    if by not in (state.claimed_by, to):
        raise Refused(Why.NOT_YOURS, state.claimed_by)
    return _step(state, Event(Kind.HANDED_OVER, at, by, to=to))


def note(state: AlertState, by: UUID, words: str, at: datetime) -> Step:
    """Someone writes a note; also after the alert was closed."""
    if not words.strip():
        raise Refused(Why.NOTE_EMPTY)
    return _step(state, Event(Kind.NOTED, at, by, words=words.strip()))


def not_reached(
    state: AlertState, by: UUID, call_again_at: datetime, words: str, at: datetime, next_step: str = ""
) -> Step:
    """The patient could not be reached. The alert stays open and is due when it is time to call again.

    From the second failure on it goes to ``next_step``, whom the hospital has named: it is due at once,
    until that step is taken.
    """
    _must_be_owner(state, by)
    if state.step_waits:
        raise Refused(Why.STEP_WAITS)
    if state.unseen_reports:
        raise Refused(Why.REPORT_UNSEEN)
    if call_again_at <= at:
        raise Refused(Why.CALL_TIME_PAST)
    longest = LONGEST_PAUSE_URGENT if state.urgency >= URGENT_FROM else LONGEST_PAUSE
    if call_again_at > at + longest:
        raise Refused(Why.CALL_TIME_TOO_FAR)
    goes_on = state.failed_calls + 1 >= FAILED_CALLS_BEFORE_STEP
    step = (next_step.strip() or UNNAMED_STEP) if goes_on else ""
    words = words.strip()
    return _step(state, Event(Kind.NOT_REACHED, at, by, due_at=call_again_at, words=words, step=step))


def take_step(state: AlertState, by: UUID, words: str, at: datetime) -> Step:
    """The owner has taken the next named step; says who was reached and what they do."""
    _must_be_owner(state, by)
    if not state.step_waits:
        raise Refused(Why.NO_STEP)
    if not words.strip():
        raise Refused(Why.STEP_UNSAID)
    return _step(state, Event(Kind.STEP_TAKEN, at, by, words=words.strip()))


def judge(
    state: AlertState, by: UUID, urgency: Urgency, words: str, at: datetime, due_times: DueTimes
) -> Step:
    """The owner sets another urgency, with the reason. It stands beside the pack's, and never hides it.

    A graver one is due as a report of that urgency would be; a milder one changes neither place nor time.
    """
    _must_be_owner(state, by)
    if state.unseen_reports:
        raise Refused(Why.REPORT_UNSEEN)
    if urgency == (state.judged or state.urgency):
        raise Refused(Why.SAME_URGENCY)
    if not words.strip():
        raise Refused(Why.JUDGEMENT_UNSAID)
    due_at = due_times.due_at(urgency, at) if urgency > state.urgency else None
    return _step(state, Event(Kind.JUDGED, at, by, urgency=urgency, due_at=due_at, words=words.strip()))


def end(state: AlertState, by: UUID, words: str, at: datetime) -> Step:
    """The patient no longer uses Aldea: nobody is prompted any more."""
    _must_be_open(state)
    return _step(state, Event(Kind.ENDED, at, by, words=words))


def close(state: AlertState, by: UUID, decision: Decision, at: datetime) -> Step:
    """The owner closes the alert with what was decided, and what comes next for the next dose.

    Never over a report that nobody has looked at, nor over free text that nobody has read, nor while the next
    named step waits. An urgent one needs an outcome; no action needs a reason.
    """
    _must_be_owner(state, by)
    if state.unseen_reports:
        raise Refused(Why.REPORT_UNSEEN)
    if state.unread_texts:
        raise Refused(Why.TEXT_UNREAD)
    if state.step_waits:
        raise Refused(Why.STEP_WAITS)
    _check_decision(state, decision, at)
    event = Event(
        Kind.CLOSED,
        at,
        by,
        outcome=decision.outcome,
        words=decision.words.strip(),
        next_dose=decision.next_dose,
        wait_until=decision.wait_until,
    )
    return _step(state, event)


def _check_decision(state: AlertState, decision: Decision, at: datetime) -> None:
    if decision.outcome is None and state.weight >= URGENT_FROM:
        raise Refused(Why.OUTCOME_MISSING)
    if decision.outcome is Outcome.NO_ACTION and not decision.words.strip():
        raise Refused(Why.REASON_MISSING)
    check_next_dose(decision.next_dose, decision.wait_until, at)


def check_next_dose(next_dose: NextDose | None, wait_until: date | None, at: datetime) -> None:
    """A day belongs to waiting, and to nothing else: one that is typed is never dropped. Raises Refused."""
    if next_dose is None:
        raise Refused(Why.NEXT_DOSE_MISSING)
    if next_dose is NextDose.WAIT and (wait_until or date.min) < at.date():
        raise Refused(Why.WAIT_WITHOUT_DAY)
    if next_dose is not NextDose.WAIT and wait_until is not None:
        raise Refused(Why.DAY_WITHOUT_WAIT)


def _report_event(kind: Kind, received: Received, at: datetime, due_at: datetime | None) -> Event:
    return Event(
        kind,
        at,
        report=received.report,
        urgency=received.urgency,
        has_text=received.has_text,
        due_at=due_at,
    )


def _step(state: AlertState | None, event: Event) -> Step:
    return Step(apply(state, event), event)


def _must_be_open(state: AlertState) -> None:
    if state.stage is Stage.CLOSED:
        raise Refused(Why.CLOSED)


def _must_be_owner(state: AlertState, by: UUID) -> None:
    _must_be_open(state)
    if state.claimed_by is None:
        raise Refused(Why.NOT_CLAIMED)
    if state.claimed_by != by:
        raise Refused(Why.CLAIMED_BY_OTHER, state.claimed_by)
