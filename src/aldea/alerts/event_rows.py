"""Events of an alert as rows of the database, and back."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from aldea.alerts.models import Alert, AlertEvent
from aldea.care import alert_states
from aldea.care.alert_states import AlertState, Event, Kind, NextDose, Outcome, replay
from aldea.language import Urgency

REPORTED = sorted(kind.value for kind in alert_states.REPORTED)
"""The stored kinds of event that bring a report."""


def row_of(event: Event, alert: Alert, number: int, id: UUID, reasons: Sequence[str] = ()) -> AlertEvent:
    """The row for an event; ``reasons`` are the team's words for why a report has its urgency."""
    data: dict[str, Any] = {
        "urgency": event.urgency.id if event.urgency is not None else None,
        "has_text": event.has_text or None,
        "due_at": event.due_at.isoformat() if event.due_at else None,
        "to": str(event.to) if event.to else None,
        "outcome": event.outcome.value if event.outcome else None,
        "words": event.words or None,
        "next_dose": event.next_dose.value if event.next_dose else None,
        "wait_until": event.wait_until.isoformat() if event.wait_until else None,
        "step": event.step or None,
        "reasons": list(reasons) or None,
    }
    return AlertEvent(
        id=id,
        alert=alert,
        number=number,
        at=event.at,
        by_id=event.by,
        kind=event.kind.value,
        report_id=event.report,
        data={key: value for key, value in data.items() if value is not None},
    )


def event_of(row: AlertEvent) -> Event:
    """The event that a row holds."""
    data = row.data
    return Event(
        kind=Kind(row.kind),
        at=row.at,
        by=row.by_id,
        report=row.report_id,
        urgency=Urgency.from_id(data["urgency"]) if "urgency" in data else None,
        has_text=data.get("has_text", False),
        due_at=datetime.fromisoformat(data["due_at"]) if "due_at" in data else None,
        to=UUID(data["to"]) if "to" in data else None,
        outcome=Outcome(data["outcome"]) if "outcome" in data else None,
        words=data.get("words", ""),
        next_dose=NextDose(data["next_dose"]) if "next_dose" in data else None,
        wait_until=date.fromisoformat(data["wait_until"]) if "wait_until" in data else None,
        step=data.get("step", ""),
    )


def state_of(rows: Iterable[AlertEvent]) -> AlertState:
    """How the alert stands after these events, which are all of its own in their order."""
    state = replay(event_of(row) for row in rows)
    assert state is not None, "an alert is stored together with the event that opened it"
    return state


def write_state(alert: Alert, state: AlertState) -> Alert:
    """Write on the alert's row how it stands; the caller saves it."""
    alert.opened_at = state.opened_at
    alert.urgency = state.urgency.id
    alert.due_at = state.due_at
    alert.seen_at = state.seen_at
    alert.claimed_by_id = state.claimed_by
    alert.claimed_at = state.claimed_at
    alert.call_again_at = state.call_again_at
    alert.judged = state.judged.id if state.judged is not None else ""
    alert.step_waits = state.step_waits
    alert.closed_at = state.closed_at
    alert.unseen_reports = state.unseen_reports
    alert.unread_texts = len(state.unread_texts)
    return alert
