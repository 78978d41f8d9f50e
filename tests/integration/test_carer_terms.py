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


def let(phone: Client, link: CarerLink, may: str, **agreed: str) -> int:
    """Choose what the carer may do, and agree where that is asked."""
    open_link = CarerLink.objects.get(account=link.account, withdrawn_at=None)
    sent = phone.post(f"/carers/{open_link.pk}/change", {"may": may})
    if "/agree" in sent.headers.get("Location", ""):
        sent = phone.post(f"/carers/{open_link.pk}/agree", {"may": may, **agreed})
    return sent.status_code


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
    response = desk.post(address, {"for_role": "carer", "may": "see", "consent": " "}, follow=True)
    assert "Write how the patient agreed" in shown_errors(response.content.decode())[0]
    assert (
        "Choose what the patient lets"
        in shown_errors(
            desk.post(address, {"for_role": "carer", "consent": "in person"}, follow=True).content.decode()
        )[0]
    )
    assert not Invitation.objects.exists()


def test_the_terms_of_the_invitation_become_those_of_the_carer(
    desk: Client, ada: Patient, client: Client
) -> None:
    sent = {"for_role": "carer", "may": "see", "consent": "By telephone, to Nora Example"}
    slip = desk.post(f"/team/patients/{ada.pk}/invitations", sent, follow=True).content.decode()
    link = slip.split('class="aldea-address">')[1].split("<")[0].strip()
    client.post(link, {"name": "Cal Example", "email": "cal@example.org", "password": "a long password"})
    made = CarerLink.objects.get(account__email="cal@example.org")
    assert (made.may, made.consent) == ("see", "By telephone, to Nora Example")
    assert (
        "By telephone, to Nora Example" in desk.get(f"/team/patients/{ada.pk}/invitations").content.decode()
    )


def test_more_is_agreed_before_it_holds_and_the_consent_is_a_new_one(
    phone: Client, link: CarerLink, ada: Patient, clock: Clock
) -> None:
    let(phone, link, "receive")
    clock.pass_by(hours=1)
    waiting = CarerLink.objects.get(account=link.account, withdrawn_at=None)
    asked = phone.post(f"/carers/{waiting.pk}/change", {"may": "report"}, follow=True)
    assert "From now on fill in the check, and read all reports" in words(asked.content.decode())
    assert "“All reports” are past ones too" in words(asked.content.decode())
    assert '<input type="hidden" name="may" value="report">' in asked.content.decode()
    assert CarerLink.objects.get(account=link.account, withdrawn_at=None).may == "receive"
    page = phone.post(f"/carers/{waiting.pk}/agree", {"may": "report"}, follow=True).content.decode()
    assert "From now on Example Carer may: fill in the check" in words(page)
    made = CarerLink.objects.get(account=link.account, withdrawn_at=None)
    assert (made.may, made.consent, made.from_at) == ("report", "Ada Example, here in Aldea", clock())
    assert "Agreed 24 November 2026, 4:05 am: Ada Example, here in Aldea" in words(page)
    said = AuditEvent.objects.filter(action="carer.changed").last()
    assert said is not None
    assert (said.actor, said.detail) == (ada.account, {"may": "report"})


def test_less_holds_at_once_and_is_confirmed(phone: Client, link: CarerLink) -> None:
    page = phone.post(f"/carers/{link.pk}/change", {"may": "receive"}, follow=True).content.decode()
    assert "From now on Example Carer may: be told what to do now, and nothing else." in words(page)


def test_a_nurse_says_how_the_patient_agreed_to_any_change(desk: Client, link: CarerLink) -> None:
    assert let(desk, link, "see", consent=" ") == 302
    link.refresh_from_db()
    assert link.withdrawn_at is None
    asked = desk.get(f"/carers/{link.pk}/agree?may=see&unsaid=1").content.decode()
    assert "Write how the patient agreed" in shown_errors(asked)[0]
    let(desk, link, "see", consent="By telephone, today, to Nora Example")
    made = CarerLink.objects.get(account=link.account, withdrawn_at=None)
    assert (made.may, made.consent) == ("see", "By telephone, today, to Nora Example")


def test_who_was_withdrawn_is_named_as_a_former_carer(phone: Client, desk: Client, link: CarerLink) -> None:
    page = words(phone.post(f"/carers/{link.pk}/withdraw", follow=True).content.decode())
    assert "Example Carer can no longer report, or see or be told anything." in page
    for client, address in ((phone, "/carers"), (desk, f"/team/patients/{link.patient_id}/invitations")):
        listed = words(client.get(address).content.decode())
        assert "Former carers Example Carer: nothing any more since 24 November 2026, 3:05 am" in listed


def test_a_carer_is_told_what_they_may_do_where_there_is_no_check(
    phone: Client, theirs: Client, link: CarerLink, says: Callable[[Said], Report]
) -> None:
    report = says(Said("37.6"))
    let(phone, link, "see")
    assert "You may read all reports and answers about Ada Example." in words(
        theirs.get("/check/").content.decode()
    )
    answer = theirs.get(f"/reports/{report.pk}").content.decode()
    assert "/check/" not in answer
    let(phone, link, "receive")
    assert "You are told what Ada Example should do now" in words(theirs.get("/check/").content.decode())
    gone = words(theirs.get(f"/reports/{report.pk}").content.decode())
    assert "What a carer may see can change: the patient decides it." in gone
    assert "Ada Example" not in gone
    assert "What a carer may see" not in phone.get("/reports/nothing").content.decode()
