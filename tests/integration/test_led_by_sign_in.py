"""Who signs in at a device where somebody else was signed in begins at their own page."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from aldea.people.models import Account, Patient
from tests.integration.conftest import PASSWORD, People, give_one_time_codes
from tests.integration.pages import words
from tests.integration.test_sign_in import code_of

pytestmark = pytest.mark.django_db
WHY = "The page from before this sign-in is not for you, or is not there. This is your own page."


@pytest.fixture(autouse=True)
def nobody_has_guessed_yet() -> None:
    """The counts of wrong guesses start at nothing."""
    cache.clear()


def sign_in(client: Client, account: Account, to: str) -> str:
    sent = {"login": account.email, "password": PASSWORD, "next": to}
    return words(client.post("/accounts/login/", sent, follow=True).content.decode())


@pytest.fixture
def ben(people: People) -> Account:
    """Somebody else at the same device."""
    account = people.patient(name="Ben Sample").account
    assert account is not None
    return account


def test_the_page_of_somebody_else_leads_to_ones_own_with_a_word_why(
    client: Client, ada: Patient, ben: Account
) -> None:
    page = sign_in(client, ben, f"/team/patients/{ada.pk}")
    assert f"Please note {WHY} Hello, Ben Sample" in page
    assert ada.name not in page
    assert WHY not in words(client.get("/").content.decode())
    assert client.get(f"/team/patients/{ada.pk}").status_code == 404


def test_a_button_of_somebody_else_leads_there_too(client: Client, ada: Patient, ben: Account) -> None:
    page = sign_in(client, ben, f"/team/alerts/{uuid4()}/close")
    assert WHY in page
    assert "Press the button again" not in page


def test_after_the_one_time_code_too(client: Client, people: People, ada: Patient) -> None:
    nurse = people.nurse(people.team("Team B"), email="nora@example.org", name="Nora Example")
    secret = give_one_time_codes(nurse)
    sign_in(client, nurse, f"/team/patients/{ada.pk}")
    page = client.post("/accounts/code/", {"code": code_of(secret)}, follow=True).content.decode()
    assert f"{WHY} Hello, Nora Example" in words(page)


def test_who_may_see_the_page_is_led_to_it(client: Client, ada: Patient) -> None:
    assert ada.account is not None
    assert WHY not in sign_in(client, ada.account, "/reports/")
    assert client.get(f"/team/patients/{ada.pk}").status_code == 404
