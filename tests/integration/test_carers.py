"""A carer reports for a patient as long as the patient wants it, and not a request longer."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client

from aldea.people.models import Account, CarerLink, Patient
from aldea.people.permissions import NotInScope
from aldea.people.use_cases import withdraw_carer
from aldea.reports.models import Check, Report
from aldea.site.demo_reports import Said
from aldea.site.demo_reports import send as send_report
from tests.integration.check_walk import Clock, send, start, walk
from tests.integration.conftest import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def carer(people: People, ada: Patient) -> Account:
    return people.carer(ada)


@pytest.fixture
def link(carer: Account) -> CarerLink:
    return CarerLink.objects.get(account=carer)


@pytest.fixture
def theirs(carer: Account, signed_in: Callable[[Account], Client], clock: Clock) -> Client:
    """The carer's phone."""
    return signed_in(carer)


def withdraw(client: Client, link: CarerLink) -> int:
    return client.post(f"/carers/{link.pk}/withdraw").status_code


def test_a_carer_reports_for_the_patient_and_is_named_as_the_reporter(
    theirs: Client, ada: Patient, carer: Account
) -> None:
    send(theirs, walk(theirs, start(theirs, ada), {})[-1])
    report = Report.objects.get()
    assert (report.patient, report.reporter, report.reporter_role) == (ada, carer, "carer")


def test_a_patient_sees_who_may_report_for_them(phone: Client, carer: Account) -> None:
    assert carer.name in phone.get("/carers").content.decode()


def test_the_patient_is_asked_once_more_before_a_link_is_withdrawn(phone: Client, link: CarerLink) -> None:
    assert phone.get(f"/carers/{link.pk}/withdraw").status_code == 200
    link.refresh_from_db()
    assert link.withdrawn_at is None


def test_a_carer_is_out_at_once_in_the_middle_of_a_check(
    phone: Client, theirs: Client, ada: Patient, link: CarerLink
) -> None:
    assert ada.account is not None
    screen = start(theirs, ada)
    answers = walk(theirs, screen, {})[-1]
    assert withdraw(phone, link) == 302
    assert theirs.get(screen).status_code == 404
    assert theirs.post(answers.removesuffix("answers") + "send").status_code == 403
    assert theirs.post("/check/", {"patient": str(ada.pk)}).status_code == 404
    assert "Ada Example" not in theirs.get("/").content.decode()
    assert not Report.objects.exists()
    assert Check.objects.count() == 1


def test_a_carer_is_out_of_the_answers_too(
    phone: Client, theirs: Client, ada: Patient, link: CarerLink, clock: Clock
) -> None:
    assert ada.account is not None
    report = send_report(ada.account, ada, Said("36.8"), clock(), uuid4)
    assert theirs.get(f"/reports/{report.pk}").status_code == 200
    withdraw(phone, link)
    assert theirs.get(f"/reports/{report.pk}").status_code == 404
    assert theirs.get(f"/reports/{report.pk}/progress").status_code == 404


def test_the_team_can_withdraw_a_link_too(
    people: People, signed_in: Callable[[Account], Client], link: CarerLink, clock: Clock
) -> None:
    desk = signed_in(people.nurse())
    assert withdraw(desk, link) == 302
    link.refresh_from_db()
    assert link.withdrawn_at == clock()


def test_withdrawn_twice_is_withdrawn_once(phone: Client, link: CarerLink, clock: Clock) -> None:
    withdraw(phone, link)
    clock.pass_by(hours=1)
    withdraw(phone, link)
    before = clock()
    link.refresh_from_db()
    assert link.withdrawn_at is not None
    assert link.withdrawn_at < before


@pytest.mark.parametrize("who", ["the carer", "another patient", "another nurse", "an administrator"])
def test_nobody_else_withdraws_a_link(
    who: str, people: People, carer: Account, link: CarerLink, signed_in: Callable[[Account], Client]
) -> None:
    other = people.patient(people.team("Team B")).account
    assert other is not None
    actors = {
        "the carer": carer,
        "another patient": other,
        "another nurse": people.nurse(people.team("Team B")),
        "an administrator": people.administrator(),
    }
    assert withdraw(signed_in(actors[who]), link) == 404
    link.refresh_from_db()
    assert link.withdrawn_at is None


def test_the_use_case_itself_refuses_a_nurse_of_another_team(
    people: People, link: CarerLink, now: datetime
) -> None:
    with pytest.raises(NotInScope):
        withdraw_carer(people.nurse(people.team("Team B")), link, now, uuid4)


def test_a_link_to_one_patient_says_nothing_about_another(
    theirs: Client, carer: Account, people: People, phone: Client, link: CarerLink
) -> None:
    bea = people.patient(name="Bea Sample")
    CarerLink.objects.create(id=uuid4(), account=carer, patient=bea, from_at=link.from_at)
    withdraw(phone, link)
    page = theirs.get("/check/").content.decode()
    assert "Bea Sample" in page
    assert "Ada Example" not in page


def test_a_carer_who_was_withdrawn_can_be_taken_on_again(
    phone: Client, theirs: Client, ada: Patient, carer: Account, link: CarerLink
) -> None:
    withdraw(phone, link)
    CarerLink.objects.create(id=uuid4(), account=carer, patient=ada, from_at=link.from_at)
    assert "Ada Example" in theirs.get("/check/").content.decode()
