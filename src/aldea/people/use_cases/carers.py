"""What a patient lets a carer do: agreed, changed and withdrawn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aldea.audit.use_cases import record
from aldea.people.models import Account, CarerLink, CarerMay, Invitation, Role
from aldea.people.permissions import NotInScope, Permission, require
from aldea.people.queries import get_patient

LONGEST_CONSENT = 200
NewId = Callable[[], UUID]


class InvitationRefusedError(Exception):
    """What was filled in cannot be used. ``field`` names the part, ``message`` says what to do."""

    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(field)
        self.field = field
        self.message = str(message)


@dataclass(frozen=True)
class CarerTerms:
    """What the patient lets a carer do (a ``CarerMay``), and how the patient agreed, and to whom."""

    may: str
    consent: str


def checked_terms(terms: CarerTerms | None) -> CarerTerms:
    """The terms of a new carer. Raises ``InvitationRefusedError`` without a choice or the consent."""
    if terms is None or terms.may not in CarerMay.values:
        raise InvitationRefusedError("may", _("Choose what the patient lets the carer do."))
    if not terms.consent.strip():
        raise InvitationRefusedError("consent", _("Write how the patient agreed, such as: in person, today."))
    return CarerTerms(terms.may, " ".join(terms.consent.split())[:LONGEST_CONSENT])


def change_carer(
    actor: Account, link: CarerLink, terms: CarerTerms, now: datetime, new_id: NewId
) -> CarerLink:
    """The patient lets the carer do more or less from now on: a new link takes the place of the old one.

    It has a consent of its own. Raises ``NotInScope`` for a link that was withdrawn, or outside the actor's
    scope, ``InvitationRefusedError`` without the consent or for an unknown choice.
    """
    require(actor, Permission.WITHDRAW_CARER)
    get_patient(actor, link.patient_id)
    terms = checked_terms(terms)
    with transaction.atomic():
        if not CarerLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=now):
            raise NotInScope
        changed = CarerLink(
            id=new_id(),
            account_id=link.account_id,
            patient_id=link.patient_id,
            from_at=now,
            may=terms.may,
            consent=terms.consent,
        )
        changed.save(force_insert=True)
        record(actor, "carer.changed", changed, link.patient_id, now, new_id(), {"may": terms.may})
    return changed


def withdraw_carer(actor: Account, link: CarerLink, now: datetime, new_id: NewId) -> None:
    """The carer sees and reports nothing more from now on; open slips for carers close, so none leads back.

    Withdrawing twice is withdrawing once.

    Raises ``NotInScope`` when the actor may not do so for this patient.
    """
    require(actor, Permission.WITHDRAW_CARER)
    get_patient(actor, link.patient_id)
    with transaction.atomic():
        if CarerLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=now):
            slips = Invitation.objects.filter(patient=link.patient_id, for_role=Role.CARER, used_at=None)
            slips.filter(expires_at__gt=now).update(expires_at=now)
            record(actor, "carer.withdrawn", link, link.patient_id, now, new_id())
