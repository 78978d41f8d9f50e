"""Every environment variable that Aldea reads: docs/reference/settings.md is printed from this table."""

from dataclasses import dataclass
from enum import StrEnum


class Need(StrEnum):
    """How much an installation needs a variable."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"
    DEMO_ONLY = "demo only"


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable. ``otherwise`` says what holds without it; the value of a ``secret`` is never shown."""

    name: str
    need: Need
    purpose: str
    example: str = ""
    otherwise: str = ""
    secret: bool = False


VARIABLES = (
    Variable(
        "ALDEA_SECRET_KEY",
        Need.REQUIRED,
        "at least 50 random characters, kept for good: it signs sessions and locks what makes one-time codes",
        secret=True,
    ),
    Variable(
        "ALDEA_ALLOWED_HOSTS",
        Need.REQUIRED,
        "the host names at which people open the site, with commas between them",
        "aldea.hospital.example",
    ),
    Variable(
        "ALDEA_HOSPITAL_NAME", Need.REQUIRED, "the hospital as patients know it", "Example General Hospital"
    ),
    Variable(
        "ALDEA_HOSPITAL_NUMBER",
        Need.REQUIRED,
        "the 24-hour number that patients are told to call",
        "020 7946 0000",
    ),
    Variable(
        "ALDEA_HOURS_OF_COVER",
        Need.REQUIRED,
        "when the team reads reports, in words for patients",
        "The team reads reports from 8 am to 6 pm, Monday to Friday.",
    ),
    Variable(
        "ALDEA_DUE_MINUTES",
        Need.REQUIRED,
        "within how many minutes the team acts, for each urgency",
        "emergency_999=0,hospital_now=15,doctor_straight_away=30,contact_hospital=60,tell_team=480",
    ),
    Variable(
        "ALDEA_BEHIND_PROXY",
        Need.RECOMMENDED,
        "1 where a proxy of your own ends TLS and sets X-Forwarded-Proto and X-Forwarded-For",
        "1",
        "Aldea trusts no proxy. It sends whoever comes by http to https, so behind a proxy nobody gets in",
    ),
    Variable(
        "ALDEA_DATA_DIR",
        Need.RECOMMENDED,
        "the folder for the SQLite database and the collected static files",
        "/var/lib/aldea",
        "the folder var where the command is started",
    ),
    Variable(
        "ALDEA_METRICS_TOKEN",
        Need.RECOMMENDED,
        "the bearer token with which /metrics is read, at least 32 random characters",
        otherwise="/metrics is not there",
        secret=True,
    ),
    Variable(
        "ALDEA_LOCAL_WEIGHT_GAIN_KG",
        Need.RECOMMENDED,
        "the weight gain in kg that is told to the team; the safety officer decides it",
        otherwise="the rule about weight gain waits for this number",
    ),
    Variable(
        "DATABASE_URL",
        Need.OPTIONAL,
        "the address of a PostgreSQL database; percent-encode what is special in the password",
        "postgresql://aldea:secret@localhost:5432/aldea?sslmode=require",
        "SQLite, in the file aldea.sqlite3 of ALDEA_DATA_DIR",
        secret=True,
    ),
    Variable(
        "ALDEA_ALERT_FROM",
        Need.OPTIONAL,
        "the lowest urgency that raises an alert: self_care, tell_team or contact_hospital",
        "tell_team",
        "tell_team",
    ),
    Variable(
        "ALDEA_TIME_ZONE",
        Need.OPTIONAL,
        "the hospital's time zone, by its IANA name",
        "Europe/London",
        "Europe/London",
    ),
    Variable(
        "ALDEA_PACK",
        Need.OPTIONAL,
        "the protocol to judge by: the id of one that ships with Aldea, or a path such as ./my-pack",
        "aldesleukin",
        "aldesleukin",
    ),
    Variable(
        "ALDEA_DEMO",
        Need.DEMO_ONLY,
        "1 in the demo, which sets it by itself; never where real people could come",
        otherwise="0: a hospital's own installation",
    ),
    Variable(
        "DJANGO_SETTINGS_MODULE",
        Need.OPTIONAL,
        "another module of Django settings, for who extends Aldea",
        "aldea.site.settings",
        "aldea.site.settings",
    ),
)
