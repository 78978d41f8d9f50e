"""The end of a shift: what goes to the next one, on one page to print; and one contact as text."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aldea.alerts import queries
from aldea.alerts.alert_page import alert_page
from aldea.alerts.contact_text import contact_text
from aldea.alerts.handover_page import handover_of
from aldea.hospital.queries import hospital
from aldea.people.permissions import Permission, actor_of, require
from aldea.people.use_cases import read_record
from aldea.site import edge


@require_GET
def handover(request: HttpRequest) -> HttpResponse:
    """Open alerts by what they wait for, and who is silent."""
    actor = actor_of(request)
    require(actor, Permission.WORK_ALERTS)
    page = handover_of(actor, hospital(), edge.now(), edge.new_id)
    return render(request, "alerts/handover.html", {"handover": page, "at": edge.now()})


@require_GET
def contact(request: HttpRequest, alert: UUID) -> HttpResponse:
    """Everything about one contact as plain text, for the hospital's own record."""
    actor = actor_of(request)
    found = queries.get_alert(actor, alert)
    person = queries.person_of(found)
    read_record(actor, person, "contact", edge.now(), edge.new_id)
    text = contact_text(found, alert_page(actor, found, edge.now()))
    return render(request, "alerts/contact.html", {"alert": found, "patient": person, "text": text})
