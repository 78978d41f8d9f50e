"""When a report was sent, in words that no two reports of a patient share."""

from django.utils import timezone
from django.utils.translation import gettext as _

from aldea.people.spelled import spelled_clock, spelled_time
from aldea.reports.models import Report


def sent_words(report: Report) -> str:
    """``24 November 2026, 3:08 pm``; a correction says which time it is about, and when it was put right."""
    if report.corrects_id is None:
        return spelled_time(report.at)
    same_day = timezone.localtime(report.at).date() == timezone.localtime(report.received_at).date()
    right = spelled_clock(report.received_at) if same_day else spelled_time(report.received_at)
    return _("About %(time)s, put right %(right)s") % {"time": spelled_time(report.at), "right": right}
