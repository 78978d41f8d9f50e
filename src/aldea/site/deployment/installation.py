"""The installation itself: its database, its people, its files and its clock. Needs Django to be started."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection
from django.utils import timezone
from django.utils.formats import date_format

from aldea.audit.models import AuditEvent
from aldea.care.due import DueTimesError
from aldea.hospital.catalogue import KINDS, read_telephone
from aldea.hospital.queries import due_times_of, texts
from aldea.packs import PackError
from aldea.people.models import Account, Role
from aldea.people.protocol import current_pack
from aldea.site.database_state import read_state
from aldea.site.deployment.fiction import is_fiction
from aldea.site.deployment.findings import Finding, advice, missing, ok, wrong

NAMED_ALREADY = frozenset({"aldea.E001", "aldea.E002"})
MIGRATE = "aldea migrate"


def look_at_installation(now: datetime) -> Iterator[Finding]:
    """A finding for each part. What needs the database is looked at once that answers and is up to date."""
    database = list(_database())
    yield from database
    if all(finding.is_fit for finding in database):
        yield _due_times()
        yield _number()
        yield _blank_settings()
        yield _administrator()
        yield _clock(now)
    else:
        words = "due times, 24-hour number, administrator and clock were not looked at"
        yield missing("the rest", words, "put the database right, then check again")
    yield _pack()
    yield _folder()
    yield _static_files()
    yield from _own_checks_of_django()


def _database() -> Iterator[Finding]:
    where = settings.DATABASES["default"]
    is_file = connection.vendor == "sqlite"
    if is_file and not Path(where["NAME"]).exists():
        yield missing("database", f"{where['NAME']} is not there", f"run: {MIGRATE}")
        return
    try:
        state = read_state()
    except (Error, ImproperlyConfigured) as error:
        to_do = "check DATABASE_URL, that the server runs, and that aldea[postgres] is installed"
        yield wrong("database", f"it does not answer ({type(error).__name__})", to_do)
        return
    kind = "SQLite" if is_file else f"PostgreSQL at {where['HOST'] or 'this machine'}"
    yield ok("database", f"{kind}, {where['NAME']}: it answers")
    if state.unknown:
        words = f"a newer Aldea has changed it ({', '.join(state.unknown)})"
        yield wrong("migrations", words, "install that Aldea, or restore the backup from before")
    elif state.missing:
        count = len(state.missing)
        words = "1 is not applied" if count == 1 else f"{count} are not applied"
        yield missing("migrations", words, f"back up, then run: {MIGRATE}")
    else:
        yield ok("migrations", "all are applied")


def _due_times() -> Finding:
    try:
        due = due_times_of(texts())
    except DueTimesError as error:
        return wrong(
            "due times", str(error), "set ALDEA_DUE_MINUTES, or correct them on the page of settings"
        )
    minutes = ", ".join(f"{level.id} {int(time.total_seconds() // 60)}" for level, time in due.within.items())
    return ok("due times", f"in minutes: {minutes}")


def _number() -> Finding:
    number = texts().get("number", "")
    try:
        read_telephone(number)
    except ValueError:
        return wrong("24-hour number", f"'{number}' is no telephone number", "set ALDEA_HOSPITAL_NUMBER")
    if is_fiction(number):
        words = f"{number} is kept for fiction: nobody answers it"
        return wrong("24-hour number", words, "set ALDEA_HOSPITAL_NUMBER to the hospital's own")
    return ok("24-hour number", f"{number}; call it once to make sure")


def _blank_settings() -> Finding:
    found = texts()
    blank = [str(kind.title) for kind in KINDS if not found.get(kind.key) and not kind.optional]
    if not blank:
        return ok("settings of the hospital", "none is blank")
    to_do = "an administrator decides them on the page of settings, with the safety officer"
    return advice("settings of the hospital", f"blank: {'; '.join(blank)}", to_do)


def _administrator() -> Finding:
    count = Account.objects.filter(role=Role.ADMINISTRATOR, is_active=True).count()
    if not count:
        return missing(
            "administrator", "nobody can invite the team", "run: aldea create-admin --name 'Full Name'"
        )
    return ok("administrator", f"{count} can sign in")


def _clock(now: datetime) -> Finding:
    local = timezone.localtime(now)
    words = f"{date_format(local, 'l j F Y, H:i:s')} in {settings.TIME_ZONE}; compare it with a watch"
    newest = AuditEvent.objects.order_by("-at").values_list("at", flat=True).first()
    if newest is not None and newest > now:
        later = date_format(timezone.localtime(newest), "c")
        words = f"{words}. The audit trail already has something of {later}"
        return wrong("clock", words, "set the clock of this machine, by NTP")
    return ok("clock", words)


def _pack() -> Finding:
    try:
        pack = current_pack()
    except (PackError, FileNotFoundError, ValueError):
        return wrong(
            "protocol",
            f"{settings.ALDEA_PACK} cannot be used",
            f"run: aldea pack check {settings.ALDEA_PACK}",
        )
    return ok("protocol", f"{pack.id} {pack.version}, {pack.digest}")


def _folder() -> Finding:
    folder = settings.ALDEA_DATA_DIR
    if not folder.is_dir():
        return missing("data folder", f"{folder} is not there", f"run: {MIGRATE}")
    if folder.stat().st_mode & 0o007:
        words = f"everybody on this machine can look into {folder}"
        return wrong("data folder", words, f"chmod o-rwx {folder}")
    return ok("data folder", f"{folder} is closed to others")


def _static_files() -> Finding:
    folder = Path(settings.STATIC_ROOT)
    if (folder / "staticfiles.json").is_file():
        return ok("static files", f"collected in {folder}; each start of aldea serve brings them up to date")
    return ok("static files", f"not collected yet; aldea serve does it at its start, in {folder}")


def _own_checks_of_django() -> Iterator[Finding]:
    found = [each for each in run_checks(include_deployment_checks=True) if each.id not in NAMED_ALREADY]
    for each in found:
        yield wrong(f"check {each.id}", str(each.msg), str(each.hint or "see the documentation of Django"))
    if not found:
        yield ok("checks of Django", "no issue")
