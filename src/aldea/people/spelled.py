"""Dates and times as everybody reads them: the month in words, am or pm, at the hospital."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def spelled_date(value: date | None) -> str:
    """``24 November 2026``; a moment is shown as the day at the hospital; says so where none is known."""
    if value is None:
        return _("not known")
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    return date_format(day, "j F Y")


def spelled_time(value: datetime) -> str:
    """``24 November 2026, 3:05 am``, at the hospital."""
    return f"{spelled_date(value)}, {spelled_clock(value)}"


def spelled_clock(value: datetime) -> str:
    """``3:05 am``, at the hospital."""
    local = timezone.localtime(value)
    half = _("am") if local.hour < 12 else _("pm")
    return f"{local.hour % 12 or 12}:{local.minute:02d} {half}"
