"""What the hospital sets from outside: environment variables, read once and strictly.

Some of them the product cannot invent (the 24-hour number, for one). Without those it refuses to serve;
``missing_settings`` and ``letter_about`` say which, what for and how, to the person who installs it.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aldea.site.variables import VARIABLES, Need, Variable

REQUIRED = tuple(variable for variable in VARIABLES if variable.need is Need.REQUIRED)


class SettingsError(Exception):
    """A variable holds something that cannot be read. The message is a letter to the installer."""


def missing_settings(environment: Mapping[str, str]) -> list[Variable]:
    """The required variables that are absent or blank; none in the demo, which brings its own."""
    if environment.get("ALDEA_DEMO") == "1":
        return []
    return [required for required in REQUIRED if not environment.get(required.name, "").strip()]


def letter_about(missing: list[Variable]) -> str:
    """Tells the installer which variables are missing, what each is for, and an example."""
    lines = ["Aldea does not start: it needs to know some things about your hospital first.", ""]
    for required in missing:
        lines.append(f"  {required.name}")
        lines.append(f"    what for: {required.purpose}")
        if required.example:
            lines.append(f"    example:  {required.name}='{required.example}'")
    lines += ["", "Set them in the environment of the server, then start it again."]
    lines.append(
        "What can be set, in one table: docs/reference/settings.md. What is still missing: aldea check-deploy"
    )
    lines.append("To look around first: make demo")
    return "\n".join(lines)


def parse_minutes(text: str) -> dict[str, int]:
    """``hospital_now=15,tell_team=480`` as minutes by urgency id.

    Raises ``SettingsError`` for anything that is not a list of ``urgency=whole minutes``.
    """
    minutes: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        urgency, separator, number = part.partition("=")
        if not separator or not number.strip().isdecimal():
            raise SettingsError(
                f"ALDEA_DUE_MINUTES has '{part}'. Each part is an urgency, an equals sign and whole minutes, "
                "such as hospital_now=15."
            )
        minutes[urgency.strip()] = int(number)
    return minutes


def parse_switch(environment: Mapping[str, str], name: str) -> bool:
    """A variable that is 1 (on), or 0, blank or absent (off). Raises ``SettingsError`` for other values."""
    value = environment.get(name, "").strip() or "0"
    if value not in {"0", "1"}:
        raise SettingsError(f"{name} is '{value}'. It is a switch: 1 turns it on, 0 turns it off.")
    return value == "1"


def parse_kilograms(environment: Mapping[str, str], name: str) -> Decimal | None:
    """A weight in kg; none when it is absent or blank. Raises ``SettingsError``."""
    text = environment.get(name, "").strip()
    if not text:
        return None
    try:
        weight = Decimal(text)
    except InvalidOperation:
        weight = Decimal(0)
    if not weight.is_finite() or not 0 < weight < 1000:
        raise SettingsError(
            f"{name} is '{text}'. It is a weight in kg, such as 2.5; leave it out to set none."
        )
    return weight


def parse_time_zone(environment: Mapping[str, str], name: str) -> str:
    """The IANA name of a time zone, Europe/London when none is given. Raises ``SettingsError``."""
    text = environment.get(name, "").strip() or "Europe/London"
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError(
            f"{name} is '{text}'. It is the name of a time zone, such as Europe/London."
        ) from None
    return text


SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
)
POSTGRESQL_OPTIONS = frozenset(
    {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name"}
)


def sqlite_database(path: Path) -> dict[str, Any]:
    """Django's database settings for the embedded database in this file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
    }


def parse_database_url(text: str) -> dict[str, Any]:
    """Django's database settings for ``postgresql://user:password@host:port/name?sslmode=require``.

    The host may instead come as ``?host=/directory/of/the/socket``. Raises ``SettingsError`` for another
    scheme, a missing name or an unknown option. The message does not repeat the address, which may hold a
    password.
    """
    parts = urlsplit(text)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    host = options.pop("host", parts.hostname or "")
    name = unquote(parts.path.lstrip("/"))
    unknown = sorted(set(options) - POSTGRESQL_OPTIONS)
    if parts.scheme not in {"postgresql", "postgres"} or not name or unknown:
        why = f"does not know the option {unknown[0]}" if unknown else "needs a scheme and a database name"
        raise SettingsError(
            f"DATABASE_URL cannot be used: Aldea {why}. "
            "It looks like this: postgresql://user:password@host:5432/aldea?sslmode=require"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
