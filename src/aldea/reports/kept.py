"""A form that waits in the browser's session for one look: typed while signed out, or to be mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest

from aldea.reports.check_answers import NONE_OF_THESE, NOTICED
from aldea.reports.check_flow import EMERGENCY

KEPT = "kept_form"
"""Where the session keeps it."""

LONGEST_KEPT = 16_000
"""Characters of a form that are kept at most: more than a page takes."""

Fields = Mapping[str, Sequence[str]]


class Because(StrEnum):
    """Why a form waits."""

    SIGNED_OUT = "signed_out"
    PROBLEMS = "problems"
    ONE_MORE = "one_more"


@dataclass(frozen=True, slots=True)
class Kept:
    """The fields of a form that was posted to ``path``, and why they wait."""

    path: str
    fields: Fields
    because: Because
    emergency: bool


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
    return Kept(found["path"], found["form"], Because(found["because"]), found["emergency"])


def take(request: HttpRequest, below: str = "") -> Kept | None:
    """What waits for this very page, or for one below it, once: nothing waits any more after that."""
    kept = look(request)
    request.session.pop(KEPT, None)
    here = kept is not None and (kept.path == request.path or (below and kept.path.startswith(below)))
    return kept if here else None


def says_emergency(path: str, fields: Fields) -> bool:
    """Whether something is ticked on the page of emergency signs, not sure among it."""
    return path.endswith(f"/{EMERGENCY}") and any(tick != NONE_OF_THESE for tick in fields.get(NOTICED, ()))
