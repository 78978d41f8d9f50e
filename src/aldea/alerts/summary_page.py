"""A patient's reports as the summary that goes to an appointment."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from aldea.alerts.plots import Plot
from aldea.alerts.queries import Progress, alert_progress
from aldea.alerts.record_page import Series, series_of
from aldea.alerts.urgency_words import NEXT_DOSE_WORDS, OUTCOME_WORDS, URGENCY_WORDS
from aldea.exports.summary import Summary, SummaryPlot, SummaryReport, SummarySeries
from aldea.people.models import Account, Patient
from aldea.people.protocol import current_pack
from aldea.people.queries import current_context
from aldea.people.spelled import short_date, spelled_date, spelled_time
from aldea.reports.models import Report
from aldea.reports.queries import day_at_hospital
from aldea.reports.sent_words import sent_words
from aldea.reports.team_words import answers_of


def summary_of(actor: Account, patient: Patient, reports: Sequence[Report], now: datetime) -> Summary:
    """The summary of reports that were read within scope, newest first."""
    pack = current_pack()
    context, _stale = current_context(actor, patient, day_at_hospital(now))
    return Summary(
        title=_("Reports of %(name)s") % {"name": patient.name},
        who=(
            (_("Name"), patient.name),
            (_("Born"), spelled_date(patient.date_of_birth)),
            (_("Hospital number"), patient.hospital_number or _("not known yet")),
        ),
        period=_period(reports, now),
        note=_("Aldea is not approved for clinical use. Call the hospital if you are worried."),
        reports=tuple(_reports(actor, reports)),
        series=tuple(_series(one) for one in series_of(pack, reports, context)),
        labels=_labels(),
    )


def _labels() -> dict[str, str]:
    return {
        "reports": _("Reports"),
        "when": _("Sent, and by whom"),
        "sent": _("Sent"),
        "urgency": _("How urgent"),
        "answers": _("What was noticed"),
        "decided": _("What the team decided"),
        "beyond": _("beyond a limit"),
        "none": _("None was reported."),
        "same": _("The table has the same figures."),
    }


def _period(reports: Sequence[Report], now: datetime) -> str:
    made = {"now": spelled_time(now)}
    if not reports:
        return _("Made %(now)s. Nothing was reported yet.") % made
    first, last = spelled_time(reports[-1].at), spelled_time(reports[0].at)
    return _("From %(first)s to %(last)s. Made %(now)s.") % {**made, "first": first, "last": last}


def _reports(actor: Account, reports: Sequence[Report]) -> Iterator[SummaryReport]:
    pack = current_pack()
    for report in reports:
        raised = [answer for answer in answers_of(pack, report) if answer.raised]
        corrected = [_("Corrected: this one no longer counts.")] if report.corrected_by.all() else []
        yield SummaryReport(
            when=sent_words(report),
            by=report.reporter.name,
            urgency=str(URGENCY_WORDS[report.assessment.urgency]),
            answers=(*corrected, *(f"{answer.name}: {answer.words}" for answer in raised)),
            decided=_decided(alert_progress(actor, report.pk)),
        )


def _decided(progress: Progress) -> str:
    """What the team decided and when, in the words that it uses itself."""
    if not progress.alerted:
        return _("No decision needed")
    if progress.ended and progress.closed_at:
        return _("The use of Aldea ended, %(time)s") % {"time": spelled_time(progress.closed_at)}
    if progress.closed_at:
        outcome = OUTCOME_WORDS.get(progress.outcome, _("Closed"))
        parts = [f"{outcome}, {spelled_time(progress.closed_at)}."]
        if progress.put_right_at:
            parts.append(_("Put right %(time)s.") % {"time": spelled_time(progress.put_right_at)})
        if progress.next_dose:
            parts.append(_("Next dose: %(words)s.") % {"words": _dose(progress)})
        return " ".join(parts)
    if progress.seen_at:
        return _("Seen %(time)s, not decided yet") % {"time": spelled_time(progress.seen_at)}
    return _("A correction, not seen yet") if progress.corrects else _("Not seen yet")


def _dose(progress: Progress) -> str:
    words = str(NEXT_DOSE_WORDS[progress.next_dose])
    return f"{words}: {spelled_date(progress.wait_until)}" if progress.wait_until else words


def _series(one: Series) -> SummarySeries:
    beyond = _("beyond a limit")
    return SummarySeries(
        title=one.title,
        unit=one.unit,
        limits=tuple(limit.words for limit in one.limits),
        plot=_plot(one.plot) if one.plot else None,
        rows=tuple(
            (spelled_time(figure.at), f"{figure.words}{f' ▲ {beyond}' if figure.out else ''}")
            for figure in one.figures
        ),
    )


def _plot(drawn: Plot) -> SummaryPlot:
    return SummaryPlot(
        width=drawn.width,
        height=drawn.height,
        left=drawn.left,
        right=drawn.right,
        bottom=drawn.bottom,
        dots=tuple((dot.x, dot.y, dot.out) for dot in drawn.dots),
        ticks=tuple((tick.place, tick.words) for tick in drawn.ticks),
        days=tuple((place, short_date(day)) for place, day in drawn.days),
        limits=tuple(drawn.limits),
        limit_labels=tuple((label.place, label.words) for label in drawn.limit_labels),
    )
