"""Invitations: a nurse hands them over, the person who got one accepts it."""

from uuid import UUID

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from aldea.people.forms import InviteeForm, JoinForm, TermsForm
from aldea.people.models import Account, CarerMay, Invitation, Patient, Role
from aldea.people.permissions import NotInScope, Permission, actor_of, require
from aldea.people.queries import carers_of, former_carers, get_patient, invitations_of, renewable_carers
from aldea.people.use_cases import (
    CarerTerms,
    InvitationClosedError,
    InvitationRefusedError,
    SignInDetails,
    accept_invitation,
    accept_with_account,
    invite_practitioner,
    issue_invitation,
    may_invite,
    read_record,
)
from aldea.people.use_cases.invitations import Invitee, get_open_invitation
from aldea.people.views.kept_form import keep_form, take_form
from aldea.people.views.slips import to_slip
from aldea.site.edge import new_id, new_token, now

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def invitations(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Whom to invite, who has joined already; a POST makes an invitation and leads to its slip."""
    actor = actor_of(request)
    require(actor, Permission.INVITE)
    patient = get_patient(actor, patient_id)
    if request.method == "POST":
        return _invited(request, actor, patient)
    read_record(actor, patient, "invitations", now(), new_id)
    kept = take_form(request)
    page = {
        "patient": patient,
        "carers": carers_of(actor, patient),
        "former": former_carers(actor, patient),
        "renewable": renewable_carers(actor, patient),
        "invitations": invitations_of(actor, patient),
        "now": now(),
        "form": TermsForm(kept[0]) if kept else TermsForm(),
        "may_choices": CarerMay.choices,
        "may_invite": may_invite(patient),
        "may_renew": may_invite(patient, patient.account),
    }
    return render(request, "people/invitations.html", page)


def _invited(request: HttpRequest, actor: Account, patient: Patient) -> HttpResponse:
    links = carers_of(actor, patient)
    renewed = next((link.account for link in links if str(link.pk) == request.POST.get("renew")), None)
    for_role = Role.CARER if renewed else request.POST.get("for_role", "")
    if not may_invite(patient, patient.account if for_role == Role.PATIENT else renewed):
        return redirect(request.path)  # a page from before the end of the use: it says now why
    terms = TermsForm(request.POST) if for_role == Role.CARER and not renewed else None
    if terms is not None and not terms.is_valid():
        keep_form(request)
        return redirect(request.path)
    token = new_token()
    agreed = CarerTerms(**terms.cleaned_data) if terms else None
    invitation = issue_invitation(actor, patient, for_role, token, now(), new_id, renewed, agreed)
    return to_slip(invitation, token)


def invite(request: HttpRequest) -> HttpResponse:
    """An administrator invites a practitioner."""
    actor = actor_of(request)
    require(actor, Permission.INVITE_PRACTITIONER)
    if request.method == "POST":
        return _practitioner_invited(request, actor)
    kept = take_form(request)
    form = InviteeForm(kept[0]) if kept else InviteeForm()
    if kept and kept[1] and form.is_valid():
        form.refuse(*kept[1])
    return render(request, "people/invite_practitioner.html", {"form": form})


def _practitioner_invited(request: HttpRequest, actor: Account) -> HttpResponse:
    form = InviteeForm(request.POST)
    refused = None
    if form.is_valid():
        token = new_token()
        try:
            invitation = invite_practitioner(actor, Invitee(**form.cleaned_data), token, now(), new_id)
            return to_slip(invitation, token)
        except InvitationRefusedError as problem:
            refused = (problem.field, problem.message)
    keep_form(request, refused)
    return redirect(request.path)


@login_not_required
@sensitive_post_parameters("password")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of an invitation leads: choose an e-mail address and a password."""
    try:
        invitation = get_open_invitation(token, now())
        if isinstance(request.user, Account):
            return render(
                request, "people/welcome_signed_in.html", {"invitation": invitation, "token": token}
            )
        return _join(request, invitation, token)
    except InvitationClosedError:
        return render(request, "people/invitation_closed.html", status=410)


def _join(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    asks_name = invitation.for_role == Role.CARER and invitation.renews is None
    email = invitation.renews.email if invitation.renews else ""
    form = JoinForm(asks_name=asks_name, email=email, data=request.POST or None)
    if form.is_valid():
        try:
            account = accept_invitation(token, SignInDetails(**form.cleaned_data), now(), new_id)
            login(request, account, BACKEND)
            return redirect("home")
        except InvitationRefusedError as refused:
            form.refuse(refused.field, refused.message)
    return render(request, "people/welcome.html", {"form": form, "invitation": invitation, "token": token})


@require_POST
def take_on(request: HttpRequest, token: str) -> HttpResponse:
    """A carer who is signed in takes on one more patient."""
    try:
        accept_with_account(actor_of(request), token, now(), new_id)
    except InvitationClosedError:
        return render(request, "people/invitation_closed.html", status=410)
    except NotInScope:
        return redirect("people:welcome", token)
    return redirect("home")
