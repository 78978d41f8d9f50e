"""A caller turns out to be a patient, or turns out not to be."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from aldea.audit.use_cases import record
from aldea.people.models import Account, Patient
from aldea.people.permissions import Permission, require
from aldea.people.queries import get_patient
from aldea.people.use_cases.course import note_report
from aldea.people.use_cases.patients import index_patient


class MatchRefusedError(Exception):
    """This caller cannot be matched to this patient; the message says why."""


def matched_meanwhile() -> str:
    """What is said to the second of two who match the same caller."""
    return _("Somebody has matched this caller meanwhile. Look at the record.")


def match_caller(
    actor: Account, caller: Patient, patient: Patient, now: datetime, new_id: Callable[[], UUID]
) -> None:
    """A person has found that this caller is that patient: what was reported belongs to the patient's record.

    The patient is found under the caller's name too from now on. Raises ``MatchRefusedError`` for a caller
    who has a hospital number or was matched, or another team's patient; ``NotInScope`` outside the actor's
    scope.
    """
    require(actor, Permission.ENROL)
    caller, patient = get_patient(actor, caller.pk), get_patient(actor, patient.pk)
    if caller.matched_to_id is not None:
        raise MatchRefusedError(matched_meanwhile())
    if caller.hospital_number is not None or caller.account_id is not None:
        raise MatchRefusedError(_("This is no caller who waits to be matched."))
    if patient.hospital_number is None or patient.pk == caller.pk:
        raise MatchRefusedError(_("Choose an enrolled patient with a hospital number."))
    if caller.team_id != patient.team_id:
        raise MatchRefusedError(_("The caller is registered with another team. Agree with that team first."))
    with transaction.atomic():
        still_open = Patient.objects.filter(pk=caller.pk, matched_to=None)
        if not still_open.update(matched_to=patient):
            raise MatchRefusedError(matched_meanwhile())
        if caller.last_report_at is not None:
            note_report(patient, caller.last_report_at)
        index_patient(patient)
        record(actor, "caller.matched", caller, patient.pk, now, new_id(), {"caller": str(caller.pk)})


def part_caller(
    actor: Account,
    caller: Patient,
    last_report_of: Callable[[Patient], datetime | None],
    now: datetime,
    new_id: Callable[[], UUID],
) -> Patient | None:
    """The match was a mistake: what the caller reported is the caller's own again.

    ``last_report_of`` is asked, once they are parted, when the last report about the patient was.
    Gives the patient from whom the caller was parted; None where they are not matched any more.
    """
    require(actor, Permission.ENROL)
    caller = get_patient(actor, caller.pk)
    patient: Patient | None = caller.matched_to
    if patient is None:
        return None
    with transaction.atomic():
        if not Patient.objects.filter(pk=caller.pk, matched_to=patient).update(matched_to=None):
            return None
        Patient.objects.filter(pk=patient.pk).update(last_report_at=last_report_of(patient))
        index_patient(patient)
        record(actor, "caller.parted", caller, patient.pk, now, new_id(), {"caller": str(caller.pk)})
    return patient
