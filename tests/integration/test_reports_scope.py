"""Who may begin, open and send a check."""

from collections.abc import Callable

import pytest
from django.test import Client

from aldea.people.models import Account, CarerLink, Patient
from aldea.reports.models import Check, Report
from aldea.site import edge
from tests.integration.check_walk import WELL, Clock, send, shown_errors, start, walk, walk_to
from tests.integration.conftest import People

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]


def test_after_signing_in_again_one_is_back_on_the_same_screen(phone: Client, ada: Patient) -> None:
    chest = walk_to(phone, start(phone, ada), "chest")
    phone.logout()
    assert phone.get(chest).headers["Location"] == f"/accounts/login/?next={chest}"
    assert phone.post(chest, WELL).headers["Location"] == f"/accounts/login/?next={chest}"


def test_only_the_one_who_began_a_check_can_open_it(
    phone: Client, ada: Patient, people: People, signed_in: SignIn
) -> None:
    first = start(phone, ada)
    other = people.patient(name="Bo Example")
    assert other.account is not None
    strangers = [other.account, people.carer(ada), people.nurse(), people.administrator()]
    for stranger in strangers:
        client = signed_in(stranger)
        for address in (first, first.replace("emergency", "answers"), first.removesuffix("emergency")):
            assert client.get(address).status_code == 404
        assert client.post(first, WELL).status_code == 404
        assert client.post(first.replace("emergency", "send")).status_code == 404


def test_a_carer_reports_for_the_linked_patient_and_is_named_as_reporter(
    ada: Patient, people: People, signed_in: SignIn, clock: Clock
) -> None:
    carer = people.carer(ada)
    client = signed_in(carer)
    met = walk(client, start(client, ada), {})
    assert "You answer for Ada Example" in client.get(met[0]).content.decode()
    send(client, met[-1])
    report = Report.objects.get()
    assert (report.patient, report.reporter, report.reporter_role) == (ada, carer, "carer")


def test_a_carer_of_several_chooses_first(
    ada: Patient, people: People, signed_in: SignIn, clock: Clock
) -> None:
    carer = people.carer(ada)
    bo = people.patient(name="Bo Example")
    CarerLink.objects.create(id=edge.new_id(), account=carer, patient=bo, from_at=clock.now)
    client = signed_in(carer)
    page = client.get("/check/").content.decode()
    assert "Whom is this check about?" in page
    assert "Ada Example" in page
    assert shown_errors(client.post("/check/").content.decode())[0] == "Choose whom the check is about"
    assert "You answer for Bo Example" in client.get(start(client, bo)).content.decode()


def test_a_link_that_was_withdrawn_closes_the_check(
    ada: Patient, people: People, signed_in: SignIn, clock: Clock
) -> None:
    carer = people.carer(ada)
    client = signed_in(carer)
    first = start(client, ada)
    CarerLink.objects.filter(account=carer).update(withdrawn_at=clock.now)
    assert client.get(first).status_code == 404
    assert client.post("/check/", {"patient": str(ada.pk)}).status_code == 404


def test_practitioners_and_strangers_begin_no_check(
    ada: Patient, people: People, signed_in: SignIn, clock: Clock
) -> None:
    other = people.patient(name="Bo Example")
    assert other.account is not None
    for account in (people.nurse(), people.administrator()):
        assert signed_in(account).get("/check/").status_code == 404
    assert signed_in(other.account).post("/check/", {"patient": str(ada.pk)}).status_code == 404
    assert not Check.objects.exists()
