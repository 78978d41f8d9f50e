"""One contact as plain text, to be pasted into the hospital's own record."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aldea.alerts.alert_page import AlertPage, ShownReport
from aldea.alerts.models import Alert


def contact_text(alert: Alert, page: AlertPage) -> str:
    """Who, what was reported and why it was urgent, and all that was done, oldest first."""
    return "\n".join(_lines(alert, page))


def _lines(alert: Alert, page: AlertPage) -> Iterator[str]:
    patient = alert.patient
    born = date_format(patient.date_of_birth, "j F Y")
    number = patient.hospital_number or _("no hospital number yet")
    who = {"name": patient.name, "day": born, "number": number}
    yield _("%(name)s, born %(day)s, %(number)s") % who
    yield _("Telephone: %(words)s") % {"words": patient.telephone}
    yield _("Urgency by the rules: %(words)s") % {"words": page.level.words}
    if page.judged is not None:
        yield _("Urgency by the nurse: %(words)s") % {"words": page.judged.words}
    for shown in reversed(page.reports):
        yield ""
        yield from _report_lines(shown)
    yield ""
    yield _("What happened:")
    for event in reversed(page.happened):
        remark = f" ({event.remark})" if event.remark else ""
        yield f"- {_moment(event.at)}: {event.words}{remark}"


def _report_lines(shown: ShownReport) -> Iterator[str]:
    report = shown.report
    sent = {"time": _moment(report.at), "source": report.get_source_display()}
    yield _("Report of %(time)s (%(source)s)") % sent
    if shown.corrected_by is not None:
        yield _("Corrected later: this one no longer counts.")
    for label, words in shown.log:
        yield f"{label}: {words}"
    if shown.call is not None:
        caller = {"name": shown.call.caller_name, "number": shown.call.call_back}
        yield _("Caller: %(name)s, %(number)s") % caller
        if shown.call.words:
            yield _("In their own words: %(words)s") % {"words": shown.call.words}
    for reason in shown.reasons:
        yield f"- {reason}"
    for answer in shown.answers:
        if answer.raised:
            yield f"- {answer.name}: {answer.words}"
    for text in shown.texts:
        yield f"- {text.text.name}: {text.text.words}"
    assessment = report.assessment
    pack = f"{assessment.pack_id} {assessment.pack_version} ({assessment.pack_digest})"
    yield _("Judged by: %(pack)s") % {"pack": pack}


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")
