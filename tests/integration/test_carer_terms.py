"""A patient lets a carer report, see, or only be told; consent is written down; a change holds at once."""

from collections.abc import Callable

import pytest
from django.test import Client

from aldea.audit.models import AuditEvent
from aldea.people.models import Account, CarerLink, Invitation, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock, shown_errors, start
from tests.integration.conftest import People
from tests.integration.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(people: People, ada: Patient) -> CarerLink:
    return CarerLink.objects.get(account=people.carer(ada))


@pytest.fixture
def theirs(link: CarerLink, clock: Clock, signed_in: Callable[[Account], Client]) -> Client:
    return signed_in(link.account)


def let(phone: Client, link: CarerLink, may: str) -> int:
    open_link = CarerLink.objects.get(account=link.account, withdrawn_at=None)
    return phone.post(f"/carers/{open_link.pk}/change", {"may": may}).status_code


def test_who_may_only_see_reads_and_does_not_report(
    phone: Client, theirs: Client, link: CarerLink, ada: Patient, says: Callable[[Said], Report]
) -> None:
    report = says(Said("37.6"))
    address = start(theirs, ada)
    let(phone, link, "see")
    assert theirs.get(f"/reports/{report.pk}").status_code == 200
    assert theirs.get(address).status_code == 404
    assert theirs.post("/check/", {"patient": str(ada.pk)}).status_code == 404
    assert theirs.post(f"/reports/{report.pk}/correct").status_code == 404
    assert "How are you" not in theirs.get("/").content.decode()


def test_who_is_only_told_learns_what_to_do_and_nothing_else(
    phone: Client, theirs: Client, link: CarerLink, ada: Patient, says: Callable[[Said], Report]
) -> None:
    report = says(Said("37.6", noticed=frozenset({"other_effect"}), told={"other_effect": "My nails."}))
    let(phone, link, "receive")
    page = words(theirs.get("/").content.decode())
    assert "Call the hospital now" in page
    assert "37.6" not in page
    assert "My nails" not in page
    for address in (f"/reports/{report.pk}", "/reports/", f"/reports/about/{ada.pk}"):
        assert theirs.get(address).status_code == 404, address


def test_more_is_let_again_and_every_step_is_written_down(
    phone: Client, theirs: Client, link: CarerLink, ada: Patient
) -> None:
    let(phone, link, "receive")
    let(phone, link, "report")
    assert theirs.get(start(theirs, ada)).status_code == 200
    assert AuditEvent.objects.filter(action="carer.changed").count() == 2
    assert CarerLink.objects.filter(account=link.account).count() == 3


@pytest.mark.parametrize("may", ["", "everything"])
def test_an_unknown_choice_changes_nothing(phone: Client, link: CarerLink, may: str) -> None:
    assert let(phone, link, may) == 404
    link.refresh_from_db()
    assert (link.may, link.withdrawn_at) == ("report", None)


def test_no_carer_is_invited_without_the_consent_of_the_patient(desk: Client, ada: Patient) -> None:
    address = f"/team/patients/{ada.pk}/invitations"
    response = desk.post(address, {"for_role": "carer", "may": "see", "consent": " "})
    assert response.status_code == 422
    assert "Write how the patient agreed" in shown_errors(response.content.decode())[0]
    assert (
        "Choose what the patient lets"
        in shown_errors(desk.post(address, {"for_role": "carer", "consent": "in person"}).content.decode())[0]
    )
    assert not Invitation.objects.exists()


def test_the_terms_of_the_invitation_become_those_of_the_carer(
    desk: Client, ada: Patient, client: Client
) -> None:
    sent = {"for_role": "carer", "may": "see", "consent": "By telephone, to Nora Example"}
    slip = desk.post(f"/team/patients/{ada.pk}/invitations", sent).content.decode()
    link = slip.split('class="aldea-address">')[1].split("<")[0].strip()
    client.post(link, {"name": "Cal Example", "email": "cal@example.org", "password": "a long password"})
    made = CarerLink.objects.get(account__email="cal@example.org")
    assert (made.may, made.consent) == ("see", "By telephone, to Nora Example")
    assert (
        "By telephone, to Nora Example" in desk.get(f"/team/patients/{ada.pk}/invitations").content.decode()
    )
