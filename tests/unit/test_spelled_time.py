"""Times as people read them: at the hospital, the month in words, and am or pm."""

from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from aldea.people.spelled import spelled_time


@pytest.mark.parametrize(
    ("at", "spelled"),
    [
        (datetime(2026, 11, 24, 3, 5, tzinfo=UTC), "24 November 2026, 3:05 am"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2 July 2026, 12:30 am"),
        (datetime(2026, 7, 1, 11, 0, tzinfo=UTC), "1 July 2026, 12:00 pm"),
        (datetime(2026, 3, 2, 13, 9, tzinfo=UTC), "2 March 2026, 1:09 pm"),
    ],
)
def test_a_time_is_spelled_out_in_the_zone_of_the_hospital(
    at: datetime, spelled: str, settings: Settings
) -> None:
    settings.TIME_ZONE = "Europe/London"
    assert spelled_time(at) == spelled
