"""The patients of a nurse's teams as a list that stays fast, and the end of somebody's use of Aldea."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from aldea.alerts import use_cases
from aldea.alerts.forms import EndForm
from aldea.alerts.patients_page import patient_rows
from aldea.alerts.queries import open_alerts_about, state_of_open, weight_of
from aldea.alerts.worklist_page import level_of
from aldea.hospital.queries import hospital
from aldea.people.forms import SearchForm
from aldea.people.list_queries import After, Show, found_elsewhere, patients_page
from aldea.people.permissions import NotInScope, Permission, actor_of, require
from aldea.people.queries import get_patient
from aldea.people.use_cases import read_record
from aldea.site import edge


@require_GET
def patients(request: HttpRequest) -> HttpResponse:
    """One page of patients by name, from a place on."""
    actor = actor_of(request)
    require(actor, Permission.READ_RECORD)
    search = SearchForm(request.GET or None)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    shown = request.GET.get("show", "")
    show = Show(shown) if shown in set(Show) else Show.ACTIVE
    found = patients_page(actor, words, show, _after(request))
    page = {
        "search": search,
        "words": words,
        "show": show.value,
        "rows": patient_rows(actor, found.patients, hospital(), edge.now()),
        "elsewhere": found_elsewhere(actor, words, show, found.patients),
        "next": found.next,
        "is_first": _after(request) is None,
    }
    return render(request, "alerts/patients.html", page)


def use(request: HttpRequest, patient: UUID) -> HttpResponse:
    """End the use of Aldea, with the reason; or begin it again."""
    actor = actor_of(request)
    require(actor, Permission.END_USE)
    found = get_patient(actor, patient)
    if "begin_again" in request.POST and found.ended_at is not None:
        use_cases.resume_use(actor, found, edge.now(), edge.new_id)
        messages.success(request, _("The patient uses Aldea again."))
        return redirect("alerts:record", found.pk)
    waiting = open_alerts_about(actor, found)
    form = EndForm(state_of_open(waiting), request.POST if request.method == "POST" else None)
    if form.is_valid():
        use_cases.end_use(actor, found, form.cleaned_data["reason"], edge.now(), edge.new_id)
        messages.success(request, _("Every prompt has stopped. The record stays."))
        return redirect("alerts:record", found.pk)
    read_record(actor, found, "use", edge.now(), edge.new_id)
    listed = [(alert, level_of(weight_of(alert).id)) for alert in waiting]
    page = {"patient": found, "waiting": listed, "form": form}
    return render(request, "alerts/use.html", page, status=422 if form.errors else 200)


def _after(request: HttpRequest) -> After | None:
    key, id = request.GET.get("after", ""), request.GET.get("id", "")
    if not key or not id:
        return None
    try:
        return After(key, UUID(id))
    except ValueError:
        raise NotInScope from None
