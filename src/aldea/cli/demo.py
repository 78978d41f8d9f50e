"""``aldea demo``: an invented hospital on this machine, made afresh each time."""

import os
import secrets
import shutil
from pathlib import Path

from aldea.cli.installation import collect_static_files, open_installation
from aldea.cli.letters import is_free, port_in_use, refuse, say
from aldea.cli.serve import listen

HOST = "127.0.0.1"


def run_demo(port: int) -> int:
    """Make the demo hospital anew and serve it until Ctrl-C; the exit status."""
    if not is_free(HOST, port):
        return refuse(port_in_use(HOST, port, "make demo PORT=8001"))
    say("Making the demo hospital ...")
    empty(enter_demo())
    prepare()
    fill()
    say(greeting(port))
    return listen(HOST, port)


def enter_demo() -> Path:
    """Turn this process into the demo's; returns its folder. A hospital's own settings are left aside."""
    folder = Path(os.environ.get("ALDEA_DATA_DIR") or "var").resolve() / "demo"
    for name in [name for name in os.environ if name.startswith("ALDEA_")] + ["DATABASE_URL"]:
        os.environ.pop(name, None)
    os.environ |= {
        "ALDEA_DEMO": "1",
        "ALDEA_DATA_DIR": str(folder),
        "ALDEA_SECRET_KEY": secrets.token_urlsafe(50),
        "DJANGO_SETTINGS_MODULE": "aldea.site.settings",
    }
    return folder


def empty(folder: Path) -> None:
    """Remove what an earlier demo left."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def prepare() -> None:
    """Make the tables and collect the static files."""
    from django.core.management import call_command  # noqa: PLC0415  after the settings are chosen

    open_installation()
    call_command("migrate", verbosity=0, interactive=False)
    collect_static_files()


def fill() -> None:
    """Load the invented people and what happened to them."""
    from django.db import connections, transaction  # noqa: PLC0415  after the settings are chosen

    from aldea.site.demo_data import seed  # noqa: PLC0415  after Django is set up
    from aldea.site.edge import new_id, now  # noqa: PLC0415  as above

    with transaction.atomic():
        seed(now(), new_id)
    connections.close_all()


def greeting(port: int) -> str:
    """Where the demo is and who can sign in."""
    from aldea.site.demo_settings import PASSWORD, SIGN_INS  # noqa: PLC0415  after the settings are chosen

    width = max(len(sign_in.email) for sign_in in SIGN_INS)
    lines = [f"  {sign_in.email:{width}}  {sign_in.who}" for sign_in in SIGN_INS]
    return "\n".join(
        [
            "",
            f"The demo is at http://{HOST}:{port}/",
            "",
            f"Sign in as (the password is: {PASSWORD})",
            *lines,
            "",
            "Everyone here is invented. The demo starts afresh each time. Stop it with Ctrl-C.",
        ]
    )
