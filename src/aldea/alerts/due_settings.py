"""By when the team acts, and which urgencies raise an alert: the hospital's settings, read strictly."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register

from aldea.care.due import DueTimes, DueTimesError, parse_due_times


def due_times() -> DueTimes:
    """The hospital's due times. Raises ``DueTimesError``, a letter to the installer."""
    return parse_due_times(settings.ALDEA_DUE_MINUTES, settings.ALDEA_ALERT_FROM)


def due_times_are_usable(**_kwargs: Any) -> list[Error]:
    """An error when the hospital has set times that cannot be used; none set at all is another check's."""
    if not settings.ALDEA_DUE_MINUTES:
        return []
    try:
        due_times()
    except DueTimesError as wrong:
        return [Error(str(wrong), hint="Set it in the environment of the server.", id="aldea.E002")]
    return []


def connect() -> None:
    """Look at the due times whenever the settings are checked, so also before the site is served."""
    register(due_times_are_usable, Tags.compatibility)
