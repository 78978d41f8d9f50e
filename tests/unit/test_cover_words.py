"""The hours of the clock in words, and lengths of time."""

from datetime import timedelta

import pytest

from aldea.care.cover import parse_cover
from aldea.hospital.cover_words import cover_words
from aldea.people.spelled import spelled_span


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("Mon-Sun 08:00-20:00", "from 8 am to 8 pm, every day"),
        ("Mon-Fri 10:00-12:00", "from 10 am to 12 noon, Monday to Friday"),
        (
            "Mon-Fri 08:30-20:00; Sat 09:00-13:00",
            "from 8:30 am to 8 pm, Monday to Friday; from 9 am to 1 pm, Saturday",
        ),
        (
            "Mon-Sun 20:00-24:00; Mon-Sun 00:00-08:00",
            "from midnight to 8 am and from 8 pm to midnight, every day",
        ),
        (
            "Mon 09:00-10:00; Wed 09:00-10:00; Fri 09:00-10:00",
            "from 9 am to 10 am, Monday, Wednesday and Friday",
        ),
        ("Sat-Sun 09:00-10:00", "from 9 am to 10 am, Saturday and Sunday"),
    ],
)
def test_the_hours_of_the_clock_are_said_in_words(clock: str, words: str) -> None:
    assert cover_words(parse_cover(clock)) == f"The team reads reports {words}."


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(480, "8 hours"), (60, "1 hour"), (45, "45 minutes"), (90, "1 hour 30 minutes"), (1, "1 minute")],
)
def test_a_length_of_time_is_said_in_words(minutes: int, words: str) -> None:
    assert spelled_span(timedelta(minutes=minutes)) == words
