"""``aldea serve``: a hospital's own installation. Checks what it needs, then serves."""

import os

from django.db.utils import DatabaseError
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from aldea.cli.letters import is_free, port_in_use, refuse, say
from aldea.site.environment import SettingsError, letter_about, missing_settings


def run_serve(host: str, port: int) -> int:
    """Serve until stopped; the exit status. Refuses, with a letter, what is unsafe or cannot work."""
    missing = missing_settings(os.environ)
    if missing:
        return refuse(letter_about(missing))
    if not is_free(host, port):
        return refuse(port_in_use(host, port, "aldea serve --port 8001"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aldea.site.settings")
    try:
        waiting = look_at_database()
        if waiting:
            return refuse(
                f"Aldea does not start: its database is not up to date ({waiting} migrations are missing).\n"
                "Make a copy of it, then type: aldea migrate"
            )
        collect()
    except SettingsError as wrong:
        return refuse(str(wrong))
    except DatabaseError:
        return refuse(
            "Aldea does not start: its database cannot be opened.\n"
            "Check DATABASE_URL, and that the database server runs."
        )
    say(f"Aldea serves on {host}, port {port}. Stop it with Ctrl-C.")
    return listen(host, port)


def prepare() -> None:
    """Bring the database up to date and collect the static files, for a demo that is made afresh."""
    import django  # noqa: PLC0415  only once the settings are known to be there
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415

    settings.ALDEA_DATA_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    collect()


def look_at_database() -> int:
    """How many migrations are missing. Raises ``DatabaseError`` when the database cannot be opened."""
    import django  # noqa: PLC0415  only once the settings are known to be there

    django.setup()
    from django.conf import settings  # noqa: PLC0415

    from aldea.site.health import missing_migrations  # noqa: PLC0415

    settings.ALDEA_DATA_DIR.mkdir(parents=True, exist_ok=True)
    return missing_migrations()


def collect() -> None:
    """Collect the static files, and let go of the database before the workers take it up."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    call_command("collectstatic", verbosity=0, interactive=False)
    connections.close_all()


def listen(host: str, port: int) -> int:
    """Serve until Ctrl-C or a stop signal."""
    Server(
        "aldea.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()
    return 0
