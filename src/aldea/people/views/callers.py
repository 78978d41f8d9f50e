"""A caller is matched to a patient, or gets a hospital number."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from aldea.people.alike_queries import who_may_be
from aldea.people.forms import FindForm, NumberForm
from aldea.people.list_queries import find_by_details
from aldea.people.models import Account, Patient
from aldea.people.permissions import NotInScope, Permission, actor_of, require
from aldea.people.queries import get_patient
from aldea.people.use_cases import (
    EnrolmentRefusedError,
    MatchRefusedError,
    complete_registration,
    read_record,
)
from aldea.people.use_cases.callers import matched_meanwhile
from aldea.site.edge import new_id, now, today

MatchCaller = Callable[[Account, Patient, Patient, datetime, Callable[[], UUID]], None]
"""Matches a caller to a patient. Raises ``MatchRefusedError``."""


def match(request: HttpRequest, patient_id: UUID, match_caller: MatchCaller) -> HttpResponse:
    """Find whom the caller is, compare the two side by side, and say so; or enrol the caller."""
    actor = actor_of(request)
    require(actor, Permission.ENROL)
    caller = get_patient(actor, patient_id)
    if caller.matched_to_id is not None:
        messages.warning(request, matched_meanwhile())
        return redirect("alerts:record", caller.matched_to_id)
    if caller.hospital_number is not None:
        messages.warning(request, _("This patient has a hospital number: nobody is left to be found."))
        return redirect("alerts:record", caller.pk)
    asks_birth = caller.date_of_birth is None
    number = NumberForm(
        asks_birth=asks_birth, data=request.POST if "hospital_number" in request.POST else None
    )
    refused = _enrol(request, actor, caller, number) if number.is_valid() else None
    if number.is_valid() and refused is None:
        return redirect("alerts:record", caller.pk)
    if "match" in request.POST:
        return _match(request, actor, caller, match_caller)
    read_record(actor, caller, "match", now(), new_id)
    page = {
        "patient": caller,
        "form": number,
        "refused": refused,
        "find": _find_form(request, caller),
        "found": _found(request, caller),
    }
    return render(request, "people/match.html", page, status=422 if number.errors else 200)


def _enrol(
    request: HttpRequest, actor: Account, caller: Patient, number: NumberForm
) -> EnrolmentRefusedError | None:
    """Enrol the caller with this number; why not, where it cannot be or somebody enrolled may be them."""
    said, anyway = number.cleaned_data, "anyway" in request.POST
    try:
        enrolled = complete_registration(
            actor, caller, said["hospital_number"], said.get("date_of_birth"), now(), today(), new_id,
            anyway=anyway,
        )  # fmt: skip
    except EnrolmentRefusedError as refused:
        number.refuse(refused.field, refused.message)
        return refused
    words = _("%(name)s is enrolled now, with the number %(number)s.")
    messages.success(request, words % {"name": enrolled.name, "number": enrolled.hospital_number})
    return None


def _match(request: HttpRequest, actor: Account, caller: Patient, match_caller: MatchCaller) -> HttpResponse:
    chosen = next((one for one in _found(request, caller) if str(one.pk) == request.POST["match"]), None)
    if chosen is None:
        raise NotInScope
    try:
        match_caller(actor, caller, chosen, now(), new_id)
    except MatchRefusedError as refused:
        messages.error(request, str(refused))
        return redirect("people:match_caller", caller.pk)
    messages.success(request, _("What this caller reported belongs to this record now."))
    return redirect("alerts:record", chosen.pk)


def _find_form(request: HttpRequest, caller: Patient) -> FindForm:
    return FindForm(request.GET or None, initial={"q": caller.name, "date_of_birth": caller.date_of_birth})


def _found(request: HttpRequest, caller: Patient) -> list[Patient]:
    """Enrolled patients who fit what was typed; before anything was typed, who may be the caller."""
    form, actor = _find_form(request, caller), actor_of(request)
    if not form.is_bound:
        found = who_may_be(actor, caller.name, caller.date_of_birth, caller.telephone)
    elif form.is_valid():
        found = find_by_details(actor, form.cleaned_data["q"], form.cleaned_data["date_of_birth"])
    else:
        found = []
    return [one for one in found if one.hospital_number is not None and one.pk != caller.pk]
