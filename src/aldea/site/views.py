"""Pages of no single subject: the home page by role, and the emergency numbers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from aldea.people.forms import SearchForm
from aldea.people.permissions import actor_of
from aldea.site import edge
from aldea.site.context import without_a_request
from aldea.site.home import home_page


def home(request: HttpRequest) -> HttpResponse:
    """Where each role starts."""
    actor = actor_of(request)
    page = home_page(actor, edge.now())
    return render(request, "site/home.html", {**page, "search": SearchForm()})


def something_went_wrong(_request: HttpRequest) -> HttpResponse:
    """The page for a failure of ours: it asks nothing of the database and carries the hospital's number."""
    return HttpResponse(render_to_string("500.html", without_a_request()), status=500)


@login_not_required
def emergency(request: HttpRequest) -> HttpResponse:
    """The numbers to call; needs no sign-in."""
    return render(request, "site/emergency.html")
