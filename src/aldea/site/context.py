"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from aldea.people.models import Account
from aldea.people.permissions import PERMISSIONS
from aldea.site.demo_settings import PASSWORD, SIGN_INS


def hospital(request: HttpRequest) -> dict[str, Any]:
    """The hospital, whether this is the demo, who is signed in and what they may do."""
    user = getattr(request, "user", None)
    actor = user if isinstance(user, Account) else None
    return {**whole_hospital(), "actor": actor, "may": PERMISSIONS[actor.role] if actor else frozenset()}


def whole_hospital() -> dict[str, Any]:
    """What is known without a request: names and numbers of the hospital, and those of the demo."""
    return {
        "hospital_name": settings.ALDEA_HOSPITAL_NAME,
        "hospital_number": settings.ALDEA_HOSPITAL_NUMBER,
        "hospital_tel": dial(settings.ALDEA_HOSPITAL_NUMBER),
        "hours_of_cover": settings.ALDEA_HOURS_OF_COVER,
        "demo": settings.ALDEA_DEMO,
        "demo_sign_ins": SIGN_INS if settings.ALDEA_DEMO else (),
        "demo_password": PASSWORD if settings.ALDEA_DEMO else "",
    }


def dial(number: str) -> str:
    """The number as a ``tel:`` address takes it: digits and a leading plus."""
    return "".join(character for character in number if character.isdigit() or character == "+")
