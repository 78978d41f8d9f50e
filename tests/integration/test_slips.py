"""The slip of an invitation has a page of its own, and so has a form that must be mended."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from aldea.people.models import Account, Invitation, Patient
from tests.integration.conftest import People
from tests.integration.pages import words
from tests.integration.test_invitations import bea, desk, errors, link_in

__all__ = ["bea", "desk"]

pytestmark = pytest.mark.django_db


def test_a_slip_stands_on_a_page_of_its_own_and_is_shown_once_to_who_made_it(
    desk: Client, bea: Patient, people: People, signed_in: Callable[[Account], Client]
) -> None:
    sent = desk.post(f"/team/patients/{bea.pk}/invitations", {"for_role": "patient"})
    address = sent.headers["Location"]
    assert address == f"/invitations/{Invitation.objects.get().pk}/slip"
    cookie = sent.cookies["slip"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", address)
    assert signed_in(people.nurse()).get(address).status_code == 404
    assert "This slip is shown once." in desk.get(address).content.decode()
    again = desk.get(address)
    assert again.status_code == 410
    assert "This slip was shown already" in again.content.decode()


def test_what_must_be_mended_is_shown_by_a_page_to_which_back_leads(desk: Client, bea: Patient) -> None:
    address = f"/team/patients/{bea.pk}/invitations"
    sent = desk.post(address, {"for_role": "carer", "may": "see", "consent": " "})
    assert sent.headers["Location"] == address
    page = desk.get(address).content.decode()
    assert errors(page) == ["Write how the patient agreed, such as: in person, today."]
    assert re.search(r'value="see"[^>]* checked', page)
    assert errors(desk.get(address).content.decode()) == []


def test_a_slip_of_staff_and_its_form_stand_on_pages_of_their_own(
    people: People, signed_in: Callable[[Account], Client]
) -> None:
    office = signed_in(people.administrator())
    nora = {"name": "Nora Sample", "role": "nurse", "team": ""}
    assert office.post("/practitioners/invite", nora).headers["Location"] == "/practitioners/invite"
    page = office.get("/practitioners/invite").content.decode()
    assert errors(page) == ["Choose the team that the nurse works in."]
    assert 'value="Nora Sample"' in page
    sent = office.post("/practitioners/invite", {**nora, "team": str(people.team().pk)}, follow=True)
    assert sent.redirect_chain[0][0].endswith("/slip")
    assert link_in(sent.content.decode())


@pytest.mark.parametrize(
    ("may", "said", "invites"),
    [
        ("report", "Tell the team how the person you care for feels", "say how someone you care for feels"),
        ("see", "Read the reports and the answers.", "read the reports of someone you care for"),
        ("receive", "Read what to do now.", "be told what someone you care for should do now"),
    ],
)
def test_the_slip_and_the_welcome_of_a_carer_say_what_the_patient_lets_them_do(
    desk: Client, bea: Patient, client: Client, may: str, said: str, invites: str
) -> None:
    carer = {"for_role": "carer", "may": may, "consent": "in person, today"}
    raw = desk.post(f"/team/patients/{bea.pk}/invitations", carer, follow=True).content.decode()
    slip = words(raw)
    assert "For a carer of Bea Sample" in slip
    assert said in slip
    assert "If the person you care for feels unwell, call" in slip
    assert "how you feel" not in slip
    welcome = words(client.get(link_in(raw)).content.decode())
    assert f"Example General Hospital invites you to {invites}" in welcome
    assert "Bea" not in welcome
    assert ("say how" in welcome) is (may == "report")


def test_the_slip_of_a_patient_names_them_and_speaks_of_no_carer(desk: Client, bea: Patient) -> None:
    sent = desk.post(f"/team/patients/{bea.pk}/invitations", {"for_role": "patient"}, follow=True)
    slip = words(sent.content.decode())
    assert "For Bea Sample" in slip
    assert "Tell your team how you feel" in slip
    assert "carer" not in slip[slip.index("For Bea") : slip.index("You do not need Aldea")]
