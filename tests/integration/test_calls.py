"""Somebody telephones: the nurse finds them or registers them, and fills in the same check."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.people.models import Account, Patient
from aldea.people.use_cases import MatchRefusedError, match_caller
from aldea.reports.models import Check, Report, TelephoneCall
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock, answer, send, shown_errors, walk
from tests.integration.conftest import People
from tests.integration.pages import end_use, words

pytestmark = pytest.mark.django_db

LOU = {
    "name": "Lou Unknown",
    "date_of_birth_day": "10",
    "date_of_birth_month": "10",
    "date_of_birth_year": "1963",
    "telephone": "01632 960333",
    "hospital_number": "",
}


AT_HOME = {"noticed": "none-of-these", "in_hospital": "no"}
FEVER = {"emergency": AT_HOME, "temperature": {"reading": "38.1", "unit": "Cel", "paracetamol_24h": "no"}}
BORN = "date_of_birth_day=3&date_of_birth_month=2&date_of_birth_year=1970"


def call(desk: Client, patient: Patient, **said: Any) -> str:
    """Write down a call; the address of the first screen of its check."""
    sent = {
        "caller_is": "carer",
        "caller_name": "Rita Example",
        "call_back": "01632 960111",
        "words": "She is hot and shaking.",
        "called_on_day": "24",
        "called_on_month": "11",
        "called_on_year": "2026",
        "called_time": "3:00 am",
        **said,
    }
    response = desk.post(f"/team/calls/{patient.pk}", sent)
    assert response.status_code == 302, shown_errors(response.content.decode())
    return desk.get(response.headers["Location"]).headers["Location"]


def register(desk: Client, nora: Account, **said: str) -> Patient:
    sent = {**LOU, "team": str(nora.teams.get().pk), **said}
    response = desk.post("/team/calls/new", sent)
    assert response.status_code == 302, shown_errors(response.content.decode())
    return Patient.objects.get(pk=response.headers["Location"].rsplit("/", 1)[-1])


@pytest.mark.parametrize(
    "query",
    [
        "q=ada",
        "q=EXAMPLE",
        "q=exa+ad",
        f"q=&{BORN}",
    ],
)
def test_a_patient_is_found_by_any_part_of_the_name_or_the_date_of_birth(
    desk: Client, ada: Patient, query: str
) -> None:
    page = desk.get(f"/team/calls/new?{query}").content.decode()
    assert f"/team/calls/{ada.pk}" in page


def test_the_hospital_number_finds_one_patient_and_a_wrong_date_of_birth_none(
    desk: Client, ada: Patient, people: People
) -> None:
    other = people.patient(name="Ada Sample")
    page = desk.get("/team/calls/new", {"q": str(ada.hospital_number)}).content.decode()
    assert f"/team/calls/{ada.pk}" in page
    assert f"/team/calls/{other.pk}" not in page
    born = {"date_of_birth_day": "4", "date_of_birth_month": "2", "date_of_birth_year": "1970"}
    assert "0 patients fit" in desk.get("/team/calls/new", {"q": "ada", **born}).content.decode()


def test_a_patient_of_another_team_is_not_found(desk: Client, people: People) -> None:
    people.patient(people.team("Team B"), "Bea Elsewhere")
    assert "0 patients fit" in desk.get("/team/calls/new?q=bea").content.decode()


def test_a_telephone_report_is_judged_and_alerts_like_any_other(
    desk: Client, nora: Account, ada: Patient
) -> None:
    answers = walk(desk, call(desk, ada, log_diagnosis="Kidney cancer"), FEVER)[-1]
    page = words(desk.get(send(desk, answers)).content.decode())
    assert "Read this to the caller" in page
    report = Report.objects.get()
    assert (report.source, report.reporter, report.assessment.urgency) == ("telephone", nora, "hospital_now")
    taken = TelephoneCall.objects.get()
    assert (taken.check_filled_in_id, taken.caller_name, taken.words) == (
        report.pk,
        "Rita Example",
        "She is hot and shaking.",
    )
    shown = words(desk.get(f"/team/alerts/{Alert.objects.get().pk}").content.decode())
    for part in ("By telephone", "Rita Example (a carer or relative), 01632 960111", "Kidney cancer"):
        assert part in shown


def test_the_nurse_reads_questions_that_are_asked_of_somebody(desk: Client, ada: Patient) -> None:
    page = words(desk.get(call(desk, ada)).content.decode())
    assert "On the telephone: Rita Example, 01632 960111" in page
    assert "Do you have to stop for breath in the middle of a sentence" in page


def test_an_emergency_ends_the_interview_and_is_sent_with_what_is_known(desk: Client, ada: Patient) -> None:
    address = answer(desk, call(desk, ada), noticed=["collapsed"], in_hospital="no")
    assert address.startswith("/reports/")
    assert Report.objects.get().assessment.urgency == "emergency_999"


def test_a_call_cannot_come_from_the_future_and_needs_a_number(desk: Client, ada: Patient) -> None:
    sent = {"caller_is": "carer", "caller_name": "Rita", "call_back": "", "called_time": "23:59"}
    day = {"called_on_day": "24", "called_on_month": "11", "called_on_year": "2026"}
    errors = shown_errors(desk.post(f"/team/calls/{ada.pk}", {**sent, **day}).content.decode())
    assert errors == ["Enter the number. The line may break.", "This time is still to come."]
    assert not Check.objects.exists()


def test_a_caller_whom_nobody_finds_is_registered_without_a_number_and_reports(
    desk: Client, nora: Account
) -> None:
    lou = register(desk, nora)
    assert (lou.hospital_number, lou.account) == (None, None)
    send(
        desk,
        walk(desk, call(desk, lou), FEVER)[-1],
    )
    worklist = words(desk.get("/team/worklist").content.decode())
    assert "Lou Unknown" in worklist
    assert "caller, not matched yet" in worklist


def test_a_caller_with_a_hospital_number_that_is_taken_is_not_registered_twice(
    desk: Client, nora: Account, ada: Patient
) -> None:
    sent = {**LOU, "team": str(nora.teams.get().pk), "hospital_number": str(ada.hospital_number)}
    errors = shown_errors(desk.post("/team/calls/new", sent).content.decode())
    assert "has this hospital number already" in errors[0]


def test_a_search_for_nothing_asks_what_to_look_for(desk: Client, nora: Account, ada: Patient) -> None:
    lou = register(desk, nora)
    empty = "?q=&date_of_birth_day=&date_of_birth_month=&date_of_birth_year="
    for address in (f"/team/calls/new{empty}", f"/team/patients/{lou.pk}/match{empty}"):
        page = desk.get(address).content.decode()
        assert "Write a name, a hospital number or a date of birth." in page
        assert "patients fit" not in page
        assert "No enrolled patient" not in page


def test_a_person_matches_the_caller_and_the_record_then_has_the_report(
    desk: Client, nora: Account, ada: Patient, phone: Client
) -> None:
    lou = register(desk, nora, name="Ada Exemple", anyway="1")
    report_address = send(desk, walk(desk, call(desk, lou), {"emergency": AT_HOME})[-1])
    page = desk.get(f"/team/patients/{lou.pk}/match?q=ada").content.decode()
    assert str(ada.hospital_number) in page
    desk.post(f"/team/patients/{lou.pk}/match?q=ada", {"match": str(ada.pk)})
    assert (
        "a caller who turned out to be this patient" in desk.get(f"/team/patients/{ada.pk}").content.decode()
    )
    assert report_address in desk.get(f"/team/patients/{ada.pk}").content.decode()
    assert report_address in phone.get("/reports/").content.decode()
    assert phone.get(report_address).status_code == 200
    assert "Ada Exemple" not in desk.get("/team/patients").content.decode()


def test_what_a_matched_caller_said_counts_as_history_of_the_patient(
    desk: Client, nora: Account, ada: Patient, says: Callable[[Said], Report]
) -> None:
    lou = register(desk, nora)
    send(desk, walk(desk, call(desk, lou), FEVER)[-1])
    assert says(Said("36.8")).assessment.urgency == "none"
    desk.post(f"/team/patients/{lou.pk}/match?q=ada", {"match": str(ada.pk)})
    assert says(Said("36.8")).assessment.urgency == "hospital_now"


def test_only_a_caller_is_matched_and_only_to_an_enrolled_patient(
    nora: Account, desk: Client, ada: Patient, people: People, now: datetime
) -> None:
    lou, other = register(desk, nora), register(desk, nora, name="Max Unknown", anyway="1")
    ben = people.patient(name="Ben Sample")
    for caller, patient in ((ada, ben), (lou, other), (lou, lou)):
        with pytest.raises(MatchRefusedError):
            match_caller(nora, caller, patient, now, uuid4)
    match_caller(nora, lou, ada, now, uuid4)
    with pytest.raises(MatchRefusedError):
        match_caller(nora, lou, ben, now, uuid4)


def test_a_caller_who_is_new_to_the_hospital_is_enrolled_with_a_number(desk: Client, nora: Account) -> None:
    lou = register(desk, nora)
    assert shown_errors(
        desk.post(f"/team/patients/{lou.pk}/match", {"hospital_number": "?"}).content.decode()
    )
    desk.post(f"/team/patients/{lou.pk}/match", {"hospital_number": "t 9001"})
    lou.refresh_from_db()
    assert lou.hospital_number == "T9001"
    assert "Lou Unknown" in desk.get("/team/calls/new?q=t9001").content.decode()


def test_a_call_that_was_begun_is_found_again(desk: Client, ada: Patient) -> None:
    address = call(desk, ada)
    assert address.rsplit("/", 1)[0] in desk.get("/team/calls/new").content.decode()


def test_a_patient_fills_in_no_telephone_report(phone: Client, ada: Patient) -> None:
    assert phone.get("/team/calls/new").status_code == 404
    assert phone.post(f"/team/calls/{ada.pk}", {}).status_code == 404


def test_another_nurse_does_not_continue_the_check_of_a_colleague(
    desk: Client, ada: Patient, people: People, signed_in: Callable[[Account], Client]
) -> None:
    address = call(desk, ada)
    assert signed_in(people.nurse()).get(address).status_code == 404


def test_the_date_of_birth_of_a_caller_is_real(desk: Client, nora: Account) -> None:
    sent = {**LOU, "team": str(nora.teams.get().pk), "date_of_birth_year": str(date(2030, 1, 1).year)}
    errors = shown_errors(desk.post("/team/calls/new", sent).content.decode())
    assert "must be in the past" in errors[0]


def test_a_match_that_was_a_mistake_is_parted_again(desk: Client, nora: Account, ada: Patient) -> None:
    lou = register(desk, nora)
    send(desk, walk(desk, call(desk, lou), FEVER)[-1])
    desk.post(f"/team/patients/{lou.pk}/match?q=ada", {"match": str(ada.pk)})
    ada.refresh_from_db()
    assert ada.last_report_at is not None
    assert "Hospital now" in words(desk.get("/team/patients").content.decode())
    desk.post(f"/team/patients/{lou.pk}/part", {"why": "Born on another day."})
    assert "a caller who turned out" not in desk.get(f"/team/patients/{ada.pk}").content.decode()


def test_the_death_of_a_patient_ends_the_alert_of_the_caller_who_was_them(
    desk: Client, nora: Account, ada: Patient
) -> None:
    lou = register(desk, nora)
    send(desk, walk(desk, call(desk, lou), FEVER)[-1])
    desk.post(f"/team/patients/{lou.pk}/match?q=ada", {"match": str(ada.pk)})
    end_use(desk, ada, "died")
    assert Alert.objects.get().closed_at is not None


def test_a_call_that_broke_off_is_to_be_called_back(desk: Client, ada: Patient, clock: Clock) -> None:
    address = call(desk, ada)
    clock.pass_by(hours=5)
    page = words(desk.get("/team/calls/new").content.decode())
    assert "Call back: Rita Example, 01632 960111, about Ada Example" in page
    assert desk.get(address).headers["Location"] == "/team/calls/new"


def test_a_caller_who_is_matched_in_the_middle_of_the_call_is_still_reported_for(
    desk: Client, nora: Account, ada: Patient
) -> None:
    lou = register(desk, nora)
    answers = walk(desk, call(desk, lou), FEVER)[-1]
    desk.post(f"/team/patients/{lou.pk}/match?q=ada", {"match": str(ada.pk)})
    assert send(desk, answers).startswith("/reports/")
