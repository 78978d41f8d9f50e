"""Who did or saw what, when: appended, complete, and without a word about anybody."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from aldea.alerts.models import Alert
from aldea.audit.append_only import AppendOnlyRowError
from aldea.audit.models import AuditEvent
from aldea.audit.use_cases import record
from aldea.people.models import Account, CarerLink, CareTeam, Patient
from aldea.people.protocol import current_pack
from aldea.people.use_cases import (
    CarerTerms,
    ContextEntry,
    ContextRefusedError,
    EnrolmentRefusedError,
    Invitee,
    PatientDetails,
    SignInDetails,
    accept_invitation,
    accept_with_account,
    found_team,
    invite_practitioner,
    issue_invitation,
    record_context,
    register_patient,
    withdraw_carer,
)
from aldea.people.use_cases.patients import plain_hospital_number
from aldea.site.demo_reports import Said
from aldea.site.demo_reports import send as send_report
from tests.integration.check_walk import Clock, send, start, walk
from tests.integration.conftest import People

TERMS = CarerTerms("report", "in person, today")

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
SIGN_IN = SignInDetails("new@example.org", "correct horse battery", "Cal Sample")


def actions() -> list[tuple[str, str]]:
    """What was written down: the action and the role of who did it."""
    return sorted(AuditEvent.objects.values_list("action", "actor_role"))


def looked_at(client: Client, address: str) -> list[AuditEvent]:
    """What one look at a page writes down."""
    before = list(AuditEvent.objects.values_list("pk", flat=True))
    assert client.get(address).status_code == 200
    return list(AuditEvent.objects.exclude(pk__in=before))


def details(team: CareTeam, number: str = "T77") -> PatientDetails:
    return PatientDetails("Bea Sample", date(1970, 2, 3), number + "7", "07700 900123", team)


@pytest.fixture
def event(ada: Patient, now: datetime) -> AuditEvent:
    return record(ada.account, "record.read", ada, ada.pk, now, uuid4(), {"page": "record"})


def test_an_event_cannot_be_changed(event: AuditEvent) -> None:
    event.action = "something.else"
    with pytest.raises(AppendOnlyRowError):
        event.save()
    with pytest.raises(AppendOnlyRowError):
        AuditEvent.objects.update(action="something.else")
    with pytest.raises(AppendOnlyRowError):
        AuditEvent.objects.bulk_update([event], ["action"])
    assert AuditEvent.objects.get().action == "record.read"


def test_an_event_cannot_be_taken_away(event: AuditEvent) -> None:
    with pytest.raises(AppendOnlyRowError):
        event.delete()
    with pytest.raises(AppendOnlyRowError):
        AuditEvent.objects.all().delete()
    with pytest.raises(AppendOnlyRowError):
        AuditEvent.objects.filter(action="record.read").delete()
    assert AuditEvent.objects.count() == 1


def test_an_event_says_who_in_what_role_did_what_when_to_whom(
    event: AuditEvent, ada: Patient, now: datetime
) -> None:
    stored = AuditEvent.objects.get()
    assert (stored.actor, stored.actor_role, stored.at) == (ada.account, "patient", now)
    assert (stored.subject_type, stored.subject_id) == ("people.patient", str(ada.pk))
    assert stored.patient_id == ada.pk


def test_what_is_rolled_back_leaves_no_event_and_what_fails_to_be_audited_does_not_happen(
    people: People, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    nurse = people.nurse()

    def broken(*_args: object, **_kwargs: object) -> None:
        raise AppendOnlyRowError

    monkeypatch.setattr("aldea.people.use_cases.patients.record", broken)
    with pytest.raises(AppendOnlyRowError), transaction.atomic():
        register_patient(nurse, details(people.team()), now, TODAY, uuid4)
    assert not Patient.objects.exists()


def test_enrolling_and_recording_are_written_down(people: People, now: datetime) -> None:
    nurse = people.nurse()
    patient = register_patient(nurse, details(people.team()), now, TODAY, uuid4)
    entry = ContextEntry("route", "subcutaneous", "the letter of Dr Sample", TODAY)
    record_context(nurse, patient, entry, current_pack(), now, TODAY, uuid4)
    assert actions() == [("context.recorded", "nurse"), ("patient.registered", "nurse")]
    assert set(AuditEvent.objects.values_list("patient_id", flat=True)) == {patient.pk}


def test_what_was_refused_did_not_happen(people: People, ada: Patient, now: datetime) -> None:
    nurse = people.nurse()
    with pytest.raises(EnrolmentRefusedError):
        register_patient(nurse, details(people.team(), "?"), now, TODAY, uuid4)
    entry = ContextEntry("route", "by mouth", "a letter", TODAY)
    with pytest.raises(ContextRefusedError):
        record_context(nurse, ada, entry, current_pack(), now, TODAY, uuid4)
    assert actions() == []


def test_the_way_in_is_written_down_from_slip_to_end(people: People, ada: Patient, now: datetime) -> None:
    nurse = people.nurse()
    issue_invitation(nurse, ada, "carer", "a token", now, uuid4, terms=TERMS)
    carer = accept_invitation("a token", SIGN_IN, now, uuid4)
    withdraw_carer(nurse, CarerLink.objects.get(account=carer), now, uuid4)
    issue_invitation(nurse, ada, "carer", "one more", now, uuid4, terms=TERMS)
    accept_with_account(carer, "one more", now, uuid4)
    issue_invitation(nurse, ada, "patient", "a third", now, uuid4)
    accept_invitation("a third", SignInDetails("ada@example.org", "correct horse battery"), now, uuid4)
    assert actions() == [
        ("carer.withdrawn", "nurse"),
        *[("invitation.accepted", "carer")] * 2,
        *[("invitation.issued", "nurse")] * 3,
        ("invitation.renewed", "patient"),
    ]


def test_what_administrators_and_commands_do_is_written_down(people: People, now: datetime) -> None:
    office = people.administrator()
    team = found_team(office, "Team C", now, uuid4)
    invite_practitioner(office, Invitee("Nora Sample", "nurse", team), "a token", now, uuid4)
    found_team(None, "Team D", now, uuid4)
    assert actions() == [
        ("invitation.issued", "administrator"),
        ("team.founded", "administrator"),
        ("team.founded", "system"),
    ]


def test_a_check_is_written_down_when_it_begins_and_when_it_is_sent(phone: Client, ada: Patient) -> None:
    send(phone, walk(phone, start(phone, ada), {})[-1])
    assert [pair for pair in actions() if pair[0] in {"check.started", "report.sent"}] == [
        ("check.started", "patient"),
        ("report.sent", "patient"),
    ]


def test_what_a_nurse_does_with_an_alert_is_written_down(
    ada: Patient, people: People, now: datetime, clock: Clock, signed_in: Callable[[Account], Client]
) -> None:
    assert ada.account is not None
    send_report(ada.account, ada, Said("37.6"), now, uuid4)
    desk = signed_in(people.nurse())
    alert = Alert.objects.get()
    desk.post(f"/team/alerts/{alert.pk}/take")
    done = AuditEvent.objects.filter(actor_role="nurse", subject_type="alerts.alert")
    assert "alert.claimed" in done.values_list("action", flat=True)
    assert set(done.values_list("patient_id", flat=True)) == {ada.pk}


@pytest.mark.parametrize(
    "template",
    [
        "/team/patients/{patient}",
        "/team/patients/{patient}/context",
        "/team/patients/{patient}/context/route",
        "/team/patients/{patient}/invitations",
        "/team/alerts/{alert}",
        "/reports/{report}",
        "/carers/{link}/withdraw",
    ],
)
def test_each_look_at_a_record_is_written_down(
    template: str,
    ada: Patient,
    people: People,
    now: datetime,
    clock: Clock,
    signed_in: Callable[[Account], Client],
) -> None:
    assert ada.account is not None
    report = send_report(ada.account, ada, Said("37.6"), now, uuid4)
    people.carer(ada)
    nurse = people.nurse()
    address = template.format(
        patient=ada.pk, alert=Alert.objects.get().pk, report=report.pk, link=CarerLink.objects.get().pk
    )
    events = looked_at(signed_in(nurse), address)
    reads = [event for event in events if event.action.endswith(".read")]
    assert [(event.actor, event.patient_id) for event in reads] == [(nurse, ada.pk)]


@pytest.mark.parametrize("template", ["/carers", "/reports/{report}"])
def test_a_patient_who_looks_is_written_down_too(
    template: str, phone: Client, ada: Patient, now: datetime
) -> None:
    assert ada.account is not None
    report = send_report(ada.account, ada, Said("36.8"), now, uuid4)
    [event] = looked_at(phone, template.format(report=report.pk))
    assert (event.actor, event.patient_id) == (ada.account, ada.pk)


def test_no_event_says_a_word_about_anybody(
    phone: Client,
    ada: Patient,
    people: People,
    now: datetime,
    clock: Clock,
    signed_in: Callable[[Account], Client],
) -> None:
    nurse = people.nurse(email="nora@example.org", name="Nora Sample")
    _enrol_and_invite(nurse, people.team(), now)
    _report_and_answer(phone, ada, signed_in(nurse))
    number = plain_hospital_number(str(ada.hospital_number))
    words = f"Ada Nora Bea Cal Ari {number} 900123 @ Sample nails telephone 36.8 37 odd".split()
    written = [event.action for event in AuditEvent.objects.all()]
    written += [json.dumps(value) for event in AuditEvent.objects.all() for value in event.detail.values()]
    assert [(word, text) for word in words for text in written if word in text and not _is_id(text)] == []
    assert all(_is_id(event.subject_id) for event in AuditEvent.objects.all())


def _enrol_and_invite(nurse: Account, team: CareTeam, now: datetime) -> None:
    bea = register_patient(nurse, details(team), now, TODAY, uuid4)
    issue_invitation(nurse, bea, "carer", "a token", now, uuid4, terms=TERMS)
    accept_invitation("a token", SIGN_IN, now, uuid4)
    invite_practitioner(None, Invitee("Ari Sample", "administrator"), "another", now, uuid4)
    entry = ContextEntry("personal_temperature_limit", 37, "the letter of Dr Sample", TODAY)
    record_context(nurse, bea, entry, current_pack(), now, TODAY, uuid4)


def _report_and_answer(phone: Client, ada: Patient, desk: Client) -> None:
    said: dict[str, dict[str, Any]] = {
        "other": {"noticed": ["other_effect"]},
        "other-more": {"other_effect": "My nails look odd."},
    }
    send(phone, walk(phone, start(phone, ada), said)[-1])
    alert = Alert.objects.get()
    desk.post(f"/team/alerts/{alert.pk}/take")
    note = {"event": str(uuid4()), "words": "Ada sounds well on the telephone."}
    noted = desk.post(f"/team/alerts/{alert.pk}/note", note)
    assert noted.status_code == 302
    desk.get(f"/team/patients/{ada.pk}")


def _is_id(text: str) -> bool:
    """Whether this is an id or the digest of a pack, which may hold any figures."""
    plain = text.strip('"')
    return plain.startswith("sha256:") or (len(plain) == 36 and plain.count("-") == 4)
