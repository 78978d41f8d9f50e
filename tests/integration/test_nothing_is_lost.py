"""A check is begun, left and resumed; a sign-in that ran out loses nothing that was typed."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from aldea.people.models import Account, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said, send
from tests.integration.check_walk import WELL, Clock, answer, start, walk_to
from tests.integration.conftest import PASSWORD, People
from tests.integration.pages import words

pytestmark = pytest.mark.django_db
TYPED = {"reading": "38,4", "unit": "Cel", "paracetamol_24h": "yes"}


def sign_in(client: Client, account: Account, to: str) -> str:
    response = client.post(
        f"/accounts/login/?next={to}", {"login": account.email, "password": PASSWORD, "next": to}
    )
    return str(response.headers["Location"])


def test_a_check_is_continued_where_it_was_left(phone: Client, ada: Patient) -> None:
    address = answer(phone, start(phone, ada), **WELL)
    assert address.rsplit("/", 2)[1] in phone.get("/").content.decode()
    assert phone.get(address.rsplit("/", 1)[0] + "/").headers["Location"] == address


def test_what_was_typed_after_the_sign_in_ran_out_is_there_after_the_next(
    phone: Client, ada: Patient
) -> None:
    assert ada.account is not None
    address = walk_to(phone, start(phone, ada), "temperature")
    phone.logout()
    away = phone.post(address, TYPED)
    assert away.headers["Location"].startswith("/accounts/login/")
    assert sign_in(phone, ada.account, address) == address
    page = phone.get(address).content.decode()
    assert 'value="38,4"' in page
    assert "What you typed is still here, and was not sent." in words(page)
    assert answer(phone, address, **TYPED) != address


def test_it_is_shown_once_and_never_to_somebody_else(phone: Client, ada: Patient, people: People) -> None:
    assert ada.account is not None
    stranger = people.patient(name="Ben Sample").account
    assert stranger is not None
    address = walk_to(phone, start(phone, ada), "temperature")
    phone.logout()
    phone.post(address, TYPED)
    sign_in(phone, stranger, address)
    led = phone.get(address, follow=True)
    assert led.redirect_chain == [("/", 302)]
    refused = phone.get(address)
    assert refused.status_code == 404
    for page in (led, refused):
        assert "38,4" not in page.content.decode()


def test_it_is_not_shown_on_another_page(phone: Client, ada: Patient) -> None:
    assert ada.account is not None
    address = walk_to(phone, start(phone, ada), "temperature")
    phone.logout()
    phone.post(address, TYPED)
    sign_in(phone, ada.account, "/")
    first = phone.get(address.replace("temperature", "emergency")).content.decode()
    assert "What you typed is still here" not in words(first)
    assert "38,4" not in phone.get(address).content.decode()


def test_a_form_that_is_far_too_long_is_not_kept(phone: Client, ada: Patient) -> None:
    address = walk_to(phone, start(phone, ada), "temperature")
    phone.logout()
    phone.post(address, {"reading": "3" * 20_000})
    assert "kept_form" not in phone.session


def test_an_emergency_ticked_on_a_page_left_open_overnight_is_answered(
    phone: Client, ada: Patient, clock: Clock
) -> None:
    address = start(phone, ada)
    clock.pass_by(hours=9)
    sent = phone.post(address, {"noticed": ["collapsed"]}).headers["Location"]
    assert sent.startswith("/reports/")
    assert Report.objects.get().assessment.urgency == "emergency_999"


def test_a_report_that_was_overtaken_while_it_was_stored_still_alerts(
    ada: Patient, phone: Client, now: datetime
) -> None:
    assert ada.account is not None
    send(ada.account, ada, Said("37.6"), now + timedelta(seconds=2), uuid4)
    early = send(ada.account, ada, Said(noticed=frozenset({"collapsed"})), now, uuid4)
    assert early.alert_events.get().alert.urgency == "emergency_999"
