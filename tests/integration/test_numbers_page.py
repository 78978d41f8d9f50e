"""Numbers for the lead nurse: right, of her teams alone, the same in the file, and of nobody by name."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.people.models import Account, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock, shown_errors
from tests.integration.conftest import People
from tests.integration.pages import do, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(desk: Client, says: Callable[[Said], Report], clock: Clock) -> None:
    """A fever that is closed after 45 minutes, and two reports that ask nobody."""
    says(Said("36.8"))
    says(Said("37.6"))
    clock.pass_by(minutes=20)
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    do(desk, alert, "not-reached", minutes="15", words="")
    clock.pass_by(minutes=25)
    do(desk, alert, "close", outcome="attend_today", next_dose="stop", words="")
    clock.pass_by(hours=30)
    says(Said("36.8"))


def table(client: Client, query: str = "") -> dict[str, str]:
    rows = list(csv.reader(StringIO(client.get(f"/team/numbers.csv{query}").content.decode())))
    return {row[0]: row[1] for row in rows[1:] if len(row) == 3}


@pytest.mark.usefixtures("story")
def test_the_figures_are_those_of_the_story(desk: Client) -> None:
    found = table(desk)
    assert found["Reports"] == "3"
    assert found["Alerts"] == "1"
    assert found["Alerts per 100 reports"] == "33.3"
    assert found["Alerts: Hospital now"] == "1"
    assert found["Time to seen, median"] == "20"
    assert found["Time to closed, 90th percentile"] == "45"
    assert found["Overdue"] == "1"
    assert found["Not reached at once"] == "1"
    assert found["Acted on"] == "100.0"
    assert found["Outcome: To attend today"] == "1"
    assert (found["2026-11-24"], found["2026-11-25"]) == ("2", "1")


@pytest.mark.usefixtures("story")
def test_the_page_says_the_same_and_names_nobody(desk: Client, ada: Patient) -> None:
    page = words(desk.get("/team/numbers").content.decode())
    for name, value in table(desk).items():
        if value and not name.startswith("2026") and name != "day":
            assert f"{name} {value}" in page, name
    for secret in (ada.name, str(ada.hospital_number), str(ada.pk)):
        assert secret not in desk.get("/team/numbers").content.decode()
        assert secret not in desk.get("/team/numbers.csv").content.decode()


@pytest.mark.usefixtures("story")
def test_a_nurse_counts_her_teams_and_the_administrator_all(
    people: People, signed_in: Callable[[Account], Client]
) -> None:
    assert table(signed_in(people.nurse(people.team("Team B"))))["Reports"] == "0"
    assert table(signed_in(people.administrator()))["Reports"] == "3"
    assert table(signed_in(people.account("safety_officer")))["Reports"] == "3"


@pytest.mark.usefixtures("story")
def test_a_team_of_somebody_else_is_not_counted(
    people: People, signed_in: Callable[[Account], Client], ada: Patient
) -> None:
    other = signed_in(people.nurse(people.team("Team B")))
    page = other.get(f"/team/numbers?team={ada.team_id}")
    assert page.status_code == 422
    assert "Choose" in shown_errors(page.content.decode())[0] or "valid choice" in page.content.decode()


@pytest.mark.usefixtures("story")
def test_a_time_is_counted_from_its_first_day_to_its_last(desk: Client) -> None:
    day = "first_day=25&first_month=11&first_year=2026&last_day=25&last_month=11&last_year=2026"
    assert table(desk, f"?{day}")["Reports"] == "1"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("first_day=31&first_month=2&first_year=2026", "This is no real date"),
        ("last_day=1&last_month=1&last_year=2030", "Choose today or an earlier day"),
        ("first_day=1&first_month=1&first_year=2020", "Choose at most two years"),
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


def test_before_the_first_report_the_page_stands(desk: Client) -> None:
    page = words(desk.get("/team/numbers").content.decode())
    assert "Reports 0 reports" in page
    assert "not known yet" in page


def test_who_is_no_practitioner_reads_no_numbers(phone: Client) -> None:
    assert phone.get("/team/numbers").status_code == 404
    assert phone.get("/team/numbers.csv").status_code == 404
