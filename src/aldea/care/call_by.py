"""By when the page of a report must say that somebody has seen it; after that the reporter calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aldea.care.cover import Cover
from aldea.language import Urgency

CALLS_AT_ONCE = Urgency.CONTACT_HOSPITAL
"""From here up the answer says to call at once; below it a report waits for the hours of the team."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A report that nobody of the team has seen yet.

    It came ``at`` and is ``due_at`` by the hospital's own times. ``alert_due_at`` is when its alert is due,
    where nobody has seen that either; ``gravest`` is the greatest urgency in that alert, this report's too.
    """

    at: datetime
    due_at: datetime
    urgency: Urgency
    gravest: Urgency
    alert_due_at: datetime | None = None


def call_by(wait: Wait, cover: Cover | None) -> datetime | None:
    """The moment, on the hospital's own clock as all moments here are; None where 999 is called in any case.

    A report that can wait is due when the team has had its time within its hours: nobody reads between them.
    """
    if wait.gravest is Urgency.EMERGENCY_999:
        return None
    due_at = wait.due_at
    if cover is not None and wait.urgency < CALLS_AT_ONCE:
        due_at = cover.after(wait.at, wait.due_at - wait.at)
    if wait.gravest >= CALLS_AT_ONCE and wait.alert_due_at is not None:
        return min(due_at, wait.alert_due_at)
    return due_at
