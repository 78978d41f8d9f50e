"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.crypto import salted_hmac

from aldea.hospital.queries import Hospital, cover_now, hospital_of, last_known, longest_wait, texts
from aldea.people.models import Account
from aldea.people.permissions import PERMISSIONS
from aldea.people.spelled import spelled_span
from aldea.reports.kept import emergency_waits_here, look, posts_emergency
from aldea.site import edge
from aldea.site.demo_settings import PASSWORD, SIGN_INS
from aldea.site.sent_forms import name_of

SIGNING_IN = frozenset({"account_login", "account_reset_password", "mfa_authenticate"})


def hospital(request: HttpRequest) -> dict[str, Any]:
    """The hospital, whether this is the demo, who is signed in and what they may do."""
    user = getattr(request, "user", None)
    actor = user if isinstance(user, Account) else None
    decided = texts()
    found = hospital_of(decided)
    wait = longest_wait(decided)
    return {
        **_words(found),
        "cover": cover_now(found, edge.now()),
        "seen_within": spelled_span(wait) if wait else "",
        "actor": actor,
        "emergency_waits": actor is None and emergency_waits(request),
        "emergency_refused": emergency_refused(request, actor),
        "sign_in_keeps": actor is None and what_waits(request),
        "person_mark": person_mark(actor),
        "may": PERMISSIONS[actor.role] if actor else frozenset(),
    }


def emergency_waits(request: HttpRequest) -> bool:
    """Whether an emergency sign was ticked on the page to which this sign-in leads, and nobody was told."""
    name = name_of(request)
    if name not in SIGNING_IN:
        return False
    kept = look(request)
    if kept is None or not kept.emergency:
        return False
    leads_to = request.POST.get("next") or request.GET.get("next")
    return name == "mfa_authenticate" or leads_to == kept.path


def emergency_refused(request: HttpRequest, actor: Account | None) -> str:
    """Whether an emergency sign came with this form or waits for this page: for pages that refuse it."""
    if posts_emergency(request):
        return "posted"
    return "waits" if actor is not None and emergency_waits_here(request) else ""


def what_waits(request: HttpRequest) -> str:
    """What a sign-in leads back to that was not sent: words that were typed, or the answers of a check."""
    if name_of(request) != "account_login":
        return ""
    leads_to = request.POST.get("next") or request.GET.get("next") or ""
    kept = look(request)
    if kept is not None and kept.path == leads_to:
        return "typed"
    try:
        return "answers" if resolve(leads_to).view_name == "reports:send" else ""
    except Resolver404:
        return ""


def person_mark(actor: Account | None) -> str:
    """A mark by which a browser tells one person from the next; it names nobody."""
    return salted_hmac("aldea.site.person", str(actor.pk)).hexdigest()[:16] if actor is not None else ""


def without_a_request() -> dict[str, Any]:
    """What this server last knew of the hospital, without asking the database."""
    return _words(hospital_of(last_known()))


def _words(hospital: Hospital) -> dict[str, Any]:
    """Names and numbers of the hospital, and those of the demo."""
    return {
        "hospital_name": hospital.name,
        "hospital_number": unbroken(hospital.number),
        "hospital_tel": dial(hospital.number),
        "team_number": unbroken(hospital.team_number),
        "team_tel": dial(hospital.team_number),
        "hours_of_cover": hospital.hours_of_cover,
        "demo": settings.ALDEA_DEMO,
        "demo_sign_ins": SIGN_INS if settings.ALDEA_DEMO else (),
        "demo_password": PASSWORD if settings.ALDEA_DEMO else "",
    }


def unbroken(number: str) -> str:
    """The number as pages show it: never broken over two lines."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")


def dial(number: str) -> str:
    """The number as a ``tel:`` address takes it: digits and a leading plus."""
    return "".join(character for character in number if character.isdigit() or character == "+")
