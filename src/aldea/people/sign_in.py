"""How long a sign-in lasts, by role."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from aldea.people.models import Account, Role

HOW_LONG: Mapping[str, timedelta] = {
    Role.PATIENT: timedelta(days=14),
    Role.CARER: timedelta(days=14),
    Role.NURSE: timedelta(hours=12),
    Role.ADMINISTRATOR: timedelta(hours=1),
    Role.SAFETY_OFFICER: timedelta(hours=1),
}


def limit_session(request: HttpRequest, user: Account, **_kwargs: Any) -> None:
    """Let the session end when its time for this role is over."""
    request.session.set_expiry(int(HOW_LONG[user.role].total_seconds()))


def connect() -> None:
    """Limit each session when it begins."""
    user_logged_in.connect(limit_session, dispatch_uid="aldea.people.sign_in")
