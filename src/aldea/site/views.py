"""Pages of no single subject: the home page by role, and the emergency numbers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from aldea.exports.alert_card import card_pdf
from aldea.hospital.queries import hospital
from aldea.people.forms import SearchForm
from aldea.people.models import Account
from aldea.people.permissions import actor_of
from aldea.people.protocol import current_pack
from aldea.people.views.slips import picture
from aldea.reports.kept import Because, keep, posts_emergency
from aldea.reports.no_check import reading_for
from aldea.site import edge
from aldea.site.contacts import card_words, vcard
from aldea.site.context import without_a_request
from aldea.site.home import home_page
from aldea.site.sent_forms import KEPT_FORMS, is_from_here, page_of


def home(request: HttpRequest) -> HttpResponse:
    """Where each role starts."""
    actor = actor_of(request)
    page = home_page(actor, edge.now())
    return render(request, "site/home.html", {**page, "search": SearchForm()})


def something_went_wrong(request: HttpRequest) -> HttpResponse:
    """The page for a failure of ours: it asks nothing of the database and carries the hospital's number.

    After a form it says whom to call: it cannot know whether the form arrived.
    """
    page = {
        **without_a_request(),
        "posted": request.method == "POST",
        "emergency_refused": "posted" if posts_emergency(request) else "",
    }
    return HttpResponse(render_to_string("500.html", page), status=500)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django names it
    """A form whose page was open for too long, or came with no cookie: what was typed waits where it can.

    Who is signed in is back at the page with it. Anybody else meets whom to call before the sign-in. What
    came from another site is never kept.
    """
    match = request.resolver_match
    name = match.view_name if match else ""
    kept = name in KEPT_FORMS and is_from_here(request) and keep(request, Because.OPEN_TOO_LONG)
    if isinstance(request.user, Account):
        if kept:
            return redirect(request.path)
        page = page_of(name, match.kwargs) if match else None
        if page is not None:
            words = _("Nothing was sent yet: the page had been open for too long. Press the button again.")
            messages.warning(request, words)
            return redirect(*page)
    sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}" if kept else ""
    return render(request, "403_csrf.html", {"sign_in": sign_in}, status=403)


@login_not_required
def emergency(request: HttpRequest) -> HttpResponse:
    """The numbers to call; needs no sign-in. It promises nobody what no longer holds for them."""
    actor = request.user if isinstance(request.user, Account) else None
    page = {"code": picture(vcard(hospital(), noted=False)), "reading": reading_for(actor)}
    return render(request, "site/emergency.html", page)


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
