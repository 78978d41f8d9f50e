"""Telephone reports: find who calls, write down the call, and fill in the same check as everybody."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aldea.people.forms import FindForm
from aldea.people.list_queries import find_by_details
from aldea.people.models import Account, Patient
from aldea.people.permissions import NotInScope, actor_of
from aldea.people.queries import get_patient
from aldea.people.use_cases import EnrolmentRefusedError, PatientDetails, read_record, register_caller
from aldea.reports import queries
from aldea.reports.call_log import LOG_ITEMS
from aldea.reports.forms import CallerForm, CallForm, PartForm
from aldea.reports.use_cases import start_call
from aldea.site import edge

PartCaller = Callable[[Account, Patient, str, datetime, Callable[[], UUID]], Patient | None]
"""Parts a caller from a patient, with the reason; gives the patient, None where they are parted already."""


def new_call(request: HttpRequest) -> HttpResponse:
    """Who calls: found by name, hospital number and date of birth, or registered as a new caller."""
    actor = _nurse(request)
    find = FindForm(request.GET or None)
    looked = find.is_bound and find.is_valid()
    said: dict[str, Any] = find.cleaned_data if looked else {}
    found = find_by_details(actor, said["q"], said["date_of_birth"]) if looked else []
    form = CallerForm(actor, request.POST or None, _typed(said))
    refused = None
    if form.is_valid():
        try:
            patient = _register(request, actor, form.details())
            return redirect("reports:call", patient.pk)
        except EnrolmentRefusedError as error:
            refused = error
            form.refuse(refused.field, refused.message)
    page = {
        "find": find,
        "looked": looked,
        "found": [one for one in found if one.ended_at is None],
        "ended": [one for one in found if one.ended_at is not None],
        "form": form,
        "refused": refused,
        "unsent": [
            (call, call.started_by_id == actor.pk and not queries.is_too_old(call, edge.now()))
            for call in queries.open_calls(actor, edge.now())
        ],
    }
    return render(request, "reports/new_call.html", page, status=422 if form.errors else 200)


def call(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """The call, and then the check."""
    actor = _nurse(request)
    patient = get_patient(actor, patient_id)
    form = CallForm(edge.now(), patient, request.POST or None)
    if form.is_valid():
        check = start_call(actor, patient, form.details(), edge.now(), edge.new_id)
        return redirect("reports:resume", check.pk)
    read_record(actor, patient, "call", edge.now(), edge.new_id)
    page = {"patient": patient, "form": form, "log": LOG_ITEMS, "may_report": _may_report(actor, patient)}
    return render(request, "reports/call.html", page, status=422 if form.errors else 200)


def part(request: HttpRequest, patient_id: UUID, part_caller: PartCaller) -> HttpResponse:
    """That a caller was matched to a patient was a mistake: the nurse compares the two, and says why."""
    actor = _nurse(request)
    caller = get_patient(actor, patient_id)
    if caller.matched_to is None:
        if request.method == "POST":
            messages.warning(request, _("They are parted already. Look at the record."))
        return redirect("alerts:record", caller.pk)
    form = PartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        parted_from = part_caller(actor, caller, form.cleaned_data["why"], edge.now(), edge.new_id)
        return _parted(request, caller, parted_from)
    read_record(actor, caller, "part", edge.now(), edge.new_id)
    page = {"caller": caller, "patient": caller.matched_to, "form": form}
    return render(request, "reports/part.html", page, status=422 if form.errors else 200)


def _parted(request: HttpRequest, caller: Patient, patient: Patient | None) -> HttpResponse:
    """Where the nurse can match them again, with the patient found already."""
    if patient is None:
        messages.warning(request, _("They are parted already. Look at the record."))
        return redirect("alerts:record", caller.pk)
    names = {"caller": caller.name, "name": patient.name}
    messages.success(
        request,
        _("%(caller)s and %(name)s are parted. If that was wrong, match them again below.") % names,
    )
    again = QueryDict(mutable=True)
    again["q"] = patient.hospital_number or patient.name
    return redirect(f"{reverse('people:match_caller', args=[caller.pk])}?{again.urlencode()}")


def _register(request: HttpRequest, actor: Account, details: PatientDetails) -> Patient:
    anyway = "anyway" in request.POST
    return register_caller(actor, details, edge.now(), edge.today(), edge.new_id, anyway=anyway)


def _nurse(request: HttpRequest) -> Account:
    actor = actor_of(request)
    if not queries.may_take_calls(actor):
        raise NotInScope
    return actor


def _may_report(actor: Account, patient: Patient) -> bool:
    return patient.ended_at is None and patient.matched_to_id is None and actor.is_active


def _typed(said: dict[str, Any]) -> dict[str, Any]:
    """What was looked for, as the beginning of a registration."""
    words = str(said.get("q", ""))
    field = "hospital_number" if any(character.isdigit() for character in words) else "name"
    return {field: words, "date_of_birth": said.get("date_of_birth")}
