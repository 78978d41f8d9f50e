"""The answer to a report, and how far the team is with it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aldea.alerts.progress_page import decided_words, is_past, progress_steps, waiting_for
from aldea.alerts.queries import alert_progress, find_alert_of_report
from aldea.alerts.standing_queries import find_graver, find_standing
from aldea.alerts.told_caller import told_caller
from aldea.alerts.urgency_words import URGENCY_WORDS
from aldea.hospital.queries import hospital
from aldea.people.models import Account, EndReason
from aldea.people.permissions import Permission, actor_of, allowed
from aldea.reports.models import Report
from aldea.reports.queries import find_call, get_report, may_correct, reports_for
from aldea.reports.shown import reassuring_nobody
from aldea.reports.use_cases import read_one_report
from aldea.site import edge


@require_GET
def answer(request: HttpRequest, report: UUID) -> HttpResponse:
    """What to do now and why, in the words that were stored when the report was judged."""
    actor = actor_of(request)
    found = read_one_report(actor, report, edge.now(), edge.new_id)
    progress, team = _progress(actor, report), _team(actor, found)
    past = is_past(progress["progress"])
    graver = find_standing(actor, found.patient) if past else find_graver(actor, found)
    shown = found.assessment.shown if graver is None else reassuring_nobody(found.assessment.shown)
    page = {
        "report": found,
        "shown": told_caller(shown) if team.get("call") else shown,
        "graver": graver,
        "past": past,
        "decided": decided_words(progress["progress"]),
        "own": found.patient.account_id == actor.pk,
        "corrected_by": found.corrected_by.first(),
        "may_report": reports_for(actor, found.patient),
        "may_correct": may_correct(actor, found, edge.now()),
        **team,
        **progress,
    }
    return render(request, "alerts/answer.html", page)


@require_GET
def progress(request: HttpRequest, report: UUID) -> HttpResponse:
    """The steps alone, for the page to put in place. They name roles and times only."""
    return render(request, "alerts/progress.html", _progress(actor_of(request), report))


def _team(actor: Account, report: Report) -> dict[str, Any]:
    """What only the team sees here: the call, and the way to the alert."""
    if not allowed(actor, Permission.WORK_ALERTS):
        return {}
    return {
        "call": find_call(report),
        "urgency_words": URGENCY_WORDS,
        "team_alert": find_alert_of_report(actor, report),
    }


def _progress(actor: Account, report: UUID) -> dict[str, Any]:
    found = alert_progress(actor, report)
    of = get_report(actor, report)
    return {
        "progress": found,
        "steps": progress_steps(found),
        "ward": of.assessment.shown["ward"],
        "has_died": (of.patient.matched_to or of.patient).end_reason == EndReason.DIED,
        "waiting": waiting_for(found, hospital().cover, edge.now()),
    }
