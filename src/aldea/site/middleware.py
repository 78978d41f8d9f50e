"""What happens around every request: a log line, the second step of sign-in, and no copies of pages kept."""

import logging
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve
from django.utils.translation import gettext as _

from aldea.people.models import Account
from aldea.people.permissions import PRACTITIONERS
from aldea.reports.kept import Because, keep, look
from aldea.site.metrics import observe

Respond = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("aldea.requests")

KEPT_FORMS = frozenset({"reports:screen", "alerts:act"})
"""Where forms are posted that wait for the next sign-in."""

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


def name_of(request: HttpRequest) -> str:
    """The name of the page that was asked for: never its address, in which ids and tokens stand."""
    return (request.resolver_match.view_name if request.resolver_match else "") or "-"


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
        match = request.resolver_match
        if request.method != "POST" or match is None or match.view_name not in KEPT_FORMS:
            return
        if not isinstance(request.user, Account):
            keep(request, Because.SIGNED_OUT)


class SentBack:
    """Sign-in leads back to the address of a button that was pressed: to the page with that button, then."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; say that nothing was done yet where somebody comes to an address that only takes forms."""
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        match = request.resolver_match
        page = _page_of(match.view_name, match.kwargs) if match else None
        if page is None or not isinstance(request.user, Account):
            return response
        if look(request) is None:  # what was typed says so itself, beside its words
            words = _("Nothing was sent or saved yet: you had to sign in first. Press the button again.")
            messages.warning(request, words)
        return redirect(*page)


def _page_of(name: str, ids: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """The page on which the button stands that leads to an address; None where there is no such page."""
    match name:
        case "reports:send":
            return "reports:screen", ids["check"], "answers"
        case "reports:correct" | "alerts:text_read":
            return "alerts:answer", ids["report"]
        case "alerts:take" | "alerts:act":
            return "alerts:alert", ids["alert"]
        case "people:change_carer":
            return ("people:own_carers",)
    return None


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
