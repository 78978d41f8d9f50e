"""Nobody reaches a record outside their scope: every address of the site, as everybody.

Addresses come from the site itself, so a new page without a row in REACHES fails here.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from aldea.people.models import Account, CarerLink, Patient
from aldea.reports.models import Check
from tests.integration.conftest import People
from tests.integration.world import NAMES, World, build_world

pytestmark = pytest.mark.django_db

EVERYBODY = {
    "patient",
    "carer",
    "nurse",
    "other_patient",
    "other_carer",
    "other_nurse",
    "withdrawn",
    "administrator",
    "safety_officer",
}
REPORTERS = {"patient", "carer"}
TEAM = {"nurse"}
NURSES = {"nurse", "other_nurse"}
OF_THE_HOSPITAL = NURSES | {"administrator", "safety_officer"}

REACHES: Mapping[str, set[str]] = {
    "home": EVERYBODY,
    "people:enrol": NURSES,
    "people:context": TEAM,
    "people:record_item": TEAM,
    "people:invitations": TEAM,
    "people:slip": {"nurse"},
    "people:own_carers": {"patient", "other_patient"},
    "people:withdraw_carer": {"patient", "nurse"},
    "people:found_team": {"administrator"},
    "people:invite_practitioner": {"administrator"},
    "people:welcome": EVERYBODY,
    "people:take_on": set(),
    "reports:start": {"patient", "carer", "other_patient", "other_carer", "withdrawn"},
    "reports:resume": {"patient"},
    "reports:send": {"patient"},
    "reports:discard": EVERYBODY,  # it leads home
    "reports:stand_alone": {"patient"},
    "reports:screen": {"patient"},
    "alerts:answer": REPORTERS | TEAM,
    "alerts:progress": REPORTERS | TEAM,
    "alerts:text_read": REPORTERS | TEAM,
    "alerts:worklist": NURSES,
    "alerts:worklist_rows": NURSES,
    "alerts:alert": TEAM,
    "alerts:take": TEAM,
    "alerts:act": TEAM,
    "alerts:record": TEAM,
    "people:context_review": NURSES,
    "people:match_caller": TEAM,
    "people:staff": {"administrator"},
    "people:staff_member": {"administrator"},
    "people:change_carer": {"patient", "other_patient"},
    "people:agree_carer": {"patient", "nurse"},
    "hospital:settings": {"administrator", "safety_officer"},
    "hospital:setting": {"administrator", "safety_officer"},
    "reports:new_call": NURSES,
    "reports:call": TEAM,
    "reports:part_caller": TEAM,
    "reports:correct": REPORTERS | TEAM,
    "reports:own_reminders": {"patient", "other_patient"},
    "reports:reminders": TEAM,
    "alerts:own_reports": {"patient", "carer", "other_patient", "other_carer"},
    "alerts:reports_about": REPORTERS,
    "alerts:numbers": OF_THE_HOSPITAL,
    "alerts:numbers_csv": OF_THE_HOSPITAL,
    "alerts:contact": TEAM,
    "alerts:summary": REPORTERS | TEAM,
    "alerts:handover": NURSES,
    "alerts:patients": NURSES,
    "alerts:use": TEAM,
    "rulebook:list": OF_THE_HOSPITAL,
    "rulebook:rule": OF_THE_HOSPITAL,
    "rulebook:trace": OF_THE_HOSPITAL,
    "rulebook:decisions": OF_THE_HOSPITAL,
    "rulebook:changes": OF_THE_HOSPITAL,
    "rulebook:conflicts": OF_THE_HOSPITAL,
    "rulebook:booklet": OF_THE_HOSPITAL,
    "rulebook:proofs": OF_THE_HOSPITAL,
}
"""Who gets an answer to GET. What only takes POST leads to the page with its button, and is in POSTS."""

POSTS: Mapping[str, set[str]] = {
    "people:withdraw_carer": {"patient", "nurse"},
    "reports:send": {"patient"},
    "reports:discard": {"patient"},
    "reports:stand_alone": {"patient"},
    "alerts:text_read": TEAM,
    "alerts:take": TEAM,
    "alerts:act": TEAM,
    "reports:screen": {"patient"},
    "people:record_item": TEAM,
    "people:invitations": TEAM,
    "people:enrol": NURSES,
    "people:found_team": {"administrator"},
    "people:invite_practitioner": {"administrator"},
    "people:change_carer": {"patient", "nurse"},
    "people:agree_carer": {"patient", "nurse"},
    "reports:correct": REPORTERS,
    "hospital:setting": {"administrator"},
}
"""Who may post to what changes a record."""


@pytest.fixture
def world(people: People, ada: Patient, now: datetime) -> World:
    return build_world(people, ada, now)


def reached(client: Client, address: str) -> bool:
    """Whether this person gets an answer rather than 'not there', 'not so' or the sign-in page."""
    response = client.get(address, follow=True)
    if response.redirect_chain and "/accounts/" in response.redirect_chain[-1][0]:
        return False
    return response.status_code < 400 or response.status_code == 410


def test_every_address_has_a_row() -> None:
    assert set(NAMES) == set(REACHES)


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_each_page_is_reached_by_those_it_is_for(
    who: str, world: World, signed_in: Callable[[Account], Client]
) -> None:
    client = signed_in(world.accounts[who])
    found = {name for name, address in world.addresses.items() if reached(client, address)}
    assert found == {name for name, allowed in REACHES.items() if who in allowed} - _one_time_pages(found)


def _one_time_pages(found: set[str]) -> set[str]:
    """A link that was never given leads to nobody's record, whatever its page says."""
    return {"people:welcome"} - found


@pytest.mark.parametrize("who", sorted(EVERYBODY - REPORTERS - TEAM))
def test_no_page_of_somebody_else_shows_a_word_of_the_record(
    who: str, world: World, ada: Patient, signed_in: Callable[[Account], Client]
) -> None:
    client = signed_in(world.accounts[who])
    for name, address in world.addresses.items():
        answer = client.get(address, {"q": "Ada"} if name == "home" else {})
        page = answer.content.decode(errors="replace")
        shown = [word for word in (ada.name, str(ada.hospital_number), str(ada.pk)) if word in page]
        assert shown == [], name


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_nobody_changes_a_record_outside_their_scope(
    who: str, world: World, signed_in: Callable[[Account], Client]
) -> None:
    client = signed_in(world.accounts[who])
    for name, address in world.addresses.items():
        if who not in POSTS.get(name, REACHES[name]):
            assert client.post(address).status_code in {404, 405, 410}, name
        if name in POSTS and who not in POSTS[name]:
            assert client.post(address).status_code == 404, name


@pytest.mark.parametrize("who", sorted(EVERYBODY - REPORTERS - TEAM))
def test_nobody_begins_a_check_for_somebody_they_may_not_report_for(
    who: str, world: World, ada: Patient, signed_in: Callable[[Account], Client]
) -> None:
    before = Check.objects.count()
    assert signed_in(world.accounts[who]).post("/check/", {"patient": str(ada.pk)}).status_code == 404
    assert Check.objects.count() == before


def test_who_is_not_signed_in_is_asked_to(world: World, client: Client) -> None:
    for name, address in world.addresses.items():
        if name not in {"people:welcome", "people:take_on"}:
            assert client.get(address).headers["Location"].startswith("/accounts/login/"), name
            assert client.post(address).headers["Location"].startswith("/accounts/login/"), name


def test_what_is_not_there_looks_like_what_is_not_yours(
    world: World, signed_in: Callable[[Account], Client]
) -> None:
    client = signed_in(world.accounts["other_nurse"])
    theirs = client.get(world.addresses["alerts:record"])
    nobodys = client.get(reverse("alerts:record", args=[uuid4()]))
    assert theirs.status_code == nobodys.status_code == 404
    assert _less_token(theirs.content) == _less_token(nobodys.content)


def _less_token(page: bytes) -> bytes:
    """The page without the secret of its form, which is another each time."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def test_a_carer_whose_link_was_withdrawn_is_out_at_once(
    world: World, now: datetime, signed_in: Callable[[Account], Client]
) -> None:
    client = signed_in(world.accounts["carer"])
    assert reached(client, world.addresses["alerts:answer"])
    CarerLink.objects.filter(account=world.accounts["carer"]).update(withdrawn_at=now)
    assert not reached(client, world.addresses["alerts:answer"])
