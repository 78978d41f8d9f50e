"""What could not be sent is said to be so, whom to call comes first, and nothing typed is lost."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.people.models import Account, CarerLink, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.alert_cases import FEVER, kinds
from tests.integration.check_walk import WELL, answer, start, walk, walk_to
from tests.integration.conftest import People
from tests.integration.pages import do, fields, look, words
from tests.integration.test_nothing_is_lost import sign_in

pytestmark = pytest.mark.django_db
Says = Callable[[Said], Report]
SignIn = Callable[[Account], Client]
COLLAPSED = {"noticed": ["collapsed"]}
IMPOSSIBLE = {"reading": "99", "unit": "Cel", "paracetamol_24h": "no"}


def body(page: str) -> str:
    return words(page.split("<main", 1)[1].split(">", 1)[1])


def said_first(page: str) -> str:
    """The first words of the page's own part, after what leads back."""
    return body(page)[:120]


@pytest.fixture
def carer(people: People, ada: Patient) -> Account:
    return people.carer(ada)


def withdraw(carer: Account, now: datetime) -> None:
    CarerLink.objects.filter(account=carer).update(withdrawn_at=now)


def test_a_carer_whose_consent_was_withdrawn_meanwhile_is_told_to_call_999(
    ada: Patient, carer: Account, signed_in: SignIn, now: datetime
) -> None:
    theirs = signed_in(carer)
    address = start(theirs, ada)
    withdraw(carer, now)
    response = theirs.post(address, COLLAPSED)
    page = response.content.decode()
    assert response.status_code == 403
    assert "Call 999 now" in said_first(page)
    assert 'href="tel:999"' in page
    assert "Your answers were not sent" in page
    assert "You can no longer report for this patient." in page
    assert "020 7946 0123" in words(page)
    assert ada.name not in page
    assert not Report.objects.exists()


def test_a_patient_whose_use_was_ended_meanwhile_is_told_to_call_999(
    ada: Patient, phone: Client, now: datetime
) -> None:
    address = start(phone, ada)
    Patient.objects.filter(pk=ada.pk).update(ended_at=now, end_reason="treatment_ended")
    page = phone.post(address, COLLAPSED).content.decode()
    assert "Call 999 now" in said_first(page)
    assert "The care team has ended the use of Aldea." in page


def test_who_presses_send_too_late_reads_that_nothing_was_sent(
    ada: Patient, carer: Account, signed_in: SignIn, now: datetime
) -> None:
    theirs = signed_in(carer)
    address = walk(theirs, start(theirs, ada), {})[-1]
    withdraw(carer, now)
    response = theirs.post(address.removesuffix("answers") + "send")
    assert response.status_code == 403
    assert said_first(response.content.decode()).startswith("Your answers were not sent")
    assert "tel:020" in response.content.decode()


def test_a_check_of_somebody_else_is_no_page_at_all(
    ada: Patient, phone: Client, people: People, signed_in: SignIn
) -> None:
    address = start(phone, ada)
    stranger = people.patient(name="Ben Sample").account
    assert stranger is not None
    assert signed_in(stranger).post(address, COLLAPSED).status_code == 404


def test_an_emergency_ticked_after_the_sign_in_ran_out_meets_999_before_the_sign_in(
    ada: Patient, phone: Client
) -> None:
    assert ada.account is not None
    address = start(phone, ada)
    phone.logout()
    page = phone.post(address, COLLAPSED, follow=True).content.decode()
    assert "Call 999 now" in said_first(page)
    assert page.index("tel:999") < page.index('name="password"')
    sign_in(phone, ada.account, address)
    again = phone.get(address).content.decode()
    assert "Call 999 now" in again
    assert "was not sent" in words(again)
    assert not Report.objects.exists()


def test_the_sign_in_of_somebody_else_shows_no_999(ada: Patient, phone: Client) -> None:
    address = start(phone, ada)
    phone.logout()
    phone.post(address, COLLAPSED)
    assert "You ticked an emergency sign" not in phone.get("/accounts/login/?next=/").content.decode()
    assert "You ticked" not in phone.get("/accounts/login/").content.decode()


def test_sending_after_the_sign_in_ran_out_leads_back_to_the_button(ada: Patient, phone: Client) -> None:
    assert ada.account is not None
    answers = walk(phone, start(phone, ada), {})[-1]
    address = answers.removesuffix("answers") + "send"
    phone.logout()
    phone.post(address)
    assert sign_in(phone, ada.account, address) == address
    response = phone.get(address, follow=True)
    assert response.status_code == 200
    page = words(response.content.decode())
    assert "Your answers are saved, but were not sent yet" in page
    assert "Send my answers" in page
    assert not Report.objects.exists()


def test_the_words_of_a_note_wait_for_the_next_sign_in(desk: Client, nora: Account, says: Says) -> None:
    says(FEVER)
    alert = Alert.objects.get()
    sent = fields(look(desk, alert), "note")
    desk.logout()
    desk.post(f"/team/alerts/{alert.pk}/note", {**sent, "words": "She sounds drowsy."})
    desk.force_login(nora)
    page = desk.get(f"/team/alerts/{alert.pk}/note", follow=True).content.decode()
    assert "She sounds drowsy." in page
    assert "Your sign-in had run out, so this was not done." in words(page)
    assert "noted" not in kinds(alert)
    assert "She sounds drowsy." in look(desk, alert)
    do(desk, alert, "note", words="She sounds drowsy.")
    assert "Your sign-in had run out" not in look(desk, alert)


def test_every_button_of_the_team_leads_back_to_its_page(desk: Client, says: Says) -> None:
    report = says(FEVER)
    alert = Alert.objects.get()
    for address, page in (
        (f"/team/alerts/{alert.pk}/take", f"/team/alerts/{alert.pk}"),
        (f"/team/alerts/{alert.pk}/close", f"/team/alerts/{alert.pk}"),
        (f"/reports/{report.pk}/text-read", f"/reports/{report.pk}"),
        (f"/reports/{report.pk}/correct", f"/reports/{report.pk}"),
    ):
        assert desk.get(address).headers["Location"] == page


def test_what_must_be_mended_is_shown_by_a_page_to_which_back_can_lead(ada: Patient, phone: Client) -> None:
    address = walk_to(phone, start(phone, ada), "temperature")
    refused = phone.post(address, IMPOSSIBLE)
    assert (refused.status_code, refused.headers["Location"]) == (302, address)
    page = phone.get(address).content.decode()
    assert "There is a problem" in page
    assert 'value="99"' in page
    assert re.search(r"<title>\s*Error:", page)
    assert "There is a problem" not in phone.get(address).content.decode()


def test_another_reading_is_added_by_a_page_to_which_back_can_lead(ada: Patient, phone: Client) -> None:
    address = walk_to(phone, start(phone, ada), "temperature")
    added = phone.post(address, {"reading": "36.6", "unit": "Cel", "add": "reading"})
    assert added.headers["Location"] == address
    page = phone.get(address).content.decode()
    assert page.count('name="reading"') == 2
    assert answer(phone, address, **WELL) != address
