"""The steps of `make test`: what each runs, and what it needs from the machine."""

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.embedded_postgres import PostgresMissing, embedded_postgres
from tools.find_chromium import ChromiumMissing, get_chromium

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PACK = "aldesleukin"
ON_THE_PACK = ("test", "trace", "prove", "gate")
HOSPITAL = {
    # An invented hospital with a number from the range for fiction, for checks that want one.
    "ALDEA_HOSPITAL_NAME": "Example General Hospital",
    "ALDEA_HOSPITAL_NUMBER": "020 7946 0123",
    "ALDEA_HOURS_OF_COVER": "The team reads reports from 8 am to 8 pm, every day.",
    "ALDEA_DUE_MINUTES": "emergency_999=0,hospital_now=15,doctor_straight_away=30,"
    "contact_hospital=60,tell_team=480",
    "ALDEA_ALLOWED_HOSTS": "aldea.hospital.example",
    "ALDEA_SECRET_KEY": "no secret: only the checks of this repository use this key, and they serve nobody",
}


class Missing(Exception):
    """Something that a step needs cannot be had on this machine; the text says what and why."""


def nothing() -> Mapping[str, str]:
    """Most steps need only what `make setup` brought."""
    return {}


@dataclass(frozen=True)
class Step:
    """One command. `needs` finds or fetches what it wants, as environment variables, or raises Missing."""

    part: str
    name: str
    command: tuple[str, ...]
    needs: Callable[[], Mapping[str, str]] = nothing
    quiet: bool = True  # show its words only when it fails
    environment: Mapping[str, str] = field(default_factory=dict)


def chromium() -> Mapping[str, str]:
    """Chromium, found or installed."""
    try:
        return {"CHROMIUM": str(get_chromium())}
    except ChromiumMissing as missing:
        raise Missing(str(missing)) from missing


def postgres() -> Mapping[str, str]:
    """Whether a PostgreSQL can be started here; the step itself then starts one of its own."""
    try:
        with embedded_postgres():
            return {}
    except PostgresMissing as missing:
        raise Missing(str(missing)) from missing


def _tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(BIN / name), *arguments)


def _python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *arguments)


def _django(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-W", "error", "-m", "django", *arguments)


def _pytest(*arguments: str) -> tuple[str, ...]:
    return _python("pytest", "-n", str(os.cpu_count() or 1), "--dist", "worksteal", *arguments)


def steps(scratch: Path) -> list[Step]:
    """Return all steps in their order. `scratch` is an empty folder for what they write by the way."""
    django = {
        **HOSPITAL,
        "DJANGO_SETTINGS_MODULE": "aldea.site.settings",
        "ALDEA_DATA_DIR": str(scratch),
    }
    without_journeys = "--ignore=tests/journeys"
    return [
        Step("check", "style", _tool("ruff", "check", "--output-format=concise", ".")),
        Step("check", "format", _tool("ruff", "format", "--check", "--output-format=concise", ".")),
        Step("check", "types", _tool("mypy")),
        Step("check", "layers", _tool("lint-imports")),
        Step("check", "pack check", _tool("aldea", "pack", "check", PACK)),
        Step("check", "migrations", _django("makemigrations", "--check", "--dry-run"), environment=django),
        Step(
            "check",
            "deployment",
            _django("check", "--deploy", "--fail-level", "WARNING"),
            environment=django,
        ),
        Step("tests", "tests on SQLite", _pytest(without_journeys), quiet=False),
        Step(
            "postgres",
            "database tests on PostgreSQL",
            _python("tools.embedded_postgres", *_pytest("--only-database", without_journeys)),
            needs=postgres,
            quiet=False,
        ),
        *(Step("pack", f"pack {action}", _tool("aldea", "pack", action, PACK)) for action in ON_THE_PACK),
        Step(
            "journeys",
            "browser journeys",
            _pytest("tests/journeys"),
            needs=chromium,
            quiet=False,
            environment={"DJANGO_ALLOW_ASYNC_UNSAFE": "1"},
        ),
    ]


def scratch_folder() -> Path:
    """Return a new empty folder; whoever asks for it takes it away again."""
    return Path(tempfile.mkdtemp(prefix="aldea-checks-"))
