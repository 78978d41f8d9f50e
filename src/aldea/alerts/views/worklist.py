"""The worklist: what waits for the team, and a way to take it."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aldea.alerts import queries, use_cases
from aldea.alerts.refusals import refusal_words
from aldea.alerts.worklist_page import Worklist, worklist_of
from aldea.care.alert_life import Refused
from aldea.care.alert_states import Kind
from aldea.people.models import Account
from aldea.people.permissions import actor_of
from aldea.site import edge


@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    """The whole page. That it was looked at is audited, with the alerts that stood on it."""
    actor, now = actor_of(request), edge.now()
    shown = _worklist(actor, now)
    use_cases.read_worklist(actor, [row.alert for row in shown.rows], now, edge.new_id)
    return render(request, "alerts/worklist.html", {"worklist": shown, "now": now})


@require_GET
def rows(request: HttpRequest) -> HttpResponse:
    """The rows alone, for the page to put in place."""
    actor, now = actor_of(request), edge.now()
    return render(request, "alerts/worklist_rows.html", {"worklist": _worklist(actor, now), "now": now})


@require_POST
def take(request: HttpRequest, alert: UUID) -> HttpResponse:
    """Take an alert straight from the list, and open it."""
    actor, now = actor_of(request), edge.now()
    try:
        use_cases.claim(use_cases.Act(actor, alert, now, edge.new_id(), edge.new_id))
    except Refused as refused:
        messages.warning(request, refusal_words(actor, refused))
    else:
        messages.success(request, _("You have this alert now."))
    return redirect("alerts:alert", alert)


def _worklist(actor: Account, now: datetime) -> Worklist:
    alerts = queries.open_alerts(actor)
    brought = queries.events_of(alerts, Kind.OPENED, Kind.JOINED, Kind.RAISED)
    return worklist_of(actor, alerts, brought, now)
