"""By when an answer asks for "seen", what it says when that time is over, and the hours on each page."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client

from aldea.hospital.use_cases import decide
from aldea.people.models import Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock
from tests.integration.conftest import People
from tests.integration.pages import words

Says = Callable[[Said], Report]
pytestmark = pytest.mark.django_db

ITCHY = Said(noticed=frozenset({"dry_itchy_skin"}))
ASKS = "Does this page not say"
LATE = "Not seen in time: call 020 7946 0123 now."


@pytest.fixture
def by_the_clock(people: People, now: datetime) -> None:
    """The administrator has said the hours by the clock; it is 3:05 am, and nobody reads."""
    decide(people.administrator(), "cover", "Mon-Fri 10:00-12:00", "Agreed.", now, uuid4)


def answer(phone: Client, report: Report) -> str:
    page = words(phone.get(f"/reports/{report.pk}").content.decode())
    steps = words(phone.get(f"/reports/{report.pk}/progress").content.decode())
    assert all(part in page for part in steps.split(". "))
    return page


def test_past_its_time_the_page_says_to_call_now(
    phone: Client, says: Callable[[Said], Report], clock: Clock
) -> None:
    report = says(Said("37.6"))
    assert f"{ASKS} “seen” by 24 November 2026, 3:20 am?" in answer(phone, report)
    clock.pass_by(minutes=15)
    page = answer(phone, report)
    assert LATE in page
    assert ASKS not in page


def test_an_answer_that_says_999_asks_nothing(
    phone: Client, says: Callable[[Said], Report], clock: Clock
) -> None:
    fallen = says(Said(noticed=frozenset({"collapsed"})))
    assert fallen.assessment.urgency == "emergency_999"
    clock.pass_by(minutes=5)
    well = says(Said("36.8"))
    for report in (fallen, well):
        page = answer(phone, report)
        assert "Call 999 now" in page
        assert ASKS not in page
        assert "Not seen in time" not in page


def test_a_harmless_report_is_late_with_the_urgent_alert_that_it_joined(
    phone: Client, desk: Client, says: Callable[[Said], Report], clock: Clock
) -> None:
    blurred = says(Said(noticed=frozenset({"vision_change"})))
    clock.pass_by(minutes=90)
    well = says(Said("36.8"))
    page = answer(phone, well)
    assert "An earlier report was not seen in time: call 020 7946 0123 now." in page
    assert LATE not in page
    assert LATE in answer(phone, blurred)
    desk.get(f"/team/alerts/{blurred.alert_events.get().alert_id}")
    clock.pass_by(minutes=5)
    later = says(Said("36.8"))
    assert "Seen by a nurse" in answer(phone, well)
    assert f"{ASKS} “seen” by 24 November 2026, 12:40 pm?" in answer(phone, later)


def test_the_hours_are_told_anew_while_an_answer_is_open(
    phone: Client, says: Callable[[Said], Report], people: People, now: datetime
) -> None:
    report = says(ITCHY)
    decide(people.administrator(), "cover", "Mon-Fri 10:00-12:00", "Agreed.", now, uuid4)
    steps = words(phone.get(f"/reports/{report.pk}/progress").content.decode())
    assert "Nobody reads reports now." in steps


@pytest.mark.usefixtures("by_the_clock")
def test_what_can_wait_counts_the_hours_in_which_somebody_reads(
    phone: Client, says: Callable[[Said], Report]
) -> None:
    page = answer(phone, says(ITCHY))
    assert "Nobody reads reports now. The team starts again 24 November 2026, 10:00 am." in page
    assert f"{ASKS} “seen” by 27 November 2026, 12:00 pm?" in page


@pytest.mark.usefixtures("by_the_clock")
def test_what_cannot_wait_waits_for_nobody_when_nobody_reads(phone: Client, says: Says, clock: Clock) -> None:
    report = says(Said("37.6"))
    page = answer(phone, report)
    assert "Nobody reads reports at this hour: call 020 7946 0123 now." in page
    assert ASKS not in page
    clock.pass_by(hours=7)
    assert LATE in answer(phone, report)


@pytest.mark.usefixtures("by_the_clock")
def test_nor_does_what_was_put_beside_it(phone: Client, says: Says, clock: Clock) -> None:
    says(Said("37.6"))
    clock.pass_by(minutes=5)
    page = answer(phone, says(Said("36.8", noticed=frozenset({"rash"}))))
    assert "Nobody reads reports at this hour: call 020 7946 0123 now." in page
    assert ASKS not in page


@pytest.mark.usefixtures("by_the_clock")
@pytest.mark.parametrize("address", ["/", "/reports/", "/check/", "/emergency"])
def test_each_page_says_who_reads_when_and_when_to_call(
    phone: Client, says: Callable[[Said], Report], address: str
) -> None:
    says(Said("36.8"))
    page = words(phone.get(address).content.decode())
    assert "Nobody reads reports now." in page
    assert "The team reads reports from 10 am to 12 noon, Monday to Friday." in page
    assert "8 am to 8 pm" not in page
    assert "within 8 hours, and only the hours above count." in page
    assert "Does the page not say “seen” by then? Call 020 7946 0123." in page


def test_without_the_clock_the_words_of_the_hospital_stand(phone: Client) -> None:
    page = words(phone.get("/emergency").content.decode())
    assert "The team reads reports from 8 am to 8 pm." in page
    assert "That is within 8 hours. Does" in page


def test_an_old_answer_says_the_hours_of_today(
    phone: Client, says: Callable[[Said], Report], people: People, now: datetime
) -> None:
    report = says(ITCHY)
    assert report.assessment.shown["hours_of_cover"] == "The team reads reports from 8 am to 8 pm."
    decide(people.administrator(), "cover", "Mon-Fri 10:00-12:00", "Agreed.", now, uuid4)
    page = answer(phone, report)
    assert "from 10 am to 12 noon, Monday to Friday" in page
    assert "8 am to 8 pm" not in page


def test_each_page_of_a_check_says_who_reads_it_and_when(phone: Client, ada: Patient) -> None:
    first = phone.post("/check/", {"patient": str(ada.pk)}, follow=True)
    page = words(first.content.decode())
    assert first.request["PATH_INFO"].endswith("/emergency")
    assert "Who reads this, and when" in page
    assert "Does the page not say “seen” by then? Call 020 7946 0123." in page
