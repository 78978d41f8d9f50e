"""What the hospital sets from outside: environment variables, read once and strictly.

Some of them the product cannot invent (the 24-hour number, for one). Without those it refuses to serve;
``missing_settings`` and ``letter_about`` say which, what for and how, to the person who installs it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Required:
    """A variable without which the product does not serve."""

    name: str
    purpose: str
    example: str


REQUIRED = (
    Required("ALDEA_SECRET_KEY", "signs sessions; keep it secret, at least 50 random characters", ""),
    Required("ALDEA_ALLOWED_HOSTS", "the host names at which people open the site", "aldea.hospital.example"),
    Required("ALDEA_HOSPITAL_NAME", "the hospital as patients know it", "Example General Hospital"),
    Required("ALDEA_HOSPITAL_NUMBER", "the 24-hour number that patients are told to call", "020 7946 0000"),
    Required(
        "ALDEA_HOURS_OF_COVER",
        "when the team reads reports, in words for patients",
        "The team reads reports from 8 am to 6 pm, Monday to Friday.",
    ),
    Required(
        "ALDEA_DUE_MINUTES",
        "within how many minutes the team acts, for each urgency",
        "emergency_999=0,hospital_now=15,doctor_straight_away=30,contact_hospital=60,tell_team=480",
    ),
)


@dataclass(frozen=True)
class Optional:
    """A variable that the product can do without; ``default`` says what then holds."""

    name: str
    purpose: str
    default: str
    example: str = ""


OPTIONAL = (
    Optional(
        "DATABASE_URL",
        "the database; without it the embedded SQLite",
        "SQLite in ALDEA_DATA_DIR",
        "postgresql://aldea:secret@db.hospital.example:5432/aldea?sslmode=require",
    ),
    Optional("ALDEA_DATA_DIR", "the folder of the embedded database and of collected files", "var"),
    Optional("ALDEA_BEHIND_PROXY", "1 when a proxy ends https and sets X-Forwarded-Proto and -For", "0"),
    Optional("ALDEA_TIME_ZONE", "the clock on the wall of the hospital", "Europe/London"),
    Optional(
        "ALDEA_ALERT_FROM",
        "the lowest urgency that raises an alert, until the settings page decides",
        "tell_team",
    ),
    Optional(
        "ALDEA_LOCAL_WEIGHT_GAIN_KG",
        "weight gain that is told to the team, until the settings page says",
        "blank: the rule waits",
    ),
    Optional("ALDEA_PACK", "the protocol: an id that ships with Aldea, or a folder", "aldesleukin"),
    Optional("ALDEA_METRICS_TOKEN", "who gives it as a bearer token may read /metrics", "blank: no page"),
    Optional("ALDEA_DEMO", "1 makes an invented hospital; aldea demo sets it", "0"),
)


class SettingsError(Exception):
    """A variable holds something that cannot be read. The message is a letter to the installer."""


def missing_settings(environment: Mapping[str, str]) -> list[Required]:
    """The required variables that are absent or blank; none in the demo, which brings its own."""
    if environment.get("ALDEA_DEMO") == "1":
        return []
    return [required for required in REQUIRED if not environment.get(required.name, "").strip()]


def letter_about(missing: list[Required]) -> str:
    """Tells the installer which variables are missing, what each is for, and an example."""
    lines = ["Aldea does not start: it needs to know some things about your hospital first.", ""]
    for required in missing:
        lines.append(f"  {required.name}")
        lines.append(f"    what for: {required.purpose}")
        if required.example:
            lines.append(f"    example:  {required.name}='{required.example}'")
    lines += ["", "Set them in the environment of the server, then start it again."]
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
    """A variable that is 1 (on), or 0 or absent (off). Raises ``SettingsError`` for other values."""
    value = environment.get(name, "0")
    if value not in {"0", "1"}:
        raise SettingsError(f"{name} is '{value}'. It is a switch: 1 turns it on, 0 turns it off.")
    return value == "1"


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
