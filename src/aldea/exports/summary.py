"""What a patient takes to an appointment: every report of a time with its answer, and measurements."""

from dataclasses import asdict, dataclass
from datetime import datetime

from aldea.exports.pdf import compile_pdf


@dataclass(frozen=True, slots=True)
class SummaryReport:
    """One report: when and by whom, how urgent, what was noticed, and what the team decided."""

    when: str
    by: str
    urgency: str
    answers: tuple[str, ...]
    decided: str


@dataclass(frozen=True, slots=True)
class SummarySeries:
    """A measurement over time. ``points`` are (days since the first, value); ``rows`` the same in words."""

    title: str
    unit: str
    limits: tuple[tuple[str, float], ...]
    points: tuple[tuple[float, float], ...]
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
