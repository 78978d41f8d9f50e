"""After the use of Aldea has ended, no page promises a reader, and what was reported can still be read."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from aldea.people.models import Account, CarerLink, Invitation, Patient, ReminderPause
from aldea.people.permissions import NotInScope
from aldea.people.use_cases import CarerTerms, issue_invitation
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock
from tests.integration.conftest import People
from tests.integration.pages import end_use, words

pytestmark = pytest.mark.django_db

PROMISES = (
    "reads reports",
    "starts again",
    "fill in a new check",
    "Does this page not say",
    "Does the page not say",
    "by when the team looks",
    "Ask your team if you want someone to join",
    "Pause for",
    "Stop reminders",
)
GONE = "Nobody of the team looks at reports here any more."


def read(client: Client, address: str) -> str:
    page = words(client.get(address).content.decode())
    for promise in PROMISES:
        assert promise not in page, (address, promise)
    return page


def end(desk: Client, patient: Patient, reason: str = "treatment_ended") -> None:
    end_use(desk, patient, reason)


@pytest.mark.parametrize("temperature", ["36.8", "37.6"])
def test_the_answer_is_kept_and_promises_nothing(
    desk: Client, phone: Client, ada: Patient, says: Callable[[Said], Report], temperature: str
) -> None:
    report = says(Said(temperature))
    assert "fill in a new check" in words(phone.get(f"/reports/{report.pk}").content.decode())
    end(desk, ada)
    page = read(phone, f"/reports/{report.pk}")
    assert f"{GONE} If something is wrong, call 020 7946 0123." in page


@pytest.mark.parametrize("reason", ["treatment_ended", "transferred", "died"])
def test_the_patient_finds_the_reports_on_every_way_in(
    desk: Client, phone: Client, ada: Patient, says: Callable[[Said], Report], reason: str
) -> None:
    says(Said("37.6"))
    end(desk, ada, reason)
    for address in ("/", "/check/", "/reminders", "/reports/"):
        page = phone.get(address).content.decode()
        assert GONE in read(phone, address), address
        assert "Nobody has linked you" not in page
        assert "has died" not in page
        assert 'href="/reports/' in page, address


def test_reminders_of_the_ended_offer_nothing(desk: Client, phone: Client, ada: Patient) -> None:
    end(desk, ada)
    assert 'name="pause"' not in phone.get("/reminders").content.decode()
    assert phone.post("/reminders", {"pause": "7"}).status_code == 404
    assert not ReminderPause.objects.exists()


def test_a_carer_is_told_that_the_use_has_ended_and_nothing_after_a_death(
    desk: Client, ada: Patient, people: People, signed_in: Callable[[Account], Client]
) -> None:
    theirs = signed_in(people.carer(ada))
    end(desk, ada)
    assert "Ada Example no longer uses Aldea." in read(theirs, "/check/")
    end(desk, ada, "died")
    assert "Ada Example" not in read(theirs, "/check/")
    assert "The care team can tell you more." in read(theirs, "/check/")
    assert "The care team can tell you more." in read(theirs, "/")


def test_begun_again_everything_is_promised_again(
    desk: Client, phone: Client, ada: Patient, says: Callable[[Said], Report]
) -> None:
    report = says(Said("37.6"))
    end(desk, ada)
    desk.post(f"/team/patients/{ada.pk}/use", {"begin_again": "1"})
    page = words(phone.get(f"/reports/{report.pk}").content.decode())
    assert GONE not in page
    assert "fill in a new check" in page


@pytest.mark.parametrize("reason", ["treatment_ended", "transferred", "died"])
def test_the_emergency_page_still_says_whom_to_call_and_promises_no_reading(
    desk: Client, phone: Client, ada: Patient, reason: str
) -> None:
    assert "The team reads reports" in words(phone.get("/emergency").content.decode())
    end(desk, ada, reason)
    page = read(phone, "/emergency")
    assert "Call 999" in page
    assert "Call 020 7946 0123" in page
    assert f"{GONE} If something is wrong, call 020 7946 0123." in page
    assert "The team reads reports" in words(Client().get("/emergency").content.decode())


def test_the_paper_diary_promises_no_reading_once_the_use_has_ended(
    desk: Client, phone: Client, ada: Patient
) -> None:
    assert "The team reads reports" in words(phone.get("/diary").content.decode())
    end(desk, ada)
    page = words(phone.get("/diary").content.decode())
    assert "The team reads reports" not in page
    assert f"{GONE} The 24-hour number is answered at all times." in page
    assert "The team reads reports" in words(Client().get("/diary").content.decode())


@pytest.mark.parametrize("may", ["report", "see", "receive"])
def test_a_carer_is_promised_no_reading_once_nobody_of_theirs_uses_it(
    desk: Client, ada: Patient, people: People, signed_in: Callable[[Account], Client], may: str
) -> None:
    account = people.carer(ada)
    CarerLink.objects.update(may=may)
    theirs = signed_in(account)
    end(desk, ada)
    for address in ("/", "/emergency", "/check/"):
        assert GONE in read(theirs, address), address
    end(desk, ada, "died")
    for address in ("/", "/emergency", "/check/"):
        page = read(theirs, address)
        assert GONE not in page, address
        assert "Call 999" in page, address


def test_a_carer_of_somebody_else_too_is_promised_what_holds_for_that_one(
    desk: Client, ada: Patient, people: People, signed_in: Callable[[Account], Client], clock: Clock
) -> None:
    account = people.carer(ada)
    other = people.patient(name="Bea Example", signs_in=False)
    CarerLink.objects.create(id=uuid4(), account=account, patient=other, from_at=clock())
    end(desk, ada)
    for address in ("/", "/emergency"):
        assert "The team reads reports" in words(signed_in(account).get(address).content.decode()), address


def test_the_page_of_carers_invites_nobody_and_still_lets_a_patient_choose_less(
    desk: Client, phone: Client, ada: Patient, people: People
) -> None:
    people.carer(ada)
    end(desk, ada)
    page = read(phone, "/carers")
    assert f"{GONE} No carer can be invited now, and none can send a report." in page
    link = CarerLink.objects.get()
    phone.post(f"/carers/{link.pk}/change", {"may": "receive"})
    assert CarerLink.objects.get(withdrawn_at=None).may == "receive"
    assert phone.post(f"/carers/{link.pk}/withdraw").status_code == 302


@pytest.mark.parametrize("reason", ["treatment_ended", "transferred", "died"])
def test_nobody_new_is_invited_after_the_end(
    desk: Client, ada: Patient, nora: Account, clock: Clock, reason: str
) -> None:
    address = f"/team/patients/{ada.pk}/invitations"
    end(desk, ada, reason)
    page = desk.get(address).content.decode()
    assert "Nobody new can be invited." in words(page)
    assert "Invite a carer" not in page
    sent = desk.post(address, {"for_role": "carer", "may": "see", "consent": "In person"})
    assert (sent.status_code, sent.headers["Location"]) == (302, address)
    with pytest.raises(NotInScope):
        issue_invitation(nora, ada, "carer", "a token", clock(), uuid4, None, CarerTerms("see", "In person"))
    assert not Invitation.objects.exists()


def test_who_joined_before_the_end_gets_in_again_to_read_but_not_after_a_death(
    desk: Client, ada: Patient, people: People
) -> None:
    people.carer(ada)
    address = f"/team/patients/{ada.pk}/invitations"
    forms = ({"for_role": "patient"}, {"renew": str(CarerLink.objects.get().pk)})
    end(desk, ada)
    for form in forms:
        assert "/slip" in desk.post(address, form).headers["Location"]
    end(desk, ada, "died")
    page = desk.get(address).content.decode()
    assert "Make a new invitation" not in page
    for form in forms:
        assert desk.post(address, form).headers["Location"] == address
    assert Invitation.objects.count() == 2
