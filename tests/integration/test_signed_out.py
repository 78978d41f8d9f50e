"""Who was signed out in the middle reads what became of it, before the sign-in and after it."""

from urllib.parse import quote

import pytest
from django.test import Client

from aldea.people.models import Patient
from tests.integration.check_walk import start, walk, walk_to
from tests.integration.pages import words
from tests.integration.test_nothing_is_lost import TYPED, sign_in

pytestmark = pytest.mark.django_db


def test_the_sign_in_says_that_what_was_typed_is_kept(phone: Client, ada: Patient) -> None:
    address = walk_to(phone, start(phone, ada), "temperature")
    phone.logout()
    page = words(phone.post(address, TYPED, follow=True).content.decode())
    assert "You were signed out. What you typed is kept, and was not sent." in page
    assert "If it cannot wait, call 020 7946 0123." in page
    assert "You were signed out" not in words(phone.get("/accounts/login/").content.decode())


def test_the_sign_in_says_that_the_answers_were_not_sent(phone: Client, ada: Patient) -> None:
    send = walk(phone, start(phone, ada), {})[-1].replace("answers", "send")
    phone.logout()
    page = words(phone.post(send, follow=True).content.decode())
    assert "You were signed out. Your answers are kept, and were not sent." in page


def test_who_cannot_sign_in_after_an_emergency_still_reads_999_first(phone: Client, ada: Patient) -> None:
    address = start(phone, ada)
    phone.logout()
    page = phone.post(address, {"noticed": ["collapsed"]}, follow=True).content.decode()
    cannot = f"/accounts/cannot-sign-in/?next={quote(address, safe='')}"
    assert f'href="{cannot}"'.replace("%2F", "/") in page.replace("%2F", "/")
    shown = phone.get(cannot).content.decode()
    assert "Call 999 now" in shown
    back = f'href="/accounts/login/?next={address}"'
    assert back in shown.replace("%2F", "/")
    assert "Call 999 now" not in phone.get("/accounts/cannot-sign-in/").content.decode()


def test_a_button_of_the_reminders_says_that_it_was_not_done(phone: Client, ada: Patient) -> None:
    assert ada.account is not None
    phone.logout()
    phone.post("/reminders", {"pause": "stop"})
    sign_in(phone, ada.account, "/reminders")
    page = words(phone.get("/reminders").content.decode())
    assert "Not done" in page
    assert "Nothing was done yet: you had to sign in first. Press the button again." in page
    assert "Nothing was done yet" not in phone.get("/reminders").content.decode()
