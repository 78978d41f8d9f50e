"""What Prometheus reads: how pages are answered, and what waits in the hospital. Nobody's id is in it."""

from collections.abc import Iterator
from importlib.metadata import version

from django.db import Error
from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from aldea.alerts.watch_queries import Waiting, read_waiting
from aldea.people.protocol import current_pack
from aldea.site import edge

METHODS = frozenset({"GET", "HEAD", "POST"})
LABELS = ("page", "method", "status")
UPPER_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)

disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()
REQUESTS = Counter("aldea_requests", "Requests that were answered.", LABELS, registry=REGISTRY)
SECONDS = Histogram(
    "aldea_request_seconds",
    "How long the answers took.",
    LABELS,
    buckets=UPPER_SECONDS,
    registry=REGISTRY,
)


def observe(page: str, method: str, status: int, seconds: float) -> None:
    """Count one request. ``page`` is its name, of which there are few; the status counts by its class."""
    labels = (page, method if method in METHODS else "other", f"{status // 100}xx")
    REQUESTS.labels(*labels).inc()
    SECONDS.labels(*labels).observe(seconds)


class HospitalNow(Collector):
    """Reads the database when it is asked; when that does not answer, it says so and nothing else."""

    def collect(self) -> Iterator[Metric]:
        """The gauges of this moment."""
        yield _build()
        try:
            waiting = read_waiting(edge.now())
        except Error:
            yield GaugeMetricFamily("aldea_database_up", "1 when the database answers.", 0)
            return
        yield GaugeMetricFamily("aldea_database_up", "1 when the database answers.", 1)
        yield from _gauges(waiting)


REGISTRY.register(HospitalNow())


def _gauges(waiting: Waiting) -> Iterator[Metric]:
    by_urgency = GaugeMetricFamily(
        "aldea_open_alerts", "Open alerts, by the urgency that decides their place.", labels=["urgency"]
    )
    for urgency, count in waiting.open_by_urgency.items():
        by_urgency.add_metric([urgency], count)
    yield by_urgency
    yield GaugeMetricFamily(
        "aldea_overdue_alerts", "Open alerts on which someone should have acted.", waiting.overdue
    )
    yield GaugeMetricFamily(
        "aldea_oldest_unseen_seconds",
        "How long the oldest report of an open alert has waited to be looked at; 0 when none waits.",
        waiting.oldest_unseen.total_seconds(),
    )
    yield GaugeMetricFamily(
        "aldea_reports_last_day", "Reports that came in the last 24 hours.", waiting.reports_of_a_day
    )


def _build() -> Metric:
    pack = current_pack()
    build = GaugeMetricFamily(
        "aldea_build_info",
        "Which Aldea runs, and by which protocol it judges.",
        labels=["version", "pack", "pack_version", "pack_digest"],
    )
    build.add_metric([version("aldea"), pack.id, pack.version, pack.digest], 1)
    return build
