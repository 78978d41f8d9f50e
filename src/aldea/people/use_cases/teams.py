"""Care teams are founded."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aldea.audit.use_cases import record
from aldea.people.models import Account, CareTeam
from aldea.people.permissions import Permission, require


class TeamRefusedError(Exception):
    """The team cannot be founded. ``message`` says why."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__("name")
        self.field = "name"
        self.message = str(message)


def found_team(actor: Account | None, name: str, now: datetime, new_id: Callable[[], UUID]) -> CareTeam:
    """Make a care team; ``actor`` is empty at the command line.

    Raises ``TeamRefusedError`` for a name that is empty or taken, ``NotInScope`` when the actor may not.
    """
    if actor is not None:
        require(actor, Permission.FOUND_TEAM)
    name = " ".join(name.split())
    if not name:
        raise TeamRefusedError(_("Enter the name of the team."))
    team = CareTeam(id=new_id(), name=name)
    try:
        with transaction.atomic():
            team.save(force_insert=True)
            record(actor, "team.founded", team, None, now, new_id())
    except IntegrityError:
        raise TeamRefusedError(_("There is a team with this name already.")) from None
    return team
