"""The only reader of alerts. The actor comes first; the scope is applied here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from aldea.alerts.event_rows import REPORTED, event_of
from aldea.alerts.models import Alert, AlertEvent
from aldea.alerts.reported import FreeText, free_texts
from aldea.care.alert_states import Kind
from aldea.care.call_by import Wait
from aldea.language import Urgency
from aldea.people.models import Account, CareTeam, Membership, Patient, Role
from aldea.people.permissions import NotInScope, Permission, require
from aldea.people.protocol import current_pack
from aldea.people.queries import get_patient, patients_for, told_of
from aldea.reports.models import Report
from aldea.reports.queries import get_report, reports_of


def alerts_for(actor: Account) -> QuerySet[Alert]:
    """All alerts of patients within the actor's scope. Raises NotInScope for who does not work on alerts."""
    require(actor, Permission.WORK_ALERTS)
    found = Alert.objects.filter(patient__in=patients_for(actor))
    return found.select_related("patient__team", "patient__matched_to__team", "claimed_by")


def get_alert(actor: Account, id: UUID) -> Alert:
    """One alert. Raises NotInScope."""
    alert = alerts_for(actor).filter(pk=id).first()
    if alert is None:
        raise NotInScope
    return alert


def open_alerts(actor: Account) -> list[Alert]:
    """The alerts that wait for someone: the most urgent first, then who has waited longest."""
    waiting = alerts_for(actor).filter(closed_at=None)
    return sorted(waiting, key=lambda alert: (-weight_of(alert), alert.opened_at))


def weight_of(alert: Alert) -> Urgency:
    """What the place on the worklist goes by: the graver of the pack's urgency and a nurse's own."""
    own = Urgency.from_id(alert.judged) if alert.judged else Urgency.NONE
    return max(Urgency.from_id(alert.urgency), own)


def person_of(alert: Alert) -> Patient:
    """Whom an alert is about: the patient; where a caller turned out to be one, that patient."""
    return alert.patient.matched_to or alert.patient


def left_behind(alerts: Iterable[Alert]) -> set[UUID]:
    """Those of these alerts whose holder may no longer sign in, or no longer works in the patient's team."""
    held = [alert for alert in alerts if alert.claimed_by_id is not None and alert.closed_at is None]
    at_work = Membership.objects.filter(
        account__in={alert.claimed_by_id for alert in held}, account__is_active=True, account__role=Role.NURSE
    )
    pairs = set(at_work.values_list("account_id", "team_id")) if held else set()
    return {alert.pk for alert in held if (alert.claimed_by_id, alert.patient.team_id) not in pairs}


def others_of(actor: Account, alert: Alert) -> list[Alert]:
    """The other open alerts of the same person: reported by a caller who turned out to be them."""
    found = alerts_for(actor).filter(about(person_of(alert)), closed_at=None).exclude(pk=alert.pk)
    return sorted(found, key=lambda other: (-weight_of(other), other.opened_at))


def events_of(alerts: Iterable[Alert], *kinds: Kind) -> Mapping[UUID, list[AlertEvent]]:
    """The events of alerts that were read within scope, by alert and in order; of these kinds, or of all."""
    found = AlertEvent.objects.filter(alert__in=list(alerts)).select_related("by")
    if kinds:
        found = found.filter(kind__in=kinds)
    by_alert: dict[UUID, list[AlertEvent]] = {}
    for event in found:
        by_alert.setdefault(event.alert_id, []).append(event)
    return by_alert


def colleagues(actor: Account, patient: Patient) -> QuerySet[Account]:
    """The nurses of the patient's team, the actor among them. Raises NotInScope."""
    team: CareTeam = get_patient(actor, patient.pk).team
    nurses = Account.objects.filter(role=Role.NURSE, is_active=True, memberships__team=team)
    return nurses.order_by("name", "id")


@dataclass(frozen=True, slots=True)
class TextToRead:
    """Free text of a report, and who has read it; ``read_at`` is empty while nobody has."""

    text: FreeText
    read_by: Account | None
    read_at: datetime | None


def texts_of(report: Report) -> list[TextToRead]:
    """The free text of a report that was read within scope."""
    read = getattr(report, "free_text_read", None)
    by, at = (read.read_by, read.at) if read else (None, None)
    return [TextToRead(text, by, at) for text in free_texts(current_pack(), report)]


def reports_in(actor: Account, alert: Alert) -> list[Report]:
    """The reports that are joined in an alert, newest first."""
    joined = AlertEvent.objects.filter(alert=alert, kind__in=REPORTED).values("report")
    found = reports_of(actor, alert.patient).filter(pk__in=joined)
    return list(found.select_related("free_text_read__read_by"))


def about(patient: Patient) -> Q:
    """The condition on alerts that they are the patient's, or of a caller who turned out to be."""
    return Q(patient=patient) | Q(patient__matched_to=patient)


def open_alerts_about(actor: Account, patient: Patient) -> list[Alert]:
    """The open alerts of a patient, those of callers who turned out to be the patient among them."""
    return list(alerts_for(actor).filter(about(patient), closed_at=None))


def state_of_open(alerts: Iterable[Alert]) -> str:
    """Which alerts are open, and how much has happened to each; that somebody looked is nothing new."""
    looks = (Kind.SEEN, Kind.TEXT_READ)
    counts = [(str(alert.pk), alert.events.exclude(kind__in=looks).count()) for alert in alerts]
    return " ".join(f"{id}:{count}" for id, count in sorted(counts))


def open_alert_of(actor: Account, patients: Iterable[Patient]) -> Mapping[UUID, Alert]:
    """The gravest open alert of each of these patients who has one, by patient."""
    listed = list(patients)
    theirs = Q(patient__in=listed) | Q(patient__matched_to__in=listed)
    found = sorted(alerts_for(actor).filter(theirs, closed_at=None), key=weight_of)
    return {alert.patient.matched_to_id or alert.patient_id: alert for alert in found}


def last_shown(actor: Account, patient: Patient) -> Report | None:
    """The newest report about a patient, for a carer who is only told what to do now. Raises NotInScope."""
    if patient not in told_of(actor):
        raise NotInScope
    return Report.objects.filter(patient=patient).select_related("assessment").first()


def find_alert_of_report(actor: Account, report: Report) -> Alert | None:
    """The alert that a report opened or joined, if it did."""
    return alerts_for(actor).filter(events__report=report, events__kind__in=REPORTED).first()


def alerts_of(actor: Account, patient: Patient) -> list[Alert]:
    """All alerts of a patient, newest first; those of callers who turned out to be the patient among them."""
    return list(alerts_for(actor).filter(about(patient)))


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of a report, for who sent it.

    ``no_longer_read``: the patient no longer uses Aldea, and nobody looks at reports any more.
    ``alerted`` is false for a report that raised no alert; ``wait`` is how it waits while nobody has seen it.
    ``seen_by_role`` is the role of the first of the team who looked after it came. ``outcome`` is the id of
    what was decided, empty where none was written (``ended``: the use of Aldea ended instead); ``next_dose``
    that of what comes next for the next dose, with the day to ``wait_until``; it was put right at
    ``put_right_at``, where it was.
    """

    sent_at: datetime
    received_at: datetime
    corrects: bool = False
    no_longer_read: bool = False
    alerted: bool = False
    wait: Wait | None = None
    seen_at: datetime | None = None
    seen_by_role: str = ""
    call_again_at: datetime | None = None
    closed_at: datetime | None = None
    ended: bool = False
    outcome: str = ""
    next_dose: str = ""
    wait_until: date | None = None
    put_right_at: datetime | None = None


def alert_progress(actor: Account, report_id: UUID) -> Progress:
    """How far the team is with a report that the actor may read. Raises NotInScope.

    Open to whoever may read the report, so it says no more than roles, times and the outcome.
    """
    report = get_report(actor, report_id)
    whole = report.patient.matched_to or report.patient
    sent = Progress(
        report.at,
        report.received_at,
        corrects=report.corrects_id is not None,
        no_longer_read=whole.ended_at is not None,
    )
    brought = AlertEvent.objects.filter(report=report, kind__in=REPORTED).select_related("alert").first()
    return sent if brought is None else _with_alert(sent, brought)


def _with_alert(sent: Progress, brought: AlertEvent) -> Progress:
    """What became of a report in its alert, which it ``brought`` or joined."""
    later = AlertEvent.objects.filter(alert=brought.alert, number__gt=brought.number).select_related("by")
    seen = later.filter(kind=Kind.SEEN).first()
    closed = None
    if brought.alert.closed_at is not None:
        closed = later.filter(kind__in=[Kind.CLOSED, Kind.ENDED]).last()
    decided = closed.data if closed else {}
    right = later.filter(kind=Kind.PUT_RIGHT, number__gt=closed.number).last() if closed else None
    dose = right.data if right else decided
    return replace(
        sent,
        alerted=True,
        wait=_wait(brought) if seen is None else None,
        seen_at=seen.at if seen else None,
        seen_by_role=seen.by.role if seen and seen.by else "",
        call_again_at=brought.alert.call_again_at if closed is None else None,
        closed_at=closed.at if closed else None,
        ended=closed is not None and closed.kind == Kind.ENDED,
        outcome=decided.get("outcome", ""),
        next_dose=dose.get("next_dose", ""),
        wait_until=date.fromisoformat(dose["wait_until"]) if "wait_until" in dose else None,
        put_right_at=right.at if right else None,
    )


def _wait(brought: AlertEvent) -> Wait:
    """How long a report waits, from the event that it brought to its alert."""
    alert, event = brought.alert, event_of(brought)
    urgency = event.urgency or Urgency.NONE
    return Wait(
        at=brought.at,
        due_at=event.due_at or alert.due_at,
        urgency=urgency,
        gravest=max(urgency, weight_of(alert)),
        alert_due_at=alert.due_at if alert.seen_at is None else None,
    )
