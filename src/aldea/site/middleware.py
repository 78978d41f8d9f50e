"""What happens around every request: a log line, the second step of sign-in, and no copies of pages kept."""

import logging
import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from aldea.people.models import Account
from aldea.people.permissions import PRACTITIONERS

Respond = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("aldea.requests")

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
    """One line for each request: method, name of the page, status and time. No address, no person."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then log."""
        began = time.monotonic()
        response = self.get_response(request)
        match = request.resolver_match
        logger.info(
            "%s %s %d %d ms",
            request.method,
            match.view_name if match else "-",
            response.status_code,
            (time.monotonic() - began) * 1000,
        )
        return response


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
