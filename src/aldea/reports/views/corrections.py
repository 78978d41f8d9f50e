"""Putting a sent report right: begun, given up, or sent as a new check when it comes too late."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aldea.people.permissions import NotInScope, actor_of
from aldea.reports import queries, use_cases
from aldea.reports.check_flow import Part
from aldea.reports.views.not_sent import came_too_late, not_sent
from aldea.site import edge


@require_POST
def correct(request: HttpRequest, report: UUID) -> HttpResponse:
    """Put a sent report right: a check, filled in with what was said, and shown before it is sent."""
    actor, now = actor_of(request), edge.now()
    found = queries.get_report(actor, report)
    try:
        check = use_cases.start_correction(actor, found, now, edge.new_id)
    except use_cases.CannotCorrect:
        return render(request, "reports/cannot_correct.html", {}, status=409)
    return redirect("reports:screen", check.pk, Part.ANSWERS)


@require_POST
def discard(request: HttpRequest, check: UUID) -> HttpResponse:
    """Give a correction up that was begun."""
    actor = actor_of(request)
    use_cases.discard_correction(actor, queries.get_check(actor, check), edge.now(), edge.new_id)
    messages.success(request, _("Discarded. The report that was sent stays as it is."))
    return redirect("home")


@require_POST
def stand_alone(request: HttpRequest, check: UUID) -> HttpResponse:
    """Go on with a correction that comes too late as a new check: its answers are looked at, then sent."""
    actor, now = actor_of(request), edge.now()
    try:
        found = queries.get_check(actor, check)
    except NotInScope:
        return not_sent(request, check)
    try:
        use_cases.let_stand_alone(actor, found, now, edge.new_id)
    except use_cases.TooOld:
        return came_too_late(request, actor, found, now)
    return redirect("reports:screen", check, Part.ANSWERS)
