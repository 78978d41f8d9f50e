"""What one shift hands to the next: open alerts by what they wait for, and patients who are silent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from aldea.alerts import queries, use_cases
from aldea.alerts.alert_page import named_step
from aldea.alerts.event_rows import REPORTED
from aldea.alerts.models import Alert, AlertEvent
from aldea.alerts.patients_page import PatientRow, patient_rows
from aldea.alerts.whom_to_call import NumberToCall, newest_call, numbers_to_call
from aldea.alerts.worklist_page import Row, worklist_of
from aldea.care.alert_states import Kind
from aldea.hospital.queries import Hospital
from aldea.people.list_queries import quiet_patients
from aldea.people.models import Account, Patient
from aldea.reports.models import Check
from aldea.reports.queries import calls_of, is_too_old, open_calls

MOST_SILENT = 100
MOST_LOOKED_AT = 3000


@dataclass(frozen=True, slots=True)
class LastNote:
    """What was written last on an alert, by whom and when."""

    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BegunCall:
    """A telephone report that was begun and not sent; whether the reader can go on with it."""

    check: Check
    can_go_on: bool


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One open alert, with the newest note on it, the next step, and the numbers that reach the person.

    ``step`` is whom the hospital has named for after two failed calls, while that step waits.
    """

    row: Row
    last_note: LastNote | None
    step: str
    numbers: Sequence[NumberToCall]


@dataclass(frozen=True, slots=True)
class Handover:
    """Alerts that nobody has taken, that somebody has, that wait for another call; and who is silent.

    ``begun`` are telephone reports that were begun and not sent: somebody waits for a call.
    """

    waiting: Sequence[HandedOver]
    taken: Sequence[HandedOver]
    call_again: Sequence[HandedOver]
    begun: Sequence[BegunCall]
    silent: Sequence[PatientRow]
    more_silent: int


def handover_of(actor: Account, hospital: Hospital, now: datetime, new_id: Callable[[], UUID]) -> Handover:
    """The page for a nurse's teams; that it was looked at is audited."""
    alerts = queries.open_alerts(actor)
    use_cases.read_worklist(actor, alerts, now, new_id)
    rows = _handed_over(actor, alerts, now)
    quiet = patient_rows(actor, _may_be_silent(actor, hospital, now), hospital, now)
    silent = [row for row in quiet if row.silent]
    return Handover(
        waiting=[each for each in rows if not each.row.taken],
        taken=[each for each in rows if each.row.taken and not each.row.alert.call_again_at],
        call_again=[each for each in rows if each.row.taken and each.row.alert.call_again_at],
        begun=begun_calls(actor, now),
        silent=silent[:MOST_SILENT],
        more_silent=max(0, len(silent) - MOST_SILENT),
    )


def begun_calls(actor: Account, now: datetime) -> list[BegunCall]:
    """The telephone reports of the nurse's teams that were begun; one's own goes on while it is young."""
    return [
        BegunCall(check, check.started_by_id == actor.pk and not is_too_old(check, now))
        for check in open_calls(actor, now)
    ]


def _handed_over(actor: Account, alerts: Sequence[Alert], now: datetime) -> list[HandedOver]:
    brought = queries.events_of(alerts, *(Kind(kind) for kind in REPORTED))
    notes = queries.events_of(alerts, Kind.NOTED, Kind.NOT_REACHED, Kind.STEP_TAKEN)
    calls = calls_of(event.report_id for events in brought.values() for event in events if event.report_id)
    return [
        HandedOver(
            row,
            _last_note(row.alert, notes),
            _step(row.alert, notes),
            numbers_to_call(row.person, newest_call(brought.get(row.alert.pk, []), calls)),
        )
        for row in worklist_of(actor, alerts, brought, now).rows
    ]


def _may_be_silent(actor: Account, hospital: Hospital, now: datetime) -> Sequence[Patient]:
    """Patients whose last report is older than the shortest time between checks; the longest silent first."""
    days = min((hospital.check_every or {}).values(), default=None)
    return [] if days is None else quiet_patients(actor, now - timedelta(days=days), MOST_LOOKED_AT)


def _last_note(alert: Alert, notes: Mapping[UUID, list[AlertEvent]]) -> LastNote | None:
    for event in reversed(notes.get(alert.pk, [])):
        if event.data.get("words"):
            return LastNote(event.data["words"], event.by.name if event.by else "", event.at)
    return None


def _step(alert: Alert, notes: Mapping[UUID, list[AlertEvent]]) -> str:
    failed = [event for event in notes.get(alert.pk, []) if event.kind == Kind.NOT_REACHED]
    return named_step(failed[-1].data.get("step", "")) if alert.step_waits and failed else ""
