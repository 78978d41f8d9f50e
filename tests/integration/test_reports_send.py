"""A check that is sent: one report, stored with what judged it and with the very words that were shown."""

import html
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from aldea.alerts.models import Alert
from aldea.alerts.use_cases import send_check
from aldea.audit.append_only import AppendOnlyRowError
from aldea.audit.models import AuditEvent
from aldea.people.models import Account, ContextFact, Patient
from aldea.people.protocol import current_pack
from aldea.reports.models import Check, Report, StoredAssessment
from aldea.reports.use_cases import NotFinished, TooOld, send_report, start_check
from aldea.site.demo_reports import Said, fill_in, send
from tests.integration.check_walk import Clock, know
from tests.integration.conftest import People

pytestmark = pytest.mark.django_db
ONE = Said(noticed=frozenset({"vomiting_24h"}), told={"vomiting_24h": "1"})


@pytest.fixture
def patient(ada: Patient) -> Account:
    """Ada's account."""
    assert ada.account is not None
    return ada.account


def test_sent_twice_it_is_one_report_one_assessment_and_one_alert(
    patient: Account, ada: Patient, now: datetime
) -> None:
    check = fill_in(patient, ada, Said("37.6"), now, uuid4)
    first = send_check(patient, check, now, uuid4)
    second = send_check(patient, check, now + timedelta(minutes=3), uuid4)
    assert first == second
    assert second.at == now
    assert first.pk == check.pk
    assert Report.objects.count() == StoredAssessment.objects.count() == Alert.objects.count() == 1
    assert AuditEvent.objects.filter(action="report.sent").count() == 1


def test_a_report_is_stored_whole_or_not_at_all(patient: Account, ada: Patient, now: datetime) -> None:
    """The last id that is asked for fails: nothing stays, and the check can still be sent."""
    check = fill_in(patient, ada, Said("37.6"), now, uuid4)
    with pytest.raises(LookupError):
        send_report(patient, check, now, failing_after(1))
    check.refresh_from_db()
    assert check.sent_at is None
    assert not Report.objects.exists()
    assert not StoredAssessment.objects.exists()
    assert not AuditEvent.objects.filter(action="report.sent").exists()
    assert send_report(patient, check, now, uuid4).assessment.urgency == "hospital_now"


def failing_after(ids: int) -> Callable[[], UUID]:
    """A source of ids that runs dry."""
    left: Iterator[int] = iter(range(ids))

    def new_id() -> UUID:
        if next(left, None) is None:
            raise LookupError
        return uuid4()

    return new_id


def test_inputs_pack_outcome_and_reasoning_are_stored(patient: Account, ada: Patient, now: datetime) -> None:
    report = send(patient, ada, Said("37.6", frozenset({"cough"})), now, uuid4)
    report.refresh_from_db()
    pack, stored = current_pack(), report.assessment
    assert report.observations["temperature"] == Decimal("37.6")
    assert isinstance(report.observations["temperature"], Decimal)
    assert report.observations["cough"] is True
    assert report.observations["sore_throat"] is False
    assert report.context["route"] == "subcutaneous"
    assert (report.reporter, report.reporter_role, report.source) == (patient, "patient", "check")
    assert (stored.pack_id, stored.pack_version, stored.pack_digest) == (pack.id, pack.version, pack.digest)
    assert stored.pack_digest.startswith("sha256:")
    assert stored.urgency == stored.outcome["urgency"] == "hospital_now"
    assert stored.outcome["problems"] == []
    truths = {rule["truth"] for rule in stored.explanation["rules"]}
    assert {"fired", "not_fired"} <= truths
    assert stored.assessed_at == now
    assert stored.history == []


def test_the_stored_words_are_the_words_on_the_page(
    phone: Client, patient: Account, ada: Patient, now: datetime
) -> None:
    report = send(patient, ada, Said("37.6", frozenset({"hair_thinning"})), now, uuid4)
    shown = report.assessment.shown
    page = html.unescape(phone.get(f"/reports/{report.pk}").content.decode())
    words = [shown["level"], *shown["reasons"], *shown["advice"], *shown["ask"]]
    for text in [shown["heading"], *(each["text"] for each in words)]:
        assert text in page
    for call in shown["calls"]:
        assert call["label"] in page
        assert f"tel:{call['dial']}" in page


def test_the_page_shows_the_words_of_that_day_whatever_the_hospital_is_called_now(
    phone: Client, patient: Account, ada: Patient, now: datetime, settings: Settings
) -> None:
    report = send(patient, ada, Said("37.6"), now, uuid4)
    settings.ALDEA_HOSPITAL_NAME = "Another Hospital"
    page = html.unescape(phone.get(f"/reports/{report.pk}").content.decode())
    assert "Call Example General Hospital" in page
    assert "Call Another Hospital" not in page


def test_a_report_and_its_assessment_stay_as_they_are(patient: Account, ada: Patient, now: datetime) -> None:
    report = send(patient, ada, Said("37.6"), now, uuid4)
    for row in (report, report.assessment):
        with pytest.raises(AppendOnlyRowError):
            row.save()
        with pytest.raises(AppendOnlyRowError):
            row.delete()
    for table in (Report.objects, StoredAssessment.objects):
        with pytest.raises(AppendOnlyRowError):
            table.all().delete()
    with pytest.raises(AppendOnlyRowError):
        Report.objects.update(source="telephone")
    with pytest.raises(AppendOnlyRowError):
        StoredAssessment.objects.update(urgency="none")


def test_sending_is_audited_without_clinical_content(patient: Account, ada: Patient, now: datetime) -> None:
    report = send(patient, ada, Said("37.6"), now, uuid4)
    event = AuditEvent.objects.get(action="report.sent")
    assert (event.actor, event.subject_id, event.patient_id) == (patient, str(report.pk), ada.pk)
    assert event.detail == {"pack": current_pack().digest}
    assert "37.6" not in json.dumps(event.detail)


def test_context_past_its_review_date_counts_as_not_asked(
    patient: Account, ada: Patient, now: datetime
) -> None:
    ContextFact.objects.create(
        id=uuid4(),
        patient=ada,
        item="fluid_limit",
        value=True,
        recorded_at=now,
        recorded_by=ada.enrolled_by,
        source="clinic letter",
        effective_on=date(2026, 10, 1),
        review_on=date(2026, 11, 25),
    )
    assert send(patient, ada, Said(), now, uuid4).context["fluid_limit"] is True
    later = send(patient, ada, Said(), now + timedelta(days=2), uuid4)
    assert "fluid_limit" not in later.context
    assert later.context["route"] == "subcutaneous"


def test_the_context_is_a_copy_of_what_was_known_then(patient: Account, ada: Patient, now: datetime) -> None:
    report = send(patient, ada, Said(), now, uuid4)
    know(ada, "route", "intravenous", date(2026, 11, 24), now + timedelta(minutes=1))
    report.refresh_from_db()
    assert report.context["route"] == "subcutaneous"


@pytest.mark.parametrize(("hours", "counted"), [(23, [1]), (24, [1]), (25, [])])
def test_being_sick_is_counted_over_24_hours_not_over_a_day(
    patient: Account, ada: Patient, now: datetime, hours: int, counted: list[int]
) -> None:
    """Once then and once now are twice, while the first time is within 24 hours."""
    send(patient, ada, ONE, now, uuid4)
    second = send(patient, ada, ONE, now + timedelta(hours=hours), uuid4)
    within = now + timedelta(hours=hours - 24)
    used = [each for each in second.assessment.history if datetime.fromisoformat(each["at"]) >= within]
    assert [each["observations"]["vomiting_24h"] for each in used] == counted
    assert (second.assessment.urgency == "contact_hospital") is bool(counted)


def test_a_fever_of_the_last_24_hours_is_not_forgotten(patient: Account, ada: Patient, now: datetime) -> None:
    send(patient, ada, Said("37.6"), now, uuid4)
    within = send(patient, ada, Said("36.8"), now + timedelta(hours=20), uuid4)
    assert within.assessment.urgency == "hospital_now"
    assert within.assessment.history[0]["observations"]["temperature"] == Decimal("37.6")
    after = send(patient, ada, Said("36.8"), now + timedelta(hours=46), uuid4)
    assert after.assessment.urgency == "none"


def test_the_history_of_somebody_else_is_not_looked_at(
    patient: Account, ada: Patient, now: datetime, people: People
) -> None:
    other = people.patient(name="Ben Sample")
    assert other.account is not None
    send(other.account, other, Said("39"), now, uuid4)
    report = send(patient, ada, Said("36.8"), now + timedelta(hours=1), uuid4)
    assert report.assessment.history == []
    assert report.assessment.urgency == "none"


def test_a_check_that_is_not_finished_is_not_sent(patient: Account, ada: Patient, now: datetime) -> None:
    check = start_check(patient, ada, now, uuid4)
    with pytest.raises(NotFinished) as waiting:
        send_report(patient, check, now, uuid4)
    assert waiting.value.screen.id == "emergency"
    assert not Report.objects.exists()


def test_a_check_of_long_ago_is_not_sent_but_an_emergency_is(
    patient: Account, ada: Patient, now: datetime, clock: Clock
) -> None:
    late = now + timedelta(hours=5)
    with pytest.raises(TooOld):
        send_report(patient, fill_in(patient, ada, Said(), now, uuid4), late, uuid4)
    urgent = next(item.id for item in current_pack().observations.values() if item.group == "emergency")
    check = fill_in(patient, ada, Said(noticed=frozenset({urgent})), now, uuid4)
    assert send_report(patient, check, late, uuid4).assessment.urgency == "emergency_999"
    assert Check.objects.filter(sent_at=None).count() == 1


def test_no_page_about_a_person_is_stored_by_a_browser(
    phone: Client, patient: Account, ada: Patient, now: datetime
) -> None:
    report = send(patient, ada, Said("37.6"), now, uuid4)
    begun = start_check(patient, ada, now, uuid4)
    for address in ("/", "/check/", f"/check/{begun.pk}/emergency", f"/reports/{report.pk}"):
        assert "no-store" in phone.get(address).headers["Cache-Control"], address
