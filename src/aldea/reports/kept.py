"""A form that waits in the browser's session for one look: typed while signed out, or to be mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from aldea.reports.check_answers import NONE_OF_THESE, NOT_SURE, NOTICED
from aldea.reports.check_flow import EMERGENCY_SCREENS

KEPT = "kept_form"
"""Where the session keeps it."""

LONGEST_KEPT = 16_000
"""Characters of a form that are kept at most: more than a page takes."""

Fields = Mapping[str, Sequence[str]]


class Because(StrEnum):
    """Why a form waits."""

    SIGNED_OUT = "signed_out"
    OPEN_TOO_LONG = "open_too_long"
    PROBLEMS = "problems"
    ONE_MORE = "one_more"


@dataclass(frozen=True, slots=True)
class Kept:
    """The fields of a form that was posted to ``path``, and why they wait."""

    path: str
    fields: Fields
    because: Because
    emergency: bool
    seen: bool = False


def keep(request: HttpRequest, because: Because) -> bool:
    """Let what was posted here wait in the session; false for what is far too long."""
    fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    if sum(len(value) for values in fields.values() for value in values) > LONGEST_KEPT:
        return False
    emergency = says_emergency(request.path, fields)
    request.session[KEPT] = {
        "path": request.path,
        "form": fields,
        "because": because.value,
        "emergency": emergency,
    }
    return True


def look(request: HttpRequest) -> Kept | None:
    """What waits in this browser, if anything does; it goes on waiting."""
    found = request.session.get(KEPT)
    if found is None:
        return None
    because = Because(found["because"])
    return Kept(found["path"], found["form"], because, found["emergency"], found.get("seen", False))


def take(request: HttpRequest, below: str = "") -> Kept | None:
    """What waits for this very page, or for one below it, once: nothing waits any more after that.

    Only a page that grew by a field stays so, while it is looked at.
    """
    kept = look(request)
    here = kept is not None and (kept.path == request.path or (below and kept.path.startswith(below)))
    if here and kept is not None and kept.because is Because.ONE_MORE:
        request.session[KEPT] = {**request.session[KEPT], "seen": True}
    else:
        request.session.pop(KEPT, None)
    return kept if here else None


def emergency_waits_here(request: HttpRequest) -> bool:
    """Whether an emergency waits for this very page that was ticked on it and reached nobody."""
    kept = look(request)
    return kept is not None and kept.emergency and kept.path == request.path


def let_go(request: HttpRequest) -> None:
    """What was posted here is stored: nothing of this page waits any more."""
    kept = look(request)
    if kept is not None and kept.path == request.path:
        request.session.pop(KEPT, None)


def says_emergency(path: str, fields: Fields) -> bool:
    """Whether something is ticked on the page of emergency signs, not sure among it."""
    return _is_of_emergency(path) and any(tick != NONE_OF_THESE for tick in fields.get(NOTICED, ()))


def names_emergency(path: str, fields: Fields) -> bool:
    """Whether a sign itself is ticked there."""
    unnamed = {NONE_OF_THESE, NOT_SURE}
    return _is_of_emergency(path) and any(tick not in unnamed for tick in fields.get(NOTICED, ()))


def posts_emergency(request: HttpRequest) -> bool:
    """Whether this very request brings a ticked emergency sign, not sure among it."""
    if request.method != "POST" or not _is_of_emergency(request.path):
        return False
    try:
        return says_emergency(request.path, dict(request.POST.lists()))
    except (UnreadablePostError, SuspiciousOperation, MultiPartParserError):
        return False


def _is_of_emergency(path: str) -> bool:
    return path.rsplit("/", 1)[-1] in EMERGENCY_SCREENS
