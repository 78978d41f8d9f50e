"""The use of Aldea ends and begins again; reminders pause and start again."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from aldea.audit.use_cases import record
from aldea.people.models import Account, EndReason, Invitation, Patient, ReminderPause
from aldea.people.permissions import NotInScope, Permission, allowed, require
from aldea.people.queries import get_patient

NewId = Callable[[], UUID]


def end_use(actor: Account, patient: Patient, reason: str, now: datetime, new_id: NewId) -> Patient:
    """From this minute nobody is prompted about the patient; the record stays.

    Ended twice is ended once; another reason takes the place of the first. Open invitations close.
    Raises ``NotInScope`` for an unknown reason or outside the actor's scope.
    """
    require(actor, Permission.END_USE)
    if reason not in EndReason.values:
        raise NotInScope
    with transaction.atomic():
        patient = _locked(actor, patient)
        if patient.ended_at is not None and patient.end_reason == reason:
            return patient
        patient.ended_at, patient.end_reason = patient.ended_at or now, reason
        patient.save(update_fields=["ended_at", "end_reason"])
        Invitation.objects.filter(patient=patient, used_at=None, expires_at__gt=now).update(expires_at=now)
        record(actor, "use.ended", patient, patient.pk, now, new_id(), {"reason": reason})
    return patient


def resume_use(actor: Account, patient: Patient, now: datetime, new_id: NewId) -> Patient:
    """The patient uses Aldea again: the treatment goes on, or the end was recorded by mistake."""
    require(actor, Permission.END_USE)
    with transaction.atomic():
        patient = _locked(actor, patient)
        if patient.ended_at is None:
            return patient
        patient.ended_at, patient.end_reason = None, ""
        patient.save(update_fields=["ended_at", "end_reason"])
        record(actor, "use.resumed", patient, patient.pk, now, new_id())
    return patient


def _locked(actor: Account, patient: Patient) -> Patient:
    """The patient's row as it is now, held until the transaction ends. Raises ``NotInScope``."""
    Patient.objects.select_for_update().filter(pk=patient.pk).first()
    return get_patient(actor, patient.pk)


def pause_reminders(
    actor: Account, patient: Patient, until: date | None, now: datetime, new_id: NewId
) -> ReminderPause:
    """No reminders until the end of this day, or until somebody starts them again.

    A patient does this for themselves, a nurse for a patient of theirs. Raises ``NotInScope``.
    """
    patient = _of_reminders(actor, patient)
    pause = ReminderPause(id=new_id(), patient=patient, from_at=now, by=actor, until=until)
    with transaction.atomic():
        _lift(patient, now)
        pause.save(force_insert=True)
        record(actor, "reminders.paused", pause, patient.pk, now, new_id())
    return pause


def start_reminders(actor: Account, patient: Patient, now: datetime, new_id: NewId) -> None:
    """Reminders begin again. Raises ``NotInScope``."""
    patient = _of_reminders(actor, patient)
    with transaction.atomic():
        if _lift(patient, now):
            record(actor, "reminders.started", patient, patient.pk, now, new_id())


def _of_reminders(actor: Account, patient: Patient) -> Patient:
    if not (allowed(actor, Permission.REPORT_FOR_SELF) or allowed(actor, Permission.READ_RECORD)):
        raise NotInScope
    return get_patient(actor, patient.pk)


def _lift(patient: Patient, now: datetime) -> int:
    return ReminderPause.objects.filter(patient=patient, lifted_at=None).update(lifted_at=now)


def note_report(patient: Patient, at: datetime) -> None:
    """Keep on the patient when the last report was, for lists; the reports call it in their own step.

    Of a caller who turned out to be somebody else it is kept on both.
    """
    both = Patient.objects.filter(Q(pk=patient.pk) | Q(pk=patient.matched_to_id))
    both.filter(Q(last_report_at=None) | Q(last_report_at__lt=at)).update(last_report_at=at)
