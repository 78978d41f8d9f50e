"""A patient is enrolled, a caller is registered, and a record is read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aldea.audit.use_cases import record
from aldea.people.alike_names import telephone_key
from aldea.people.alike_queries import who_may_be
from aldea.people.list_queries import find_by_details
from aldea.people.models import Account, CareTeam, Patient, PatientWord
from aldea.people.name_words import name_key, words_of
from aldea.people.permissions import NotInScope, Permission, require
from aldea.people.queries import get_patient, patients_for, teams_of

OLDEST = 120
KNOWN_SHOWN = 10
"""How many are shown at most who may be the one that is to be registered."""
HOSPITAL_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9/-]{2,19}")
TELEPHONE = re.compile(r"\+?[0-9]{6,15}")


class EnrolmentRefusedError(Exception):
    """The patient cannot be enrolled like this. ``field`` names the detail, ``message`` says what to do.

    ``known`` are those who may be meant; where that is all that is wrong, one ``may_go_on``.
    """

    def __init__(
        self,
        field: str,
        message: str | Promise,
        known: Sequence[Patient] = (),
        *,
        may_go_on: bool = False,
    ) -> None:
        super().__init__(field)
        self.field = field
        self.message = str(message)
        self.known = known
        self.may_go_on = may_go_on


@dataclass(frozen=True)
class PatientDetails:
    """What is known of a patient at enrolment. Of a caller two things may be missing.

    Those are the hospital number, which is then empty, and the date of birth.
    """

    name: str
    date_of_birth: date | None
    hospital_number: str
    telephone: str
    team: CareTeam


def plain_hospital_number(text: str) -> str:
    """The one spelling under which a hospital number is stored: capitals, no spaces."""
    return "".join(text.split()).upper()


def register_patient(
    actor: Account,
    details: PatientDetails,
    now: datetime,
    today: date,
    new_id: Callable[[], UUID],
    *,
    anyway: bool = False,
) -> Patient:
    """Enrol a patient in one of the nurse's teams.

    Raises ``EnrolmentRefusedError`` for a date of birth that cannot be, an unreadable number, a hospital
    number that is already enrolled, and, unless it is to be ``anyway``, for somebody of this name and date
    of birth; ``NotInScope`` when the actor may not enrol into this team.
    """
    number = _checked_number(details)
    _check_scope(actor, details, number, today)
    if not anyway and (known := find_by_details(actor, details.name, details.date_of_birth)):
        message = _("Somebody of this name and age is here already. Is it the same person?")
        raise EnrolmentRefusedError("", message, known[:KNOWN_SHOWN], may_go_on=True)
    return _register(actor, details, number, now, new_id)


def register_caller(
    actor: Account,
    details: PatientDetails,
    now: datetime,
    today: date,
    new_id: Callable[[], UUID],
    *,
    anyway: bool = False,
) -> Patient:
    """Register somebody who calls and is not found. A person matches them to a patient later, or never.

    Raises as ``register_patient`` does, and for whoever may be this person though something was typed
    otherwise (see ``alike_queries``); a caller without a hospital number is registered without one.
    """
    number = _checked_number(details) if details.hospital_number.strip() else None
    _check_scope(actor, details, number, today)
    if not anyway:
        known = who_may_be(actor, details.name, details.date_of_birth, details.telephone)
        if known:
            raise EnrolmentRefusedError("", _maybe_here(), known[:KNOWN_SHOWN], may_go_on=True)
    return _register(actor, details, number, now, new_id)


def complete_registration(
    actor: Account,
    patient: Patient,
    number: str,
    born: date | None,
    now: datetime,
    today: date,
    new_id: Callable[[], UUID],
    *,
    anyway: bool = False,
) -> Patient:
    """Give a caller who has no hospital number theirs: they are then enrolled like everybody else.

    ``born`` is the date of birth of one of whom it was not known. Raises ``EnrolmentRefusedError`` for a
    number that cannot be read or is somebody else's, for a date that cannot be or is missing, and, unless it
    is to be ``anyway``, while somebody enrolled may be this person.
    """
    require(actor, Permission.ENROL)
    patient = get_patient(actor, patient.pk)
    plain = _readable(number)
    if patient.hospital_number is not None or patient.matched_to_id is not None:
        raise NotInScope
    if Patient.objects.filter(hospital_number=plain).exists():
        raise _already_enrolled(actor, plain)
    if patient.date_of_birth is None:
        if born is None:
            raise EnrolmentRefusedError("date_of_birth", _birth_missing())
        _check_birth(born, today)
        patient.date_of_birth = born
    if not anyway:
        _stop_at_likeness(actor, patient)
    patient.hospital_number = plain
    try:
        with transaction.atomic():
            patient.save(update_fields=["hospital_number", "date_of_birth"])
            index_patient(patient)
            record(actor, "patient.completed", patient, patient.pk, now, new_id())
    except IntegrityError:
        raise _already_enrolled(actor, plain) from None
    return patient


def _stop_at_likeness(actor: Account, caller: Patient) -> None:
    """Raises EnrolmentRefusedError while an enrolled patient of the actor may be this caller."""
    found = who_may_be(actor, caller.name, caller.date_of_birth, caller.telephone)
    known = [one for one in found if one.hospital_number is not None and one.pk != caller.pk]
    if known:
        raise EnrolmentRefusedError("", _maybe_here(), known[:KNOWN_SHOWN], may_go_on=True)


def _maybe_here() -> str:
    return _("Somebody who may be this person is here already. Is it one of these?")


def index_patient(patient: Patient) -> None:
    """Write the words under which the patient is found: also those of callers who turned out to be them."""
    callers = Patient.objects.filter(matched_to=patient).values_list("name", flat=True)
    PatientWord.objects.filter(patient=patient).delete()
    PatientWord.objects.bulk_create(
        PatientWord(patient=patient, team_id=patient.team_id, word=word)
        for word in words_of(patient.name, patient.hospital_number or "", *callers)
    )


def _checked_number(details: PatientDetails) -> str:
    number = _readable(details.hospital_number)
    if details.date_of_birth is None:
        raise EnrolmentRefusedError("date_of_birth", _birth_missing())
    return number


def _readable(number: str) -> str:
    plain = plain_hospital_number(number)
    if not HOSPITAL_NUMBER.fullmatch(plain):
        message = _("A hospital number has 3 to 20 letters and digits. Check it on a letter.")
        raise EnrolmentRefusedError("hospital_number", message)
    return plain


def _check_scope(actor: Account, details: PatientDetails, number: str | None, today: date) -> None:
    require(actor, Permission.ENROL)
    if not teams_of(actor).filter(pk=details.team.pk).exists():
        raise NotInScope
    _check(details, today)
    if number and patients_for(actor).filter(hospital_number=number).exists():
        raise _already_enrolled(actor, number)


def _register(
    actor: Account,
    details: PatientDetails,
    number: str | None,
    now: datetime,
    new_id: Callable[[], UUID],
) -> Patient:
    name = " ".join(details.name.split())
    patient = Patient(
        id=new_id(),
        name=name,
        name_key=name_key(name),
        date_of_birth=details.date_of_birth,
        hospital_number=number,
        telephone=details.telephone.strip(),
        telephone_key=telephone_key(details.telephone),
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
    if not details.name.strip():
        raise EnrolmentRefusedError("name", _("Enter the patient's name."))
    if details.date_of_birth is not None:
        _check_birth(details.date_of_birth, today)
    if not TELEPHONE.fullmatch(re.sub(r"[ ()-]", "", details.telephone)):
        message = _("Enter a telephone number, such as 07700 900123.")
        raise EnrolmentRefusedError("telephone", message)


def _check_birth(born: date, today: date) -> None:
    if born >= today:
        raise EnrolmentRefusedError("date_of_birth", _("The date of birth must be in the past."))
    if today.year - born.year > OLDEST:
        message = _("The date of birth is more than 120 years ago. Check the year.")
        raise EnrolmentRefusedError("date_of_birth", message)


def _birth_missing() -> str:
    return _("Whoever is enrolled with a hospital number needs a date of birth.")


def _already_enrolled(actor: Account, number: str) -> EnrolmentRefusedError:
    known = list(patients_for(actor).filter(hospital_number=number))
    if known:
        message = _("A patient of your team has this hospital number already: %(name)s.")
        message %= {"name": known[0].name}
    else:
        team = Patient.objects.get(hospital_number=number).team
        message = _(
            "This hospital number is enrolled with another team (%(team)s). Check the number. "
            "If it is right, call that team and agree who looks after the patient."
        ) % {"team": team.name}
    return EnrolmentRefusedError("hospital_number", message, known)


def read_record(
    actor: Account, patient: Patient, page: str, now: datetime, new_id: Callable[[], UUID]
) -> None:
    """Write down that the actor looked at a page of the patient's record. Views call it before they show one.

    Patients who look at their own page are written down too: the trail then has no gaps to explain.
    """
    record(actor, "record.read", patient, patient.pk, now, new_id(), {"page": page})
