"""Reminders of the check: a patient pauses them, stops them, and starts them again; so does the team."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from aldea.hospital.queries import hospital
from aldea.people.models import Account, Patient, Role
from aldea.people.permissions import NotInScope, Permission, actor_of, allowed
from aldea.people.queries import get_patient, patients_for
from aldea.people.use_cases import pause_reminders, start_reminders
from aldea.reports.reminders import reminder_of
from aldea.site import edge

PAUSES = {"3": 3, "7": 7, "14": 14}


def own_reminders(request: HttpRequest) -> HttpResponse:
    """A patient's own."""
    actor = actor_of(request)
    patient = patients_for(actor).first()
    if actor.role != Role.PATIENT or patient is None:
        raise NotInScope
    return _reminders(request, actor, patient)


def reminders(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Those of a patient of the team."""
    actor = actor_of(request)
    if not allowed(actor, Permission.READ_RECORD):
        raise NotInScope
    return _reminders(request, actor, get_patient(actor, patient_id))


def _reminders(request: HttpRequest, actor: Account, patient: Patient) -> HttpResponse:
    if request.method == "POST":
        if patient.ended_at is not None:
            raise NotInScope
        chosen = request.POST.get("pause", "")
        if chosen in PAUSES:
            until = edge.today() + timedelta(days=PAUSES[chosen])
            pause_reminders(actor, patient, until, edge.now(), edge.new_id)
        elif chosen == "stop":
            pause_reminders(actor, patient, None, edge.now(), edge.new_id)
        elif chosen == "start":
            start_reminders(actor, patient, edge.now(), edge.new_id)
        else:
            raise NotInScope
        return redirect(request.path)
    page = {
        "patient": patient,
        "own": patient.account_id == actor.pk,
        "reminder": reminder_of(actor, patient, hospital(), edge.now()),
        "pauses": PAUSES,
    }
    return render(request, "reports/reminders.html", page)
