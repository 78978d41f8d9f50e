"""Who calls, from where and when: written down as it is said, and nobody is registered twice by chance."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from aldea.alerts.models import Alert
from aldea.people.models import Account, Patient
from aldea.reports.models import Report, TelephoneCall
from tests.integration.check_walk import answer, send, shown_errors, walk
from tests.integration.conftest import People
from tests.integration.pages import words
from tests.integration.test_calls import FEVER, LOU, call, register

pytestmark = pytest.mark.django_db

ADA = {
    **LOU,
    "name": "ada example",
    "date_of_birth_day": "3",
    "date_of_birth_month": "2",
    "date_of_birth_year": "1970",
}
NO_BIRTH = {"date_of_birth_day": "", "date_of_birth_month": "", "date_of_birth_year": ""}


def begin(desk: Client, patient: Patient, **said: str) -> str:
    sent = {
        "caller_is": "carer",
        "caller_name": "Rita Example",
        "call_back": "01632 960111",
        "called_on_day": "24",
        "called_on_month": "11",
        "called_on_year": "2026",
        "called_time": "3:00 am",
        **said,
    }
    return desk.post(f"/team/calls/{patient.pk}", sent, follow=True).content.decode()


def test_who_is_here_already_is_offered_before_anybody_is_registered_twice(
    desk: Client, nora: Account, ada: Patient
) -> None:
    sent = {**ADA, "team": str(nora.teams.get().pk)}
    page = desk.post("/team/calls/new", sent).content.decode()
    assert f"Ada Example , born 3 February 1970, {ada.hospital_number}" in words(page)
    assert f"/team/calls/{ada.pk}" in page
    assert Patient.objects.get() == ada
    assert register(desk, nora, **ADA, anyway="1") != ada


def test_who_is_enrolled_already_is_offered_at_enrolment_too(
    desk: Client, nora: Account, ada: Patient
) -> None:
    sent = {**ADA, "team": str(nora.teams.get().pk), "hospital_number": "T9002"}
    page = desk.post("/team/patients/new", sent).content.decode()
    assert "Is it the same person?" in shown_errors(page)[0]
    assert f'href="/team/patients/{ada.pk}"' in page
    assert desk.post("/team/patients/new", {**sent, "anyway": "1"}).status_code == 302


def test_nobody_of_another_team_is_offered(desk: Client, nora: Account, people: People) -> None:
    there = people.patient(people.team("Team B"))
    register(desk, nora, **{**ADA, "telephone": there.telephone})


def test_another_birthday_is_another_person_at_enrolment_and_asked_about_on_the_telephone(
    desk: Client, nora: Account, ada: Patient
) -> None:
    sent = {**ADA, "team": str(nora.teams.get().pk), "date_of_birth_day": "4"}
    assert "No, a new person" in desk.post("/team/calls/new", sent).content.decode()
    assert desk.post("/team/patients/new", {**sent, "hospital_number": "T9002"}).status_code == 302


@pytest.mark.parametrize("address", ["/team/calls/new", "/team/patients/new"])
def test_a_hospital_number_that_is_taken_leads_to_whose_it_is(
    desk: Client, nora: Account, ada: Patient, address: str
) -> None:
    sent = {**LOU, "team": str(nora.teams.get().pk), "hospital_number": str(ada.hospital_number)}
    page = desk.post(address, sent).content.decode()
    assert shown_errors(page) == ["A patient of your team has this hospital number already: Ada Example."]
    assert f'href="/team/patients/{ada.pk}"' in page
    assert "anyway" not in page


def test_errors_are_listed_as_the_fields_stand_on_the_page(desk: Client, nora: Account, ada: Patient) -> None:
    page = desk.post("/team/calls/new", {"hospital_number": "1" * 31}).content.decode()
    summary = page[page.index("nhsuk-error-summary__list") : page.index("<h1")]
    targets = re.findall(r'href="#(\w+)"', summary)
    assert targets == [
        "id_name", "id_date_of_birth_day", "id_telephone", "id_hospital_number", "id_team",
    ]  # fmt: skip
    places = [page.index(f'id="{target}"') for target in targets]
    assert places == sorted(places)


def test_a_search_that_cannot_be_leads_to_the_box_of_the_search(desk: Client, nora: Account) -> None:
    page = desk.get("/team/calls/new?date_of_birth_day=31&date_of_birth_month=2&date_of_birth_year=1970")
    assert 'href="#find_date_of_birth_day"' in page.content.decode()
    assert shown_errors(desk.get("/team/calls/new?q=").content.decode()) == [
        "Write a name, a hospital number or a date of birth."
    ]


def test_a_date_of_birth_is_left_out_knowingly_or_not_at_all(desk: Client, nora: Account) -> None:
    sent = {**LOU, **NO_BIRTH, "team": str(nora.teams.get().pk)}
    unsaid = desk.post("/team/calls/new", sent).content.decode()
    assert shown_errors(unsaid) == ["Enter the date of birth, or tick that nobody there knows it."]
    lou = register(desk, nora, **NO_BIRTH, born_unknown="on")
    assert lou.date_of_birth is None
    numbered = {**sent, "born_unknown": "on", "hospital_number": "T9003", "name": "Max Unknown"}
    refused = desk.post("/team/calls/new", numbered).content.decode()
    assert "needs a date of birth" in shown_errors(refused)[0]


def test_a_caller_of_unknown_age_is_reported_for_everywhere_and_asked_when_enrolled(
    desk: Client, nora: Account
) -> None:
    lou = register(desk, nora, **NO_BIRTH, born_unknown="on")
    send(desk, walk(desk, call(desk, lou), FEVER)[-1])
    alert, report = Alert.objects.get(), Report.objects.get()
    for address in (
        "/team/worklist", "/team/handover", "/team/patients", "/", f"/team/alerts/{alert.pk}",
        f"/team/alerts/{alert.pk}/text", f"/team/patients/{lou.pk}", f"/reports/{report.pk}",
        f"/team/calls/{lou.pk}", f"/team/patients/{lou.pk}/match", "/team/calls/new?q=lou",
    ):  # fmt: skip
        page = desk.get(address)
        assert page.status_code == 200, address
        assert "not known" in words(page.content.decode()), address
    assert desk.get(reverse("alerts:summary", args=[lou.pk])).status_code == 200
    address = f"/team/patients/{lou.pk}/match"
    unsaid = desk.post(address, {"hospital_number": "T9001"}).content.decode()
    assert "Enter the day, the month and the year." in shown_errors(unsaid)
    born = {key: value for key, value in LOU.items() if key.startswith("date_of_birth")}
    desk.post(address, {"hospital_number": "T9001", **born})
    lou.refresh_from_db()
    assert (lou.hospital_number, lou.date_of_birth) == ("T9001", date(1963, 10, 10))


@pytest.mark.parametrize("typed", ["3:00 am", "3.00am", "3 am", "03:00", "3:00 a.m.", "0300"])
def test_the_time_of_a_call_is_read_as_people_write_it(desk: Client, ada: Patient, typed: str) -> None:
    assert shown_errors(begin(desk, ada, called_time=typed)) == []
    assert TelephoneCall.objects.get().called_at.hour == 3


@pytest.mark.parametrize("typed", ["3", "25:00", "13:00 pm", "3:60", "noon", "0 am"])
def test_a_time_that_can_be_two_or_none_is_asked_again_in_an_open_box(
    desk: Client, ada: Patient, typed: str
) -> None:
    page = begin(desk, ada, called_time=typed)
    assert shown_errors(page) == ["Enter a time, such as 7:05 pm or 19:05."]
    assert '<details class="nhsuk-details" open' in page
    assert '<details class="nhsuk-details">' in desk.get(f"/team/calls/{ada.pk}").content.decode()


def test_the_time_stands_there_as_it_is_shown_everywhere(desk: Client, ada: Patient) -> None:
    assert 'value="3:05 am"' in desk.get(f"/team/calls/{ada.pk}").content.decode()


def test_nobody_is_taken_for_the_patient_until_it_is_said_that_they_call(desk: Client, ada: Patient) -> None:
    page = desk.get(f"/team/calls/{ada.pk}").content.decode()
    assert "checked" not in page
    assert shown_errors(begin(desk, ada, caller_is="")) == ["Choose who calls."]
    errors = shown_errors(begin(desk, ada, caller_name="", call_back=""))
    assert errors == ["Enter the name of the caller.", "Enter the number. The line may break."]
    assert shown_errors(begin(desk, ada, caller_is="patient", caller_name="", call_back="")) == []
    taken = TelephoneCall.objects.get()
    assert (taken.caller_name, taken.call_back) == ("Ada Example", "07700 900123")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("abc", False),
        ("12", False),
        ("020 7946 0123 ext 45", True),
        ("+44 (0)7700 900123", True),
        ("4321", True),
    ],
)
def test_somebody_can_be_called_back_at_the_number(
    desk: Client, ada: Patient, typed: str, right: bool
) -> None:
    errors = shown_errors(begin(desk, ada, call_back=typed))
    assert errors == ([] if right else ["Enter a telephone number, such as 07700 900123."])


def test_too_long_a_search_is_refused_in_our_own_words(desk: Client) -> None:
    page = words(desk.get("/team/calls/new", {"q": "x" * 61}).content.decode())
    assert "This is too long: 61 characters. Use at most 60." in page


def test_a_caller_is_not_told_to_call_the_team_that_they_speak_to(
    desk: Client, ada: Patient, phone: Client
) -> None:
    address = send(desk, walk(desk, call(desk, ada), FEVER)[-1])
    page = desk.get(address).content.decode()
    read_out = page[page.index("<main") : page.index("</main>")]
    assert "You have called the hospital: stay on the line" in words(read_out)
    assert "Whoever you are speaking to says now what to do." in read_out
    assert "· Hospital now" in words(page)
    assert "Why we say this" in read_out
    for part in (
        "tel:02079460123",
        "Do not wait for us",
        "Not seen",
        "Does this page",
        "Nobody reads reports",
        "The team reads reports",
        "Call the hospital now",
    ):
        assert part not in read_out, part
    assert "Call the hospital now" in phone.get(address).content.decode()


def test_an_ambulance_is_called_for_on_the_telephone_too(desk: Client, ada: Patient) -> None:
    address = answer(desk, call(desk, ada), noticed=["collapsed"], in_hospital="no")
    page = desk.get(address).content.decode()
    read_out = page[page.index("<main") : page.index("</main>")]
    assert "Call 999 now" in read_out
    assert 'href="tel:999"' in read_out
    assert "tel:02079460123" not in read_out
    assert "Agree who calls 999: the caller, who then hangs up, or the hospital." in words(read_out)
    assert "before you hang up" not in words(read_out)
    assert "What else helps" not in read_out
