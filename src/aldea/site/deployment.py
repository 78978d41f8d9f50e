"""What a deployment needs besides its required settings, one check for each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.checks import Tags, run_checks
from django.db import DatabaseError

from aldea.care.due import DueTimesError
from aldea.hospital.queries import due_times_of, texts
from aldea.people.models import Account, Role
from aldea.people.protocol import current_pack
from aldea.site.health import missing_migrations


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a deployment needs; ``words`` say how it stands, or what to do."""

    name: str
    is_fine: bool
    words: str


def deployment_checks() -> list[Check]:
    """Every check, in the order in which they are put right."""
    return [check for ask in CHECKS for check in ask()]


def _secret_key() -> Iterator[Check]:
    strong = len(settings.SECRET_KEY) >= 50 and len(set(settings.SECRET_KEY)) >= 5
    words = "long enough" if strong else "give it at least 50 random characters"
    yield Check("ALDEA_SECRET_KEY", strong, words)


def _hosts() -> Iterator[Check]:
    named = bool(settings.ALLOWED_HOSTS) and "*" not in settings.ALLOWED_HOSTS
    words = ", ".join(settings.ALLOWED_HOSTS) if named else "name the hosts; a star lets everybody pretend"
    yield Check("ALDEA_ALLOWED_HOSTS", named, words)


def _proxy() -> Iterator[Check]:
    behind = hasattr(settings, "SECURE_PROXY_SSL_HEADER") and settings.SECURE_PROXY_SSL_HEADER is not None
    words = (
        "the proxy says which requests came by https" if behind else "serve by https: ALDEA_BEHIND_PROXY=1"
    )
    yield Check("ALDEA_BEHIND_PROXY", behind, words)


def _database() -> Iterator[Check]:
    try:
        missing = missing_migrations()
    except DatabaseError:
        yield Check(
            "Database", is_fine=False, words="it cannot be opened: check DATABASE_URL and the database server"
        )
        return
    words = "up to date" if not missing else f"{missing} migrations are missing: aldea migrate"
    yield Check("Database", not missing, words)
    if missing:
        return
    there = Account.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists()
    yield Check("Administrator", there, "there is one" if there else "make one: aldea create-admin --name …")
    yield _due_times(texts())


def _due_times(found: dict[str, str]) -> Check:
    try:
        due_times_of(found)
    except DueTimesError as wrong:
        return Check("Due times", is_fine=False, words=str(wrong))
    return Check("Due times", is_fine=True, words="each urgency that raises an alert has one")


def _files() -> Iterator[Check]:
    folder = Path(settings.ALDEA_DATA_DIR)
    there = folder.is_dir()
    yield Check("ALDEA_DATA_DIR", there, str(folder) if there else "make the folder, or: aldea migrate")


def _pack() -> Iterator[Check]:
    pack = current_pack()
    yield Check("ALDEA_PACK", is_fine=True, words=f"{pack.id} {pack.version} {pack.digest}")


def _django() -> Iterator[Check]:
    found = [
        message
        for message in run_checks(tags=[Tags.security], include_deployment_checks=True)
        if not str(message.id).startswith("aldea.")
    ]
    words = "; ".join(f"{message.id}: {message.msg}" for message in found) or "nothing to say"
    yield Check("Django's own checks", not found, words)


CHECKS: tuple[Callable[[], Iterator[Check]], ...] = (
    _secret_key,
    _hosts,
    _proxy,
    _files,
    _database,
    _pack,
    _django,
)
