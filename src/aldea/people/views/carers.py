"""Carers of a patient, and the end of a carer's link."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from aldea.people.models import CarerMay, Role
from aldea.people.permissions import NotInScope, Permission, actor_of, require
from aldea.people.queries import carers_of, get_carer_link, patients_for
from aldea.people.use_cases import change_carer, read_record, withdraw_carer
from aldea.site.edge import new_id, now


def own_carers(request: HttpRequest) -> HttpResponse:
    """A patient sees who may report for them."""
    actor = actor_of(request)
    patient = patients_for(actor).first()
    if actor.role != Role.PATIENT or patient is None:
        raise NotInScope
    read_record(actor, patient, "carers", now(), new_id)
    return render(
        request,
        "people/own_carers.html",
        {"carers": carers_of(actor, patient), "may_choices": CarerMay.choices},
    )


@require_POST
def change(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """The patient lets the carer do more or less, from now on."""
    actor = actor_of(request)
    require(actor, Permission.WITHDRAW_CARER)
    link = get_carer_link(actor, link_id)
    change_carer(actor, link, request.POST.get("may", ""), now(), new_id)
    if actor.role == Role.PATIENT:
        return redirect("people:own_carers")
    return redirect("people:invitations", link.patient_id)


def withdraw(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Asks once more, then withdraws."""
    actor = actor_of(request)
    require(actor, Permission.WITHDRAW_CARER)
    link = get_carer_link(actor, link_id)
    if request.method == "POST":
        withdraw_carer(actor, link, now(), new_id)
    if request.method == "POST" or link.withdrawn_at:
        if actor.role == Role.PATIENT:
            return redirect("people:own_carers")
        return redirect("people:invitations", link.patient_id)
    read_record(actor, link.patient, "carers.withdraw", now(), new_id)
    return render(request, "people/withdraw.html", {"link": link, "patient": link.patient})
