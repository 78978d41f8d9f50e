"""Invitations are handed over and accepted."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aldea.audit.use_cases import record
from aldea.people.accounts import plain_email
from aldea.people.models import (
    Account,
    CarerLink,
    CarerMay,
    CareTeam,
    EndReason,
    Invitation,
    Membership,
    Patient,
    Role,
)
from aldea.people.permissions import PRACTITIONERS, NotInScope, Permission, require
from aldea.people.queries import get_patient, renewable_carers
from aldea.people.use_cases.carers import CarerTerms, InvitationRefusedError, checked_terms

OPEN_FOR = timedelta(days=7)

NewId = Callable[[], UUID]


class InvitationClosedError(Exception):
    """The invitation was used, withdrawn, is too old, or never was."""


@dataclass(frozen=True)
class SignInDetails:
    """How someone will sign in. ``name`` is asked of carers only."""

    email: str
    password: str
    name: str = ""


@dataclass(frozen=True)
class Invitee:
    """A practitioner to be, or one whose sign-in is ``renews``."""

    name: str
    role: str
    team: CareTeam | None = None
    renews: Account | None = None


def digest(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def issue_invitation(
    actor: Account,
    patient: Patient,
    for_role: str,
    token: str,
    now: datetime,
    new_id: NewId,
    renews: Account | None = None,
    terms: CarerTerms | None = None,
) -> Invitation:
    """Make an invitation for the patient, or for a carer of theirs; the token is shown once and not stored.

    An earlier open invitation of the patient closes. ``renews`` is a carer who can no longer sign in; for
    a patient who joined already, the invitation renews their sign-in by itself. A new carer comes with the
    ``terms`` to which the patient has agreed. Raises ``NotInScope`` when the actor may not invite for this
    patient or its use of Aldea has ended, ``InvitationRefusedError`` without the patient's consent.
    """
    _must_be_allowed(actor, patient, for_role, renews)
    terms = checked_terms(terms) if for_role == Role.CARER and renews is None else None
    invitation = Invitation(
        id=new_id(),
        token_sha256=digest(token),
        patient=patient,
        for_role=for_role,
        renews=patient.account if for_role == Role.PATIENT else renews,
        may=terms.may if terms else "",
        consent=terms.consent if terms else "",
        created_at=now,
        created_by=actor,
        expires_at=now + OPEN_FOR,
    )
    with transaction.atomic():
        if for_role == Role.PATIENT:
            still_open = Invitation.objects.filter(patient=patient, for_role=for_role, used_at=None)
            still_open.filter(expires_at__gt=now).update(expires_at=now)
        invitation.save(force_insert=True)
        record(actor, "invitation.issued", invitation, patient.pk, now, new_id(), {"for_role": for_role})
    return invitation


def invite_practitioner(
    actor: Account | None, invitee: Invitee, token: str, now: datetime, new_id: NewId
) -> Invitation:
    """Make an invitation for a nurse or an administrator; ``actor`` is empty at the command line.

    Raises ``InvitationRefusedError`` for a nurse without a team, ``NotInScope`` when the actor may not.
    """
    if actor is not None:
        require(actor, Permission.INVITE_PRACTITIONER)
    if invitee.role not in PRACTITIONERS:
        raise NotInScope
    if not invitee.name.strip():
        raise InvitationRefusedError("name", _("Enter the name."))
    if invitee.role == Role.NURSE and invitee.team is None and invitee.renews is None:
        raise InvitationRefusedError("team", _("Choose the team that the nurse works in."))
    invitation = Invitation(
        id=new_id(),
        token_sha256=digest(token),
        for_role=invitee.role,
        name=" ".join(invitee.name.split()),
        team=invitee.team,
        renews=invitee.renews,
        created_at=now,
        created_by=actor,
        expires_at=now + OPEN_FOR,
    )
    with transaction.atomic():
        invitation.save(force_insert=True)
        record(actor, "invitation.issued", invitation, None, now, new_id(), {"for_role": invitee.role})
    return invitation


def may_invite(patient: Patient, joined: Account | None = None) -> bool:
    """After the end of use nobody new joins; who ``joined`` gets in again to read, but not after a death."""
    if patient.ended_at is None:
        return True
    return joined is not None and patient.end_reason != EndReason.DIED


def _must_be_allowed(actor: Account, patient: Patient, for_role: str, renews: Account | None) -> None:
    require(actor, Permission.INVITE)
    joined = patient.account if for_role == Role.PATIENT else renews
    if not may_invite(get_patient(actor, patient.pk), joined):
        raise NotInScope
    if for_role not in (Role.PATIENT, Role.CARER):
        raise NotInScope
    if renews is not None and renews.pk not in renewable_carers(actor, patient):
        raise NotInScope


def get_open_invitation(token: str, now: datetime) -> Invitation:
    """The invitation that this token opens. Raises ``InvitationClosedError``."""
    found = Invitation.objects.select_related("patient", "renews", "team").filter(
        token_sha256=digest(token), used_at=None, expires_at__gt=now
    )
    invitation = found.first()
    if invitation is None:
        raise InvitationClosedError
    return invitation


def accept_invitation(token: str, details: SignInDetails, now: datetime, new_id: NewId) -> Account:
    """Make the account of the person who was invited, or renew it, and close the invitation.

    Raises ``InvitationClosedError``, or ``InvitationRefusedError`` for an e-mail address in use or a weak
    password.
    """
    with transaction.atomic():
        invitation = get_open_invitation(token, now)
        _check(invitation, details)
        account = _renewed(invitation, details) or _joined(invitation, details, now, new_id)
        _close(invitation, account, now)
        patient_id = invitation.patient_id
        action = "invitation.renewed" if invitation.renews_id else "invitation.accepted"
        record(account, action, invitation, patient_id, now, new_id(), {"for_role": invitation.for_role})
    return account


def accept_with_account(actor: Account, token: str, now: datetime, new_id: NewId) -> Patient:
    """A carer who is signed in takes on one more patient. Returns the patient.

    Raises ``InvitationClosedError``, or ``NotInScope`` when the invitation is not for a new carer.
    """
    with transaction.atomic():
        invitation = get_open_invitation(token, now)
        patient = invitation.patient
        if actor.role != Role.CARER or invitation.for_role != Role.CARER or patient is None:
            raise NotInScope
        _link(actor, invitation, now, new_id)
        _close(invitation, actor, now)
        record(actor, "invitation.accepted", invitation, patient.pk, now, new_id(), {"for_role": Role.CARER})
    return patient


def _check(invitation: Invitation, details: SignInDetails) -> None:
    holder = Account.objects.filter(email=plain_email(details.email)).first()
    if holder is not None and holder != invitation.renews:
        message = _("This e-mail address is in use. Use another one, or sign in and open the link again.")
        raise InvitationRefusedError("email", message)
    if invitation.for_role == Role.CARER and not invitation.renews_id and not details.name.strip():
        raise InvitationRefusedError("name", _("Enter your name."))
    try:
        validate_password(details.password, Account(email=plain_email(details.email), name=details.name))
    except ValidationError as error:
        raise InvitationRefusedError("password", " ".join(error.messages)) from None


def _renewed(invitation: Invitation, details: SignInDetails) -> Account | None:
    account = invitation.renews
    if account is not None:
        account.email = plain_email(details.email)
        account.set_password(details.password)
        account.save(update_fields=["email", "password"])
        Authenticator.objects.filter(user=account).delete()
    return account


def _joined(invitation: Invitation, details: SignInDetails, now: datetime, new_id: NewId) -> Account:
    patient = invitation.patient
    name = {Role.PATIENT: patient.name if patient else "", Role.CARER: details.name}.get(
        Role(invitation.for_role), invitation.name
    )
    account = Account.objects.create_account(
        new_id(), details.email, " ".join(name.split()), invitation.for_role, details.password
    )
    if invitation.for_role == Role.PATIENT and patient is not None:
        patient.account = account
        patient.save(update_fields=["account"])
    elif invitation.for_role == Role.CARER and patient is not None:
        _link(account, invitation, now, new_id)
    elif invitation.team is not None:
        Membership(id=new_id(), account=account, team=invitation.team).save(force_insert=True)
    return account


def _link(account: Account, invitation: Invitation, now: datetime, new_id: NewId) -> None:
    """The newest terms hold: an open link with others ends."""
    patient = invitation.patient
    may = invitation.may or CarerMay.REPORT
    still_open = CarerLink.objects.filter(account=account, patient=patient, withdrawn_at=None)
    if still_open.filter(may=may).exists():
        return
    still_open.update(withdrawn_at=now)
    consent = invitation.consent
    link = CarerLink(id=new_id(), account=account, patient=patient, from_at=now, may=may, consent=consent)
    link.save(force_insert=True)


def _close(invitation: Invitation, account: Account, now: datetime) -> None:
    unused = Invitation.objects.filter(pk=invitation.pk, used_at=None)
    if not unused.update(used_at=now, used_by=account):
        raise InvitationClosedError
