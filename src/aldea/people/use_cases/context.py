"""A fact about a patient's treatment is written down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aldea.audit.use_cases import record
from aldea.language.pack import ContextItem, Pack
from aldea.packs import read_report
from aldea.people.models import Account, ContextFact, Patient
from aldea.people.permissions import NotInScope, Permission, require
from aldea.people.queries import get_patient
from aldea.people.raw_values import UNITS

# "On the ward" hides telephone numbers, so it goes stale at once and must be said again each day.
LONGEST_REVIEW: Mapping[str, timedelta] = {"in_hospital": timedelta(days=1)}
# Asked in each report and never kept.
ONLY_IN_A_REPORT = frozenset({"hospital_unreachable"})


class ContextRefusedError(Exception):
    """The fact cannot be recorded like this. ``field`` names the part, ``message`` says what to do."""

    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(field)
        self.field = field
        self.message = str(message)


@dataclass(frozen=True)
class ContextEntry:
    """A fact to record: a raw value as a report carries it, since when it holds, who says so, until when.

    A number is an int or a Decimal. ``review_on`` is the last day on which it counts.
    """

    item: str
    value: Any
    source: str
    effective_on: date
    review_on: date | None = None
    supersedes: ContextFact | None = None


def recordable(pack: Pack) -> list[ContextItem]:
    """The context items that the team keeps, in the order of the pack."""
    return [item for item in pack.context.values() if item.id not in ONLY_IN_A_REPORT]


def record_context(
    actor: Account,
    patient: Patient,
    entry: ContextEntry,
    pack: Pack,
    now: datetime,
    today: date,
    new_id: Callable[[], UUID],
) -> ContextFact:
    """Append a fact; a correction names the fact it supersedes and leaves it in place.

    Raises ``ContextRefusedError`` for a value that the pack cannot read, a missing source or impossible
    dates; ``NotInScope`` when the actor may not record this for the patient.
    """
    require(actor, Permission.RECORD_CONTEXT)
    get_patient(actor, patient.pk)
    if entry.item not in {item.id for item in recordable(pack)}:
        raise NotInScope
    _check_value(pack, entry)
    _check_dates(entry, patient.date_of_birth, today)
    fact = ContextFact(
        id=new_id(),
        patient=patient,
        item=entry.item,
        value=entry.value,
        recorded_at=now,
        recorded_by=actor,
        source=entry.source.strip(),
        effective_on=entry.effective_on,
        review_on=entry.review_on,
        supersedes=_corrected(patient, entry),
    )
    with transaction.atomic():
        fact.save(force_insert=True)
        record(actor, "context.recorded", fact, patient.pk, now, new_id(), {"item": entry.item})
    return fact


def _corrected(patient: Patient, entry: ContextEntry) -> ContextFact | None:
    old = entry.supersedes
    if old is not None and (old.patient_id != patient.pk or old.item != entry.item):
        raise NotInScope
    return old


def _check_value(pack: Pack, entry: ContextEntry) -> None:
    reading = read_report(pack, {"context": {entry.item: entry.value}})
    if reading.problems:
        raise ContextRefusedError("value", _explained(pack.context[entry.item], reading.problems[0].message))
    if reading.warnings:
        message = _(
            "This limit is looser than the one that holds for everyone, so it would never be used. "
            "Record a stricter limit, or none."
        )
        raise ContextRefusedError("value", message)


def _explained(item: ContextItem, message: str) -> str:
    if item.accept is None or item.unit is None:
        return _("This cannot be recorded: %(reason)s.") % {"reason": message}
    low, high = (Decimal(end.numerator) / end.denominator for end in item.accept)
    return _("This cannot be right. Enter a number from %(low)s to %(high)s %(unit)s.") % {
        "low": f"{low.normalize():f}",
        "high": f"{high.normalize():f}",
        "unit": UNITS[item.unit.code],
    }


def _check_dates(entry: ContextEntry, born: date | None, today: date) -> None:
    longest = LONGEST_REVIEW.get(entry.item)
    if not entry.source.strip():
        raise ContextRefusedError("source", _("Say where this comes from, such as the patient or a letter."))
    if entry.effective_on > today:
        raise ContextRefusedError("effective_on", _("This date must be today or in the past."))
    if born is not None and entry.effective_on < born:
        raise ContextRefusedError("effective_on", _("This date is before the patient was born."))
    if entry.review_on is not None and entry.review_on < today:
        raise ContextRefusedError("review_on", _("The review date must be today or later."))
    if longest and (entry.review_on is None or entry.review_on > today + longest):
        message = _("This changes from day to day. Set the review date to today or tomorrow.")
        raise ContextRefusedError("review_on", message)
