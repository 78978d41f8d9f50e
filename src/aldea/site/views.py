"""Pages of no single subject: the home page by role, and the emergency numbers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from aldea.exports.alert_card import card_pdf
from aldea.hospital.queries import hospital
from aldea.people.forms import SearchForm
from aldea.people.permissions import actor_of
from aldea.people.protocol import current_pack
from aldea.people.views.slips import picture
from aldea.site import edge
from aldea.site.contacts import card_words, vcard
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
    return render(request, "site/emergency.html", {"code": picture(vcard(hospital()))})


@login_not_required
def contact_card(_request: HttpRequest) -> HttpResponse:
    """The hospital's numbers for the address book of a telephone."""
    headers = {"Content-Disposition": 'attachment; filename="hospital.vcf"'}
    return HttpResponse(vcard(hospital()), content_type="text/vcard; charset=utf-8", headers=headers)


@login_not_required
def alert_card(request: HttpRequest) -> HttpResponse:
    """The card for the wallet, to read and to print."""
    return render(request, "site/alert_card.html", {"card": card_words(current_pack(), hospital())})


@login_not_required
def alert_card_pdf(_request: HttpRequest) -> HttpResponse:
    """The card for the wallet as a sheet to print and cut out."""
    document = card_pdf(card_words(current_pack(), hospital()), edge.now())
    headers = {"Content-Disposition": 'inline; filename="alert-card.pdf"'}
    return HttpResponse(document, content_type="application/pdf", headers=headers)
