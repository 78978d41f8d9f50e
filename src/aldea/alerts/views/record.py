"""The record of a patient for the team."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aldea.alerts import queries
from aldea.alerts.alert_page import happened
from aldea.alerts.record_page import entry_of, series_of
from aldea.alerts.worklist_page import level_of
from aldea.people.permissions import Permission, actor_of, require
from aldea.people.protocol import current_pack
from aldea.people.queries import current_context, get_patient
from aldea.people.use_cases import read_record
from aldea.reports.queries import reports_of
from aldea.site import edge

REPORTS_A_PAGE = 20
REPORTS_PLOTTED = 120


@require_GET
def record(request: HttpRequest, patient: UUID) -> HttpResponse:
    """Who it is, what is known, measurements over time, alerts, and every report with its reasoning."""
    actor = actor_of(request)
    require(actor, Permission.READ_RECORD)
    found = get_patient(actor, patient)
    read_record(actor, found, "record", edge.now(), edge.new_id)
    pack = current_pack()
    reports = (
        reports_of(actor, found).select_related("free_text_read__read_by").prefetch_related("corrected_by")
    )
    pages = Paginator(reports, REPORTS_A_PAGE).get_page(request.GET.get("page"))
    context, stale = current_context(actor, found, edge.today())
    page = {
        "patient": found,
        "series": series_of(pack, list(reports[:REPORTS_PLOTTED]), context),
        "pages": pages,
        "entries": [entry_of(pack, report) for report in pages],
        "callers": list(found.callers.all()),
        "stale": [pack.context[item].name for item in stale if item in pack.context],
        "alerts": [
            (alert, level_of(queries.weight_of(alert).id), happened(actor, alert))
            for alert in queries.alerts_of(actor, found)
        ],
    }
    return render(request, "alerts/record.html", page)
