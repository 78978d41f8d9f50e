"""The only writer of checks and reports: one function for each thing that can happen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from aldea.audit.use_cases import record
from aldea.engines.reference import explain
from aldea.hospital.queries import hospital, local_thresholds
from aldea.language import Pack
from aldea.packs import read_report
from aldea.people.models import Account, Patient
from aldea.people.permissions import NotInScope
from aldea.people.protocol import current_pack
from aldea.people.queries import reportable_by
from aldea.people.use_cases import note_report
from aldea.reports import queries
from aldea.reports.call_log import CallDetails
from aldea.reports.check_answers import parse_screen
from aldea.reports.check_draft import Draft, Raw, draft_as_json, draft_of_report
from aldea.reports.check_fields import Form, Problem
from aldea.reports.check_flow import (
    EMERGENCY,
    Part,
    Screen,
    find_screen,
    is_emergency,
    next_screen,
    sent_observations,
)
from aldea.reports.models import Check, Report, Source, StoredAssessment, TelephoneCall
from aldea.reports.shown import build_shown

NewId = Callable[[], UUID]


class NotFinished(Exception):
    """A check was sent with a screen that is not answered yet: ``screen`` is the first of these."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(f"the screen '{screen.id}' is not answered yet")
        self.screen = screen


class CannotCorrect(Exception):
    """A report was corrected already, or was sent too long ago to be corrected."""

    def __init__(self) -> None:
        super().__init__("this report can no longer be corrected; send a new one")


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
    return _begin(actor, patient, Draft(), now, new_id)


def start_correction(actor: Account, report: Report, now: datetime, new_id: NewId) -> Check:
    """Begin a check that puts a sent report right: filled in with what was said, and judged as of that time.

    Raises ``CannotCorrect`` for a report that was corrected already or is too old, NotInScope for one that
    is not a check of a patient for whom the actor may report.
    """
    if not queries.may_check(actor):
        raise NotInScope
    report = queries.get_report(actor, report.pk)
    if not reportable_by(actor).filter(pk=report.patient_id).exists():
        raise NotInScope
    if not queries.may_correct(actor, report, now):
        raise CannotCorrect
    draft = draft_of_report(current_pack(), report.observations, report.context)
    return _begin(actor, report.patient, draft, now, new_id, corrects=report)


def start_call(actor: Account, patient: Patient, call: CallDetails, now: datetime, new_id: NewId) -> Check:
    """Begin the check of a patient who is on the telephone, or for whom somebody calls. Raises NotInScope."""
    if not queries.may_take_calls(actor):
        raise NotInScope
    with transaction.atomic():
        check = _begin(actor, patient, Draft(), now, new_id, source=Source.TELEPHONE)
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


def _begin(
    actor: Account,
    patient: Patient,
    draft: Draft,
    now: datetime,
    new_id: NewId,
    source: str = Source.CHECK,
    corrects: Report | None = None,
) -> Check:
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
        locked = _lock(actor, check.pk)
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


def send_report(actor: Account, check: Check, now: datetime, new_id: NewId) -> Report:
    """Store the report of a check and how it was judged, in one transaction; sent twice, it is one report.

    An emergency is sent with what is known so far. Any other check is sent whole: raises NotFinished for
    one that is not, TooOld for one that was begun long ago, NotInScope for one of somebody else.
    """
    pack = current_pack()
    with transaction.atomic():
        locked = _lock(actor, check.pk)
        if locked.sent_at is not None:
            return queries.get_report(actor, locked.pk)
        corrected = locked.corrects
        if corrected is not None and not queries.may_correct(actor, corrected, now):
            raise CannotCorrect
        at = corrected.at if corrected is not None else now
        raw = _raw_report(actor, locked, pack, now)
        report = Report(
            id=locked.pk,
            patient=locked.patient,
            reporter=actor,
            reporter_role=actor.role,
            at=at,
            received_at=now,
            observations=raw["observations"],
            context=raw["context"],
            source=locked.source,
            corrects=corrected,
        )
        try:
            with transaction.atomic():
                report.save()
        except IntegrityError:
            raise CannotCorrect from None
        _judge(pack, report, raw, now, new_id())
        locked.sent_at = now
        locked.save(update_fields=["sent_at"])
        note_report(report.patient, at)
        record(actor, "report.sent", report, report.patient_id, now, new_id(), {"pack": pack.digest})
    return report


def read_one_report(actor: Account, id: UUID, now: datetime, new_id: NewId) -> Report:
    """One report with its assessment, and an audit event that the actor saw it. Raises NotInScope."""
    report = queries.get_report(actor, id)
    record(actor, "report.read", report, report.patient_id, now, new_id())
    return report


def _lock(actor: Account, id: UUID) -> Check:
    """The actor's check, held against any other writer until the transaction ends."""
    Check.objects.select_for_update().filter(pk=id).first()
    return queries.get_check(actor, id)


def _raw_report(actor: Account, check: Check, pack: Pack, now: datetime) -> dict[str, Any]:
    """The report as the core reads it."""
    situation = queries.situation_for(actor, check, pack, now)
    draft = queries.draft_of(check)
    at = check.corrects.at if check.corrects is not None else now
    if not is_emergency(pack, draft):
        if queries.is_too_old(check, now):
            raise TooOld
        waiting = next_screen(pack, situation, draft)
        if waiting.part is not Part.ANSWERS:
            raise NotFinished(waiting)
    context: dict[str, Raw] = dict(situation.context)
    if draft.in_hospital is not None:
        context["in_hospital"] = draft.in_hospital
    return {
        "id": str(check.pk),
        "at": at.isoformat(),
        "context": context,
        "observations": sent_observations(pack, situation, draft),
        "history": queries.history_for(actor, check.patient, at, pack.window_hours, check.corrects),
    }


def _judge(pack: Pack, report: Report, raw: Mapping[str, Any], now: datetime, id: UUID) -> None:
    """Store how the report was judged. What cannot be read is kept with the outcome and shown as such."""
    reading = read_report(pack, dict(raw))
    explanation = explain(pack, reading.report, local_thresholds())
    assessment = explanation.assessment
    problems = [problem.as_dict() for problem in reading.problems]
    StoredAssessment(
        id=id,
        report=report,
        pack_id=pack.id,
        pack_version=pack.version,
        pack_digest=pack.digest,
        urgency=assessment.urgency.id,
        outcome={**assessment.as_dict(), "problems": problems},
        explanation=explanation.as_dict(),
        history=raw["history"],
        shown=build_shown(pack, assessment, raw["context"], hospital(), has_problems=bool(problems)),
        assessed_at=now,
    ).save()
