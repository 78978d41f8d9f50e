"""Who gets in: a password, a one-time code for staff, and no guessing."""

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from aldea.people.models import Account
from tests.integration.check_walk import shown_errors
from tests.integration.conftest import PASSWORD, People, give_one_time_codes

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def nobody_has_guessed_yet() -> None:
    """The counts of wrong guesses start at nothing."""
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD, to: str = "") -> str:
    """Post the sign-in form: where it leads, or what it says."""
    response = client.post(
        f"{LOGIN}?next={to}" if to else LOGIN, {"login": email, "password": password, "next": to}
    )
    if response.status_code == 302:
        return str(response.headers["Location"])
    return " ".join(shown_errors(response.content.decode())) or str(response.status_code)


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def test_a_patient_signs_in_with_a_password_and_is_back_where_they_were(
    client: Client, people: People
) -> None:
    patient = people.account("patient", "ada@example.org")
    assert sign_in(client, patient.email, to="/check/") == "/check/"
    assert client.get("/").status_code == 200


def test_a_nurse_without_a_code_sets_one_up_before_anything_else(client: Client, people: People) -> None:
    nurse = people.nurse(email="nora@example.org")
    sign_in(client, nurse.email)
    for address in ("/", "/team/worklist", "/team/patients/new"):
        assert client.get(address).headers["Location"] == "/accounts/code/set-up/"
    assert client.get("/emergency").status_code == 200


def test_a_nurse_with_a_code_is_asked_for_it_before_she_sees_anybody(client: Client, people: People) -> None:
    nurse = people.nurse(email="nora@example.org")
    secret = give_one_time_codes(nurse)
    assert sign_in(client, nurse.email).startswith("/accounts/code/")
    assert client.get("/team/worklist").headers["Location"].startswith(LOGIN)
    wrong = client.post("/accounts/code/", {"code": "000000"})
    assert shown_errors(wrong.content.decode()) == [
        "That code is not right. Wait for the next code and enter that one."
    ]
    assert client.post("/accounts/code/", {"code": code_of(secret)}).status_code == 302
    assert client.get("/team/worklist").status_code == 200


def test_after_some_wrong_passwords_the_right_one_is_refused_too(client: Client, people: People) -> None:
    patient = people.account("patient", "ada@example.org")
    for _guess in range(5):
        assert "is not right" in sign_in(client, patient.email, "a wrong password")
    assert "too many wrong tries" in sign_in(client, patient.email)
    assert client.get("/").status_code == 302


def test_after_some_wrong_codes_the_right_one_is_refused_too(client: Client, people: People) -> None:
    nurse = people.nurse(email="nora@example.org")
    secret = give_one_time_codes(nurse)
    sign_in(client, nurse.email)
    statuses = {client.post("/accounts/code/", {"code": f"00000{guess}"}).status_code for guess in range(6)}
    assert statuses <= {200, 302, 429}
    client.post("/accounts/code/", {"code": code_of(secret)})
    assert client.get("/team/worklist").status_code == 302


def test_the_page_does_not_say_whether_somebody_has_an_account(client: Client, people: People) -> None:
    people.account("patient", "ada@example.org")
    known = sign_in(client, "ada@example.org", "a wrong password")
    assert known == sign_in(client, "nobody@example.org", "a wrong password")


def test_a_person_who_left_gets_in_no_more(
    people: People, signed_in: Callable[[Account], Client], client: Client
) -> None:
    nurse = people.nurse(email="nora@example.org")
    working = signed_in(nurse)
    assert working.get("/team/worklist").status_code == 200
    Account.objects.filter(pk=nurse.pk).update(is_active=False)
    assert working.get("/team/worklist").status_code == 302
    assert client.get("/team/worklist").status_code == 302


def test_signing_out_ends_it(people: People, signed_in: Callable[[Account], Client]) -> None:
    phone = signed_in(people.account("patient"))
    assert phone.get("/accounts/logout/").status_code == 200
    assert phone.post("/accounts/logout/").status_code == 302
    assert phone.get("/").status_code == 302


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    page = client.get("/accounts/by-invitation/")
    assert page.status_code == 200
    assert client.post("/accounts/by-invitation/", {"email": "eve@example.org"}).status_code == 405
    assert not Account.objects.exists()
