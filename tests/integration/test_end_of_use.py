"""The use of Aldea ends: every prompt stops that minute, and the record stays."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.audit.models import AuditEvent
from aldea.hospital.use_cases import decide
from aldea.people.models import Account, Invitation, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock, know, shown_errors, start
from tests.integration.conftest import People
from tests.integration.pages import end_use, look, words

pytestmark = pytest.mark.django_db


def end(desk: Client, patient: Patient, reason: str = "died") -> str:
    return end_use(desk, patient, reason)


def test_every_prompt_stops_and_the_record_stays(
    desk: Client, ada: Patient, people: People, says: Callable[[Said], Report], now: datetime
) -> None:
    decide(people.administrator(), "check_every.during", "1", "Agreed.", now, uuid4)
    know(ada, "phase", "during", date(2026, 11, 1), now)
    says(Said("37.6"))
    page = words(end(desk, ada))
    assert "The patient has died" in page
    assert "Temperature over 37.5" in page
    assert Alert.objects.get().closed_at == now
    assert "Ada Example" not in desk.get("/team/worklist").content.decode()
    handover = words(desk.get("/team/handover").content.decode())
    assert "Ada Example" not in handover.split("Silent")[1]
    assert AuditEvent.objects.get(action="use.ended").detail == {"reason": "died"}


def test_nobody_is_asked_to_review_what_is_known_of_who_died(
    desk: Client, ada: Patient, now: datetime
) -> None:
    know(ada, "stoma", value=False, on=date(2026, 11, 1), recorded_at=now, review_on=date(2026, 11, 20))
    assert "Review them" in desk.get(f"/team/patients/{ada.pk}").content.decode()
    assert "Review them" not in end(desk, ada)


def test_a_check_that_was_begun_is_not_sent_any_more(desk: Client, ada: Patient, phone: Client) -> None:
    address = start(phone, ada)
    end(desk, ada, "treatment_ended")
    assert phone.get(address).status_code == 404
    assert phone.post("/check/", {"patient": str(ada.pk)}).status_code == 404
    page = words(phone.get("/").content.decode())
    assert "Nobody of the team looks at reports here any more." in page
    assert "020 7946 0123" in page


def test_an_open_invitation_closes_with_it(desk: Client, people: People, now: datetime) -> None:
    bea = people.patient(name="Bea Example", signs_in=False)
    desk.post(f"/team/patients/{bea.pk}/invitations", {"for_role": "patient"})
    end(desk, bea, "transferred")
    assert Invitation.objects.get().expires_at == now


def test_an_open_alert_is_looked_at_before_it_ends_with_the_use(
    desk: Client, ada: Patient, says: Callable[[Said], Report]
) -> None:
    says(Said("37.6"))
    alert, address = Alert.objects.get(), f"/team/patients/{ada.pk}/use"
    page = desk.get(address).content.decode()
    assert "Not seen yet" in words(page)
    assert f'href="/team/alerts/{alert.pk}"' in page
    state = f"{alert.pk}:1"
    assert f'value="{state}"' in page
    look(desk, alert)
    assert f'value="{state}"' in desk.get(address).content.decode()
    unticked = desk.post(address, {"reason": "died"})
    assert unticked.status_code == 422
    errors = shown_errors(unticked.content.decode())
    assert errors == ["Look at the open alert first, then tick that you have."]
    says(Said("38.6"))
    later = desk.post(address, {"reason": "died", "looked": state}).content.decode()
    assert shown_errors(later) == ["Something happened there since. Look at the alert once more."]
    assert 'value="died" checked' in later
    ada.refresh_from_db()
    assert ada.ended_at is None
    end(desk, ada)
    alert.refresh_from_db()
    assert alert.closed_at is not None


def test_nothing_chosen_ends_nothing(desk: Client, ada: Patient) -> None:
    response = desk.post(f"/team/patients/{ada.pk}/use", {"reason": ""})
    assert response.status_code == 422
    assert "Choose why the use ends" in response.content.decode()
    ada.refresh_from_db()
    assert ada.ended_at is None


def test_an_end_by_mistake_is_undone(desk: Client, ada: Patient, phone: Client) -> None:
    end(desk, ada)
    assert "Use Aldea again" in desk.get(f"/team/patients/{ada.pk}/use").content.decode()
    desk.post(f"/team/patients/{ada.pk}/use", {"begin_again": "1"})
    assert phone.get(start(phone, ada)).status_code == 200


def test_a_form_that_is_sent_twice_ends_it_once_and_another_reason_takes_its_place(
    desk: Client, ada: Patient
) -> None:
    end(desk, ada, "treatment_ended")
    end(desk, ada, "treatment_ended")
    ada.refresh_from_db()
    assert ada.end_reason == "treatment_ended"
    end(desk, ada, "died")
    ada.refresh_from_db()
    assert (ada.end_reason, ada.ended_at is not None) == ("died", True)


def test_an_alert_that_ended_by_mistake_waits_again_unseen(
    desk: Client, ada: Patient, phone: Client, says: Callable[[Said], Report], clock: Clock
) -> None:
    report = says(Said("37.6"))
    due_at = Alert.objects.get().due_at
    end(desk, ada)
    gone = words(phone.get(f"/reports/{report.pk}").content.decode())
    assert "Nobody looks at reports here any more" in gone
    assert "The team looked at the report" not in gone
    clock.pass_by(minutes=5)
    desk.post(f"/team/patients/{ada.pk}/use", {"begin_again": "1"})
    alert = Alert.objects.get()
    assert (alert.closed_at, alert.seen_at, alert.unseen_reports) == (None, None, 1)
    assert alert.due_at == due_at
    assert "Ada Example" in desk.get("/team/worklist").content.decode()
    assert "Not seen by the team yet" in words(phone.get(f"/reports/{report.pk}").content.decode())


def test_free_text_of_an_ended_alert_can_still_be_read(
    desk: Client, ada: Patient, says: Callable[[Said], Report]
) -> None:
    odd = {"other_effect": "My nails look odd."}
    report = says(Said("37.6", noticed=frozenset(odd), told=odd))
    end(desk, ada)
    assert desk.post(f"/reports/{report.pk}/text-read").status_code == 302


def test_the_ended_have_a_list_of_their_own(desk: Client, ada: Patient) -> None:
    end(desk, ada, "transferred")
    assert "Ada Example" not in words(desk.get("/team/patients").content.decode())
    assert (
        "Another hospital looks after the patient now"
        in desk.get("/team/patients?show=ended").content.decode()
    )


def test_who_calls_about_somebody_who_no_longer_uses_it_is_told_so(desk: Client, ada: Patient) -> None:
    end(desk, ada, "treatment_ended")
    assert "no longer uses Aldea" in words(desk.get("/team/calls/new?q=ada").content.decode())
    assert "no longer uses Aldea" in words(desk.get(f"/team/calls/{ada.pk}").content.decode())


def test_a_carer_is_asked_nothing_about_somebody_who_has_died(
    desk: Client, ada: Patient, people: People, signed_in: Callable[[Account], Client]
) -> None:
    theirs = signed_in(people.carer(ada))
    end(desk, ada)
    page = words(theirs.get("/").content.decode())
    assert "Ada Example" not in page
    assert "How are you" not in page
