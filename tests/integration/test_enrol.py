"""A nurse enrols a patient: read strictly, refused kindly, written down once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from aldea.audit.models import AuditEvent
from aldea.people.models import Account, Patient
from tests.integration.check_walk import Clock, shown_errors
from tests.integration.conftest import People

pytestmark = pytest.mark.django_db
ENROL = "/team/patients/new"


@pytest.fixture
def desk(people: People, signed_in: Callable[[Account], Client], clock: Clock) -> Client:
    """The computer of a nurse of Team A."""
    return signed_in(people.nurse())


def details(people: People, **changed: Any) -> dict[str, Any]:
    """What the nurse fills in."""
    return {
        "name": "Ada Example",
        "date_of_birth_day": "3",
        "date_of_birth_month": "2",
        "date_of_birth_year": "1970",
        "hospital_number": "t 123 456",
        "telephone": "07700 900123",
        "team": str(people.team().pk),
        **changed,
    }


def test_a_patient_is_enrolled_and_the_facts_about_them_come_next(desk: Client, people: People) -> None:
    response = desk.post(ENROL, details(people))
    patient = Patient.objects.get()
    assert response.headers["Location"] == f"/team/patients/{patient.pk}/context"
    assert (patient.name, patient.hospital_number, patient.team) == ("Ada Example", "T123456", people.team())
    page = desk.get(response.headers["Location"]).content.decode()
    for shown in ("Ada Example", "3 February 1970", "T123456", "Not recorded"):
        assert shown in page


def test_a_new_patient_cannot_sign_in_until_they_are_invited(desk: Client, people: People) -> None:
    desk.post(ENROL, details(people))
    assert Patient.objects.get().account is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "  "}, "Enter the patient's name."),
        ({"date_of_birth_day": ""}, "This is no real date. Enter figures, such as 27 3 1971."),
        ({"date_of_birth_day": "31"}, "This is no real date. Enter figures, such as 27 3 1971."),
        ({"date_of_birth_year": "2026", "date_of_birth_month": "11", "date_of_birth_day": "24"},
         "The date of birth must be in the past."),
        ({"date_of_birth_year": "1870"}, "The date of birth is more than 120 years ago. Check the year."),
        ({"hospital_number": "?"}, "A hospital number has 3 to 20 letters and digits. Check it on a letter."),
        ({"telephone": "the same"}, "Enter a telephone number, such as 07700 900123."),
        ({"team": ""}, "Choose the team."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_place_and_nothing_typed_is_lost(
    desk: Client, people: People, changed: dict[str, str], said: str
) -> None:
    page = desk.post(ENROL, details(people, **changed)).content.decode()
    assert [text.replace("&#39;", "'") for text in shown_errors(page)] == [said]
    assert not Patient.objects.exists()
    if "name" not in changed:
        assert 'value="Ada Example"' in page


def test_all_that_is_missing_is_said_at_once(desk: Client) -> None:
    assert len(shown_errors(desk.post(ENROL, {"name": ""}).content.decode())) == 5


def test_a_number_that_the_team_enrolled_already_leads_to_that_record(desk: Client, people: People) -> None:
    desk.post(ENROL, details(people))
    page = desk.post(ENROL, details(people, hospital_number="T123456")).content.decode()
    assert "A patient of your team has this hospital number already: Ada Example." in shown_errors(page)[0]
    assert Patient.objects.count() == 1


def test_a_number_of_another_team_names_the_team_and_not_the_patient(desk: Client, people: People) -> None:
    other = people.patient(people.team("Team B"), "Ben Sample")
    page = desk.post(ENROL, details(people, hospital_number=other.hospital_number)).content.decode()
    assert "Team B" in shown_errors(page)[0]
    assert "Ben Sample" not in page


def test_nobody_is_enrolled_into_a_team_of_others(desk: Client, people: People) -> None:
    other = people.team("Team B")
    page = desk.post(ENROL, details(people, team=str(other.pk))).content.decode()
    assert shown_errors(page) == ["Choose one of your teams."]
    assert "Team B" not in page


def test_a_form_sent_twice_enrols_one_patient(desk: Client, people: People) -> None:
    for _time in range(2):
        desk.post(ENROL, details(people))
    assert Patient.objects.count() == 1
    assert AuditEvent.objects.filter(action="patient.registered").count() == 1


def test_patients_are_found_by_name_and_by_number_in_the_nurses_own_teams(
    desk: Client, people: People
) -> None:
    desk.post(ENROL, details(people))
    people.patient(people.team("Team B"), "Ada Elsewhere")
    for words in ("ada", "t123"):
        page = desk.get("/", {"q": words}).content.decode()
        assert "Ada Example" in page
        assert "Ada Elsewhere" not in page
