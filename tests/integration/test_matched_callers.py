"""A caller is matched to a patient: everywhere the team then reads whom it is about, and how to call back."""

from collections.abc import Callable

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.people.list_queries import find_by_details
from aldea.people.models import Account, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.alert_cases import ITCHY
from tests.integration.check_walk import Clock, send, shown_errors, walk
from tests.integration.conftest import People
from tests.integration.pages import do, look, words
from tests.integration.test_calls import FEVER, call, register

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]


@pytest.fixture
def max_calls(desk: Client, nora: Account) -> Patient:
    """A caller whom nobody found has reported a fever."""
    caller = register(desk, nora, name="Max Mustermann")
    send(desk, walk(desk, call(desk, caller, log_lines="A central line"), FEVER)[-1])
    return caller


def match(desk: Client, caller: Patient, patient: Patient) -> str:
    sent = {"match": str(patient.pk)}
    address = f"/team/patients/{caller.pk}/match?q=ada"
    return words(desk.post(address, sent, follow=True).content.decode())


def test_worklist_handover_alert_and_text_name_the_patient_and_the_caller(
    desk: Client, ada: Patient, max_calls: Patient
) -> None:
    match(desk, max_calls, ada)
    alert = Alert.objects.get()
    pages = ("/team/worklist", "/team/handover", f"/team/alerts/{alert.pk}", f"/team/alerts/{alert.pk}/text")
    for address in pages:
        page = words(desk.get(address).content.decode())
        for part in ("Ada Example", str(ada.hospital_number), "eported as Max Mustermann"):
            assert part in page, (address, part)
        for part in ("not matched yet", "not known yet", "no hospital number yet"):
            assert part not in page, (address, part)


def test_two_open_alerts_of_one_person_lead_to_each_other(
    desk: Client, ada: Patient, max_calls: Patient, says: Callable[[Said], Report]
) -> None:
    says(ITCHY)
    match(desk, max_calls, ada)
    own, other = Alert.objects.get(patient=ada), Alert.objects.get(patient=max_calls)
    do(desk, own, "claim")
    for one, another in ((own, other), (other, own)):
        page = look(desk, one)
        assert "Another open alert of this person" in page
        assert f"/team/alerts/{another.pk}" in page
    assert "Hospital now, Max Mustermann" in words(look(desk, own))
    assert "· You have it" in words(look(desk, other))
    assert words(desk.get("/team/worklist").content.decode()).count("Another open alert of this person") == 2


def test_the_name_of_the_caller_finds_the_patient_until_they_are_parted(
    desk: Client, ada: Patient, max_calls: Patient
) -> None:
    match(desk, max_calls, ada)
    for address in ("/team/patients?q=mustermann", "/team/calls/new?q=mustermann"):
        page = desk.get(address).content.decode()
        assert str(ada.hospital_number) in page
        assert f"/team/patients/{max_calls.pk}" not in page
    part(desk, max_calls)
    assert str(ada.hospital_number) not in desk.get("/team/patients?q=mustermann").content.decode()
    assert "Max Mustermann" in desk.get("/team/patients?q=mustermann").content.decode()


def part(desk: Client, caller: Patient) -> None:
    sent = {"why": "Born on another day."}
    assert desk.post(f"/team/patients/{caller.pk}/part", sent).status_code == 302


def test_they_are_parted_with_a_reason_that_stands_on_the_alerts_and_matched_again(
    desk: Client, ada: Patient, max_calls: Patient, says: Callable[[Said], Report]
) -> None:
    says(ITCHY)
    match(desk, max_calls, ada)
    own, other = Alert.objects.get(patient=ada), Alert.objects.get(patient=max_calls)
    assert "Nora Example found out who the caller is" in words(look(desk, other))
    address = f"/team/patients/{max_calls.pk}/part"
    assert f'href="{address}"' in desk.get(f"/team/patients/{max_calls.pk}").content.decode()
    assert str(ada.hospital_number) in desk.get(address).content.decode()

    unsaid = desk.post(address, {"why": " "})
    assert (unsaid.status_code, shown_errors(unsaid.content.decode())) == (
        422,
        ["Say why, such as: the date of birth is another one."],
    )
    max_calls.refresh_from_db()
    assert max_calls.matched_to_id == ada.pk

    done = words(desk.post(address, {"why": "Born on another day."}, follow=True).content.decode())
    assert "Max Mustermann and Ada Example are parted. If that was wrong, match them again below." in done
    assert str(ada.hospital_number) in done
    for alert in (own, other):
        page = words(look(desk, alert))
        assert "Nora Example parted the caller and the patient again" in page
        assert "Max Mustermann is not Ada Example: Born on another day." in page
    assert "caller who turned out" in match(desk, max_calls, ada)


def test_who_parts_them_second_is_told_and_the_reason_is_written_once(
    desk: Client, ada: Patient, max_calls: Patient
) -> None:
    match(desk, max_calls, ada)
    part(desk, max_calls)
    again = desk.post(f"/team/patients/{max_calls.pk}/part", {"why": "Once more."}, follow=True)
    assert "They are parted already." in words(again.content.decode())
    assert Alert.objects.get().events.filter(kind="parted").count() == 1


def test_parting_gives_each_their_own_last_report_again(
    desk: Client, ada: Patient, nora: Account, says: Callable[[Said], Report], clock: Clock
) -> None:
    own = says(Said()).at
    clock.pass_by(hours=3)
    caller = register(desk, nora, name="Max Mustermann")
    send(desk, walk(desk, call(desk, caller), FEVER)[-1])
    match(desk, caller, ada)
    ada.refresh_from_db()
    assert ada.last_report_at == clock()
    part(desk, caller)
    for patient, at in ((ada, own), (caller, clock())):
        patient.refresh_from_db()
        assert (patient.matched_to, patient.last_report_at) == (None, at)


def test_who_had_reported_nothing_has_no_last_report_after_parting(
    desk: Client, ada: Patient, max_calls: Patient
) -> None:
    match(desk, max_calls, ada)
    part(desk, max_calls)
    ada.refresh_from_db()
    assert ada.last_report_at is None


def test_a_caller_who_is_matched_in_the_middle_of_the_call_is_the_patients_last_report(
    desk: Client, ada: Patient, nora: Account, clock: Clock
) -> None:
    caller = register(desk, nora, name="Max Mustermann")
    answers = walk(desk, call(desk, caller), FEVER)[-1]
    match(desk, caller, ada)
    send(desk, answers)
    ada.refresh_from_db()
    assert ada.last_report_at == clock()


def test_only_the_team_parts_them(
    desk: Client, ada: Patient, max_calls: Patient, people: People, signed_in: SignIn, phone: Client
) -> None:
    match(desk, max_calls, ada)
    for client in (phone, signed_in(people.nurse(people.team("Team B")))):
        assert client.post(f"/team/patients/{max_calls.pk}/part").status_code == 404
    max_calls.refresh_from_db()
    assert max_calls.matched_to_id == ada.pk


def test_the_second_who_matches_a_caller_reads_that_a_colleague_was_first(
    desk: Client, ada: Patient, max_calls: Patient, people: People
) -> None:
    ben = people.patient(name="Ben Sample")
    match(desk, max_calls, ada)
    address = f"/team/patients/{max_calls.pk}/match?q=ben"
    for answer in (desk.get(address, follow=True), desk.post(address, {"match": str(ben.pk)}, follow=True)):
        assert answer.redirect_chain[-1][0] == f"/team/patients/{ada.pk}"
        assert "Somebody has matched this caller meanwhile." in words(answer.content.decode())


def test_the_number_to_call_back_is_the_first_to_be_offered(desk: Client, ada: Patient) -> None:
    send(desk, walk(desk, call(desk, ada, call_back="01632 960111"), FEVER)[-1])
    alert = Alert.objects.get()
    for address in (f"/team/alerts/{alert.pk}", "/team/handover"):
        page = desk.get(address).content.decode()
        page = page[page.index("<h1") :]
        assert page.index('href="tel:01632960111"') < page.index('href="tel:07700900123"')
        assert "Rita Example, a carer or relative" in words(page)


def test_the_text_of_a_call_says_who_called_when_and_what_the_log_holds(
    desk: Client, max_calls: Patient
) -> None:
    text = words(desk.get(f"/team/alerts/{Alert.objects.get().pk}/text").content.decode())
    called = "Caller: Rita Example (a carer or relative), 01632 960111, 24 November 2026, 3:00 am"
    for said in (
        called,
        "Central line, pump or other devices: A central line",
        "Report of 24 November 2026, 3:05 am",
    ):
        assert said in text


def test_a_decision_that_is_put_right_and_its_reason_are_written_once(
    desk: Client, says: Callable[[Said], Report]
) -> None:
    says(ITCHY)
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    do(desk, alert, "close", outcome="advised", next_dose="go_ahead", words="All well.")
    do(desk, alert, "put-right", next_dose="stop", words="Dr Invented says so.")
    text = words(desk.get(f"/team/alerts/{alert.pk}/text").content.decode())
    assert text.count("Dr Invented says so.") == 1
    assert text.count("Next dose: Stop") == 1


def test_calls_that_were_begun_and_not_sent_go_to_the_next_shift(desk: Client, ada: Patient) -> None:
    call(desk, ada)
    page = words(desk.get("/team/handover").content.decode())
    assert "Calls begun and not sent (1) Call back: Rita Example, 01632 960111, about Ada Example" in page


def test_who_was_born_that_day_comes_before_those_whose_day_nobody_knows(
    nora: Account, ada: Patient, people: People
) -> None:
    unknown = people.patient(name="Aaron Sample")
    Patient.objects.filter(pk=unknown.pk).update(date_of_birth=None, hospital_number=None)
    assert find_by_details(nora, "", ada.date_of_birth) == [ada, unknown]
