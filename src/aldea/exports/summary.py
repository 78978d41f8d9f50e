"""What a patient takes to an appointment: every report of a time with its answer, and measurements."""

from dataclasses import asdict, dataclass
from datetime import datetime

from aldea.exports.pdf import compile_pdf


@dataclass(frozen=True, slots=True)
class SummaryReport:
    """One report: when it was sent and by whom, how urgent, what was noticed, and what the team decided."""

    when: str
    by: str
    urgency: str
    answers: tuple[str, ...]
    decided: str


@dataclass(frozen=True, slots=True)
class SummaryPlot:
    """A measurement drawn, in units of a box of ``width`` by ``height``; the plot itself has four sides.

    ``dots`` are (x, y, whether beyond a limit); ``ticks``, ``days`` and ``limit_labels`` are (place, words).
    """

    width: float
    height: float
    left: float
    right: float
    bottom: float
    dots: tuple[tuple[float, float, bool], ...]
    ticks: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str], ...]
    limits: tuple[float, ...]
    limit_labels: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class SummarySeries:
    """A measurement over time: what each limit is, the plot, and ``rows`` of the same in words."""

    title: str
    unit: str
    limits: tuple[str, ...]
    plot: SummaryPlot | None
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole document, in words. ``labels`` are the headings of the tables, by id."""

    title: str
    who: tuple[tuple[str, str], ...]
    period: str
    note: str
    reports: tuple[SummaryReport, ...]
    series: tuple[SummarySeries, ...]
    labels: dict[str, str]


def summary_pdf(summary: Summary, at: datetime) -> bytes:
    """The summary as a PDF of A4 pages."""
    return compile_pdf("summary.typ", asdict(summary), at)
