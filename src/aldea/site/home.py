"""What each role finds on the first page."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from aldea.alerts.patients_page import patient_rows
from aldea.alerts.progress_page import put_right_words
from aldea.alerts.queries import last_shown
from aldea.alerts.standing_queries import find_put_right, find_standing, urgency_of
from aldea.hospital.queries import hospital
from aldea.people.list_queries import Show, patients_page
from aldea.people.models import Account, EndReason, Patient, Role
from aldea.people.queries import patients_for, reportable_by, told_of
from aldea.reports.no_check import reading_for
from aldea.reports.queries import find_last_report, find_open_check, open_corrections
from aldea.reports.reminders import reminder_of

PATIENTS_ON_HOME = 10


def home_page(actor: Account, now: datetime) -> dict[str, Any]:
    """The parts of the page for this role."""
    if actor.role in (Role.PATIENT, Role.CARER):
        return {
            "people": [_reporter_part(actor, patient, now) for patient in _prompted(actor)],
            "told": [_told_part(actor, patient) for patient in _living(told_of(actor))],
            "remembered": actor.role == Role.CARER
            and patients_for(actor).filter(end_reason=EndReason.DIED).exists(),
            "reading": reading_for(actor),
        }
    if actor.role == Role.NURSE:
        found = patients_page(actor, "", Show.ACTIVE, None, PATIENTS_ON_HOME)
        return {"rows": patient_rows(actor, found.patients, hospital(), now), "more": found.next is not None}
    return {}


def _prompted(actor: Account) -> list[Patient]:
    """About whom the page speaks. Who signs in as the patient always finds their own reports."""
    found = patients_for(actor)
    return list(found) if actor.role == Role.PATIENT else _living(found)


def _living(patients: Iterable[Patient]) -> list[Patient]:
    """Nobody is prompted about somebody who has died."""
    return [patient for patient in patients if patient.end_reason != EndReason.DIED]


def _reporter_part(actor: Account, patient: Patient, now: datetime) -> dict[str, Any]:
    right = find_put_right(actor, patient)
    may_report = reportable_by(actor).filter(pk=patient.pk).exists()
    return {
        "patient": patient,
        "may_report": may_report,
        "reminder": reminder_of(actor, patient, hospital(), now),
        "corrections": open_corrections(actor, patient, now) if may_report else [],
        "unsent": find_open_check(actor, patient, now) if may_report else None,
        "last": find_last_report(actor, patient),
        "standing": find_standing(actor, patient),
        "put_right": put_right_words(right) if right else "",
        "put_right_at": right.put_right_at if right else None,
    }


def _told_part(actor: Account, patient: Patient) -> dict[str, Any]:
    """What holds now: the newest answer, unless a graver one still stands."""
    last, standing = last_shown(actor, patient), find_standing(actor, patient)
    graver = standing is not None and (last is None or urgency_of(standing) > urgency_of(last))
    return {"patient": patient, "last": last, "standing": standing, "graver": graver}
