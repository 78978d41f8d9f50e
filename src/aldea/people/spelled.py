"""Times as people read them: at the hospital, the month in words, and am or pm."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def spelled_date(value: date | None) -> str:
    """``24 November 2026``; a moment is shown as the day at the hospital; says so where none is known."""
    if value is None:
        return _("not known")
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    return date_format(day, "j F Y")


def short_date(value: datetime) -> str:
    """``24 Nov``, where many stand side by side; the day at the hospital."""
    return date_format(timezone.localtime(value), "j M")


def spelled_time(value: datetime) -> str:
    """``24 November 2026, 3:05 am``, at the hospital."""
    return f"{spelled_date(value)}, {spelled_clock(value)}"


def spelled_clock(value: datetime) -> str:
    """``3:05 am``, at the hospital."""
    local = timezone.localtime(value)
    return f"{local.hour % 12 or 12}:{local.minute:02d} {_half(local.hour)}"


def spelled_hour(clock: time | None) -> str:
    """``8 am``, ``8:30 am``, ``12 noon``, and midnight, which is also the end of a day (None)."""
    if clock is None or (clock.hour, clock.minute) == (0, 0):
        return _("midnight")
    if (clock.hour, clock.minute) == (12, 0):
        return _("12 noon")
    minutes = f":{clock.minute:02d}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes} {_half(clock.hour)}"


def spelled_span(span: timedelta) -> str:
    """``8 hours``, ``45 minutes``, ``1 hour 30 minutes``."""
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours})
    if minutes or not hours:
        parts.append(ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes})
    return " ".join(parts)


def _half(hour: int) -> str:
    return _("am") if hour < 12 else _("pm")
