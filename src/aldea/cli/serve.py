"""``aldea serve``: a hospital's own installation. Checks what it needs, then serves."""

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from aldea.cli.installation import collect_static_files, database_state, letter_about_database, opened
from aldea.cli.letters import is_free, port_in_use, refuse, say
from aldea.site.environment import letter_about, missing_settings

NO_DEMO = (
    "Aldea does not start: ALDEA_DEMO is set, and a hospital's own installation is no demo.\n"
    "Take the variable out. For the demo, type: aldea demo"
)


def run_serve(host: str, port: int) -> int:
    """Serve until stopped; the exit status. Refuses, with a letter, what is unsafe or cannot work."""
    if os.environ.get("ALDEA_DEMO", "").strip() not in ("", "0"):
        return refuse(NO_DEMO)
    missing = missing_settings(os.environ)
    if missing:
        return refuse(letter_about(missing))
    if not is_free(host, port):
        return refuse(port_in_use(host, port, "aldea serve --port 8001"))
    return opened(lambda: _serve(host, port))


def _serve(host: str, port: int) -> int:
    from django.db import connections  # noqa: PLC0415  once Django is started

    letter = letter_about_database(database_state())
    if letter:
        return refuse(f"Aldea does not start. {letter}")
    collect_static_files()
    connections.close_all()
    say(f"Aldea serves on {host}, port {port}. Stop it with Ctrl-C.")
    return listen(host, port)


def listen(host: str, port: int) -> int:
    """Serve until Ctrl-C or a stop signal."""
    from aldea.site.logs import server_logging  # noqa: PLC0415  once Django is started

    Server(
        "aldea.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
        log_dictconfig=server_logging(),
    ).serve(target_loader=load_application)
    return 0


def load_application(target: str) -> Callable[..., Any]:
    """What is served. The server's own way would look for modules where the command was typed."""
    module, _, name = target.partition(":")
    application: Callable[..., Any] = getattr(import_module(module), name)
    return application
