"""An alert as its page shows it: the reports in it, and what happened, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from aldea.alerts import queries
from aldea.alerts.models import Alert, AlertEvent
from aldea.alerts.queries import TextToRead
from aldea.alerts.reported import reasons
from aldea.alerts.urgency_words import NEXT_DOSE_WORDS, OUTCOME_WORDS, URGENCY_WORDS, Word
from aldea.alerts.whom_to_call import NumberToCall, numbers_to_call
from aldea.alerts.worklist_page import (
    Level,
    beside_words,
    due_words,
    level_of,
    reported_as,
    span,
    stage_words,
)
from aldea.care.alert_life import UNNAMED_STEP
from aldea.care.alert_states import Kind
from aldea.language import Pack
from aldea.people.models import Account, EndReason, Patient
from aldea.people.protocol import current_pack
from aldea.people.spelled import spelled_date, spelled_time
from aldea.reports.call_log import LABELS
from aldea.reports.models import Report, TelephoneCall
from aldea.reports.queries import find_call
from aldea.reports.team_words import Answer, answers_of
from aldea.reports.typed_telephone import dialled


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report as the team reads it."""

    report: Report
    level: Level
    reasons: Sequence[str]
    answers: Sequence[Answer]
    texts: Sequence[TextToRead]
    by_carer: bool
    call: TelephoneCall | None
    log: Sequence[tuple[Word, str]]
    corrected_by: Report | None
    dial: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """One event in words; ``remark`` is what was written."""

    at: datetime
    words: str
    remark: str


@dataclass(frozen=True, slots=True)
class OtherAlert:
    """Another open alert of the same person: how grave it is, where it stands, under which name."""

    alert: Alert
    level: Level
    stage: str
    name: str


@dataclass(frozen=True, slots=True)
class AlertPage:
    """Everything that the page says. ``level`` is the graver urgency, ``beside`` says the other one."""

    person: Patient
    reported_as: str
    others: Sequence[OtherAlert]
    numbers: Sequence[NumberToCall]
    level: Level
    beside: str
    stage: str
    waiting: str
    due: str
    overdue: bool
    closed: bool
    decided: str
    claimed: bool
    mine: bool
    unread: bool
    step: str
    reports: Sequence[ShownReport]
    happened: Sequence[Happened]


def alert_page(actor: Account, alert: Alert, now: datetime) -> AlertPage:
    """The page of an alert that was read within scope."""
    pack, person = current_pack(), queries.person_of(alert)
    left = bool(queries.left_behind([alert]))
    reports = [shown_report(pack, report) for report in queries.reports_in(actor, alert)]
    return AlertPage(
        person=person,
        reported_as=reported_as(alert),
        others=[_other(actor, other) for other in queries.others_of(actor, alert)],
        numbers=numbers_to_call(person, next((shown.call for shown in reports if shown.call), None)),
        level=level_of(queries.weight_of(alert).id),
        beside=beside_words(alert),
        stage=stage_words(alert, actor, left=left),
        waiting=span((alert.closed_at or now) - alert.opened_at),
        due=due_words(alert, now),
        overdue=alert.closed_at is None and now > alert.due_at,
        closed=alert.closed_at is not None,
        decided=decided_words(alert),
        claimed=alert.claimed_by_id is not None and not left,
        mine=alert.claimed_by_id == actor.pk,
        unread=alert.unread_texts > 0,
        step=step_words(alert),
        reports=reports,
        happened=happened(actor, alert),
    )


def _other(actor: Account, alert: Alert) -> OtherAlert:
    left = bool(queries.left_behind([alert]))
    words = stage_words(alert, actor, left=left)
    return OtherAlert(alert, level_of(queries.weight_of(alert).id), words, alert.patient.name)


def shown_report(pack: Pack, report: Report) -> ShownReport:
    """One report with its reasons and answers in the team's words."""
    call = find_call(report)
    return ShownReport(
        report=report,
        level=level_of(report.assessment.urgency),
        reasons=reasons(report),
        answers=answers_of(pack, report),
        texts=queries.texts_of(report),
        by_carer=report.reporter_role == "carer",
        call=call,
        log=[(LABELS[id], words) for id, words in call.log.items() if id in LABELS] if call else [],
        corrected_by=next(iter(report.corrected_by.all()), None),
        dial=dialled(call.call_back) if call else "",
    )


def happened(actor: Account, alert: Alert) -> list[Happened]:
    """The events of an alert in words, newest first."""
    events = queries.events_of([alert])[alert.pk]
    names = {account.pk: account.name for account in queries.colleagues(actor, alert.patient)}
    return [Happened(event.at, ". ".join(_words(event, names)), _remark(event)) for event in reversed(events)]


def _remark(event: AlertEvent) -> str:
    words = str(event.data.get("words", ""))
    return str(EndReason(words).label) if event.kind == Kind.ENDED else words


def _words(event: AlertEvent, names: Mapping[UUID, str]) -> Iterator[str]:
    data = event.data
    to = names.get(UUID(data["to"]), _("a colleague")) if "to" in data else ""
    values = {
        "name": event.by.name if event.by else "",
        "to": to,
        "urgency": URGENCY_WORDS.get(data.get("urgency", ""), ""),
        "outcome": OUTCOME_WORDS.get(data.get("outcome", ""), _("no outcome was needed")),
        "time": spelled_time(datetime.fromisoformat(data["due_at"])) if "due_at" in data else "",
    }
    if event.kind == Kind.HANDED_OVER and data.get("to") == str(event.by_id):
        yield _("Taken over by %(name)s") % values
    else:
        yield _EVENTS[Kind(event.kind)]() % values
    if "step" in data:
        yield _("Two calls have failed. Next step: %(step)s") % {"step": named_step(data["step"])}
    if "next_dose" in data:
        yield next_dose_words(data)


def next_dose_words(data: Mapping[str, Any]) -> str:
    """What comes next for the next dose, from the event that closed an alert."""
    until = data.get("wait_until")
    words = str(NEXT_DOSE_WORDS[data["next_dose"]])
    if until:
        words = _("wait until %(day)s") % {"day": spelled_date(date.fromisoformat(until))}
    return _("Next dose: %(words)s") % {"words": words}


def decided_words(alert: Alert) -> str:
    """What is decided now about the next dose of a closed alert; empty where nothing was."""
    if alert.closed_at is None:
        return ""
    last = alert.events.filter(kind__in=[Kind.CLOSED, Kind.ENDED, Kind.PUT_RIGHT]).last()
    return next_dose_words(last.data) if last and "next_dose" in last.data else ""


def step_words(alert: Alert) -> str:
    """Who is next after two failed calls; empty when no step waits."""
    if not alert.step_waits:
        return ""
    last = alert.events.filter(kind=Kind.NOT_REACHED).last()
    return named_step(last.data.get("step", "")) if last else ""


def named_step(step: str) -> str:
    """The next step in words; says so where the hospital has not named one."""
    return (
        _("not named yet: ask the lead nurse, and have it named in the settings")
        if (step == UNNAMED_STEP)
        else step
    )


_EVENTS = {
    Kind.OPENED: lambda: _("Opened by a report: %(urgency)s"),
    Kind.JOINED: lambda: _("Another report came in: %(urgency)s"),
    Kind.RAISED: lambda: _("A more urgent report came in: %(urgency)s"),
    Kind.SEEN: lambda: _("Seen by %(name)s"),
    Kind.TEXT_READ: lambda: _("Free text read by %(name)s"),
    Kind.CLAIMED: lambda: _("Taken by %(name)s"),
    Kind.RELEASED: lambda: _("Given back by %(name)s"),
    Kind.NOTED: lambda: _("Note of %(name)s"),
    Kind.HANDED_OVER: lambda: _("Handed over by %(name)s to %(to)s"),
    Kind.NOT_REACHED: lambda: _("%(name)s could not reach the patient; to call again %(time)s"),
    Kind.STEP_TAKEN: lambda: _("%(name)s took the next step"),
    Kind.JUDGED: lambda: _("%(name)s judged it otherwise: %(urgency)s"),
    Kind.ENDED: lambda: _("Ended by %(name)s: the patient no longer uses Aldea"),
    Kind.PUT_RIGHT: lambda: _("%(name)s put the decision about the next dose right"),
    Kind.REOPENED: lambda: _("Waits again: %(name)s has undone the end of use"),
    Kind.MATCHED: lambda: _("%(name)s found out who the caller is"),
    Kind.PARTED: lambda: _("%(name)s parted the caller and the patient again"),
    Kind.CLOSED: lambda: _("Closed by %(name)s: %(outcome)s"),
}
