"""The only writer of the audit trail."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models

from aldea.audit.models import AuditEvent

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

Detail = Mapping[str, str | int | bool | list[str] | None]


def record(
    actor: "AbstractBaseUser | None",
    action: str,
    subject: models.Model,
    patient_id: UUID | None,
    at: datetime,
    id: UUID,
    detail: Detail | None = None,
) -> AuditEvent:
    """Append one event.

    ``action`` is a dotted verb such as ``patient.registered`` or ``patient.read``. ``detail`` holds
    identifiers and codes only: never a name, a value that was reported, or free text.
    """
    event = AuditEvent(
        id=id,
        at=at,
        actor_id=actor.pk if actor is not None else None,
        actor_role=str(getattr(actor, "role", "system")),
        action=action,
        subject_type=subject._meta.label_lower,  # noqa: SLF001  its name, but documented by Django
        subject_id=str(subject.pk),
        patient_id=patient_id,
        detail=dict(detail or {}),
    )
    event.save()
    return event
