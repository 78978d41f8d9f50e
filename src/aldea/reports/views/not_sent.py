"""The page for answers that can no longer be sent: whom to call comes first."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from aldea.people.permissions import actor_of
from aldea.reports.kept import says_emergency
from aldea.reports.queries import why_not_sent


def not_sent(request: HttpRequest, check: UUID) -> HttpResponse:
    """Say that these answers reached nobody, and why. Raises NotInScope for a check of somebody else."""
    why = why_not_sent(actor_of(request), check)
    context = {
        "why": why,
        "emergency": says_emergency(request.path, dict(request.POST.lists())),
        "posted": request.method == "POST",
    }
    return render(request, "reports/not_sent.html", context, status=403 if request.method == "POST" else 404)
