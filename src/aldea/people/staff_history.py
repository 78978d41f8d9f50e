"""What administrators changed about a practitioner, in words, newest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from aldea.people.models import Account, CareTeam, Role
from aldea.people.permissions import Permission, require
from aldea.people.staff_changes import StaffChange


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One change: each part that differs, from what to what; none where it was saved as it stood."""

    change: StaffChange
    parts: tuple[str, ...]


def staff_history(actor: Account, account: Account) -> list[StaffLine]:
    """Every change of this account, for an administrator. Raises ``NotInScope``."""
    require(actor, Permission.INVITE_PRACTITIONER)
    teams = {str(team.pk): team.name for team in CareTeam.objects.all()}
    changes = StaffChange.objects.filter(account=account).select_related("by").order_by("-at", "-id")
    return [StaffLine(change, tuple(_parts(change, teams))) for change in changes]


def _parts(change: StaffChange, teams: Mapping[str, str]) -> Iterator[str]:
    was, became = _words(change.was, teams), _words(change.became, teams)
    for name, before in was.items():
        if before != became[name]:
            words = {"name": name, "before": before, "after": became[name]}
            yield _("%(name)s: %(before)s, now %(after)s") % words


def _words(what: Mapping[str, Any], teams: Mapping[str, str]) -> dict[str, str]:
    names = ", ".join(teams.get(team, team) for team in what["teams"])
    return {
        _("Role"): str(Role(what["role"]).label),
        _("Care teams"): names or _("none"),
        _("May sign in"): _("yes") if what["is_active"] else _("no"),
    }
