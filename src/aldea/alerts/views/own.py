"""A reporter's own reports: each with its answer, what the team decided, and how it went over time."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aldea.alerts.own_page import own_entries
from aldea.alerts.record_page import series_of
from aldea.alerts.standing_queries import find_standing
from aldea.alerts.summary_page import summary_of
from aldea.exports.summary import summary_pdf
from aldea.people.models import Account, Patient
from aldea.people.permissions import NotInScope, actor_of
from aldea.people.protocol import current_pack
from aldea.people.queries import current_context, get_patient, patients_for
from aldea.people.use_cases import read_record
from aldea.reports.queries import may_check, reports_for, reports_of
from aldea.site import edge

REPORTS_A_PAGE = 20
REPORTS_PLOTTED = 120


@require_GET
def own_reports(request: HttpRequest) -> HttpResponse:
    """The reports about a patient, or about the first of a carer's."""
    actor = actor_of(request)
    patients = list(patients_for(actor)) if may_check(actor) else []
    if not patients:
        raise NotInScope
    return _reports(request, actor, patients[0], patients)


@require_GET
def reports_about(request: HttpRequest, patient: UUID) -> HttpResponse:
    """The reports about one of several patients of a carer."""
    actor = actor_of(request)
    if not may_check(actor):
        raise NotInScope
    return _reports(request, actor, get_patient(actor, patient), list(patients_for(actor)))


@require_GET
def summary(request: HttpRequest, patient: UUID) -> HttpResponse:
    """The newest reports as a PDF for an appointment; for the reporter and for the team."""
    actor = actor_of(request)
    found = get_patient(actor, patient)
    read_record(actor, found, "summary", edge.now(), edge.new_id)
    reports = list(reports_of(actor, found).prefetch_related("corrected_by")[:REPORTS_PLOTTED])
    document = summary_pdf(summary_of(actor, found, reports, edge.now()), edge.now())
    headers = {"Content-Disposition": 'inline; filename="reports.pdf"'}
    return HttpResponse(document, content_type="application/pdf", headers=headers)


def _reports(request: HttpRequest, actor: Account, patient: Patient, patients: list[Patient]) -> HttpResponse:
    read_record(actor, patient, "own_reports", edge.now(), edge.new_id)
    pack = current_pack()
    reports = reports_of(actor, patient).prefetch_related("corrected_by")
    pages = Paginator(reports, REPORTS_A_PAGE).get_page(request.GET.get("page"))
    context, _stale = current_context(actor, patient, edge.today())
    page = {
        "patient": patient,
        "patients": patients,
        "own": patient.account_id == actor.pk,
        "may_report": reports_for(actor, patient),
        "pages": pages,
        "standing": find_standing(actor, patient),
        "entries": own_entries(actor, list(pages), edge.now()),
        "series": series_of(pack, list(reports[:REPORTS_PLOTTED]), context),
    }
    return render(request, "alerts/own_reports.html", page)
