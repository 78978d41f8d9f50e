"""Reads how much waits in the whole hospital, for the machines that watch it: sums and times only.

There is no actor: nobody reads a record here, and nothing that leaves this module says whose alert it was.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from aldea.alerts.event_rows import REPORTED
from aldea.alerts.models import Alert, AlertEvent
from aldea.alerts.queries import weight_of
from aldea.care.alert_states import Kind
from aldea.language import Urgency
from aldea.reports.models import Report

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits now. ``open_by_urgency`` has every urgency, with 0 where no alert is open."""

    open_by_urgency: Mapping[str, int]
    overdue: int
    oldest_unseen: timedelta
    reports_of_a_day: int


def read_waiting(now: datetime) -> Waiting:
    """What waits in all teams together."""
    waiting = list(Alert.objects.filter(closed_at=None))
    counts = Counter(weight_of(alert).id for alert in waiting)
    return Waiting(
        open_by_urgency={level.id: counts[level.id] for level in Urgency if level is not Urgency.NONE},
        overdue=sum(now > alert.due_at for alert in waiting),
        oldest_unseen=_oldest_unseen([alert for alert in waiting if alert.unseen_reports], now),
        reports_of_a_day=Report.objects.filter(received_at__gt=now - DAY, received_at__lte=now).count(),
    )


def _oldest_unseen(unseen: list[Alert], now: datetime) -> timedelta:
    """How long the oldest report waits that came since anyone looked at its alert."""
    since: dict[UUID, datetime] = {}
    events = AlertEvent.objects.filter(alert__in=unseen, kind__in=[Kind.SEEN, *REPORTED])
    for event in events.order_by("alert_id", "number"):
        if event.kind == Kind.SEEN:
            since.pop(event.alert_id, None)
        else:
            since.setdefault(event.alert_id, event.at)
    return max((now - at for at in since.values()), default=timedelta(0))
