"""What waits for somebody in the whole hospital, in counts alone: for machines that watch the server."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min

from aldea.alerts.models import Alert
from aldea.language import Urgency
from aldea.reports.models import Report


@dataclass(frozen=True, slots=True)
class Waiting:
    """Counts of open alerts and recent reports; ``oldest_unseen_seconds`` is 0 when everything was seen."""

    open_by_urgency: Mapping[str, int]
    overdue: int
    oldest_unseen_seconds: float
    reports_last_day: int


def waiting_now(now: datetime) -> Waiting:
    """The counts of this moment, over all teams. It names nobody, so it asks for no actor."""
    waiting = Alert.objects.filter(closed_at=None)
    counts = dict(waiting.order_by().values_list("urgency").annotate(Count("pk")))
    oldest = waiting.filter(seen_at=None).aggregate(oldest=Min("opened_at"))["oldest"]
    return Waiting(
        open_by_urgency={level.id: counts.get(level.id, 0) for level in Urgency},
        overdue=waiting.filter(due_at__lt=now).count(),
        oldest_unseen_seconds=(now - oldest).total_seconds() if oldest else 0.0,
        reports_last_day=Report.objects.filter(received_at__gt=now - timedelta(days=1)).count(),
    )
