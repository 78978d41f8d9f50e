"""In which order alerts are acted on."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from aldea.care.alert_states import AlertState
from aldea.language import Urgency


class Waiting(Protocol):
    """What the order goes by, of an alert as it stands or of its row."""

    @property
    def opened_at(self) -> datetime:
        """When the first report came."""

    @property
    def due_at(self) -> datetime:
        """When the next action is due."""

    @property
    def seen_at(self) -> datetime | None:
        """When someone looked, if anybody did since it was opened or rose."""

    @property
    def call_again_at(self) -> datetime | None:
        """When to call again, if the patient was not reached."""

    @property
    def unseen_reports(self) -> int:
        """How many reports came since someone looked."""


def is_overdue(state: AlertState, at: datetime) -> bool:
    """Whether the time by which someone should have acted has passed."""
    return state.closed_at is None and at > state.due_at


def order(
    weight: Urgency, alert: Waiting, at: datetime, *, left_behind: bool = False
) -> tuple[int, int, datetime, datetime]:
    """The place on the worklist: the most urgent first.

    Within one urgency what is overdue or not seen comes first, with what was left behind by somebody who can
    no longer act on it, and last what waits for a call that lies ahead; then who is due soonest, then who
    has waited longest.
    """
    pressing = left_behind or at > alert.due_at or alert.seen_at is None or alert.unseen_reports > 0
    later = alert.call_again_at is not None and alert.call_again_at > at
    return (-weight, 0 if pressing else 2 if later else 1, alert.due_at, alert.opened_at)
