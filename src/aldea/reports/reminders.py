"""Whether a patient's check is due: how often the hospital asks for one, and what pauses it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from aldea.care.cadence import Phase, Reminder, days_between, remind
from aldea.hospital.queries import Hospital
from aldea.people.models import Account, ContextFact, Patient, ReminderPause
from aldea.people.queries import get_patient, is_stale

PHASE = "phase"
UNSURE = "unsure"
NO_PHASE = ("", Phase.UNKNOWN)


def reminder_of(actor: Account, patient: Patient, hospital: Hospital, now: datetime) -> Reminder:
    """How the reminder of one patient stands today. Raises NotInScope."""
    get_patient(actor, patient.pk)
    return reminders_of([patient], hospital, now)[patient.pk]


def reminders_of(patients: Iterable[Patient], hospital: Hospital, now: datetime) -> Mapping[UUID, Reminder]:
    """How the reminders of patients stand today, who were read within scope."""
    found = list(patients)
    today = timezone.localtime(now).date()
    phases, pauses = _phases(found, today), _pauses(found)
    return {
        patient.pk: _reminder(
            patient, hospital, phases.get(patient.pk, NO_PHASE), pauses.get(patient.pk), today
        )
        for patient in found
    }


def _reminder(
    patient: Patient,
    hospital: Hospital,
    phase: tuple[str, Phase],
    pause: tuple[date | None] | None,
    today: date,
) -> Reminder:
    every = days_between(hospital.check_every or {}, *phase) if _is_asked(patient) else None
    last = patient.last_report_at
    last_on = timezone.localtime(last).date() if last is not None else None
    since = timezone.localtime(patient.enrolled_at).date()
    return remind(every, last_on, since, pause, today, phase[1])


def _is_asked(patient: Patient) -> bool:
    """Whether checks are asked of somebody: not of a caller, nor of who no longer uses Aldea."""
    is_enrolled = patient.hospital_number is not None and patient.matched_to_id is None
    return is_enrolled and patient.ended_at is None


def _phases(patients: list[Patient], today: date) -> Mapping[UUID, tuple[str, Phase]]:
    """The last known phase of the course of each patient, and whether it still counts."""
    facts = ContextFact.objects.filter(
        patient__in=patients, item=PHASE, effective_on__lte=today, superseded_by=None
    )
    newest: dict[UUID, ContextFact] = {fact.patient_id: fact for fact in facts}
    return {id: (str(fact.value), _known(fact, today)) for id, fact in newest.items()}


def _known(fact: ContextFact, today: date) -> Phase:
    if fact.value == UNSURE:
        return Phase.UNKNOWN
    return Phase.OUT_OF_DATE if is_stale(fact, today) else Phase.KNOWN


def _pauses(patients: list[Patient]) -> Mapping[UUID, tuple[date | None]]:
    pauses = ReminderPause.objects.filter(patient__in=patients, lifted_at=None)
    return {pause.patient_id: (pause.until,) for pause in pauses}
