"""A patient is enrolled, and a record is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aldea.audit.use_cases import record
from aldea.people.models import Account, CareTeam, Patient
from aldea.people.permissions import NotInScope, Permission, require
from aldea.people.queries import patients_for, teams_of

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
    """What is known of a patient at enrolment."""

    name: str
    date_of_birth: date
    hospital_number: str
    telephone: str
    team: CareTeam


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
    require(actor, Permission.ENROL)
    if not teams_of(actor).filter(pk=details.team.pk).exists():
        raise NotInScope
    number = plain_hospital_number(details.hospital_number)
    _check(details, number, today)
    patient = Patient(
        id=new_id(),
        name=" ".join(details.name.split()),
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
            record(actor, "patient.registered", patient, patient.pk, now, new_id())
    except IntegrityError:
        raise _already_enrolled(actor, number) from None
    return patient


def _check(details: PatientDetails, number: str, today: date) -> None:
    born = details.date_of_birth
    if not details.name.strip():
        raise EnrolmentRefusedError("name", _("Enter the patient's name."))
    if born >= today:
        raise EnrolmentRefusedError("date_of_birth", _("The date of birth must be in the past."))
    if today.year - born.year > OLDEST:
        message = _("The date of birth is more than 120 years ago. Check the year.")
        raise EnrolmentRefusedError("date_of_birth", message)
    if not HOSPITAL_NUMBER.fullmatch(number):
        message = _("A hospital number has 3 to 20 letters and digits. Check it on a letter.")
        raise EnrolmentRefusedError("hospital_number", message)
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
