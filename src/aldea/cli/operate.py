"""``aldea migrate``, ``check-deploy`` and ``create-admin``: for whoever runs a hospital's installation."""

import os
import sys
from io import StringIO

from rich.console import Console
from rich.table import Table

from aldea.cli.letters import refuse, say
from aldea.site.environment import SettingsError, letter_about, missing_settings


def set_up() -> None:
    """Make Django ready. Raises ``SettingsError`` for a setting that cannot be read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aldea.site.settings")
    import django  # noqa: PLC0415  only for the commands that need it

    django.setup()


def run_migrate() -> int:
    """Bring the database up to date, and say what was done."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    try:
        set_up()
        from django.conf import settings  # noqa: PLC0415

        settings.ALDEA_DATA_DIR.mkdir(parents=True, exist_ok=True)
        told = StringIO()
        call_command("migrate", verbosity=1, interactive=False, no_color=True, stdout=told)
    except SettingsError as wrong:
        return refuse(str(wrong))
    except DatabaseError:
        return refuse(
            "The database cannot be opened. Check DATABASE_URL, and that the database server runs.\n"
            "Nothing was changed."
        )
    applied = [line.strip() for line in told.getvalue().splitlines() if "Applying" in line]
    say("\n".join(applied) if applied else "The database is up to date.")
    return 0


def run_create_admin(name: str) -> int:
    """Print the address at which the first administrator chooses an e-mail address and a password."""
    missing = missing_settings(os.environ)
    if missing:
        return refuse(letter_about(missing))
    from django.core.management import CommandError, call_command  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    try:
        set_up()
        call_command("invite_practitioner", role="administrator", name=name)
    except (SettingsError, CommandError) as wrong:
        return refuse(str(wrong))
    except DatabaseError:
        return refuse("The database is not ready. Bring it up to date first: aldea migrate")
    say("Open this address once, within 7 days, and choose an e-mail address and a password.")
    return 0


def run_check_deploy() -> int:
    """Say of each thing that a deployment needs whether it is there; 1 when something is missing."""
    missing = missing_settings(os.environ)
    rows = [(each.name, False, f"set it: {each.purpose}") for each in missing]
    try:
        set_up()
    except SettingsError as wrong:
        return _told([*rows, ("Settings", False, str(wrong))])
    from aldea.site.deployment import deployment_checks  # noqa: PLC0415  once the settings can be read

    rows += [(check.name, check.is_fine, check.words) for check in deployment_checks()]
    return _told(rows)


def _told(rows: list[tuple[str, bool, str]]) -> int:
    """Print the rows, as a table on a terminal and as lines elsewhere; the exit status."""
    if sys.stdout.isatty():
        table = Table("What", "", "What to do", title="Ready for deployment?")
        for name, is_fine, words in rows:
            table.add_row(name, "[green]ok[/]" if is_fine else "[red]missing[/]", words)
        Console().print(table)
    else:
        for name, is_fine, words in rows:
            say(f"{'ok' if is_fine else 'missing'}\t{name}\t{words}")
    return 0 if all(is_fine for _name, is_fine, _words in rows) else 1
