"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from aldea.people.models import Account
from aldea.people.permissions import PERMISSIONS


def hospital(request: HttpRequest) -> dict[str, Any]:
    """The hospital, whether this is the demo, who is signed in and what they may do."""
    user = getattr(request, "user", None)
    actor = user if isinstance(user, Account) else None
    return {
        "hospital_name": settings.ALDEA_HOSPITAL_NAME,
        "hospital_number": settings.ALDEA_HOSPITAL_NUMBER,
        "hospital_tel": dial(settings.ALDEA_HOSPITAL_NUMBER),
        "hours_of_cover": settings.ALDEA_HOURS_OF_COVER,
        "demo": settings.ALDEA_DEMO,
        "actor": actor,
        "may": PERMISSIONS[actor.role] if actor else frozenset(),
    }


def dial(number: str) -> str:
    """The number as a ``tel:`` address takes it: digits and a leading plus."""
    return "".join(character for character in number if character.isdigit() or character == "+")
