"""A form whose page was open for too long loses nothing, and an emergency on it meets 999 first."""

import pytest
from django.test import Client

from aldea.people.models import Account, Patient
from aldea.reports.models import Report
from tests.integration.check_walk import walk
from tests.integration.conftest import PASSWORD, People
from tests.integration.pages import words
from tests.integration.test_nothing_is_lost import sign_in

pytestmark = pytest.mark.django_db
COLLAPSED = {"noticed": ["collapsed"]}
HERE = {"origin": "http://testserver"}
ELSEWHERE = {"origin": "https://elsewhere.example"}


@pytest.fixture
def address(phone: Client, ada: Patient) -> str:
    """The first screen of a check that Ada began."""
    return str(phone.post("/check/", {"patient": str(ada.pk)}).headers["Location"])


@pytest.fixture
def strict(phone: Client, address: str) -> Client:
    """Ada's phone with the check of forms, after the check was begun on a page whose token is an old one."""
    assert address
    phone.handler.enforce_csrf_checks = True
    phone.cookies["csrftoken"] = "a" * 32
    return phone


def test_who_signed_in_anew_meanwhile_finds_the_tick_and_999(strict: Client, address: str) -> None:
    refused = strict.post(address, {**COLLAPSED, "csrfmiddlewaretoken": "b" * 32}, headers=HERE)
    assert (refused.status_code, refused.headers["Location"]) == (302, address)
    page = strict.get(address).content.decode()
    assert "Nobody was told yet: this page had been open for too long." in page
    assert 'value="collapsed" checked' in page
    strict.handler.enforce_csrf_checks = False
    assert strict.post(address, COLLAPSED).headers["Location"].startswith("/reports/")


def test_where_all_cookies_are_gone_999_comes_before_the_sign_in(
    address: str, ada: Patient, client: Client
) -> None:
    assert ada.account is not None
    bare = Client(enforce_csrf_checks=True)
    refused = bare.post(address, COLLAPSED, headers=HERE)
    page = refused.content.decode()
    assert refused.status_code == 403
    assert "You ticked an emergency sign. The team was not told." in words(page)
    assert page.index("tel:999") < page.index(f"/accounts/login/?next={address.replace('/', '%2F')}")
    assert "reload" not in page
    bare.handler.enforce_csrf_checks = False
    sign_in(bare, ada.account, address)
    again = bare.get(address).content.decode()
    assert 'value="collapsed" checked' in again
    assert "Call 999 now" in again


def test_what_another_site_posts_is_not_kept_and_still_answered_with_999(
    strict: Client, address: str
) -> None:
    refused = strict.post(address, COLLAPSED, headers=ELSEWHERE)
    assert refused.status_code == 403
    assert "tel:999" in refused.content.decode()
    assert "checked" not in strict.get(address).content.decode()


def test_a_button_is_found_again_with_the_word_that_nothing_was_sent(phone: Client, address: str) -> None:
    answers = walk(phone, address, {})[-1]
    phone.handler.enforce_csrf_checks = True
    refused = phone.post(answers.removesuffix("answers") + "send", headers=HERE)
    assert refused.headers["Location"] == answers
    assert "Nothing was sent yet" in phone.get(answers).content.decode()
    assert not Report.objects.exists()


def test_any_other_form_says_that_nothing_was_sent(strict: Client) -> None:
    refused = strict.post("/check/", {}, headers=HERE)
    assert refused.status_code == 403
    assert "Nothing was sent." in words(refused.content.decode())
    assert "What you typed is kept" not in refused.content.decode()


def test_who_signs_in_next_on_this_device_reads_that_an_emergency_was_not_told_and_no_more(
    phone: Client, ada: Patient, people: People, address: str
) -> None:
    stranger = people.patient(name="Ben Sample").account
    assert isinstance(stranger, Account)
    phone.logout()
    phone.post(address, COLLAPSED)
    phone.post("/accounts/login/", {"login": stranger.email, "password": PASSWORD, "next": address})
    refused = phone.get(address)
    page = refused.content.decode()
    assert refused.status_code == 404
    assert "An emergency sign was ticked on this device, and the team was not told." in page
    assert "collapsed" not in page
    assert ada.name not in page
    assert "emergency sign was ticked" not in phone.get("/not-here").content.decode()
