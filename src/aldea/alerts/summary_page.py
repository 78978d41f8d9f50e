"""A patient's reports as the summary that goes to an appointment."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aldea.alerts.own_page import own_entries
from aldea.alerts.record_page import Series, series_of
from aldea.alerts.urgency_words import URGENCY_WORDS
from aldea.exports.summary import Summary, SummaryReport, SummarySeries
from aldea.people.models import Account, Patient
from aldea.people.protocol import current_pack
from aldea.people.queries import current_context
from aldea.people.spelled import spelled_date
from aldea.reports.models import Report
from aldea.reports.queries import day_at_hospital
from aldea.reports.team_words import answers_of


def summary_of(actor: Account, patient: Patient, reports: Sequence[Report], now: datetime) -> Summary:
    """The summary of reports that were read within scope, newest first."""
    pack = current_pack()
    context, _stale = current_context(actor, patient, day_at_hospital(now))
    born = spelled_date(patient.date_of_birth)
    return Summary(
        title=_("Reports of %(name)s") % {"name": patient.name},
        who=(
            (_("Name"), patient.name),
            (_("Born"), born),
            (_("Hospital number"), patient.hospital_number or _("not known yet")),
        ),
        period=_period(reports, now),
        note=_("Aldea is not approved for clinical use. Call the hospital if you are worried."),
        reports=tuple(_reports(actor, reports, now)),
        series=tuple(_series(one) for one in series_of(pack, reports, context)),
        labels=_labels(),
    )


def _labels() -> dict[str, str]:
    return {
        "reports": _("Reports"),
        "when": _("When, and by whom"),
        "urgency": _("How urgent"),
        "answers": _("What was noticed"),
        "decided": _("How far the team is"),
        "none": _("None was reported."),
        "same": _("The table has the same figures."),
    }


def _period(reports: Sequence[Report], now: datetime) -> str:
    made = {"now": _moment(now)}
    if not reports:
        return _("Made %(now)s. Nothing was reported yet.") % made
    first, last = _moment(reports[-1].at), _moment(reports[0].at)
    return _("From %(first)s to %(last)s. Made %(now)s.") % {**made, "first": first, "last": last}


def _reports(actor: Account, reports: Sequence[Report], now: datetime) -> Iterator[SummaryReport]:
    pack = current_pack()
    for entry in own_entries(actor, reports, now):
        raised = [answer for answer in answers_of(pack, entry.report) if answer.raised]
        corrected = [_("Corrected: this one no longer counts.")] if entry.corrected_by else []
        yield SummaryReport(
            when=_moment(entry.report.at),
            by=entry.report.reporter.name,
            urgency=str(URGENCY_WORDS[entry.report.assessment.urgency]),
            answers=(*corrected, *(f"{answer.name}: {answer.words}" for answer in raised)),
            decided=entry.last_step.words,
        )


def _series(one: Series) -> SummarySeries:
    oldest_first = list(one.figures)[::-1]
    start = oldest_first[0].at if oldest_first else None
    words = {value: str(name) for value, name in one.names.items()}
    beyond = _("beyond a limit")
    return SummarySeries(
        title=one.title,
        unit=one.unit,
        limits=tuple((limit.words, float(limit.value)) for limit in one.limits),
        points=tuple(
            ((figure.at - start).total_seconds() / 86_400, float(figure.value))
            for figure in oldest_first
            if start is not None
        ),
        rows=tuple(
            (
                _moment(figure.at),
                f"{words.get(figure.value, format(figure.value, 'f'))}{f' ({beyond})' if figure.out else ''}",
            )
            for figure in one.figures
        ),
    )


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")
