"""One contact as plain text, to be pasted into the hospital's own record."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from aldea.alerts.alert_page import AlertPage, ShownReport
from aldea.alerts.models import Alert
from aldea.alerts.urgency_words import URGENCY_WORDS
from aldea.people.spelled import spelled_date, spelled_time


def contact_text(alert: Alert, page: AlertPage) -> str:
    """Who, what was reported and why it was urgent, and all that was done, oldest first."""
    return "\n".join(_lines(alert, page))


def _lines(alert: Alert, page: AlertPage) -> Iterator[str]:
    person = page.person
    number = person.hospital_number or _("no hospital number yet")
    who = {"name": person.name, "day": spelled_date(person.date_of_birth), "number": number}
    yield _("%(name)s, born %(day)s, %(number)s") % who
    if page.reported_as:
        yield _("Reported as %(name)s, a caller") % {"name": page.reported_as}
    yield _("Telephone: %(words)s") % {"words": person.telephone}
    yield _("Urgency by the rules: %(words)s") % {"words": URGENCY_WORDS[alert.urgency]}
    if alert.judged:
        yield _("Urgency by the nurse: %(words)s") % {"words": URGENCY_WORDS[alert.judged]}
    for shown in reversed(page.reports):
        yield ""
        yield from _report_lines(shown)
    yield ""
    yield _("What happened:")
    for event in reversed(page.happened):
        remark = f" ({event.remark})" if event.remark else ""
        yield f"- {spelled_time(event.at)}: {event.words}{remark}"


def _report_lines(shown: ShownReport) -> Iterator[str]:
    report = shown.report
    sent = {"time": spelled_time(report.at), "source": report.get_source_display()}
    yield _("Report of %(time)s (%(source)s)") % sent
    if shown.corrected_by is not None:
        yield _("Corrected later: this one no longer counts.")
    for label, words in shown.log:
        yield f"{label}: {words}"
    if shown.call is not None:
        caller = {"name": shown.call.caller_name, "number": shown.call.call_back}
        caller |= {"who": shown.call.get_caller_is_display(), "time": spelled_time(shown.call.called_at)}
        yield _("Caller: %(name)s (%(who)s), %(number)s, %(time)s") % caller
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
