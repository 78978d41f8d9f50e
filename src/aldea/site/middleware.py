"""What happens around every request: a log line, the second step of sign-in, and no copies of pages kept."""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve
from django.utils.translation import gettext as _

from aldea.people.models import Account
from aldea.people.permissions import PRACTITIONERS, NotInScope
from aldea.reports.kept import Because, emergency_waits_here, keep, look
from aldea.site.metrics import observe
from aldea.site.sent_forms import KEPT_FORMS, PRESSED_ON_THEIR_PAGE, name_of, page_of

Respond = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("aldea.requests")

PRESSED = "pressed"
"""Where the session keeps the address of a button that somebody pressed who was not signed in any more."""

LED_TO = "led_to"
"""Where the session keeps the address to which a sign-in leads."""

SIGN_IN_STEPS = frozenset({"account_login", "mfa_authenticate"})

FOR_MACHINES = frozenset({"health", "metrics"})
ADDRESSES_FOR_MACHINES = frozenset({"healthz", "metrics"})

OPEN_BEFORE_SECOND_STEP = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "emergency",
        "mfa_activate_totp",
        "mfa_reauthenticate",
    }
)


class RequestLog:
    """A line and a count for each request: method, name of the page, status, time. No address, no person."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then count and log. Machines ask often: they are logged when something is wrong."""
        began = time.monotonic()
        response = self.get_response(request)
        seconds = time.monotonic() - began
        page = name_of(request)
        observe(page, request.method or "", response.status_code, seconds)
        quiet = page in FOR_MACHINES and response.status_code < 400
        fields = {
            "method": request.method,
            "page": page,
            "status": response.status_code,
            "ms": int(seconds * 1000),
        }
        logger.log(logging.DEBUG if quiet else logging.INFO, "request", extra={"fields": fields})
        return response


class ForMachines:
    """Health and metrics answer at once, by whatever name the probe calls the server, without a session."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer for these two addresses; pass on all others."""
        address = request.path_info.removeprefix("/")
        if address not in ADDRESSES_FOR_MACHINES:
            return self.get_response(request)
        request.resolver_match = resolve(request.path_info)
        answer: HttpResponse = request.resolver_match.func(request)
        return answer


class KeepsTyped:
    """What was typed on a page of the check or of an alert is not lost when the sign-in has run out.

    The form waits in the browser's session until the person has signed in again, and is then shown on the
    page of that same check, which nobody but its owner opens, or of that alert, which its team opens.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before the view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Keep what somebody posts who is not signed in any more."""
        if request.method != "POST" or isinstance(request.user, Account):
            return
        if name_of(request) in KEPT_FORMS:
            keep(request, Because.SIGNED_OUT)
        elif name_of(request) in PRESSED_ON_THEIR_PAGE:
            request.session[PRESSED] = request.path


class SentBack:
    """Sign-in leads back to the address of a button that was pressed: to the page with that button, then.

    Either way the page says that nothing was done yet.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; say that nothing was done yet where somebody comes to an address that only takes forms."""
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        match = request.resolver_match
        page = page_of(match.view_name, match.kwargs) if match else None
        if page is None or not isinstance(request.user, Account):
            return response
        kept = look(request)
        if kept is None or kept.path != request.path:  # what was typed says so itself, beside its words
            messages.warning(request, _words_for(name_of(request)))
        return redirect(*page)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Say it on a page that has the button's own address."""
        if request.method != "GET" or not isinstance(request.user, Account):
            return
        if PRESSED in request.session and request.session.pop(PRESSED) == request.path:
            messages.warning(request, _words_for(name_of(request)))


def _words_for(name: str) -> str:
    if name == "reports:send":
        return _("Your answers are saved, but were not sent yet: you had to sign in first. Press Send again.")
    return _("Nothing was done yet: you had to sign in first. Press the button again.")


class LedBySignIn:
    """A sign-in that leads to a page which is not for this person leads to their own start page instead.

    So it is where somebody else was signed in at this device before. The start page says why.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; remember where a sign-in leads, through what leads on from there."""
        led_here = LED_TO in request.session and request.session[LED_TO] == request.path
        response = self.get_response(request)
        signed_in = request.method == "POST" and name_of(request) in SIGN_IN_STEPS
        if isinstance(request.user, Account) and (signed_in or led_here) and response.has_header("Location"):
            request.session[LED_TO] = urlsplit(response.headers["Location"]).path
        elif led_here:
            request.session.pop(LED_TO, None)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Lead home from what is not in this person's scope; not past an emergency that reached nobody."""
        led_here = request.method == "GET" and request.session.get(LED_TO) == request.path
        if not led_here or not isinstance(exception, NotInScope) or emergency_waits_here(request):
            return None
        words = _("The page from before this sign-in is not for you, or is not there. This is your own page.")
        list(messages.get_messages(request))  # what was said about the button of somebody else
        messages.info(request, words)
        return redirect("home")


class SecondStep:
    """Practitioners set up one-time codes before anything else; the demo waives it and says so."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Send a practitioner without one-time codes to set them up."""
        user = request.user
        name = request.resolver_match.view_name if request.resolver_match else ""
        if settings.ALDEA_DEMO or name in OPEN_BEFORE_SECOND_STEP or not isinstance(user, Account):
            return None
        if user.role not in PRACTITIONERS or is_mfa_enabled(user):
            return None
        return redirect("mfa_activate_totp")


class NeverStored:
    """Pages are about people: no browser and no proxy keeps a copy."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with ``Cache-Control: no-store`` unless the page chose otherwise."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
