"""The only writer of alerts: one function for each thing that can happen.

Each is one transaction, takes the alert's row for itself, lets ``care.alert_life`` decide over the stored
events, appends what happened and audits it. Everything raises ``NotInScope`` outside the actor's scope, and
``alert_life.Refused`` where it may not be.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from aldea.alerts import queries
from aldea.alerts.event_rows import REPORTED, row_of, state_of, write_state
from aldea.alerts.models import Alert, AlertEvent, FreeTextRead
from aldea.alerts.reported import reasons, received
from aldea.audit.use_cases import record
from aldea.care import alert_after, alert_life
from aldea.care.alert_life import Decision, Step
from aldea.care.alert_states import AlertState, Kind, NextDose
from aldea.hospital.queries import due_times, hospital
from aldea.language import Urgency
from aldea.people import use_cases as people
from aldea.people.models import Account, Patient
from aldea.people.permissions import NotInScope, Permission, require
from aldea.people.protocol import current_pack
from aldea.people.queries import patients_for
from aldea.reports.models import Check, Report
from aldea.reports.queries import get_report
from aldea.reports.use_cases import send_report

NewId = Callable[[], UUID]
ATTEMPTS = 5
"""How often a report looks again when another one opened the patient's alert at the same moment."""


class Overtaken(Exception):
    """Somebody else did something after the page was drawn on which the actor decided."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something to which alert, and when.

    ``id`` becomes that of the event: what is done twice with one id is done once. ``known`` is the number of
    the newest event that the actor had on the page; nothing means that it does not matter.
    """

    actor: Account
    alert: UUID
    now: datetime
    id: UUID
    new_id: NewId
    known: int | None = None


def send_check(actor: Account, check: Check, now: datetime, new_id: NewId) -> Report:
    """Send a check: the report is stored and judged, and the team is alerted, or neither.

    Sent again, it is the same report. Raises as ``reports.use_cases.send_report`` does.
    """
    with transaction.atomic():
        report = send_report(actor, check, now, new_id)
        receive_report(report, now, new_id)
    return report


def receive_report(report: Report, now: datetime, new_id: NewId) -> Alert | None:
    """Let a stored report open an alert, or join the open one; None where it does neither.

    Every report joins an alert that was open when it came. Without one, it opens an alert when its urgency
    is among those that do. A report that was received before is not received again.
    """
    with transaction.atomic():
        before: Alert | None = Alert.objects.filter(events__report=report, events__kind__in=REPORTED).first()
        if before is not None:
            return before
        for _attempt in range(ATTEMPTS):
            open_alert = (
                Alert.objects.select_for_update().filter(patient=report.patient, closed_at=None).first()
            )
            if open_alert is not None:
                return _join(open_alert, report, now, new_id)
            try:
                with transaction.atomic():
                    return _open(report, now, new_id)
            except IntegrityError as conflict:
                clash = conflict
        raise clash


def see_alert(actor: Account, id: UUID, now: datetime, new_id: NewId) -> Alert:
    """Someone of the team opens an alert: it is seen from now on, if it was not. The reading is audited."""
    act = Act(actor, id, now, new_id(), new_id)
    alert = happen(act, lambda state: alert_life.see(state, actor.pk, now))
    record(actor, "alert.read", alert, alert.patient_id, now, new_id())
    return alert


def read_worklist(actor: Account, alerts: Sequence[Alert], now: datetime, new_id: NewId) -> None:
    """Audit that the actor looked at the worklist, and which alerts stood on it."""
    require(actor, Permission.WORK_ALERTS)
    record(
        actor, "worklist.read", actor, None, now, new_id(), {"alerts": [str(alert.pk) for alert in alerts]}
    )


def claim(act: Act) -> Alert:
    """Take the alert; also from somebody who can no longer act on it."""

    def decide(state: AlertState) -> Step:
        by = act.actor.pk
        if queries.left_behind([queries.get_alert(act.actor, act.alert)]):
            return alert_life.hand_over(state, by, by, act.now)
        return alert_life.claim(state, by, act.now)

    return happen(act, decide)


def release(act: Act) -> Alert:
    """Give the alert back."""
    return happen(act, lambda state: alert_life.release(state, act.actor.pk, act.now))


def note(act: Act, words: str) -> Alert:
    """Write a note; also on an alert that is closed."""
    return happen(act, lambda state: alert_life.note(state, act.actor.pk, words, act.now))


def hand_over(act: Act, to: UUID) -> Alert:
    """Hand the alert to a nurse of the patient's team, or take it over from one."""
    alert = queries.get_alert(act.actor, act.alert)
    if not queries.colleagues(act.actor, alert.patient).filter(pk=to).exists():
        raise NotInScope
    return happen(act, lambda state: alert_life.hand_over(state, act.actor.pk, to, act.now))


def not_reached(act: Act, call_again_at: datetime, words: str) -> Alert:
    """The patient could not be reached; it stays open, with a time to call again.

    The second time it goes to the next step that the hospital has named.
    """
    by, step = act.actor.pk, hospital().unreachable_step
    return happen(act, lambda state: alert_life.not_reached(state, by, call_again_at, words, act.now, step))


def take_step(act: Act, words: str) -> Alert:
    """The next named step was taken: who was reached, and what they do."""
    return happen(act, lambda state: alert_life.take_step(state, act.actor.pk, words, act.now))


def judge(act: Act, urgency: Urgency, words: str) -> Alert:
    """Set another urgency beside the pack's, with the reason."""
    times = due_times()
    return happen(act, lambda state: alert_life.judge(state, act.actor.pk, urgency, words, act.now, times))


def close(act: Act, decision: Decision) -> Alert:
    """Close the alert with what was decided, and what comes next for the next dose."""
    return happen(act, lambda state: alert_life.close(state, act.actor.pk, decision, act.now))


def put_right(act: Act, next_dose: NextDose, wait_until: date | None, words: str) -> Alert:
    """Correct what was decided about the next dose of an alert that is closed, with the reason."""
    by = act.actor.pk
    return happen(act, lambda state: alert_after.put_right(state, by, next_dose, wait_until, words, act.now))


def end_use(actor: Account, patient: Patient, reason: str, now: datetime, new_id: NewId) -> Patient:
    """The patient no longer uses Aldea. Every prompt stops: an open alert ends with it, the record stays."""
    with transaction.atomic():
        ended = people.end_use(actor, patient, reason, now, new_id)
        for waiting in Alert.objects.filter(queries.about(patient), closed_at=None):
            act = Act(actor, waiting.pk, now, new_id(), new_id)
            happen(act, lambda state: alert_life.end(state, actor.pk, reason, now))
    return ended


def resume_use(actor: Account, patient: Patient, now: datetime, new_id: NewId) -> Patient:
    """The patient uses Aldea again, and what ended with the use waits again, unseen, and due as before."""
    with transaction.atomic():
        ended_at = patient.ended_at
        resumed = people.resume_use(actor, patient, now, new_id)
        for ended in Alert.objects.filter(
            queries.about(patient), closed_at=ended_at, closed_at__isnull=False
        ):
            if ended.events.filter(kind=Kind.ENDED).exists():
                act = Act(actor, ended.pk, now, new_id(), new_id)
                happen(act, lambda state: alert_after.reopen(state, actor.pk, now))
    return resumed


def read_text(actor: Account, report_id: UUID, now: datetime, new_id: NewId) -> Report:
    """Someone of the team has read the free text of a report, whether or not it raised an alert."""
    require(actor, Permission.READ_RECORD)
    report = get_report(actor, report_id)
    with transaction.atomic():
        brought = AlertEvent.objects.filter(report=report, kind__in=REPORTED).first()
        if brought is not None:
            act = Act(actor, brought.alert_id, now, new_id(), new_id)
            happen(act, lambda state: alert_life.read_text(state, report.pk, actor.pk, now))
        first = {"id": new_id(), "read_by": actor, "at": now}
        if FreeTextRead.objects.get_or_create(report=report, defaults=first)[1]:
            record(actor, "report.text_read", report, report.patient_id, now, new_id())
    return report


def _open(report: Report, now: datetime, new_id: NewId) -> Alert | None:
    times = due_times()
    seen = received(current_pack(), report, times)
    if not alert_life.raises_alert(seen.urgency, times):
        return None
    step = alert_life.open_(None, seen, now, times)
    alert = Alert(id=new_id(), patient=report.patient, event_count=0)
    write_state(alert, step.state).save(force_insert=True)
    return _append(report.reporter, alert, step, new_id(), now, new_id, reasons(report))


def _join(alert: Alert, report: Report, now: datetime, new_id: NewId) -> Alert | None:
    times = due_times()
    seen = received(current_pack(), report, times)
    # One that came before and asked nobody stays out; one that raises joins, however close the two came.
    if report.received_at < alert.opened_at and not alert_life.raises_alert(seen.urgency, times):
        return None
    step = alert_life.join(state_of(alert.events.all()), seen, now, times)
    return _append(report.reporter, alert, step, new_id(), now, new_id, reasons(report))


def happen(act: Act, decide: Callable[[AlertState], Step]) -> Alert:
    """Let one thing happen to an alert of the actor's scope, once."""
    require(act.actor, Permission.WORK_ALERTS)
    with transaction.atomic():
        alert = _lock(act.actor, act.alert)
        if AlertEvent.objects.filter(pk=act.id).exists():
            return alert
        rows = list(alert.events.all())
        step = decide(state_of(rows))  # what is refused anyhow says more than that the page is old
        if act.known is not None and any(_overtakes(row, act) for row in rows[act.known :]):
            raise Overtaken
        return _append(act.actor, alert, step, act.id, act.now, act.new_id)


def _overtakes(row: AlertEvent, act: Act) -> bool:
    """Whether this event is news to the actor: looking and reading by others change nothing to decide on."""
    return row.by_id != act.actor.pk and row.kind not in {Kind.SEEN, Kind.TEXT_READ}


def _lock(actor: Account, id: UUID) -> Alert:
    """The alert, held against any other writer until the transaction ends. Raises NotInScope."""
    found = Alert.objects.select_for_update(of=("self",)).filter(pk=id, patient__in=patients_for(actor))
    alert = found.first()
    if alert is None:
        raise NotInScope
    return alert


def _append(
    actor: Account,
    alert: Alert,
    step: Step,
    id: UUID,
    now: datetime,
    new_id: NewId,
    why: Sequence[str] = (),
) -> Alert:
    """Store the event of a step, how the alert stands after it, and the audit event."""
    if step.event is not None:
        alert.event_count += 1
        row_of(step.event, alert, alert.event_count, id, why).save()
        record(actor, f"alert.{step.event.kind}", alert, alert.patient_id, now, new_id(), {"event": str(id)})
        write_state(alert, step.state).save()
    return alert
