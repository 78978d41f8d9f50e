"""The only writer of the hospital's decisions, audited inside."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from aldea.audit.use_cases import record
from aldea.care.due import DueTimesError
from aldea.hospital.catalogue import BY_KEY, SettingKind
from aldea.hospital.models import Setting
from aldea.hospital.queries import due_times_of, texts
from aldea.people.models import Account, Role
from aldea.people.permissions import NotInScope, Permission, require


class SettingRefusedError(Exception):
    """The value cannot hold. ``field`` is ``value`` or ``why``; ``message`` says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field)
        self.field = field
        self.message = message


class SettingChangedError(SettingRefusedError):
    """Somebody else has decided since the page was opened. ``last`` is their decision."""

    def __init__(self, kind: SettingKind, last: Setting) -> None:
        words = {"name": last.by.name, "value": kind.words(last.value) or _("Blank"), "why": last.why}
        message = _(
            "%(name)s changed this to “%(value)s” after you had opened the page (%(why)s). "
            "Nothing of yours is saved yet. Send it again if yours should hold all the same."
        )
        super().__init__("", message % words)
        self.last = last


def decide(
    actor: Account,
    key: str,
    value: str,
    why: str,
    now: datetime,
    new_id: Callable[[], UUID],
    seen: str | None = None,
) -> Setting:
    """Let this value hold from now on; an empty one takes it back, where the setting may be blank.

    ``seen`` is the id of the last decision that the actor has read, empty where there was none; None where
    no page was read. Raises ``SettingRefusedError`` for a value that cannot hold or a missing reason,
    ``SettingChangedError`` when there is a newer decision than the one seen, ``NotInScope`` for an unknown
    setting or an actor who may not decide.
    """
    require(actor, Permission.CHANGE_SETTINGS)
    kind = BY_KEY.get(key)
    if kind is None:
        raise NotInScope
    plain, reason = " ".join(value.split()), why.strip()
    if not reason:
        raise SettingRefusedError("why", _("Say why this is so, and who agreed to it."))
    with transaction.atomic():
        # One decision at a time: two that do not go together must not both pass.
        list(Account.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk"))
        last = Setting.objects.select_related("by").filter(key=key).order_by("at", "id").last()
        if last is not None and seen is not None and seen != str(last.pk):
            raise SettingChangedError(kind, last)
        kept = _kept(kind, plain)
        setting = Setting(
            id=new_id(), key=key, value=kept, at=_after_the_last(last, now), by=actor, why=reason
        )
        setting.save()
        record(actor, "setting.decided", setting, None, now, new_id(), {"key": key})
    return setting


def _after_the_last(last: Setting | None, now: datetime) -> datetime:
    """The moment of a decision: later than the one before, so that the newest is never in doubt."""
    return now if last is None else max(now, last.at + timedelta(microseconds=1))


def _kept(kind: SettingKind, value: str) -> str:
    if not value and kind.required:
        raise SettingRefusedError("value", _("Aldea does not work without this. Give a value."))
    try:
        kept = kind.kept(value) if value else ""
    except ValueError as reason:
        raise SettingRefusedError("value", str(reason)) from None
    if kind.key.startswith("due.") or kind.key == "alert_from":
        _check_due_times(kind.key, kept)
    return kept


def _check_due_times(key: str, value: str) -> None:
    """All due times together: each level that alerts has one, and what is graver is never due later."""
    try:
        due_times_of({**texts(), key: value})
    except DueTimesError:
        message = _(
            "These times do not go together. Every urgency that raises an alert needs a time, "
            "and a graver one is never due later than a milder one."
        )
        raise SettingRefusedError("value", message) from None
