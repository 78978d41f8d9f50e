"""An answer that the team has dealt with, or that nobody looks at any more, asks nobody to act."""

from collections.abc import Callable

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.people.models import Account, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.alert_cases import FEVER
from tests.integration.check_walk import Clock
from tests.integration.conftest import People
from tests.integration.pages import do, words
from tests.integration.test_corrections import TYPED_RIGHT, correct
from tests.integration.test_end_of_use import end
from tests.integration.test_standing import COLLAPSED, answer_page, first_heading

pytestmark = pytest.mark.django_db
Says = Callable[[Said], Report]
SignIn = Callable[[Account], Client]
CALLS = ("even if the report was seen", "even if your report was seen", "aldea-calls__button")
NOBODY_LOOKS = "Nobody of the team looks at reports here any more."


def close(desk: Client, clock: Clock) -> None:
    clock.pass_by(minutes=5)
    alert = Alert.objects.get(closed_at=None)
    do(desk, alert, "claim")
    do(desk, alert, "close", outcome="attend_today", next_dose="stop", words="")


def test_what_the_hospital_decided_comes_first_and_nothing_says_to_call_at_once(
    phone: Client, desk: Client, says: Says, clock: Clock
) -> None:
    report = says(FEVER)
    assert all(each in answer_page(phone, report) for each in CALLS[1:])
    close(desk, clock)
    page = answer_page(phone, report)
    assert first_heading(page) == "The hospital has closed this report"
    assert "24 November 2026, 3:10 am: The team said: come to the hospital today." in words(page)
    assert not any(each in page for each in CALLS)
    assert "What was said 24 November 2026, 3:05 am Call the hospital now" in words(page)
    assert "Worse, or something new? Call 020 7946 0123, day or night." in words(page)


def test_what_is_open_again_stands_before_an_answer_that_was_closed(
    phone: Client, desk: Client, says: Says, clock: Clock
) -> None:
    report = says(FEVER)
    close(desk, clock)
    clock.pass_by(hours=1)
    says(FEVER)
    page = answer_page(phone, report)
    assert first_heading(page) == "Urgent advice: Call the hospital now"
    assert "The report of 24 November 2026, 4:10 am is still open." in words(page)
    assert "What was said 24 November 2026, 3:05 am Call the hospital now" in words(page)


@pytest.mark.parametrize(("reason", "called"), [("treatment_ended", True), ("died", False)])
def test_after_the_end_of_use_the_answer_says_that_nobody_looks(
    reason: str, called: bool, says: Says, desk: Client, ada: Patient, people: People, signed_in: SignIn
) -> None:
    carer = signed_in(people.carer(ada))
    report = says(FEVER)
    end(desk, ada, reason)
    page = answer_page(carer, report)
    assert first_heading(page) == NOBODY_LOOKS
    assert not any(each in page for each in CALLS)
    main = words(page.split("<main", 1)[1].split("</main>", maxsplit=1)[0])
    assert ("If something is wrong, call" in main) is called
    assert "What was said" in main


def test_a_carer_of_somebody_who_died_still_finds_the_reports(
    says: Says, desk: Client, ada: Patient, people: People, signed_in: SignIn
) -> None:
    carer = signed_in(people.carer(ada))
    says(FEVER)
    end(desk, ada, "died")
    home = carer.get("/").content.decode()
    assert 'href="/reports/"' in home
    assert ada.name not in home
    assert carer.get("/reports/", follow=True).status_code == 200


def test_a_report_that_was_put_right_is_not_called_open(phone: Client, says: Says) -> None:
    correct(phone, says(FEVER), "temperature", **TYPED_RIGHT)
    page = words(phone.get("/reports/").content.decode())
    assert "The report of 24 November 2026, 3:05 am was put right." in page
    assert "is still open" not in page


def test_an_emergency_is_an_emergency_until_it_is_closed(phone: Client, desk: Client, says: Says) -> None:
    report = says(COLLAPSED)
    do(desk, Alert.objects.get(), "claim")
    assert first_heading(answer_page(phone, report)) == "Immediate action required: Call 999 now"
