"""Where forms are posted whose words wait, and the page on which each button stands."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest

KEPT_FORMS = frozenset({"reports:screen", "alerts:act"})
"""Where forms are posted that wait for the next sign-in."""

PRESSED_ON_THEIR_PAGE = frozenset({"reports:own_reminders", "reports:reminders"})
"""Where a button is pressed on a page of the same address, which nothing of it shows afterwards."""


def name_of(request: HttpRequest) -> str:
    """The name of the page that was asked for: never its address, in which ids and tokens stand."""
    return (request.resolver_match.view_name if request.resolver_match else "") or "-"


def page_of(name: str, ids: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """The page on which the button stands that leads to an address; None where there is no such page."""
    match name:
        case "reports:send" | "reports:stand_alone":
            return "reports:screen", ids["check"], "answers"
        case "reports:discard":
            return ("home",)
        case "reports:correct" | "alerts:text_read":
            return "alerts:answer", ids["report"]
        case "alerts:take" | "alerts:act":
            return "alerts:alert", ids["alert"]
        case "people:change_carer":
            return ("people:own_carers",)
        case _ if name in PRESSED_ON_THEIR_PAGE:
            return name, *ids.values()
    return None


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this site."""
    said = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    return (said.scheme, said.netloc) == (request.scheme, request.get_host())
