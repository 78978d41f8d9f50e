"""A report that was sent is put right; what comes too late for that is a new check."""

from datetime import datetime

from django.db import transaction

from aldea.audit.use_cases import record
from aldea.people.models import Account
from aldea.people.permissions import NotInScope
from aldea.people.protocol import current_pack
from aldea.people.queries import reportable_by
from aldea.reports import queries
from aldea.reports.check_draft import Draft, draft_as_json, draft_of_report
from aldea.reports.models import Check, Report
from aldea.reports.use_cases.checks import NewId, TooOld, begin, lock_check


class CannotCorrect(Exception):
    """A report was corrected already, or was sent too long ago to be corrected."""

    def __init__(self) -> None:
        super().__init__("this report can no longer be corrected; send a new one")


def start_correction(actor: Account, report: Report, now: datetime, new_id: NewId) -> Check:
    """The check that puts a sent report right: filled in with what was said, and judged as of that time.

    One that the actor began and did not send is gone on with. Raises ``CannotCorrect`` for a report that was
    corrected already or is too old, NotInScope for one that is not a check of a patient for whom the actor
    may report.
    """
    if not queries.may_check(actor):
        raise NotInScope
    report = queries.get_report(actor, report.pk)
    if not reportable_by(actor).filter(pk=report.patient_id).exists():
        raise NotInScope
    if not queries.may_correct(actor, report, now):
        raise CannotCorrect
    draft = draft_of_report(current_pack(), report.observations, report.context)
    with transaction.atomic():
        Report.objects.select_for_update().filter(pk=report.pk).first()
        begun = queries.open_corrections(actor, report.patient, now)
        return next(
            (check for check in begun if check.corrects_id == report.pk),
            None,
        ) or begin(actor, report.patient, draft, now, new_id, corrects=report)


def discard_correction(actor: Account, check: Check, now: datetime, new_id: NewId) -> None:
    """Prompt nobody any more about a correction that was begun. Raises NotInScope for any other check.

    An answer on a page that is still open takes it up again: above all an emergency is never refused.
    """
    with transaction.atomic():
        locked = lock_check(actor, check.pk)
        if locked.corrects is None or locked.sent_at is not None:
            raise NotInScope
        locked.place = {**locked.place, queries.DISCARDED: True}
        locked.save(update_fields=["place"])
        record(actor, "check.discarded", locked, locked.patient_id, now, new_id())


def let_stand_alone(actor: Account, check: Check, now: datetime, new_id: NewId) -> Check:
    """Turn a correction that comes too late into a new check, which is looked at before it is sent.

    Its answers are as old as the report that it was to put right. Raises TooOld where that is long ago,
    NotInScope for a check of somebody else. A check that stands alone already stays as it is.
    """
    with transaction.atomic():
        locked = lock_check(actor, check.pk)
        if locked.corrects is None or locked.sent_at is not None:
            return locked
        if not queries.may_stand_alone(actor, locked, now):
            raise TooOld
        locked.started_at = min(locked.started_at, locked.corrects.at)
        return separate(actor, locked, queries.draft_of(locked), now, new_id)


def separate(actor: Account, locked: Check, draft: Draft, now: datetime, new_id: NewId) -> Check:
    """The check with this draft, correcting nothing any more."""
    detail = {"corrected": str(locked.corrects_id)}
    locked.corrects = None
    locked.answers, locked.place = draft_as_json(draft)
    locked.save(update_fields=["started_at", "corrects", "answers", "place"])
    record(actor, "check.stands_alone", locked, locked.patient_id, now, new_id(), detail)
    return locked
