"""A check is begun, and its screens are kept one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from aldea.audit.use_cases import record
from aldea.people.models import Account, Patient
from aldea.people.permissions import NotInScope
from aldea.people.protocol import current_pack
from aldea.people.queries import reportable_by
from aldea.reports import queries
from aldea.reports.call_log import CallDetails
from aldea.reports.check_answers import parse_screen
from aldea.reports.check_draft import Draft, draft_as_json
from aldea.reports.check_fields import Form, Problem
from aldea.reports.check_flow import EMERGENCY, Part, find_screen, is_emergency
from aldea.reports.models import Check, Report, Source, TelephoneCall

NewId = Callable[[], UUID]


class TooOld(Exception):
    """A check was begun so long ago that its answers no longer say how the person is."""

    def __init__(self) -> None:
        super().__init__("this check was begun too long ago to be sent; begin a new one")


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of posting a screen. With problems, nothing was stored."""

    draft: Draft
    problems: tuple[Problem, ...]
    is_emergency: bool


def start_check(actor: Account, patient: Patient, now: datetime, new_id: NewId) -> Check:
    """Begin a check for a patient for whom the actor may report. Raises NotInScope."""
    if not queries.may_check(actor):
        raise NotInScope
    return begin(actor, patient, Draft(), now, new_id)


def start_call(actor: Account, patient: Patient, call: CallDetails, now: datetime, new_id: NewId) -> Check:
    """Begin the check of a patient who is on the telephone, or for whom somebody calls. Raises NotInScope."""
    if not queries.may_take_calls(actor):
        raise NotInScope
    with transaction.atomic():
        check = begin(actor, patient, Draft(), now, new_id, source=Source.TELEPHONE)
        TelephoneCall(
            check_filled_in=check,
            called_at=call.called_at,
            caller_is=call.caller_is,
            caller_name=" ".join(call.caller_name.split()),
            call_back=call.call_back.strip(),
            words=call.words.strip(),
            log=dict(call.log),
        ).save(force_insert=True)
    return check


def start_again(actor: Account, sent: Check, now: datetime, new_id: NewId) -> Check:
    """Begin another check for the patient of one that was sent; by telephone, in the same call."""
    if sent.source != Source.TELEPHONE:
        return start_check(actor, sent.patient, now, new_id)
    call = sent.call
    details = CallDetails(
        call.called_at, call.caller_is, call.caller_name, call.call_back, call.words, call.log
    )
    return start_call(actor, sent.patient, details, now, new_id)


def begin(
    actor: Account,
    patient: Patient,
    draft: Draft,
    now: datetime,
    new_id: NewId,
    source: str = Source.CHECK,
    corrects: Report | None = None,
) -> Check:
    """Store a check that begins with this draft. Raises NotInScope."""
    found = reportable_by(actor).filter(pk=patient.pk).first()
    if found is None:
        raise NotInScope
    answers, place = draft_as_json(draft)
    check = Check(
        id=new_id(),
        patient=found,
        started_by=actor,
        started_at=now,
        answers=answers,
        place=place,
        source=source,
        corrects=corrects,
    )
    with transaction.atomic():
        check.save(force_insert=True)
        record(actor, "check.started", check, found.pk, now, new_id(), {"source": source})
    return check


def save_screen(actor: Account, check: Check, screen_id: str, form: Form, now: datetime) -> Saved:
    """Read one posted screen and keep its answers. Raises NotInScope for a screen that the check has not.

    Posting the same screen again replaces its answers. A check that was sent stays as it is.
    """
    pack = current_pack()
    with transaction.atomic():
        locked = lock_check(actor, check.pk)
        situation = queries.situation_for(actor, locked, pack, now)
        draft = queries.draft_of(locked)
        screen = find_screen(pack, situation, draft, screen_id)
        if screen is None or screen.part is Part.ANSWERS or locked.sent_at is not None:
            raise NotInScope
        parsed = parse_screen(pack, situation, draft, screen, form)
        if not parsed.problems:
            locked.answers, locked.place = draft_as_json(parsed.draft)
            locked.save(update_fields=["answers", "place"])
    alarming = screen.group == EMERGENCY and is_emergency(pack, parsed.draft) and not parsed.problems
    return Saved(parsed.draft, parsed.problems, alarming)


def lock_check(actor: Account, id: UUID) -> Check:
    """The actor's check, held against any other writer until the transaction ends."""
    Check.objects.select_for_update().filter(pk=id).first()
    return queries.get_check(actor, id)
