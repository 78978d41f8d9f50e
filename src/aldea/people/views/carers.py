"""Carers of a patient: what each may do, a change of it, and the end of a carer's link."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aldea.people.forms import ConsentForm
from aldea.people.models import Account, CarerLink, CarerMay, Role
from aldea.people.permissions import NotInScope, Permission, actor_of, require
from aldea.people.queries import carers_of, former_carers, get_carer_link, patients_for
from aldea.people.use_cases import CarerTerms, change_carer, read_record, withdraw_carer
from aldea.site.edge import new_id, now

FROM_LEAST = (CarerMay.RECEIVE, CarerMay.SEE, CarerMay.REPORT)


def own_carers(request: HttpRequest) -> HttpResponse:
    """A patient sees who may report for them, and who could before."""
    actor = actor_of(request)
    patient = patients_for(actor).first()
    if actor.role != Role.PATIENT or patient is None:
        raise NotInScope
    read_record(actor, patient, "carers", now(), new_id)
    page = {
        "patient": patient,
        "carers": carers_of(actor, patient),
        "former": former_carers(actor, patient),
        "may_choices": CarerMay.choices,
    }
    return render(request, "people/own_carers.html", page)


@require_POST
def change(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """The patient lets the carer do less, at once; more is agreed first, and a nurse says how it was."""
    actor = actor_of(request)
    require(actor, Permission.WITHDRAW_CARER)
    link, may = get_carer_link(actor, link_id), _chosen(request.POST.get("may", ""))
    if may == link.may:
        return _to_carers(actor, link)
    if actor.role == Role.PATIENT and FROM_LEAST.index(may) < FROM_LEAST.index(CarerMay(link.may)):
        return _changed(request, actor, link, may, "")
    return _to_agree(link, may)


@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """What the carer would see and do from then on; changed when it is agreed."""
    actor = actor_of(request)
    require(actor, Permission.WITHDRAW_CARER)
    link = get_carer_link(actor, link_id)
    if request.method == "POST":
        may, consent = _chosen(request.POST.get("may", "")), request.POST.get("consent", "")
        if actor.role != Role.PATIENT and not consent.strip():
            return _to_agree(link, may, unsaid=True)
        return _changed(request, actor, link, may, consent)
    if link.withdrawn_at or request.GET.get("may") not in CarerMay.values:
        return _to_carers(actor, link)
    read_record(actor, link.patient, "carers.agree", now(), new_id)
    page = {
        "link": link,
        "patient": link.patient,
        "chosen": CarerMay(request.GET["may"]),
        "more": FROM_LEAST.index(_chosen(request.GET["may"])) > FROM_LEAST.index(CarerMay(link.may)),
        "form": ConsentForm({}) if "unsaid" in request.GET else ConsentForm(),
    }
    return render(request, "people/agree.html", page)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Asks once more, then withdraws."""
    actor = actor_of(request)
    require(actor, Permission.WITHDRAW_CARER)
    link = get_carer_link(actor, link_id)
    if request.method == "POST":
        withdraw_carer(actor, link, now(), new_id)
        words = _("%(name)s can no longer report, or see or be told anything.")
        messages.success(request, words % {"name": link.account.name})
    if request.method == "POST" or link.withdrawn_at:
        return _to_carers(actor, link)
    read_record(actor, link.patient, "carers.withdraw", now(), new_id)
    return render(request, "people/withdraw.html", {"link": link, "patient": link.patient})


def _chosen(may: str) -> CarerMay:
    if may not in CarerMay.values:
        raise NotInScope
    return CarerMay(may)


def _changed(
    request: HttpRequest, actor: Account, link: CarerLink, may: CarerMay, consent: str
) -> HttpResponse:
    if actor.role == Role.PATIENT:
        consent = _("%(name)s, here in Aldea") % {"name": actor.name}
    change_carer(actor, link, CarerTerms(may, consent), now(), new_id)
    words = _("From now on %(name)s may: %(what)s.") % {"name": link.account.name, "what": may.label}
    messages.success(request, words)
    return _to_carers(actor, link)


def _to_agree(link: CarerLink, may: CarerMay, *, unsaid: bool = False) -> HttpResponse:
    asked = {"may": may.value}
    if unsaid:
        asked["unsaid"] = "1"
    return redirect(f"{reverse('people:agree_carer', args=[link.pk])}?{urlencode(asked)}")


def _to_carers(actor: Account, link: CarerLink) -> HttpResponse:
    if actor.role == Role.PATIENT:
        return redirect("people:own_carers")
    return redirect("people:invitations", link.patient_id)
