"""``python -m aldea.site invite_practitioner``: the way in for the first administrator."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from aldea.people.models import Account, CareTeam, Role
from aldea.people.use_cases import InvitationRefusedError, found_team, invite_practitioner
from aldea.people.use_cases.invitations import Invitee
from aldea.site.edge import new_id, new_token, now


class Command(BaseCommand):
    """Prints a link that works once, within 7 days."""

    help = "Invite a nurse or an administrator, or renew the sign-in of one. Prints a link that works once."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name and role, and for a nurse the team."""
        parser.add_argument("--role", choices=[Role.NURSE, Role.ADMINISTRATOR], required=True)
        parser.add_argument("--name", required=True, help="the full name")
        parser.add_argument(
            "--team", default="", help="a nurse's care team; founded when there is none so named"
        )
        parser.add_argument("--renew", default="", metavar="EMAIL", help="whose sign-in to renew")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the invitation and print its link."""
        team = None
        if options["team"]:
            team = CareTeam.objects.filter(name=options["team"]).first() or found_team(
                None, options["team"], now(), new_id
            )
        renews = Account.objects.filter(email=options["renew"].lower()).first() if options["renew"] else None
        if options["renew"] and (renews is None or renews.role != options["role"]):
            raise CommandError(f"No {options['role']} signs in with {options['renew']}.")
        token = new_token()
        try:
            invitee = Invitee(options["name"], options["role"], team, renews)
            invite_practitioner(None, invitee, token, now(), new_id)
        except InvitationRefusedError as refused:
            raise CommandError(refused.message) from None
        host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"
        self.stdout.write(f"https://{host}{reverse('people:welcome', args=[token])}")
