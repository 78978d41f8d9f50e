"""The commands of whoever runs an installation: ``aldea migrate``, ``create-admin``, and what they share."""

import os
from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured
from django.db import Error

from aldea.cli.letters import refuse, say
from aldea.site.environment import SettingsError, letter_about, missing_settings

if TYPE_CHECKING:
    from aldea.site.database_state import DatabaseState

NO_DATABASE = (
    "Aldea cannot open its database.\n"
    "Check DATABASE_URL, and that the database server runs. For PostgreSQL: is aldea[postgres] installed?"
)
NEWER = (
    "A newer Aldea has changed this database: {names}.\n"
    "Install that Aldea again, or restore the backup from before its upgrade (docs/how-to/upgrade.md)."
)
BEHIND = (
    "The database is not up to date: {count} of its migrations are missing.\n"
    "Back it up, then type: aldea migrate\n"
    "What is still missing besides: aldea check-deploy"
)
WAY_IN = (
    "{link}\n\n"
    "Whoever opens this link becomes an administrator. It works once, within 7 days.\n"
    "Hand it to {name} in person, and keep no copy. Aldea shows it only now."
)


def opened(command: Callable[[], int]) -> int:
    """Start Django, then do it; a letter when the settings, the data folder or the database are unfit."""
    try:
        open_installation()
        return command()
    except SettingsError as wrong:
        return refuse(str(wrong))
    except (Error, ImproperlyConfigured):
        return refuse(NO_DATABASE)
    except OSError as wrong:
        return refuse(f"Aldea cannot use {wrong.filename}: {wrong.strerror}.\nSee ALDEA_DATA_DIR.")


def start_django() -> None:
    """Read the settings and start Django. Raises ``SettingsError``."""
    import django  # noqa: PLC0415  only once the settings are known to be there

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aldea.site.settings")
    django.setup()


def open_installation() -> None:
    """Start Django and make the data folder, closed to others."""
    start_django()
    from django.conf import settings  # noqa: PLC0415  once Django is ready

    settings.ALDEA_DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)


def database_state() -> "DatabaseState":
    """Which migrations are missing, and which are newer than this Aldea."""
    from aldea.site.database_state import read_state  # noqa: PLC0415  once Django is started

    return read_state()


def letter_about_database(state: "DatabaseState") -> str:
    """Why Aldea does not work with a database that stands so; empty when it does."""
    if state.unknown:
        return NEWER.format(names=", ".join(state.unknown))
    return BEHIND.format(count=len(state.missing)) if state.missing else ""


def run_migrate(*, only_say: bool) -> int:
    """Bring the database up to date and say what was done; the exit status."""
    return opened(lambda: _migrate(only_say=only_say))


def _migrate(*, only_say: bool) -> int:
    from django.core.management import call_command  # noqa: PLC0415  once Django is started

    before = database_state()
    if before.unknown:
        return refuse(letter_about_database(before))
    if not before.missing:
        say("The database is up to date: nothing to do.")
        return 0
    if only_say:
        say("\n".join([f"would apply  {name}" for name in before.missing]))
        return 0
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        after = database_state().missing
        say("\n".join(f"applied  {name}" for name in before.missing if name not in after))
    say(f"The database is up to date: {len(before.missing)} migrations were applied.")
    return 0


def run_create_admin(name: str, renew: str) -> int:
    """Print a link by which an administrator comes in; the exit status."""
    missing = [each for each in missing_settings(os.environ) if each.name == "ALDEA_ALLOWED_HOSTS"]
    if missing:
        return refuse(letter_about(missing))
    return opened(lambda: _create_admin(name, renew))


def _create_admin(name: str, renew: str) -> int:
    from django.core.management import CommandError, call_command  # noqa: PLC0415  once Django is started

    letter = letter_about_database(database_state())
    if letter:
        return refuse(letter)
    link = StringIO()
    try:
        call_command("invite_practitioner", role="administrator", name=name, renew=renew, stdout=link)
    except CommandError as wrong:
        return refuse(str(wrong))
    say(WAY_IN.format(link=link.getvalue().strip(), name=name))
    return 0


def collect_static_files() -> None:
    """Bring the static files to where they are served from, hashed and compressed."""
    from django.core.management import call_command  # noqa: PLC0415  once Django is started

    call_command("collectstatic", verbosity=0, interactive=False)
