"""Pages of no single subject: the home page by role, and the emergency numbers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from aldea.people.forms import SearchForm
from aldea.people.permissions import actor_of
from aldea.people.queries import find_patients
from aldea.reports.queries import find_last_report, may_check
from aldea.site.context import whole_hospital


def home(request: HttpRequest) -> HttpResponse:
    """Where each role starts."""
    actor = actor_of(request)
    search = SearchForm(request.GET or None)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    patients = list(find_patients(actor, words))
    last = {patient.pk: find_last_report(actor, patient) for patient in patients} if may_check(actor) else {}
    page = {"search": search, "patients": patients, "last": last}
    return render(request, "site/home.html", page)


def something_went_wrong(_request: HttpRequest) -> HttpResponse:
    """The page for a failure of ours: it asks nothing of the database and carries the hospital's number."""
    return HttpResponse(render_to_string("500.html", whole_hospital()), status=500)


@login_not_required
def emergency(request: HttpRequest) -> HttpResponse:
    """The numbers to call; needs no sign-in."""
    return render(request, "site/emergency.html")
