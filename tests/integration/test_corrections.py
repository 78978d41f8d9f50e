"""A report that was sent by mistake is put right: the old one stays, both are shown, the team is told."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client

from aldea.alerts.models import Alert, AlertEvent
from aldea.people.models import Account, Patient
from aldea.reports.models import Check, Report
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock, answer, send
from tests.integration.conftest import People
from tests.integration.pages import words

pytestmark = pytest.mark.django_db
Says = Callable[[Said], Report]
SignIn = Callable[[Account], Client]


def correct(phone: Client, report: Report, screen: str, **said: str | list[str]) -> Report:
    """Put one screen of a report right and send it."""
    begun = phone.post(f"/reports/{report.pk}/correct").headers["Location"]
    assert begun.endswith("/answers")
    address = answer(phone, begun.removesuffix("answers") + screen, **said)
    sent = send(phone, address)
    return Report.objects.get(pk=sent.rsplit("/", 1)[-1])


TYPED_RIGHT: dict[str, str | list[str]] = {"reading": "36.7", "unit": "Cel", "paracetamol_24h": "no"}


def test_the_check_comes_back_with_what_was_said(phone: Client, says: Says) -> None:
    said = Said(
        "36.1", noticed=frozenset({"vomiting_24h"}), told={"vomiting_24h": "1", "vomiting_blood": "no"}
    )
    begun = phone.post(f"/reports/{says(said).pk}/correct").headers["Location"]
    page = words(phone.get(begun).content.decode())
    assert "36.1 °C" in page
    assert "You put right the report of" in page
    assert Check.objects.get(sent_at=None).answers == Report.objects.get().observations


def test_the_correction_is_judged_as_of_the_time_of_the_report_and_without_it(
    phone: Client, says: Says, clock: Clock
) -> None:
    wrong = says(Said("38.6"))
    clock.pass_by(minutes=20)
    right = correct(phone, wrong, "temperature", **TYPED_RIGHT)
    assert (right.corrects, right.at) == (wrong, wrong.at)
    assert right.received_at == clock()
    assert wrong.assessment.urgency == "hospital_now"
    assert right.assessment.urgency == "none"
    assert right.assessment.history == []


def test_a_report_after_the_correction_counts_the_right_one_only(
    phone: Client, says: Says, clock: Clock
) -> None:
    correct(phone, says(Said("38.6")), "temperature", **TYPED_RIGHT)
    clock.pass_by(hours=2)
    later = says(Said("36.8"))
    assert later.assessment.urgency == "none"
    assert len(later.assessment.history) == 1


def test_the_team_is_told_and_an_open_alert_never_becomes_milder(phone: Client, says: Says) -> None:
    wrong = says(Said("38.6"))
    right = correct(phone, wrong, "temperature", **TYPED_RIGHT)
    alert = Alert.objects.get()
    assert (alert.urgency, alert.unseen_reports) == ("hospital_now", 2)
    joined = AlertEvent.objects.get(report=right)
    assert joined.data["reasons"][0] == "Corrects an earlier report"


def test_a_correction_of_a_report_that_told_nobody_opens_an_alert(phone: Client, says: Says) -> None:
    correct(phone, says(Said("36.1")), "temperature", **TYPED_RIGHT)
    assert Alert.objects.get().urgency == "tell_team"


def test_a_correction_that_is_graver_raises_the_alert(phone: Client, says: Says) -> None:
    wrong = says(Said(noticed=frozenset({"dry_itchy_skin"})))
    correct(phone, wrong, "temperature", reading="38.6", unit="Cel", paracetamol_24h="no")
    assert Alert.objects.get().urgency == "hospital_now"


def test_both_are_shown_to_the_reporter_and_to_the_team(phone: Client, desk: Client, says: Says) -> None:
    wrong = says(Said("36.1"))
    right = correct(phone, wrong, "temperature", **TYPED_RIGHT)
    assert "This report was corrected" in phone.get(f"/reports/{wrong.pk}").content.decode()
    assert "This puts an earlier report right" in phone.get(f"/reports/{right.pk}").content.decode()
    own = words(phone.get("/reports/").content.decode())
    assert "Corrected: this one no longer counts." in own
    assert "Puts an earlier report right." in own
    record = words(desk.get(f"/team/patients/{wrong.patient_id}").content.decode())
    assert "This one no longer counts." in record
    assert "Corrects an earlier report." in record


def test_a_report_is_corrected_once_and_the_correction_can_be_corrected(phone: Client, says: Says) -> None:
    wrong = says(Said("36.1"))
    right = correct(phone, wrong, "temperature", **TYPED_RIGHT)
    assert phone.post(f"/reports/{wrong.pk}/correct").status_code == 409
    again = correct(phone, right, "temperature", reading="36.9", unit="Cel", paracetamol_24h="no")
    assert again.corrects == right


def test_after_a_day_the_past_stays_as_it_is(phone: Client, says: Says, clock: Clock) -> None:
    wrong = says(Said("36.1"))
    clock.pass_by(hours=24)
    assert phone.post(f"/reports/{wrong.pk}/correct").status_code == 409
    assert "put it right" not in phone.get(f"/reports/{wrong.pk}").content.decode()


def test_nobody_corrects_for_somebody_else(
    says: Says, people: People, ada: Patient, signed_in: SignIn, now: datetime
) -> None:
    wrong = says(Said("36.1"))
    stranger = people.patient(name="Ben Sample").account
    assert stranger is not None
    assert signed_in(stranger).post(f"/reports/{wrong.pk}/correct").status_code == 404
    assert signed_in(people.nurse()).post(f"/reports/{wrong.pk}/correct").status_code == 404
    assert signed_in(people.carer(ada)).post(f"/reports/{wrong.pk}/correct").status_code == 302
    assert signed_in(people.nurse()).post(f"/reports/{uuid4()}/correct").status_code == 404
