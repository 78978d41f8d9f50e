"""Who gets in: a password, a one-time code for staff, and no guessing."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
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


def test_a_name_that_nobody_has_is_locked_like_one_that_somebody_has(client: Client, people: People) -> None:
    people.account("patient", "ada@example.org")
    said = {
        email: [sign_in(client, email, "a wrong password") for _guess in range(7)]
        for email in ("ada@example.org", "nobody@example.org")
    }
    assert said["ada@example.org"] == said["nobody@example.org"]
    assert "too many wrong tries" in said["nobody@example.org"][-1]


def test_guessing_one_persons_password_locks_nobody_else_out(client: Client, people: People) -> None:
    people.account("patient", "ada@example.org")
    for _guess in range(6):
        sign_in(client, "ada@example.org", "a wrong password")
    ben = people.account("patient", "ben@example.org")
    assert sign_in(client, ben.email) == "/"


def test_an_address_is_the_same_however_it_is_written(client: Client, people: People) -> None:
    people.account("patient", "ada@example.org")
    assert sign_in(client, " Ada@Example.ORG ") == "/"


def test_a_one_time_code_works_one_time(client: Client, people: People) -> None:
    nurse = people.nurse(email="nora@example.org")
    code = code_of(give_one_time_codes(nurse))
    sign_in(client, nurse.email)
    client.post("/accounts/code/", {"code": code})
    assert client.get("/team/worklist").status_code == 200
    thief = Client()
    sign_in(thief, nurse.email)
    thief.post("/accounts/code/", {"code": code})
    assert thief.get("/team/worklist").status_code == 302


def test_a_code_alone_opens_nothing(client: Client, people: People) -> None:
    secret = give_one_time_codes(people.nurse(email="nora@example.org"))
    client.post("/accounts/code/", {"code": code_of(secret)})
    assert client.get("/team/worklist").status_code == 302


def test_a_nurse_who_stops_her_codes_sets_up_new_ones_first(
    people: People, signed_in: Callable[[Account], Client]
) -> None:
    nurse = people.nurse()
    desk = signed_in(nurse)
    Authenticator.objects.filter(user=nurse).delete()
    assert desk.get("/team/worklist").headers["Location"] == "/accounts/code/set-up/"
    assert desk.post("/team/patients/new", {}).headers["Location"] == "/accounts/code/set-up/"


@pytest.mark.parametrize(("role", "hours"), [("patient", 14 * 24), ("carer", 14 * 24), ("nurse", 12)])
def test_how_long_a_sign_in_lasts_follows_from_the_role(
    client: Client, people: People, role: str, hours: int
) -> None:
    account = people.account(role, "somebody@example.org")
    sign_in(client, account.email)
    assert client.session.get_expiry_age() == pytest.approx(hours * 3600, abs=60)


def test_a_sign_in_that_has_ended_leads_back_to_the_same_page(client: Client, people: People) -> None:
    patient = people.account("patient", "ada@example.org")
    sign_in(client, patient.email)
    assert client.get("/carers?from=home").status_code != 302
    Session.objects.update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    asked = client.get("/carers?from=home").headers["Location"]
    assert asked == "/accounts/login/?next=/carers%3Ffrom%3Dhome"
    assert sign_in(client, patient.email, to="/carers?from=home") == "/carers?from=home"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x"])
def test_sign_in_leads_to_no_other_site(client: Client, people: People, elsewhere: str) -> None:
    patient = people.account("patient", "ada@example.org")
    assert sign_in(client, patient.email, to=elsewhere) == "/"


def test_a_session_from_before_the_sign_in_is_not_taken_over(client: Client, people: People) -> None:
    client.get(LOGIN)
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    sign_in(client, people.account("patient", "ada@example.org").email)
    assert client.session.session_key != session.session_key


def test_the_secret_of_the_codes_is_stored_encrypted(people: People) -> None:
    nurse = people.nurse()
    secret = give_one_time_codes(nurse)
    assert secret not in str(Authenticator.objects.get(user=nurse).data)
