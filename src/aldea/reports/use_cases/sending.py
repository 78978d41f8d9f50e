"""A check is sent: the report is stored with how it was judged."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from aldea.audit.use_cases import record
from aldea.engines.reference import explain
from aldea.hospital.queries import hospital, local_thresholds
from aldea.language import Pack
from aldea.packs import read_report
from aldea.people.models import Account
from aldea.people.protocol import current_pack
from aldea.people.use_cases import note_report
from aldea.reports import queries
from aldea.reports.check_draft import Raw
from aldea.reports.check_flow import (
    Part,
    Screen,
    emergency_alone,
    is_emergency,
    next_screen,
    sent_observations,
)
from aldea.reports.models import Check, Report, StoredAssessment
from aldea.reports.shown import build_shown
from aldea.reports.use_cases.checks import NewId, TooOld, lock_check
from aldea.reports.use_cases.corrections import CannotCorrect, separate


class NotFinished(Exception):
    """A check was sent with a screen that is not answered yet: ``screen`` is the first of these."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(f"the screen '{screen.id}' is not answered yet")
        self.screen = screen


def send_report(actor: Account, check: Check, now: datetime, new_id: NewId) -> Report:
    """Store the report of a check and how it was judged, in one transaction; sent twice, it is one report.

    An emergency is sent with what is known so far, and a correction that comes too late for its report is
    sent as a new report then. Any other check is sent whole: raises NotFinished for one that is not, TooOld
    for one that was begun long ago, CannotCorrect for a correction that comes too late, NotInScope for one
    of somebody else.
    """
    pack = current_pack()
    with transaction.atomic():
        locked = lock_check(actor, check.pk)
        if locked.sent_at is not None:
            return queries.get_report(actor, locked.pk)
        if locked.corrects is not None and not queries.may_correct(actor, locked.corrects, now):
            _separate_emergency(actor, locked, pack, now, new_id)
        try:
            with transaction.atomic():
                report, raw = _store(actor, locked, pack, now)
        except IntegrityError:
            # Somebody else corrected the same report in this very moment.
            _separate_emergency(actor, locked, pack, now, new_id)
            report, raw = _store(actor, locked, pack, now)
        _judge(pack, report, raw, now, new_id())
        locked.sent_at = now
        locked.save(update_fields=["sent_at"])
        note_report(report.patient, report.at)
        record(actor, "report.sent", report, report.patient_id, now, new_id(), {"pack": pack.digest})
    return report


def _separate_emergency(actor: Account, locked: Check, pack: Pack, now: datetime, new_id: NewId) -> None:
    """Let an emergency stand alone where it can correct nothing; raises CannotCorrect for anything else."""
    draft = queries.draft_of(locked)
    if locked.corrects is None or not is_emergency(pack, draft):
        raise CannotCorrect
    separate(actor, locked, emergency_alone(pack, draft), now, new_id)


def _store(actor: Account, check: Check, pack: Pack, now: datetime) -> tuple[Report, dict[str, Any]]:
    """The stored report, and as the core reads it."""
    raw = _raw_report(actor, check, pack, now)
    report = Report(
        id=check.pk,
        patient=check.patient,
        reporter=actor,
        reporter_role=actor.role,
        at=check.corrects.at if check.corrects is not None else now,
        received_at=now,
        observations=raw["observations"],
        context=raw["context"],
        source=check.source,
        corrects=check.corrects,
    )
    report.save()
    return report, raw


def read_one_report(actor: Account, id: UUID, now: datetime, new_id: NewId) -> Report:
    """One report with its assessment, and an audit event that the actor saw it. Raises NotInScope."""
    report = queries.get_report(actor, id)
    record(actor, "report.read", report, report.patient_id, now, new_id())
    return report


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
