"""Patients as their list shows them: status, last report, open alert, silent since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aldea.alerts.models import Alert
from aldea.alerts.queries import open_alert_of, weight_of
from aldea.alerts.urgency_words import Word
from aldea.alerts.worklist_page import Level, level_of
from aldea.care.cadence import Cadence, Phase, Reminder
from aldea.hospital.queries import Hospital
from aldea.people.models import Account, Patient
from aldea.reports.reminders import reminders_of

PHASE_DOUBTS: Mapping[Phase, Word] = {
    Phase.OUT_OF_DATE: lazy("phase out of date"),
    Phase.UNKNOWN: lazy("phase not known"),
}


@dataclass(frozen=True, slots=True)
class PatientRow:
    """One patient. ``silent`` says since when a check is missing; empty when none is."""

    patient: Patient
    status: str
    alert: Alert | None
    level: Level | None
    silent: str


def patient_rows(
    actor: Account, patients: Sequence[Patient], hospital: Hospital, now: datetime
) -> list[PatientRow]:
    """The rows of patients who were read within scope, in their order."""
    alerts = open_alert_of(actor, patients)
    reminders = reminders_of(patients, hospital, now)
    rows = []
    for patient in patients:
        alert = alerts.get(patient.pk)
        level = level_of(weight_of(alert).id) if alert else None
        silent = silent_words(patient, reminders[patient.pk], now)
        rows.append(PatientRow(patient, status_words(patient, reminders[patient.pk]), alert, level, silent))
    return rows


def status_words(patient: Patient, reminder: Reminder) -> str:
    """Where the patient stands with Aldea."""
    if patient.ended_at is not None:
        return str(patient.get_end_reason_display())
    if patient.hospital_number is None:
        return _("Caller, not matched yet")
    if patient.account_id is None:
        return _("Enrolled, has not joined")
    return _("Reminders paused") if reminder.state is Cadence.PAUSED else _("Uses Aldea")


def silent_words(patient: Patient, reminder: Reminder, now: datetime) -> str:
    """Since when a check is missing, in words; empty when none is."""
    today = timezone.localtime(now).date()
    if not reminder.is_silent(today) or reminder.on is None:
        return ""
    day = {"day": date_format(reminder.on, "j F Y")}
    no_report = patient.last_report_at is None
    said = _("No report yet; one was due %(day)s") if no_report else _("Silent: a check was due %(day)s")
    doubt = PHASE_DOUBTS.get(reminder.phase)
    return f"{said % day} ({doubt})" if doubt else said % day
