"""What Django's checks look at: whether the due times of the environment can be used."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register

from aldea.care.due import DueTimesError
from aldea.hospital.queries import due_times_of, from_environment


def due_times_are_usable(**_kwargs: Any) -> list[Error]:
    """An error when the hospital has set times that cannot be used; none set at all is another check's."""
    if not settings.ALDEA_DUE_MINUTES:
        return []
    try:
        due_times_of(from_environment())
    except DueTimesError as wrong:
        return [Error(str(wrong), hint="Set it in the environment of the server.", id="aldea.E002")]
    return []


def connect() -> None:
    """Look at the due times whenever the settings are checked, so also before the site is served."""
    register(due_times_are_usable, Tags.compatibility)
