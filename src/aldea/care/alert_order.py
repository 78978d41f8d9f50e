"""In which order alerts are acted on."""

from __future__ import annotations

from datetime import datetime

from aldea.care.alert_states import AlertState


def is_overdue(state: AlertState, at: datetime) -> bool:
    """Whether the time by which someone should have acted has passed."""
    return state.closed_at is None and at > state.due_at


def order(state: AlertState) -> tuple[int, datetime]:
    """The place on the worklist: the most urgent first, then who has waited longest."""
    return (-state.weight, state.opened_at)
