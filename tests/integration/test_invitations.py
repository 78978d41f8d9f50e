"""The way in: a link that is shown once, works once, for one person, for seven days."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from io import StringIO
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from aldea.people.models import Account, CarerLink, Invitation, Membership, Patient
from tests.integration.check_walk import Clock, shown_errors
from tests.integration.conftest import PASSWORD, People, give_one_time_codes

TERMS = {"may": "report", "consent": "in person, today"}

pytestmark = pytest.mark.django_db
SIGN_IN = {"email": "new@example.org", "password": "correct horse battery"}


@pytest.fixture
def bea(people: People) -> Patient:
    """Bea Sample, enrolled and not invited yet."""
    return people.patient(name="Bea Sample", signs_in=False)


@pytest.fixture
def desk(people: People, signed_in: Callable[[Account], Client], clock: Clock) -> Client:
    """The computer of a nurse of Bea's team."""
    return signed_in(people.nurse())


@pytest.fixture
def office(people: People, signed_in: Callable[[Account], Client], clock: Clock) -> Client:
    """The computer of an administrator."""
    return signed_in(people.administrator())


def link_in(page: str) -> str:
    """The address on the slip."""
    found = re.search(r"http://testserver(/welcome/[\w-]+)", page)
    assert found is not None
    return found[1]


def invite(desk: Client, patient: Patient, for_role: str = "patient") -> str:
    page = desk.post(f"/team/patients/{patient.pk}/invitations", {"for_role": for_role, **TERMS}, follow=True)
    return link_in(page.content.decode())


def invite_nurse(office: Client, team: str) -> str:
    fields = {"name": "Nora Sample", "role": "nurse", "team": team}
    return link_in(office.post("/practitioners/invite", fields, follow=True).content.decode())


def errors(page: str) -> list[str]:
    return [unescape(text) for text in shown_errors(page)]


def test_a_patient_joins_and_is_signed_in_as_themselves(desk: Client, bea: Patient, client: Client) -> None:
    link = invite(desk, bea)
    assert "Example General Hospital" in client.get(link).content.decode()
    assert client.post(link, SIGN_IN).headers["Location"] == "/"
    bea.refresh_from_db()
    assert bea.account is not None
    assert (bea.account.role, bea.account.name, bea.account.email) == (
        "patient", "Bea Sample", "new@example.org",
    )  # fmt: skip
    assert client.get("/check/").status_code == 200


def test_a_carer_joins_with_a_name_of_their_own(desk: Client, bea: Patient, client: Client) -> None:
    link = invite(desk, bea, "carer")
    assert errors(client.post(link, SIGN_IN).content.decode()) == ["Enter your name."]
    client.post(link, {**SIGN_IN, "name": "Cal Sample"})
    carer = CarerLink.objects.get(patient=bea, withdrawn_at=None).account
    assert (carer.role, carer.name) == ("carer", "Cal Sample")
    assert "Bea Sample" in client.get("/check/").content.decode()


def test_a_nurse_joins_a_team_and_sets_up_codes_before_anything_else(
    office: Client, people: People, client: Client
) -> None:
    link = invite_nurse(office, str(people.team().pk))
    client.post(link, SIGN_IN)
    nurse = Account.objects.get(email="new@example.org")
    assert nurse.role == "nurse"
    assert Membership.objects.get(account=nurse).team == people.team()
    assert client.get("/team/worklist").headers["Location"] == "/accounts/code/set-up/"


def test_a_nurse_is_invited_into_a_team(office: Client) -> None:
    nora = {"name": "Nora Sample", "role": "nurse", "team": ""}
    page = office.post("/practitioners/invite", nora, follow=True)
    assert errors(page.content.decode()) == ["Choose the team that the nurse works in."]
    assert not Invitation.objects.exists()


def test_the_slip_says_whom_it_is_for_until_when_and_needs_no_other_site(
    desk: Client, bea: Patient, clock: Clock
) -> None:
    address = f"/team/patients/{bea.pk}/invitations"
    slip = desk.post(address, {"for_role": "patient"}, follow=True).content.decode()
    for shown in ("For Bea Sample", "1 December 2026, 3:05 am", "020 7946 0123", "data:image/svg+xml"):
        assert shown in " ".join(slip.split())
    assert link_in(slip) not in desk.get(address).content.decode()


def test_only_a_digest_of_the_secret_is_stored(desk: Client, bea: Patient) -> None:
    token = invite(desk, bea).rsplit("/", 1)[-1]
    stored = str(Invitation.objects.values().get())
    assert len(token) >= 40
    assert token not in stored


@pytest.mark.parametrize("for_role", ["patient", "carer"])
def test_an_invitation_works_once(desk: Client, bea: Patient, for_role: str) -> None:
    link = invite(desk, bea, for_role)
    Client().post(link, {**SIGN_IN, "name": "Cal Sample"})
    late = Client()
    assert late.get(link).status_code == 410
    answer = late.post(link, {**SIGN_IN, "email": "other@example.org", "name": "Eve Sample"})
    assert answer.status_code == 410
    assert not Account.objects.filter(email="other@example.org").exists()


def test_an_invitation_of_a_nurse_works_once(office: Client, people: People) -> None:
    link = invite_nurse(office, str(people.team().pk))
    Client().post(link, SIGN_IN)
    assert Client().post(link, {**SIGN_IN, "email": "other@example.org"}).status_code == 410


def test_an_invitation_is_open_for_seven_days(
    desk: Client, bea: Patient, client: Client, clock: Clock
) -> None:
    link = invite(desk, bea)
    clock.pass_by(days=6, hours=23)
    assert client.get(link).status_code == 200
    clock.pass_by(hours=1)
    assert client.get(link).status_code == 410
    assert client.post(link, SIGN_IN).status_code == 410
    assert not Account.objects.filter(email="new@example.org").exists()


def test_a_new_invitation_of_the_patient_closes_the_one_before(
    desk: Client, bea: Patient, client: Client
) -> None:
    lost, found = invite(desk, bea), invite(desk, bea)
    assert client.get(lost).status_code == 410
    assert client.get(found).status_code == 200


def test_a_secret_that_was_never_given_says_no_more_than_one_that_was_used(
    desk: Client, bea: Patient, client: Client
) -> None:
    used = invite(desk, bea)
    Client().post(used, SIGN_IN)
    never = client.get("/welcome/never-given")
    assert never.status_code == 410
    assert never.content == client.get(used).content


def test_the_link_of_a_patient_is_of_no_use_to_somebody_signed_in(
    desk: Client, bea: Patient, people: People, signed_in: Callable[[Account], Client]
) -> None:
    link = invite(desk, bea)
    for account in (people.account("patient"), people.carer(people.patient()), people.nurse()):
        client = signed_in(account)
        assert "Bea Sample" not in client.get(link).content.decode()
        client.post(link, SIGN_IN)
        client.post(f"{link}/take-on")
    bea.refresh_from_db()
    assert bea.account is None
    assert Client().get(link).status_code == 200, "and it stays open for the person it is for"


def test_the_link_of_a_carer_takes_on_one_more_patient_for_a_carer_only(
    desk: Client, bea: Patient, people: People, signed_in: Callable[[Account], Client]
) -> None:
    link = invite(desk, bea, "carer")
    other = people.patient()
    for account in (people.account("patient"), people.nurse()):
        assert signed_in(account).post(f"{link}/take-on").headers["Location"] == link
    carer = people.carer(other)
    assert signed_in(carer).post(f"{link}/take-on").headers["Location"] == "/"
    assert set(carer.carer_links.values_list("patient", flat=True)) == {other.pk, bea.pk}
    assert signed_in(carer).post(f"{link}/take-on").status_code == 410


def test_a_get_request_takes_on_nobody(
    desk: Client, bea: Patient, people: People, signed_in: Callable[[Account], Client]
) -> None:
    link = invite(desk, bea, "carer")
    carer = signed_in(people.carer(people.patient()))
    assert carer.get(f"{link}/take-on").status_code == 405
    assert not CarerLink.objects.filter(patient=bea).exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": "not an address"}, "Enter an e-mail address, such as name@example.org."),
        ({"email": ""}, "Enter your e-mail address."),
        ({"password": ""}, "Choose a password."),
    ],
)
def test_what_cannot_be_used_is_refused_in_place_and_the_link_stays_open(
    desk: Client, bea: Patient, client: Client, changed: dict[str, str], said: str
) -> None:
    link = invite(desk, bea)
    assert errors(client.post(link, {**SIGN_IN, **changed}).content.decode()) == [said]
    assert client.get(link).status_code == 200


@pytest.mark.parametrize("weak", ["short", "password12", "beasample1", "new@example.org"])
def test_a_password_that_is_easy_to_guess_is_refused(
    desk: Client, bea: Patient, client: Client, weak: str
) -> None:
    link = invite(desk, bea)
    page = client.post(link, {**SIGN_IN, "password": weak}).content.decode()
    assert errors(page) != []
    assert not Account.objects.filter(email="new@example.org").exists()


def test_an_address_of_somebody_else_is_refused_however_it_is_written(
    desk: Client, bea: Patient, people: People, client: Client
) -> None:
    people.account("patient", "taken@example.org")
    page = client.post(invite(desk, bea), {**SIGN_IN, "email": "Taken@Example.org"}).content.decode()
    assert "in use" in errors(page)[0]


def test_who_cannot_sign_in_any_more_renews_the_password_and_is_out_elsewhere(
    desk: Client, ada: Patient, phone: Client, client: Client, now: datetime
) -> None:
    assert ada.account is not None
    give_one_time_codes(ada.account)
    client.post(invite(desk, ada), {"email": ada.account.email, "password": "correct horse battery"})
    ada.account.refresh_from_db()
    assert ada.account.check_password("correct horse battery")
    assert not ada.account.check_password(PASSWORD)
    assert not Authenticator.objects.filter(user=ada.account).exists()
    assert phone.get("/").status_code == 302
    assert client.get("/check/").status_code == 200


def test_a_carer_of_another_patient_cannot_be_renewed_from_here(
    desk: Client, bea: Patient, people: People
) -> None:
    people.carer(people.patient(people.team("Team B")))
    stranger = CarerLink.objects.get()
    page = desk.post(f"/team/patients/{bea.pk}/invitations", {"renew": str(stranger.pk)})
    assert page.status_code == 404
    assert not Invitation.objects.exists()


def test_a_carer_who_also_looks_after_somebody_of_another_team_is_not_renewed_by_one_of_them(
    desk: Client, bea: Patient, people: People, now: datetime
) -> None:
    carer = people.carer(bea)
    other = people.patient(people.team("Team B"))
    CarerLink.objects.create(id=uuid4(), account=carer, patient=other, from_at=now)
    link = CarerLink.objects.get(patient=bea)
    assert "another team" in desk.get(f"/team/patients/{bea.pk}/invitations").content.decode()
    page = desk.post(f"/team/patients/{bea.pk}/invitations", {"renew": str(link.pk), "for_role": "nobody"})
    assert page.status_code == 404
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("for_role", ["nurse", "administrator", "owner", ""])
def test_a_nurse_invites_patients_and_carers_and_nobody_else(
    desk: Client, bea: Patient, for_role: str
) -> None:
    page = desk.post(f"/team/patients/{bea.pk}/invitations", {"for_role": for_role})
    assert page.status_code == 404
    assert not Invitation.objects.exists()


def test_the_first_administrator_comes_in_by_a_command(client: Client, db: None) -> None:
    said = StringIO()
    call_command("invite_practitioner", name="Ari Sample", role="administrator", stdout=said)
    link = re.search(r"/welcome/[\w-]+", said.getvalue())
    assert link is not None
    client.post(link[0], SIGN_IN)
    assert Account.objects.get().role == "administrator"


def test_the_command_says_what_is_missing(db: None) -> None:
    with pytest.raises(CommandError, match="team"):
        call_command("invite_practitioner", name="Nora Sample", role="nurse")
