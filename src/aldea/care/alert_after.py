"""What is done to an alert after it was closed: it waits again, or a decision is put right.

And what is said on it wherever it stands: whose it is.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from aldea.care.alert_life import Refused, Step, Why, check_next_dose
from aldea.care.alert_states import AlertState, Event, Kind, NextDose, apply


def reopen(state: AlertState, by: UUID, at: datetime) -> Step:
    """What ended with the use of Aldea waits again, unseen, and is due when it was before."""
    if state.closed_at is None:
        raise Refused(Why.ALREADY_OPEN)
    event = Event(Kind.REOPENED, at, by, due_at=state.due_at)
    return Step(apply(state, event), event)


def put_right(
    state: AlertState, by: UUID, next_dose: NextDose, wait_until: date | None, words: str, at: datetime
) -> Step:
    """Someone of the team corrects what was decided about the next dose, with the reason. Raises ``Refused``.

    The decision that was wrong stays among the events. Where none was made, as when the use of Aldea ended,
    there is none to put right.
    """
    if state.closed_at is None or state.next_dose is None:
        raise Refused(Why.NOT_DECIDED)
    check_next_dose(next_dose, wait_until, at)
    if (next_dose, wait_until) == (state.next_dose, state.wait_until):
        raise Refused(Why.SAME_DECISION)
    if not words.strip():
        raise Refused(Why.CHANGE_UNSAID)
    event = Event(Kind.PUT_RIGHT, at, by, words=words.strip(), next_dose=next_dose, wait_until=wait_until)
    return Step(apply(state, event), event)


def matched(state: AlertState, by: UUID, words: str, at: datetime) -> Step:
    """Someone of the team has found out which patient the caller is, whose alert this is."""
    event = Event(Kind.MATCHED, at, by, words=words)
    return Step(apply(state, event), event)


def parted(state: AlertState, by: UUID, words: str, at: datetime) -> Step:
    """Someone of the team has found that the caller is not that patient; ``words`` say why."""
    event = Event(Kind.PARTED, at, by, words=words)
    return Step(apply(state, event), event)
