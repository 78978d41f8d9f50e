"""While a grave report is open with the team nothing milder reassures, on the answer or the first page."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.people.models import Account, CarerLink, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock
from tests.integration.conftest import People
from tests.integration.pages import do, words
from tests.integration.test_corrections import TYPED_RIGHT, correct

pytestmark = pytest.mark.django_db
Says = Callable[[Said], Report]
SignIn = Callable[[Account], Client]
COLLAPSED = Said(noticed=frozenset({"collapsed"}))
REASSURANCE = "Nothing that you told us needs a call now"


def first_heading(page: str) -> str:
    return words(page.split("<h1", 1)[1].split(">", 1)[1].split("</h1>", maxsplit=1)[0])


def answer_page(browser: Client, report: Report) -> str:
    return browser.get(f"/reports/{report.pk}").content.decode()


def test_a_check_with_no_finding_after_an_emergency_still_says_999_first(
    phone: Client, says: Says, clock: Clock
) -> None:
    says(COLLAPSED)
    clock.pass_by(minutes=6)
    page = answer_page(phone, says(Said()))
    assert "Call 999 now" in first_heading(page)
    assert 'href="tel:999"' in page
    assert "is still open." in words(page)
    assert REASSURANCE not in page
    assert "does not change that" in page


def test_the_first_page_and_the_list_say_what_is_still_open(phone: Client, says: Says, clock: Clock) -> None:
    says(COLLAPSED)
    clock.pass_by(minutes=6)
    says(Said())
    for address in ("/", "/reports/"):
        page = phone.get(address).content.decode()
        assert "Call 999 now" in page
        assert "is still open" in page
        assert 'href="tel:999"' in page
    assert phone.get("/").content.decode().index("is still open") < (
        phone.get("/").content.decode().index("How are you today?")
    )


def test_a_carer_who_is_only_told_is_told_of_the_graver_one(
    says: Says, clock: Clock, people: People, ada: Patient, signed_in: SignIn
) -> None:
    carer = people.carer(ada)
    CarerLink.objects.filter(account=carer).update(may="receive")
    says(COLLAPSED)
    clock.pass_by(minutes=6)
    says(Said())
    page = signed_in(carer).get("/").content.decode()
    assert "Call 999 now" in page
    assert REASSURANCE not in page


def test_a_correction_of_an_older_report_does_not_hide_it(phone: Client, says: Says, clock: Clock) -> None:
    older = says(Said("36.2"))
    clock.pass_by(minutes=5)
    says(COLLAPSED)
    page = answer_page(phone, correct(phone, older, "temperature", **TYPED_RIGHT))
    assert "Call 999 now" in first_heading(page)
    assert REASSURANCE not in page


def test_a_harmless_report_that_was_put_right_does_not_stand(phone: Client, says: Says) -> None:
    correct(phone, says(Said("36.2")), "temperature", **TYPED_RIGHT)
    home = phone.get("/").content.decode()
    assert "is still open" not in home
    assert "data-standing" not in home


def test_a_milder_answer_that_asks_for_something_is_kept_below(
    phone: Client, says: Says, clock: Clock
) -> None:
    says(COLLAPSED)
    clock.pass_by(minutes=6)
    page = answer_page(phone, says(Said(noticed=frozenset({"rash"}))))
    assert "Call 999 now" in first_heading(page)
    assert page.count('href="tel:999"') == 1
    assert "rash" in words(page).lower()


def test_when_the_hospital_has_closed_it_the_answer_stands_alone(
    phone: Client, desk: Client, says: Says, clock: Clock, now: datetime
) -> None:
    says(COLLAPSED)
    clock.pass_by(minutes=6)
    well = says(Said())
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    do(desk, alert, "close", outcome="ambulance", next_dose="stop")
    page = answer_page(phone, well)
    assert first_heading(page) == "The hospital has closed this report"
    assert "An ambulance was sent for." in page
    assert "is still open" not in page
    assert "is still open" not in phone.get("/").content.decode()


def test_nobody_outside_reads_what_is_open(
    says: Says, people: People, signed_in: SignIn, clock: Clock
) -> None:
    says(COLLAPSED)
    stranger = people.patient(people.team("Team B"), "Ben Sample").account
    assert stranger is not None
    assert "is still open" not in signed_in(stranger).get("/").content.decode()


def test_the_team_reads_the_graver_one_to_a_caller(desk: Client, says: Says, clock: Clock) -> None:
    says(COLLAPSED)
    clock.pass_by(minutes=6)
    assert "Call 999 now" in first_heading(answer_page(desk, says(Said())))


def test_what_goes_beyond_the_leaflet_is_said_once(phone: Client, says: Says) -> None:
    page = words(answer_page(phone, says(COLLAPSED)))
    assert "further than the leaflet. Goes beyond the leaflet" not in page
