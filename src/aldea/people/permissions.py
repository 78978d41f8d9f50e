"""What each role may do, as one table. Which patients it may be done to is the scope in ``queries``."""

from collections.abc import Mapping
from enum import StrEnum

from django.http import Http404, HttpRequest

from aldea.people.models import Account, Role


class Permission(StrEnum):
    """Things that can be allowed to a role."""

    REPORT_FOR_SELF = "report_for_self"
    REPORT_FOR_PATIENT = "report_for_patient"
    READ_RECORD = "read_record"
    ENROL = "enrol"
    RECORD_CONTEXT = "record_context"
    INVITE = "invite"
    WITHDRAW_CARER = "withdraw_carer"
    WORK_ALERTS = "work_alerts"
    INVITE_PRACTITIONER = "invite_practitioner"
    FOUND_TEAM = "found_team"
    READ_SETTINGS = "read_settings"
    CHANGE_SETTINGS = "change_settings"
    END_USE = "end_use"
    READ_RULEBOOK = "read_rulebook"
    READ_NUMBERS = "read_numbers"


PERMISSIONS: Mapping[str, frozenset[Permission]] = {
    Role.PATIENT: frozenset({Permission.REPORT_FOR_SELF, Permission.WITHDRAW_CARER}),
    Role.CARER: frozenset({Permission.REPORT_FOR_PATIENT}),
    Role.NURSE: frozenset(
        {
            Permission.READ_RECORD,
            Permission.ENROL,
            Permission.RECORD_CONTEXT,
            Permission.INVITE,
            Permission.WITHDRAW_CARER,
            Permission.WORK_ALERTS,
            Permission.REPORT_FOR_PATIENT,
            Permission.END_USE,
            Permission.READ_RULEBOOK,
            Permission.READ_NUMBERS,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.INVITE_PRACTITIONER,
            Permission.FOUND_TEAM,
            Permission.READ_SETTINGS,
            Permission.CHANGE_SETTINGS,
            Permission.READ_RULEBOOK,
            Permission.READ_NUMBERS,
        }
    ),
    Role.SAFETY_OFFICER: frozenset(
        {Permission.READ_SETTINGS, Permission.READ_RULEBOOK, Permission.READ_NUMBERS}
    ),
}

PRACTITIONERS = frozenset({Role.NURSE, Role.ADMINISTRATOR, Role.SAFETY_OFFICER})


class NotInScope(Http404):
    """The record is not there for this actor. The page says no more than that, whether it exists or not."""


def allowed(actor: Account, permission: Permission) -> bool:
    """Whether the actor's role has the permission."""
    return actor.is_active and permission in PERMISSIONS[actor.role]


def require(actor: Account, permission: Permission) -> None:
    """Refuse with ``NotInScope`` unless the actor's role has the permission."""
    if not allowed(actor, permission):
        raise NotInScope


def actor_of(request: HttpRequest) -> Account:
    """Who is signed in; pages that need no sign-in do not ask.

    Raises ``NotInScope`` when nobody is (the sign-in middleware normally comes first).
    """
    if not isinstance(request.user, Account):
        raise NotInScope
    return request.user
