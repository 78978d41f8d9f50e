"""A patient is enrolled, a caller is registered and matched, and a record is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aldea.audit.use_cases import record
from aldea.people.models import Account, CareTeam, Patient, PatientWord
from aldea.people.name_words import name_key, words_of
from aldea.people.permissions import NotInScope, Permission, require
from aldea.people.queries import get_patient, patients_for, teams_of
from aldea.people.use_cases.course import note_report

OLDEST = 120
HOSPITAL_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9/-]{2,19}")
TELEPHONE = re.compile(r"\+?[0-9]{6,15}")


class EnrolmentRefusedError(Exception):
    """The patient cannot be enrolled like this. ``field`` names the detail, ``message`` says what to do."""

    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(field)
        self.field = field
        self.message = str(message)


@dataclass(frozen=True)
class PatientDetails:
    """What is known of a patient at enrolment. Of a caller the hospital number may be empty."""

    name: str
    date_of_birth: date
    hospital_number: str
    telephone: str
    team: CareTeam


class MatchRefusedError(Exception):
    """This caller cannot be matched to this patient; the message says why."""


def plain_hospital_number(text: str) -> str:
    """The one spelling under which a hospital number is stored: capitals, no spaces."""
    return "".join(text.split()).upper()


def register_patient(
    actor: Account, details: PatientDetails, now: datetime, today: date, new_id: Callable[[], UUID]
) -> Patient:
    """Enrol a patient in one of the nurse's teams.

    Raises ``EnrolmentRefusedError`` for a date of birth that cannot be, an unreadable number, or a hospital
    number that is already enrolled; ``NotInScope`` when the actor may not enrol into this team.
    """
    number = plain_hospital_number(details.hospital_number)
    if not HOSPITAL_NUMBER.fullmatch(number):
        message = _("A hospital number has 3 to 20 letters and digits. Check it on a letter.")
        raise EnrolmentRefusedError("hospital_number", message)
    return _register(actor, details, number, now, today, new_id)


def register_caller(
    actor: Account, details: PatientDetails, now: datetime, today: date, new_id: Callable[[], UUID]
) -> Patient:
    """Register somebody who calls and is not found. A person matches them to a patient later, or never.

    Raises as ``register_patient`` does; a caller without a hospital number is registered without one.
    """
    if details.hospital_number.strip():
        return register_patient(actor, details, now, today, new_id)
    return _register(actor, details, None, now, today, new_id)


def complete_registration(
    actor: Account, patient: Patient, number: str, now: datetime, new_id: Callable[[], UUID]
) -> Patient:
    """Give a caller who has no hospital number theirs: they are then enrolled like everybody else.

    Raises ``EnrolmentRefusedError`` for a number that cannot be read or is somebody else's.
    """
    require(actor, Permission.ENROL)
    patient = get_patient(actor, patient.pk)
    plain = plain_hospital_number(number)
    if not HOSPITAL_NUMBER.fullmatch(plain):
        message = _("A hospital number has 3 to 20 letters and digits. Check it on a letter.")
        raise EnrolmentRefusedError("hospital_number", message)
    if patient.hospital_number is not None or patient.matched_to_id is not None:
        raise NotInScope
    patient.hospital_number = plain
    try:
        with transaction.atomic():
            patient.save(update_fields=["hospital_number"])
            index_patient(patient)
            record(actor, "patient.completed", patient, patient.pk, now, new_id())
    except IntegrityError:
        raise _already_enrolled(actor, plain) from None
    return patient


def match_caller(
    actor: Account, caller: Patient, patient: Patient, now: datetime, new_id: Callable[[], UUID]
) -> None:
    """A person has found that this caller is that patient: what was reported belongs to the patient's record.

    Raises ``MatchRefusedError`` for a caller who has a hospital number or was matched, or another team's
    patient; ``NotInScope`` outside the actor's scope.
    """
    require(actor, Permission.ENROL)
    caller, patient = get_patient(actor, caller.pk), get_patient(actor, patient.pk)
    if (
        caller.hospital_number is not None
        or caller.matched_to_id is not None
        or caller.account_id is not None
    ):
        raise MatchRefusedError(_("This is no caller who waits to be matched."))
    if patient.hospital_number is None or patient.pk == caller.pk:
        raise MatchRefusedError(_("Choose an enrolled patient with a hospital number."))
    if caller.team_id != patient.team_id:
        raise MatchRefusedError(_("The caller is registered with another team. Agree with that team first."))
    with transaction.atomic():
        still_open = Patient.objects.filter(pk=caller.pk, matched_to=None)
        if not still_open.update(matched_to=patient):
            raise MatchRefusedError(_("Somebody has matched this caller meanwhile. Look at the record."))
        if caller.last_report_at is not None:
            note_report(patient, caller.last_report_at)
        record(actor, "caller.matched", caller, patient.pk, now, new_id(), {"caller": str(caller.pk)})


def part_caller(actor: Account, caller: Patient, now: datetime, new_id: Callable[[], UUID]) -> None:
    """The match was a mistake: what the caller reported is the caller's own again."""
    require(actor, Permission.ENROL)
    caller = get_patient(actor, caller.pk)
    if caller.matched_to_id is None:
        return
    matched = caller.matched_to_id
    with transaction.atomic():
        Patient.objects.filter(pk=caller.pk).update(matched_to=None)
        record(actor, "caller.parted", caller, matched, now, new_id(), {"caller": str(caller.pk)})


def index_patient(patient: Patient) -> None:
    """Write the words under which the patient is found."""
    PatientWord.objects.filter(patient=patient).delete()
    PatientWord.objects.bulk_create(
        PatientWord(patient=patient, team_id=patient.team_id, word=word)
        for word in words_of(patient.name, patient.hospital_number or "")
    )


def _register(
    actor: Account,
    details: PatientDetails,
    number: str | None,
    now: datetime,
    today: date,
    new_id: Callable[[], UUID],
) -> Patient:
    require(actor, Permission.ENROL)
    if not teams_of(actor).filter(pk=details.team.pk).exists():
        raise NotInScope
    _check(details, today)
    name = " ".join(details.name.split())
    patient = Patient(
        id=new_id(),
        name=name,
        name_key=name_key(name),
        date_of_birth=details.date_of_birth,
        hospital_number=number,
        telephone=details.telephone.strip(),
        team=details.team,
        enrolled_at=now,
        enrolled_by=actor,
    )
    try:
        with transaction.atomic():
            patient.save(force_insert=True)
            index_patient(patient)
            action = "patient.registered" if number else "caller.registered"
            record(actor, action, patient, patient.pk, now, new_id())
    except IntegrityError:
        raise _already_enrolled(actor, number or "") from None
    return patient


def _check(details: PatientDetails, today: date) -> None:
    born = details.date_of_birth
    if not details.name.strip():
        raise EnrolmentRefusedError("name", _("Enter the patient's name."))
    if born >= today:
        raise EnrolmentRefusedError("date_of_birth", _("The date of birth must be in the past."))
    if today.year - born.year > OLDEST:
        message = _("The date of birth is more than 120 years ago. Check the year.")
        raise EnrolmentRefusedError("date_of_birth", message)
    if not TELEPHONE.fullmatch(re.sub(r"[ ()-]", "", details.telephone)):
        message = _("Enter a telephone number, such as 07700 900123.")
        raise EnrolmentRefusedError("telephone", message)


def _already_enrolled(actor: Account, number: str) -> EnrolmentRefusedError:
    if patients_for(actor).filter(hospital_number=number).exists():
        message = _(
            "A patient of your team has this hospital number already. "
            "Search for it on the team page and open that record."
        )
    else:
        team = Patient.objects.get(hospital_number=number).team
        message = _(
            "This hospital number is enrolled with another team (%(team)s). Check the number. "
            "If it is right, call that team and agree who looks after the patient."
        ) % {"team": team.name}
    return EnrolmentRefusedError("hospital_number", message)


def read_record(
    actor: Account, patient: Patient, page: str, now: datetime, new_id: Callable[[], UUID]
) -> None:
    """Write down that the actor looked at a page of the patient's record. Views call it before they show one.

    Patients who look at their own page are written down too: the trail then has no gaps to explain.
    """
    record(actor, "record.read", patient, patient.pk, now, new_id(), {"page": page})
