"""Numbers for the lead nurse: right, of her teams alone, the same in the file, and of nobody by name."""

import re
from collections.abc import Callable
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.alerts.use_cases import end_use
from aldea.people.models import Account, Membership, Patient
from tests.integration.alert_cases import FEVER, ITCHY
from tests.integration.check_walk import Clock, shown_errors
from tests.integration.conftest import People
from tests.integration.number_files import WELL, file, says, table
from tests.integration.pages import do, words

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]


@pytest.fixture
def story(desk: Client, nora: Account, ada: Patient, people: People, clock: Clock) -> None:
    """Worked out by hand; it begins on 24 November, 3:05 am.

    Ada's fever is looked at after 20 minutes (due after 15), a call fails, and it is closed after 45.
    Ben's itch is due after 8 hours; a fever after 10 minutes makes it more urgent, two
    more reports join, and nobody looks.
    Gina's fever is looked at after 5 minutes, a call fails, nobody calls again after 15 more, and after 30
    she has left for another hospital.
    """
    ben, gina = people.patient(name="Ben Sample"), people.patient(name="Gina Sample")
    says(ada, WELL, clock)
    says(ben, ITCHY, clock)
    says(gina, FEVER, clock)
    says(ada, FEVER, clock)
    hers, ginas = Alert.objects.get(patient=ada), Alert.objects.get(patient=gina)
    clock.pass_by(minutes=5)
    do(desk, ginas, "claim")
    do(desk, ginas, "not-reached", minutes="15", words="")
    clock.pass_by(minutes=5)
    says(ben, FEVER, clock)
    says(ben, ITCHY, clock)
    says(ben, ITCHY, clock)
    clock.pass_by(minutes=10)
    do(desk, hers, "claim")
    do(desk, hers, "not-reached", minutes="15", words="")
    clock.pass_by(minutes=10)
    end_use(nora, gina, "transferred", clock(), uuid4)
    clock.pass_by(minutes=15)
    do(desk, hers, "close", outcome="attend_today", next_dose="stop", words="")
    clock.pass_by(hours=30)
    says(ada, WELL, clock)


@pytest.mark.usefixtures("story")
def test_the_figures_are_those_of_the_story(desk: Client) -> None:
    found = table(desk)
    assert {name: found[name] for name in STORY} == STORY
    outcomes = [int(value) for name, value in found.items() if name.startswith("Outcome: ")]
    assert sum(outcomes) == 1


STORY = {
    "Care team": "All teams",
    "From": "27 October 2026",
    "To": "25 November 2026",
    "Reports": "8",
    "Reports that raised an alert": "4",
    "Share of reports that raised an alert": "50.0",
    "Alerts": "3",
    "Alerts per 100 reports": "37.5",
    "Alerts: Hospital now": "3",
    "Alerts: Tell the team": "0",
    "Time to seen, median": "5",
    "Time to seen, 90th percentile": "20",
    "Not seen yet": "1",
    "Time to closed, median": "45",
    "Time to closed, 90th percentile": "45",
    "Not closed yet": "1",
    "Not seen when first due": "2",
    "Overdue": "3",
    "Share of alerts that were overdue": "100.0",
    "Closed by a nurse": "1",
    "Outcome: To attend today": "1",
    "Closed without an outcome": "0",
    "Share acted on": "100.0",
    "Ended with the use of Aldea": "1",
    "Alerts with a failed call": "2",
    "With a failed call, still open": "0",
    "Ended without contact": "1",
    "Reports, 23 November 2026": "0",
    "Reports, 24 November 2026": "7",
    "Alerts, 24 November 2026": "3",
    "Reports, 25 November 2026": "1",
    "Alerts, 25 November 2026": "0",
}


def cells(page: str) -> list[list[str]]:
    """Every row of every table."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    return [
        [unescape(words(cell)) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows
    ]


@pytest.mark.usefixtures("story")
def test_the_file_says_what_the_page_says(desk: Client) -> None:
    shown = cells(desk.get("/team/numbers").content.decode())
    heading, _team, _first, _last, *rows = file(desk)
    assert heading == ["name", "value", "unit"]
    place = shown.index(["Figure", "Value", "Unit"])
    days, figures = shown[1:place], [row for row in shown[place:] if row[0] != "Figure"]
    assert figures == [row for row in rows if not re.match(r"(Reports|Alerts), ", row[0])]
    over_time = {name: value for name, value, _unit in rows}
    assert len(days) == 30
    for day, reports, alerts in days:
        assert (over_time[f"Reports, {day}"], over_time[f"Alerts, {day}"]) == (reports, alerts)


@pytest.mark.usefixtures("story")
def test_each_plot_has_its_table_and_each_group_says_what_it_counts(desk: Client) -> None:
    page = desk.get("/team/numbers").content.decode()
    assert page.count('role="img"') == 2
    assert page.count('class="aldea-bar aldea-bar--alerts"') == 30
    levels = page[page.index('aria-labelledby="plot-levels"') :]
    assert ">Hospital now</text>" in levels[: levels.index("</svg>")]
    for group in ("counts", "levels", "times", "outcomes", "unreached"):
        section = page[page.index(f'id="group-{group}"') :].split("</section>")[0]
        assert section.index("</table>") < section.index("<dl")
    assert "From when the alert was opened until somebody of the team first looked." in page


@pytest.mark.usefixtures("story")
def test_nobody_is_named_on_the_page_or_in_the_file(desk: Client) -> None:
    patients = Patient.objects.all()
    assert len(patients) == 3
    for address in ("/team/numbers", "/team/numbers.csv"):
        shown = desk.get(address).content.decode()
        for patient in patients:
            for secret in (patient.name, str(patient.hospital_number), str(patient.pk), patient.telephone):
                assert secret not in shown


@pytest.mark.usefixtures("story")
def test_a_nurse_of_another_team_counts_none_of_them(people: People, signed_in: SignIn) -> None:
    other = signed_in(people.nurse(people.team("Team B")))
    assert table(other)["Reports"] == "0"
    assert "No report came in these days" in other.get("/team/numbers").content.decode()


NO_RECORDS = pytest.mark.parametrize("role", ["administrator", "safety_officer"])


@pytest.mark.usefixtures("story")
@NO_RECORDS
def test_who_sees_no_record_counts_the_whole_hospital(
    role: str, people: People, signed_in: SignIn, clock: Clock
) -> None:
    for name in ("Hal Sample", "Ida Sample"):
        says(people.patient(people.team("Team B"), name), WELL, clock)
    assert table(signed_in(people.account(role)))["Reports"] == "10"


@pytest.mark.usefixtures("story")
@NO_RECORDS
def test_figures_over_few_patients_are_not_shown_to_who_may_see_no_record(
    role: str, desk: Client, people: People, signed_in: SignIn, clock: Clock
) -> None:
    says(people.patient(people.team("Team B"), "Hal Sample"), WELL, clock)
    client = signed_in(people.account(role))
    for query in ("", f"?team={people.team().pk}"):
        page = client.get(f"/team/numbers{query}").content.decode().split("<main")[1]
        assert "Fewer than 5 patients are behind these figures" in page
        assert "<table" not in page
        assert "/team/numbers.csv" not in page
        assert client.get(f"/team/numbers.csv{query}").status_code == 302
    assert table(desk)["Reports"] == "8"


@pytest.mark.usefixtures("story")
def test_a_caller_who_was_found_to_be_a_patient_is_one_person(
    people: People, signed_in: SignIn, clock: Clock, ada: Patient
) -> None:
    says(people.patient(people.team("Team B"), "Hal Sample"), WELL, clock)
    caller = people.patient(name="A. Example")
    says(caller, WELL, clock)
    administrator = signed_in(people.administrator())
    assert table(administrator)["Reports"] == "10"
    Patient.objects.filter(pk=caller.pk).update(matched_to=ada)
    assert administrator.get("/team/numbers.csv").status_code == 302


@pytest.mark.usefixtures("story")
def test_one_team_of_two_is_counted_alone(desk: Client, nora: Account, people: People, clock: Clock) -> None:
    second = people.team("=2+2")
    Membership.objects.create(id=uuid4(), account=nora, team=second)
    says(people.patient(second, "Hal Sample"), WELL, clock)
    found = table(desk, f"?team={second.pk}")
    assert (found["Reports"], found["Alerts"]) == ("1", "0")
    assert found["Care team"] == "'=2+2"
    assert table(desk)["Reports"] == "9"


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("team", ["", "not-a-team"])
def test_a_team_of_somebody_else_is_refused_and_no_other_figures_stand_in(
    team: str, people: People, signed_in: SignIn
) -> None:
    other = signed_in(people.nurse(people.team("Team B")))
    query = f"?team={team or people.team().pk}"
    page = other.get(f"/team/numbers{query}")
    assert page.status_code == 422
    assert shown_errors(page.content.decode()) == ["Choose one of the teams in the list."]
    assert "<svg class=" not in page.content.decode().split("<main")[1]
    file = other.get(f"/team/numbers.csv{query}")
    assert (file.status_code, file.headers["Location"]) == (302, f"/team/numbers{query}")


@pytest.mark.usefixtures("story")
def test_a_time_is_counted_from_its_first_day_to_its_last(desk: Client) -> None:
    for day, reports in ((23, "0"), (24, "7"), (25, "1")):
        chosen = "&".join(f"{one}_day={day}&{one}_month=11&{one}_year=2026" for one in ("first", "last"))
        assert table(desk, f"?{chosen}")["Reports"] == reports


@pytest.mark.usefixtures("story")
def test_a_long_time_is_drawn_by_the_week_and_the_file_says_which_days(desk: Client) -> None:
    page = desk.get("/team/numbers").content.decode()
    preset = unescape(re.findall(r'href="(\?first_day[^"]+)"[^>]*>Last 90 days', page)[0])
    found = table(desk, preset)
    assert found["From"] == "28 August 2026"
    assert found["Reports, 20 November 2026 to 25 November 2026"] == "8"
    assert desk.get(f"/team/numbers{preset}").content.decode().count("aldea-bar--alerts") == 13
    assert 'aria-current="page">Last 30 days' in page
