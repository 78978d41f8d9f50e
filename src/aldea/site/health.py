"""Whether the server works, and how it does: for machines that watch it. Nothing here names anybody."""

import hmac
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from aldea.alerts.waiting import waiting_now
from aldea.site import edge

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "aldea_requests_total",
    "Requests by page, method and kind of answer",
    ["page", "method", "answer"],
    registry=REGISTRY,
)
SECONDS = Histogram("aldea_request_seconds", "How long a page took", ["page"], registry=REGISTRY)


class WaitingCollector(Collector):
    """Reads from the database, when asked, what waits for somebody."""

    def collect(self) -> Iterator[Metric]:
        """Open alerts by urgency, those overdue, the oldest that nobody has seen, and reports of a day."""
        waiting = waiting_now(edge.now())
        alerts = GaugeMetricFamily("aldea_open_alerts", "Alerts that are open", labels=["urgency"])
        for urgency, count in waiting.open_by_urgency.items():
            alerts.add_metric([urgency], count)
        yield alerts
        yield GaugeMetricFamily("aldea_overdue_alerts", "Open alerts past their time", value=waiting.overdue)
        yield GaugeMetricFamily(
            "aldea_oldest_unseen_seconds",
            "How long the longest waiting alert has not been looked at",
            value=waiting.oldest_unseen_seconds,
        )
        yield GaugeMetricFamily(
            "aldea_reports_last_day", "Reports received in the last 24 hours", value=waiting.reports_last_day
        )


REGISTRY.register(WaitingCollector())


def count_request(page: str, method: str, status: int, seconds: float) -> None:
    """Count one request; ``page`` is the name of a page, never an address."""
    REQUESTS.labels(page, method, f"{status // 100}xx").inc()
    SECONDS.labels(page).observe(seconds)


def missing_migrations() -> int:
    """How many migrations the database has not had. Raises ``DatabaseError`` when it cannot be asked."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@login_not_required
@require_GET
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 while the database answers and is up to date; 503 otherwise, without saying why to the world."""
    try:
        works = missing_migrations() == 0
    except DatabaseError:
        works = False
    return HttpResponse("ok\n" if works else "not ok\n", "text/plain", status=200 if works else 503)


@login_not_required
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures in the text format of Prometheus, for who has the token; for others there is no page."""
    token = settings.ALDEA_METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if not token or not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        raise Http404
    return HttpResponse(generate_latest(REGISTRY), CONTENT_TYPE_LATEST)
