"""The only reader of checks and reports. The actor comes first; the scope is applied here."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from aldea.language import Pack
from aldea.language.pack import Cadence
from aldea.people.models import Account, ContextFact, Patient, Role
from aldea.people.permissions import NotInScope, Permission, allowed
from aldea.people.queries import (
    current_value,
    get_patient,
    is_stale,
    latest_facts,
    patients_for,
    reportable_by,
)
from aldea.reports.check_draft import Carried, Draft, Raw, Situation, draft_from_json, is_raised
from aldea.reports.check_flow import counts_events
from aldea.reports.exact_json import exact
from aldea.reports.models import Check, Report, Source, TelephoneCall

CYCLE_MARKS = ("phase", "weight_cycle_start")
SAID_IN_THE_REPORT = frozenset({"in_hospital", "hospital_unreachable"})
"""Context that acts only when this very report says so, never from what was recorded."""

COUNTED_WITHIN = timedelta(hours=24)
CALLS_LISTED = timedelta(days=14)
"""How long a call that was begun and not sent stands on the page of telephone reports."""

DISCARDED = "discarded"
"""The mark in the place of a correction about which nobody is prompted any more."""

CORRECTED_WITHIN = timedelta(hours=24)
"""After this long a report is history; how the person is now is a new one."""

DRAFT_LASTS = timedelta(hours=4)
"""After this long a check that was not sent says too little about today."""


def day_at_hospital(now: datetime) -> date:
    """The date on the wall of the hospital."""
    return timezone.localtime(now).date()


def may_check(actor: Account) -> bool:
    """Whether the actor reports by the check: a patient for themselves, a carer for a linked patient."""
    return actor.is_active and actor.role in {Role.PATIENT, Role.CARER}


def reports_for(actor: Account, patient: Patient) -> bool:
    """Whether the actor may fill in the check for this patient now."""
    return may_check(actor) and reportable_by(actor).filter(pk=patient.matched_to_id or patient.pk).exists()


def may_take_calls(actor: Account) -> bool:
    """Whether the actor fills in the check for somebody on the telephone."""
    return actor.role == Role.NURSE and allowed(actor, Permission.REPORT_FOR_PATIENT)


def patients_to_check(actor: Account) -> list[Patient]:
    """For whom the actor may fill in a check. Raises NotInScope for a practitioner."""
    if not may_check(actor):
        raise NotInScope
    return list(reportable_by(actor))


def get_check(actor: Account, id: UUID) -> Check:
    """The actor's own check, while they may report for the patient. Raises NotInScope."""
    found = Check.objects.select_related("patient", "corrects", "call").filter(pk=id, started_by=actor)
    by_telephone = not may_check(actor)
    # A caller who was matched in the middle of the call is still on the telephone.
    patients = patients_for(actor).filter(ended_at=None) if by_telephone else reportable_by(actor)
    source = Source.TELEPHONE if by_telephone else Source.CHECK
    check = found.filter(patient__in=patients, source=source).first()
    if check is None:
        raise NotInScope
    return check


class NotSent(StrEnum):
    """Why the answers of a check that was begun can no longer be sent."""

    ENDED = "ended"
    WITHDRAWN = "withdrawn"


def why_not_sent(actor: Account, id: UUID) -> NotSent:
    """Why the actor can no longer send a check that they began. Raises NotInScope for anybody else's."""
    check = Check.objects.filter(pk=id, started_by=actor, sent_at=None).select_related("patient").first()
    if check is None:
        raise NotInScope
    return NotSent.ENDED if check.patient.ended_at is not None else NotSent.WITHDRAWN


def find_open_check(actor: Account, patient: Patient, now: datetime) -> Check | None:
    """The newest check of the actor for this patient that was not sent and is not too old."""
    get_patient(actor, patient.pk)
    mine = Check.objects.filter(started_by=actor, patient=patient, sent_at=None, corrects=None)
    return mine.filter(started_at__gt=now - DRAFT_LASTS).last()


def open_calls(actor: Account, now: datetime) -> list[Check]:
    """The telephone reports of the nurse's teams that were begun and not sent, newest first.

    Also those that are too old to send: somebody waits for a call. Another one sent later settles them.
    """
    later = Report.objects.filter(patient=OuterRef("patient"), received_at__gt=OuterRef("started_at"))
    begun = Check.objects.filter(source=Source.TELEPHONE, sent_at=None, started_at__gt=now - CALLS_LISTED)
    theirs = begun.filter(patient__in=patients_for(actor).filter(ended_at=None)).exclude(Exists(later))
    return list(theirs.select_related("patient", "started_by", "call").order_by("-started_at"))


def open_corrections(actor: Account, patient: Patient, now: datetime) -> list[Check]:
    """The corrections of the actor for this patient that were begun and can still be sent, newest first."""
    get_patient(actor, patient.pk)
    mine = Check.objects.filter(started_by=actor, patient=patient, sent_at=None, corrects__isnull=False)
    begun = mine.filter(started_at__gt=now - DRAFT_LASTS).select_related("corrects").order_by("-started_at")
    return [
        check
        for check in begun
        if not check.place.get(DISCARDED) and check.corrects and may_correct(actor, check.corrects, now)
    ]


def may_stand_alone(actor: Account, check: Check, now: datetime) -> bool:
    """Whether the answers of a correction that comes too late still say how the person is."""
    corrected = check.corrects
    if corrected is None or may_correct(actor, corrected, now):
        return False
    return now - min(check.started_at, corrected.at) < DRAFT_LASTS


def is_too_old(check: Check, now: datetime) -> bool:
    """Whether the answers of this check no longer say how the person is."""
    return now - check.started_at >= DRAFT_LASTS


def draft_of(check: Check) -> Draft:
    """The answers so far."""
    return draft_from_json(check.answers, check.place)


def reports_of(actor: Account, patient: Patient) -> QuerySet[Report]:
    """All reports about a patient, newest first, with their assessments. Raises NotInScope.

    Those of callers who turned out to be the patient are among them.
    """
    get_patient(actor, patient.pk)
    of_patient = Q(patient=patient) | Q(patient__in=patient.callers.all())
    return Report.objects.filter(of_patient).select_related("assessment", "reporter", "patient")


def get_report(actor: Account, id: UUID) -> Report:
    """One report with its assessment. Raises NotInScope."""
    found = Report.objects.select_related("assessment", "reporter", "patient")
    mine = patients_for(actor)
    in_scope = Q(patient__in=mine) | Q(patient__matched_to__in=mine)
    report: Report | None = found.filter(in_scope, pk=id).first()
    if report is None:
        raise NotInScope
    return report


def find_call(report: Report) -> TelephoneCall | None:
    """The call in which a report that was read within scope was taken, if it was one."""
    if report.source != Source.TELEPHONE:
        return None
    return TelephoneCall.objects.filter(check_filled_in=report.pk).first()


def calls_of(reports: Iterable[UUID]) -> Mapping[UUID, TelephoneCall]:
    """The calls in which these reports were taken, which were read within scope, by report."""
    return TelephoneCall.objects.in_bulk(list(reports))


def last_reported_at(patient: Patient) -> datetime | None:
    """When the newest report was about a patient who was read within scope, or a caller who is them."""
    theirs = Report.objects.filter(Q(patient=patient) | Q(patient__matched_to=patient))
    newest: datetime | None = theirs.aggregate(Max("at"))["at__max"]
    return newest


def find_last_report(actor: Account, patient: Patient) -> Report | None:
    """The newest report about the patient, if there is one. Raises NotInScope."""
    return reports_of(actor, patient).first()


def standing_reports(
    actor: Account, patient: Patient, before: datetime, without: Report | None = None
) -> QuerySet[Report]:
    """What was reported up to ``before`` and was not corrected, newest first; without how it was judged.

    ``without`` is a report that is being corrected now.
    """
    found = reports_of(actor, patient).filter(at__lte=before, corrected_by=None)
    if without is not None:
        found = found.exclude(pk=without.pk)
    return found.select_related(None).only("at", "observations")


def history_for(
    actor: Account, patient: Patient, at: datetime, window: Fraction, without: Report | None = None
) -> list[dict[str, Any]]:
    """What was reported in the ``window`` hours before ``at``, oldest first, as the core reads it."""
    seconds = window * 3600
    since = at - timedelta(seconds=seconds.numerator / seconds.denominator)
    return [
        {"at": report.at.isoformat(), "observations": report.observations}
        for report in reversed(standing_reports(actor, patient, at, without).filter(at__gte=since))
    ]


def situation_of(
    actor: Account, patient: Patient, pack: Pack, now: datetime, without: Report | None = None
) -> Situation:
    """What the check knows before it begins."""
    today = day_at_hospital(now)
    facts = latest_facts(actor, patient, today)
    reports = list(standing_reports(actor, patient, now, without)[:200])
    return Situation(
        context=_context(facts, today),
        carried=_carried(pack, reports, _cycle_start(facts)),
        told=_told(pack, reports),
        counted_since=_counted_since(pack, reports, now),
    )


def situation_for(actor: Account, check: Check, pack: Pack, now: datetime) -> Situation:
    """What this check knows: as of now, or as of the report that it corrects."""
    if check.corrects is None:
        return situation_of(actor, check.patient, pack, now)
    return situation_of(actor, check.patient, pack, check.corrects.at, check.corrects)


def may_correct(actor: Account, report: Report, now: datetime) -> bool:
    """Whether the actor may put this report right: sent by the check, not corrected yet, and of today."""
    is_theirs = reportable_by(actor).filter(pk=report.patient_id).exists()
    stands = not Report.objects.filter(corrects=report).exists()
    return is_theirs and stands and report.source == Source.CHECK and now - report.at < CORRECTED_WITHIN


def _context(facts: Mapping[str, ContextFact], today: date) -> dict[str, Raw]:
    """What is recorded about the patient and still counts today, as the core reads it."""
    return {
        item: exact(current_value(fact, today))
        for item, fact in facts.items()
        if item not in SAID_IN_THE_REPORT and not is_stale(fact, today)
    }


def _cycle_start(facts: Mapping[str, ContextFact]) -> date | None:
    days = [facts[item].effective_on for item in CYCLE_MARKS if item in facts]
    return max(days, default=None)


def _carried(pack: Pack, newest_first: list[Report], cycle_start: date | None) -> Mapping[str, Carried]:
    """The newest answer of this cycle to each question that is asked once a cycle."""
    if cycle_start is None:
        return {}
    asked_once = [item.id for item in pack.observations.values() if item.cadence is Cadence.ONCE_A_CYCLE]
    carried: dict[str, Carried] = {}
    for report in newest_first:
        if day_at_hospital(report.at) < cycle_start:
            break
        for id in asked_once:
            if id in report.observations and id not in carried:
                carried[id] = Carried(report.observations[id], report.at)
    return carried


def _told(pack: Pack, newest_first: list[Report]) -> Mapping[str, datetime]:
    """What is asked on change and was raised in the last report."""
    return {
        item.id: report.at
        for report in newest_first[:1]
        for item in pack.observations.values()
        if item.cadence is Cadence.ON_CHANGE and is_raised(item, report.observations.get(item.id))
    }


def _counted_since(pack: Pack, newest_first: list[Report], now: datetime) -> datetime | None:
    """The last report within 24 hours that says how often something happened."""
    counts = [item.id for item in pack.observations.values() if counts_events(item)]
    for report in newest_first:
        if now - report.at > COUNTED_WITHIN:
            break
        if any(id in report.observations for id in counts):
            return report.at
    return None
