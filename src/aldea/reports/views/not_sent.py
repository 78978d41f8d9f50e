"""The pages for answers that can no longer be sent: whom to call comes first."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from aldea.people.models import Account
from aldea.people.permissions import actor_of
from aldea.reports.kept import emergency_waits_here, posts_emergency
from aldea.reports.models import Check
from aldea.reports.queries import may_stand_alone, why_not_sent


def not_sent(request: HttpRequest, check: UUID) -> HttpResponse:
    """Say that these answers reached nobody, and why. Raises NotInScope for a check of somebody else."""
    why = why_not_sent(actor_of(request), check)
    context = {
        "why": why,
        "emergency": posts_emergency(request) or emergency_waits_here(request),
        "posted": request.method == "POST",
    }
    return render(request, "reports/not_sent.html", context, status=403 if request.method == "POST" else 404)


def came_too_late(request: HttpRequest, actor: Account, check: Check, now: datetime) -> HttpResponse:
    """Say that a correction reached nobody; its answers are kept while they still say how the person is."""
    context = {"check": check, "stands_alone": may_stand_alone(actor, check, now)}
    return render(request, "reports/cannot_correct.html", context, status=409)


def say_sent_before(request: HttpRequest) -> None:
    """Say on the page that follows that an old page of a check that was sent adds nothing to it."""
    words = _("This check was sent before. What you answered just now was not sent.")
    messages.warning(request, words)
