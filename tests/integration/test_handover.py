"""The end of a shift on one page, and one contact as text."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from aldea.alerts import use_cases
from aldea.alerts.models import Alert
from aldea.hospital.use_cases import decide
from aldea.people.models import Account, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said, send
from tests.integration.alert_cases import act
from tests.integration.check_walk import Clock, know
from tests.integration.conftest import People
from tests.integration.pages import do, words
from tests.integration.test_calls import call

pytestmark = pytest.mark.django_db


def section(page: str, title: str) -> str:
    """The words from a heading to the next."""
    start = page.index(f">{title} (")
    return words(page[start : page.find("<h2", start)])


def test_each_alert_stands_under_what_it_waits_for(
    desk: Client, nora: Account, people: People, now: datetime, clock: Clock
) -> None:
    for name in ("Ada Waiting", "Bea Taken", "Cleo Again"):
        patient = people.patient(name=name)
        know(patient, "route", "subcutaneous", date(2026, 11, 1), now)
        assert patient.account is not None
        send(patient.account, patient, Said("37.6"), now, uuid4)
    for name in ("Bea Taken", "Cleo Again"):
        alert = Alert.objects.get(patient__name=name)
        use_cases.see_alert(nora, alert.pk, now, uuid4)
        use_cases.claim(act(nora, alert, now))
    use_cases.note(act(nora, Alert.objects.get(patient__name="Bea Taken"), now), "Husband drives her in.")
    again = Alert.objects.get(patient__name="Cleo Again")
    use_cases.not_reached(act(nora, again, now), now + timedelta(minutes=30), "Voicemail.")
    page = desk.get("/team/handover").content.decode()
    assert "Ada Waiting" in section(page, "Nobody has taken")
    assert "Husband drives her in." in section(page, "Taken and open")
    assert "Voicemail. Nora Example, 24 November 2026, 3:05 am" in section(page, "To call again")


def test_the_next_step_is_handed_over_with_whom_to_call(
    desk: Client, nora: Account, people: People, now: datetime, says: Callable[[Said], Report]
) -> None:
    step = "The consultant on call, Dr Imogen Invented, 020 7946 0789"
    decide(people.administrator(), "unreachable_step", step, "Agreed.", now, uuid4)
    says(Said("37.6"))
    alert = Alert.objects.get()
    use_cases.see_alert(nora, alert.pk, now, uuid4)
    use_cases.claim(act(nora, alert, now))
    for _call in range(2):
        use_cases.not_reached(act(nora, alert, now), now + timedelta(minutes=30), "Voicemail.")
    page = desk.get("/team/handover").content.decode()
    assert f"Two calls have failed. Next step: {step}" in section(page, "To call again")
    use_cases.take_step(act(nora, alert, now), "Dr Invented goes there.")
    assert step not in desk.get("/team/handover").content.decode()


def test_a_call_of_ones_own_that_was_begun_goes_on_and_one_of_a_colleague_begins_anew(
    desk: Client, ada: Patient, people: People, signed_in: Callable[[Account], Client], clock: Clock
) -> None:
    begun = call(desk, ada).rsplit("/", 1)[0]
    anew = f'href="/team/calls/{ada.pk}"'
    own = desk.get("/team/handover").content.decode()
    assert f'href="{begun}/"' in own
    assert anew not in own
    theirs = signed_in(people.nurse()).get("/team/handover").content.decode()
    assert begun not in theirs
    assert anew in theirs
    clock.pass_by(hours=5)
    assert anew in desk.get("/team/handover").content.decode()


def test_who_is_silent_is_handed_over(
    desk: Client, ada: Patient, people: People, clock: Clock, now: datetime
) -> None:
    decide(people.administrator(), "check_every.during", "1", "Agreed.", now, uuid4)
    know(ada, "phase", "during", date(2026, 11, 1), now)
    assert "Nobody." in section(desk.get("/team/handover").content.decode() + "<h2", "Silent")
    clock.pass_by(days=3)
    assert "Ada Example" in section(desk.get("/team/handover").content.decode() + "<h2", "Silent")


def test_who_is_silent_stays_so_when_the_phase_goes_out_of_date(
    desk: Client, ada: Patient, people: People, now: datetime
) -> None:
    decide(people.administrator(), "check_every.during", "1", "Agreed.", now, uuid4)
    Patient.objects.filter(pk=ada.pk).update(enrolled_at=now - timedelta(days=21))
    know(ada, "phase", "during", date(2026, 10, 15), now, review_on=date(2026, 11, 19))
    missing = "No report yet; one was due 3 November 2026 (phase out of date)"
    assert missing in section(desk.get("/team/handover").content.decode() + "<h2", "Silent")
    assert missing in words(desk.get("/team/patients").content.decode())


def test_who_has_no_phase_at_all_is_silent_after_the_shortest_time(
    desk: Client, ada: Patient, people: People, now: datetime, clock: Clock
) -> None:
    decide(people.administrator(), "check_every.during", "1", "Agreed.", now, uuid4)
    clock.pass_by(days=1)
    silent = section(desk.get("/team/handover").content.decode() + "<h2", "Silent")
    assert "one was due 24 November 2026 (phase not known)" in silent


def test_an_empty_shift_says_so(desk: Client) -> None:
    assert words(desk.get("/team/handover").content.decode()).count("None.") == 4


def test_a_contact_is_one_text_with_all_that_was_said_and_done(
    desk: Client, ada: Patient, says: Callable[[Said], Report]
) -> None:
    report = says(
        Said("37.6", noticed=frozenset({"other_effect"}), told={"other_effect": "My nails look odd."})
    )
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    do(desk, alert, "judge", urgency="emergency_999", words="She sounds grey.")
    text = desk.get(f"/team/alerts/{alert.pk}/text").content.decode()
    for part in (
        f"Ada Example, born 3 February 1970, {ada.hospital_number}",
        "Urgency by the rules: Hospital now",
        "Urgency by the nurse: Emergency, 999",
        "Temperature: 37.6 °C",
        "My nails look odd.",
        "Nora Example judged it otherwise: Emergency, 999 (She sounds grey.)",
        report.assessment.pack_digest,
    ):
        assert part in text, part


def test_two_failed_calls_lead_to_the_step_that_the_hospital_has_named(
    desk: Client, people: People, says: Callable[[Said], Report], now: datetime
) -> None:
    decide(people.administrator(), "unreachable_step", "Dr Invented, 020 7946 0789", "Agreed.", now, uuid4)
    says(Said("37.6"))
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    do(desk, alert, "not-reached", minutes="15", words="")
    page = words(do(desk, alert, "not-reached", minutes="15", words=""))
    assert "Two calls have failed" in page
    assert "Next step: Dr Invented, 020 7946 0789" in page
    assert "Take the next step" in words(desk.get("/team/worklist").content.decode())
    refused = do(desk, alert, "close", outcome="advised", next_dose="go_ahead", words="")
    assert "Take the next step first" in words(refused)
    taken = words(do(desk, alert, "step", words="Dr Invented rings the neighbour."))
    assert "The next step was taken." in taken
    assert "Two calls have failed Next step" not in taken


def test_where_no_step_is_named_the_page_says_whom_to_ask(
    desk: Client, says: Callable[[Said], Report]
) -> None:
    says(Said("37.6"))
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    for _call in range(2):
        page = do(desk, alert, "not-reached", minutes="15", words="")
    assert "not named yet: ask the lead nurse" in words(page)


def test_the_patient_reads_what_comes_next_for_the_next_dose(
    desk: Client, phone: Client, says: Callable[[Said], Report]
) -> None:
    report = says(Said("37.6"))
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    until = {"wait_until_day": "27", "wait_until_month": "11", "wait_until_year": "2026"}
    do(desk, alert, "close", outcome="called_back", next_dose="wait", words="", **until)
    page = words(phone.get(f"/reports/{report.pk}").content.decode())
    assert "The next dose: wait until 27 November 2026." in page
