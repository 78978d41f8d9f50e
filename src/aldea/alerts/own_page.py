"""Reports as their reporter lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aldea.alerts.progress_page import ProgressStep, progress_steps
from aldea.alerts.queries import alert_progress
from aldea.people.models import Account
from aldea.reports.models import Report
from aldea.reports.queries import may_correct


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """One report: what it said to do, how far the team is, and whether it can still be put right."""

    report: Report
    heading: str
    last_step: ProgressStep
    corrected_by: Report | None
    may_correct: bool


def own_entries(actor: Account, reports: Sequence[Report], now: datetime) -> list[OwnEntry]:
    """The entries of reports that were read within scope, in their order."""
    return [_entry(actor, report, now) for report in reports]


def _entry(actor: Account, report: Report, now: datetime) -> OwnEntry:
    steps = [step for step in progress_steps(alert_progress(actor, report.pk)) if step.at is not None]
    corrections = list(report.corrected_by.all())
    return OwnEntry(
        report=report,
        heading=report.assessment.shown["heading"],
        last_step=steps[-1],
        corrected_by=corrections[0] if corrections else None,
        may_correct=may_correct(actor, report, now),
    )
