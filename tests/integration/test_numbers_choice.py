"""From when to when the numbers are, what cannot be chosen, and who gets there."""

from collections.abc import Callable

import pytest
from django.test import Client

from aldea.people.models import Account, Patient
from tests.integration.check_walk import Clock, shown_errors
from tests.integration.conftest import People
from tests.integration.number_files import WELL, says, table

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]


def test_a_day_ends_at_midnight_at_the_hospital_and_not_in_utc(
    desk: Client, ada: Patient, clock: Clock
) -> None:
    clock.pass_by(days=-100, hours=20)  # 16 August, 23:05 UTC, is 17 August in London
    says(ada, WELL, clock)
    clock.pass_by(days=1)
    found = table(desk)
    assert (found["Reports, 16 August 2026"], found["Reports, 17 August 2026"]) == ("0", "1")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("first_day=31&first_month=2&first_year=2026", "This is no real date"),
        ("first_day=one&first_month=2&first_year=2026", "This is no real date"),
        ("last_day=1", "This is no real date"),
        (f"first_day=1&first_month=1&first_year={'9' * 30}", "This is no real date"),
        ("last_day=1&last_month=1&last_year=2030", "Choose today or an earlier day"),
        ("first_day=1&first_month=1&first_year=2020", "Choose at most two years"),
        ("last_day=15&last_month=1&last_year=1", "Choose a day in the year 2000 or later"),
        (
            "first_day=20&first_month=11&first_year=2026&last_day=1&last_month=11&last_year=2026",
            "This day comes after the last one",
        ),
    ],
)
def test_a_time_that_cannot_be_is_refused_kindly(desk: Client, query: str, message: str) -> None:
    response = desk.get(f"/team/numbers?{query}")
    assert response.status_code == 422
    assert message in shown_errors(response.content.decode())[0]
    assert "Put the time or the team right" in response.content.decode()
    assert desk.get(f"/team/numbers.csv?{query}").status_code == 302


def test_before_the_first_report_the_page_says_what_to_do(desk: Client) -> None:
    page = desk.get("/team/numbers").content.decode()
    assert "No report came in these days, and no alert was opened." in page
    assert "Choose a longer time, or another team." in page
    assert "/team/numbers.csv" not in page


def test_a_nurse_without_a_team_is_told_why_there_is_nothing(people: People, signed_in: SignIn) -> None:
    page = signed_in(people.account("nurse")).get("/team/numbers").content.decode()
    assert "You belong to no care team yet" in page


@pytest.mark.parametrize(("role", "linked"), [("administrator", True), ("carer", False)])
def test_the_navigation_leads_there_for_those_who_may(
    role: str, linked: bool, people: People, signed_in: SignIn
) -> None:
    header = signed_in(people.account(role)).get("/").content.decode().split("</header>")[0]
    assert ('href="/team/numbers"' in header) is linked


def test_who_is_no_practitioner_reads_no_numbers(phone: Client) -> None:
    assert phone.get("/team/numbers").status_code == 404
    assert phone.get("/team/numbers.csv").status_code == 404
