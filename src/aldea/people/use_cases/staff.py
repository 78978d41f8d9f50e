"""An administrator changes what a practitioner may do: the role, the teams, the sign-in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from aldea.audit.use_cases import record
from aldea.people.models import Account, CareTeam, Membership, Role
from aldea.people.permissions import PRACTITIONERS, NotInScope, Permission, require
from aldea.people.staff_changes import StaffChange


class StaffRefusedError(Exception):
    """The change cannot be. ``field`` names the part, ``message`` says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field)
        self.field = field
        self.message = message


@dataclass(frozen=True)
class StaffDetails:
    """What a practitioner is from now on, and why; ``seen`` is the last change that was read before."""

    role: str
    teams: frozenset[UUID]
    is_active: bool
    why: str
    seen: UUID | None


def get_practitioner(actor: Account, id: UUID) -> Account:
    """One practitioner of the hospital, for an administrator. Raises ``NotInScope``."""
    require(actor, Permission.INVITE_PRACTITIONER)
    found = Account.objects.filter(pk=id, role__in=PRACTITIONERS).first()
    if found is None:
        raise NotInScope
    return found


def change_practitioner(
    actor: Account, account: Account, details: StaffDetails, now: datetime, new_id: Callable[[], UUID]
) -> Account:
    """Let these details hold.

    Raises ``StaffRefusedError`` for who takes the own access away, for a nurse without a team, for a change
    without a reason, and where somebody changed it meanwhile.
    """
    found = get_practitioner(actor, account.pk)
    _check(actor, found, details)
    teams = list(CareTeam.objects.filter(pk__in=details.teams)) if details.role == Role.NURSE else []
    was = _what(found)
    found.role, found.is_active = details.role, details.is_active
    with transaction.atomic():
        _check_seen(found, details)
        found.save(update_fields=["role", "is_active"])
        _set_teams(found, teams, new_id)
        became = _what(found)
        at, why = _after_the_last(found, now), details.why.strip()
        StaffChange(id=new_id(), account=found, at=at, by=actor, why=why, was=was, became=became).save()
        record(actor, "practitioner.changed", found, None, now, new_id(), became)
    return found


def last_change(account: Account) -> StaffChange | None:
    """What was changed last about a practitioner."""
    return StaffChange.objects.filter(account=account).select_related("by").order_by("at").last()


def _check_seen(account: Account, details: StaffDetails) -> None:
    Account.objects.select_for_update().get(pk=account.pk)
    last = last_change(account)
    if last is not None and last.pk != details.seen:
        words = _("%(name)s has changed this meanwhile: %(why)s Look at what holds now, then save again.")
        raise StaffRefusedError("why", words % {"name": last.by.name, "why": last.why})


def _after_the_last(account: Account, now: datetime) -> datetime:
    """The moment of a change: later than the one before, so that their order is never in doubt."""
    last = last_change(account)
    return now if last is None else max(now, last.at + timedelta(microseconds=1))


def _what(account: Account) -> dict[str, str | int | bool | list[str] | None]:
    teams = Membership.objects.filter(account=account).order_by("team__name")
    return {
        "role": account.role,
        "is_active": account.is_active,
        "teams": [str(team) for team in teams.values_list("team", flat=True)],
    }


def _check(actor: Account, account: Account, details: StaffDetails) -> None:
    if details.role not in PRACTITIONERS:
        raise NotInScope
    if details.role == Role.NURSE and not details.teams:
        raise StaffRefusedError("teams", _("Choose the team that the nurse works in."))
    if not details.why.strip():
        raise StaffRefusedError("why", _("Say why, and who agreed to it."))
    stays = details.role == Role.ADMINISTRATOR and details.is_active
    if account.pk == actor.pk and not stays:
        raise StaffRefusedError("role", _("You cannot take your own access away. Ask another administrator."))


def _set_teams(account: Account, teams: Iterable[CareTeam], new_id: Callable[[], UUID]) -> None:
    wanted = {team.pk: team for team in teams}
    Membership.objects.filter(account=account).exclude(team__in=wanted).delete()
    present = set(Membership.objects.filter(account=account).values_list("team_id", flat=True))
    for id, team in wanted.items():
        if id not in present:
            Membership(id=new_id(), account=account, team=team).save(force_insert=True)
