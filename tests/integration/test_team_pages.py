"""The answer, the worklist, the alert and the record, as their pages."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from aldea.alerts import use_cases
from aldea.alerts.models import Alert, AlertEvent
from aldea.audit.models import AuditEvent
from aldea.people.models import Account, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said, send
from tests.integration.check_walk import Clock, know, shown_errors
from tests.integration.conftest import People
from tests.integration.pages import do, fields, look, words

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]
ODD = Said("37.6", noticed=frozenset({"other_effect"}), told={"other_effect": "My nails look odd."})


def test_the_answer_to_a_fever_gives_the_number_and_asks_not_to_wait(
    phone: Client, says: Callable[[Said], Report]
) -> None:
    page = phone.get(f"/reports/{says(Said('37.6')).pk}").content.decode()
    assert 'href="tel:02079460123"' in page
    assert page.index('href="tel:02079460123"') < page.index(
        'class="aldea-calls__button aldea-calls__button--second" href="tel:111"'
    )
    when = page.index("If the hospital does not answer")
    assert page.index('href="tel:02079460123"') < when < page.index("aldea-calls__button--second")
    assert "Do not wait for us to call you" in page
    assert "Not seen by the team yet" in page


def test_in_an_emergency_999_comes_first(phone: Client, says: Callable[[Said], Report]) -> None:
    page = phone.get(f"/reports/{says(Said(noticed=frozenset({'collapsed'}))).pk}").content.decode()
    calls = re.findall(r'class="aldea-calls__button[^"]*" href="tel:(\d+)"', page)
    assert calls == ["999", "02079460123"]


def test_on_the_ward_there_is_nothing_to_call(
    ada: Patient, phone: Client, now: datetime, says: Callable[[Said], Report]
) -> None:
    know(ada, "route", "intravenous", now.date(), now)
    report = says(Said("37.6", in_hospital=True))
    page = phone.get(f"/reports/{report.pk}").content.decode()
    answer = page[page.index("<main") : page.index("</main>")]
    assert "Tell your nurse now" in answer
    assert "tel:" not in answer
    assert "020 7946" not in answer


def test_a_report_that_asks_nobody_to_act_says_so(phone: Client, says: Callable[[Said], Report]) -> None:
    page = words(phone.get(f"/reports/{says(Said()).pk}").content.decode())
    assert "nobody is told of it" in page
    assert "Not seen" not in page


def test_the_answer_shows_what_was_stored_even_when_the_hospital_changes(
    phone: Client, says: Callable[[Said], Report], settings: object
) -> None:
    report = says(Said("37.6"))
    settings.ALDEA_HOSPITAL_NUMBER = "020 7946 0999"  # type: ignore[attr-defined]
    answer = phone.get(f"/reports/{report.pk}").content.decode()
    assert "Call 020 7946 0123 now" in words(answer)


def test_reading_an_answer_is_audited(phone: Client, says: Callable[[Said], Report]) -> None:
    report = says(Said("37.6"))
    phone.get(f"/reports/{report.pk}")
    assert AuditEvent.objects.filter(action="report.read", subject_id=str(report.pk)).exists()


def test_the_worklist_says_who_why_how_urgent_and_by_when(
    desk: Client, ada: Patient, clock: Clock, says: Callable[[Said], Report]
) -> None:
    says(ODD)
    clock.pass_by(minutes=16)
    page = words(desk.get("/team/worklist/rows").content.decode())
    for part in (
        "1 open alert, 1 not seen yet, 1 overdue", "Hospital now", "waiting 16 min", "Overdue by 1 min",
        "Ada Example", str(ada.hospital_number), "born 3 February 1970", "Temperature over 37.5", "New",
        "Free text to read", "Not seen yet", "Take it",
    ):  # fmt: skip
        assert part in page
    assert "Nobody is waiting" not in page


def test_an_empty_worklist_says_what_will_happen(desk: Client) -> None:
    assert "Nobody is waiting" in desk.get("/team/worklist").content.decode()


def test_forty_on_the_list_take_no_more_questions_than_one(
    desk: Client, people: People, clock: Clock, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        patient = people.patient(name=f"Example {number}")
        assert patient.account is not None
        send(patient.account, patient, Said("37.6"), clock(), uuid4)
    with django_assert_max_num_queries(8):
        desk.get("/team/worklist/rows")


def test_taken_from_the_list_it_is_mine_and_seen(
    desk: Client, nora: Account, says: Callable[[Said], Report]
) -> None:
    says(ODD)
    alert = Alert.objects.get()
    page = desk.post(f"/team/alerts/{alert.pk}/take", follow=True).content.decode()
    alert.refresh_from_db()
    assert alert.claimed_by == nora
    assert alert.seen_at is not None
    assert "You have this alert now." in page


def test_the_second_nurse_is_told_who_has_it(
    desk: Client, people: People, clock: Clock, signed_in: SignIn, says: Callable[[Said], Report]
) -> None:
    says(ODD)
    alert = Alert.objects.get()
    other = signed_in(people.nurse(name="Nils Example"))
    old = fields(look(other, alert), "claim")
    desk.post(f"/team/alerts/{alert.pk}/take")
    page = other.post(f"/team/alerts/{alert.pk}/claim", old, follow=True).content.decode()
    assert any(
        "since you opened this page" in error or "Nora Example has this alert" in error
        for error in shown_errors(page)
    )
    assert "Nora Example has it" in page


def test_from_taking_to_closing_each_step_is_on_the_page(
    desk: Client, nora: Account, says: Callable[[Said], Report]
) -> None:
    report = says(ODD)
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    refused = do(desk, alert, "close", outcome="advised", next_dose="go_ahead", words="Told to come in.")
    assert "There is free text that nobody has read" in shown_errors(refused)[0]
    assert "Told to come in." in refused
    desk.post(f"/reports/{report.pk}/text-read")
    assert "Write something." in do(desk, alert, "note", words=" ")
    do(desk, alert, "note", words="Husband is with her.")
    do(desk, alert, "not-reached", minutes="15", words="")
    page = words(look(desk, alert))
    for part in (
        "Call again in 15 min",
        "Note of Nora Example",
        "Husband is with her.",
        "Free text read by Nora",
    ):
        assert part in page
    unsaid = do(desk, alert, "close", outcome="attend_today", words="")
    assert "Choose what comes next for the next injection" in shown_errors(unsaid)[0]
    assert "Let go of what I typed" in unsaid
    assert "Let go of what I typed" not in do(desk, alert, "close", outcome="", words="")
    decided = {"outcome": "attend_today", "next_dose": "stop", "words": ""}
    closed = words(do(desk, alert, "close", **decided))
    assert "The alert is closed. It was about Ada Example" in closed
    page = words(look(desk, alert))
    assert "Closed by Nora Example: To attend today" in page
    assert "Next dose: Stop: no more until the team says so" in page


def test_a_form_sent_twice_writes_one_note(desk: Client, says: Callable[[Said], Report]) -> None:
    says(ODD)
    alert = Alert.objects.get()
    sent = {**fields(look(desk, alert), "note"), "words": "Once."}
    for _click in range(2):
        desk.post(f"/team/alerts/{alert.pk}/note", sent)
    assert AlertEvent.objects.filter(kind="noted").count() == 1


def test_it_is_handed_over_to_a_colleague(
    desk: Client, people: People, says: Callable[[Said], Report]
) -> None:
    says(ODD)
    alert = Alert.objects.get()
    nils = people.nurse(name="Nils Example")
    do(desk, alert, "claim")
    page = do(desk, alert, "hand-over", to=str(nils.pk))
    assert "Nils Example has it" in page
    assert "Handed over by Nora Example to Nils Example" in page


def test_an_action_that_is_none_is_not_there(desk: Client, says: Callable[[Said], Report]) -> None:
    says(ODD)
    assert desk.post(f"/team/alerts/{Alert.objects.get().pk}/delete").status_code == 404


def test_the_record_shows_the_whole_reasoning_and_the_pack(
    desk: Client, ada: Patient, says: Callable[[Said], Report]
) -> None:
    report = says(ODD)
    page = words(desk.get(f"/team/patients/{ada.pk}").content.decode())
    assert report.assessment.pack_digest in page
    for part in (
        "Fired (",
        "Unknown, for want of an answer (",
        "Not fired (",
        "temperature-high",
        "INFECT-2",
        "looked for: over 37.5",
    ):
        assert part in page
    assert AuditEvent.objects.filter(action="record.read", patient_id=ada.pk).exists()


def test_the_record_draws_temperature_with_both_limits_and_has_the_figures(
    desk: Client, ada: Patient, clock: Clock, says: Callable[[Said], Report]
) -> None:
    for reading in ("36.8", "37.6", "35.9"):
        says(Said(reading, weight="64.2"))
        clock.pass_by(hours=6)
    page = desk.get(f"/team/patients/{ada.pk}").content.decode()
    assert "Upper limit 37.5" in page
    assert "Lower limit 36" in page
    assert page.count('class="aldea-plot__dot--out"') == 2
    table = words(page[page.index("<table") : page.index("</table>")])
    assert re.findall(r"[ap]m (\d+(?:\.\d)?)( ▲)?", table) == [("35.9", " ▲"), ("37.6", " ▲"), ("36.8", "")]


def test_a_stricter_limit_of_the_patient_is_drawn_too(
    desk: Client, ada: Patient, now: datetime, says: Callable[[Said], Report]
) -> None:
    know(ada, "personal_temperature_limit", 37, now.date() - timedelta(days=1), now)
    says(Said("36.9"))
    page = desk.get(f"/team/patients/{ada.pk}").content.decode()
    assert page.count('class="aldea-plot__limit"') == 3


def test_a_long_record_comes_in_pages(
    desk: Client, ada: Patient, clock: Clock, says: Callable[[Said], Report],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _day in range(22):
        says(Said())
        clock.pass_by(days=1)
    with django_assert_max_num_queries(25):
        page = desk.get(f"/team/patients/{ada.pk}").content.decode()
    assert page.count('class="aldea-report"') == 20
    assert "Page 1 of 2" in page
    older = desk.get(f"/team/patients/{ada.pk}?page=2").content.decode()
    assert older.count('class="aldea-report"') == 2


def test_a_new_patient_has_an_empty_record_that_says_so(desk: Client, ada: Patient) -> None:
    page = desk.get(f"/team/patients/{ada.pk}").content.decode()
    for part in ("None was reported yet.", "No report raised an alert yet.", "Nothing was reported yet."):
        assert part in page


def test_a_look_at_the_alert_reaches_the_patient(
    desk: Client, phone: Client, nora: Account, clock: Clock, says: Callable[[Said], Report]
) -> None:
    report = says(ODD)
    use_cases.see_alert(nora, Alert.objects.get().pk, clock(), uuid4)
    assert "Seen by a nurse" in phone.get(f"/reports/{report.pk}/progress").content.decode()
