"""Given the way in: a password, a one-time code for staff, and a door that closes on guessing."""

import re
from time import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.integration.conftest import PASSWORD, give_one_time_codes
from tests.journeys.visitor import Journey, Visitor

SECONDS_OF_A_CODE = 30


def sign_in(who: Visitor, email: str, password: str) -> None:
    who.page.get_by_label("E-mail address").fill(email)
    who.page.get_by_label("Password", exact=True).fill(password)
    who.press("Sign in")


def test_a_nurse_signs_in_with_a_password_and_a_one_time_code(journey: Journey) -> None:
    # Given a nurse who has one-time codes
    account = journey.people.nurse(name="Nora Example")
    secret = give_one_time_codes(account)
    nurse = journey.someone()

    # When she asks for the worklist and gives her password
    nurse.open("/team/worklist")
    nurse.is_at("Sign in")
    sign_in(nurse, account.email, PASSWORD)

    # Then she is asked for a code, and a wrong one is refused
    nurse.is_at("Enter your one-time code")
    nurse.look("code")
    nurse.page.get_by_label("One-time code").fill("000000")
    nurse.press("Sign in")
    nurse.sees(re.compile("That code is not right"))
    nurse.look("code-refused")

    # When she gives the right one, then she is where she wanted to be
    code = format_hotp_value(hotp_value(secret, int(time()) // SECONDS_OF_A_CODE))
    nurse.page.get_by_label("One-time code").fill(code)
    nurse.press("Sign in")
    nurse.is_at("Worklist")


def test_guessing_a_password_is_stopped(journey: Journey) -> None:
    # Given somebody who guesses at a patient's password
    account = journey.people.patient().account
    assert account is not None
    guesser = journey.someone(javascript=False)
    guesser.open("/accounts/login/")

    # When they try again and again
    for _ in range(6):
        sign_in(guesser, account.email, "a guess")
        guesser.sees("There is a problem")

    # Then even the right password is not taken for a while, and the page says what to do
    sign_in(guesser, account.email, PASSWORD)
    guesser.sees(re.compile("too many wrong tries"))
    expect(guesser.page.get_by_role("link", name="See who to call")).to_be_visible()
    guesser.look("locked-out")
