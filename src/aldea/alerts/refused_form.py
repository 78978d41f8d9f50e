"""A form on an alert's page that was refused waits in the session until it is done, or let go.

The page that shows what is wrong is then one that the browser can go back to, and load once more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

KEPT = "refused_form"
"""Where the session keeps it."""

LONGEST_KEPT = 16_000
"""Characters that are kept at most: more than such a page takes."""


@dataclass(frozen=True, slots=True)
class RefusedForm:
    """What was typed, and why it was refused where no field of the form says it.

    ``is_older``: something happened to the alert since it was refused, so the reason may not hold now.
    """

    action: str
    typed: QueryDict
    why: str
    is_older: bool


def keep_refused(request: HttpRequest, page: str, action: str, why: str) -> bool:
    """Let what was posted wait for this page; false for what is far too long."""
    fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    return keep_fields(request, page, action, fields, why)


def keep_fields(
    request: HttpRequest, page: str, action: str, fields: Mapping[str, Sequence[str]], why: str
) -> bool:
    """Let these fields wait for this page; false for what is far too long."""
    if sum(len(value) for values in fields.values() for value in values) > LONGEST_KEPT:
        return False
    request.session[KEPT] = {"page": page, "action": action, "fields": fields, "why": why, "events": None}
    return True


def look_refused(request: HttpRequest, events: int) -> RefusedForm | None:
    """What waits for this very page; it goes on waiting. ``events`` is how many the alert has now."""
    kept = request.session.get(KEPT)
    if kept is None or kept["page"] != request.path:
        return None
    if kept["events"] is None:
        request.session[KEPT] = kept = {**kept, "events": events}
    typed = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        typed.setlist(name, list(values))
    return RefusedForm(kept["action"], typed, kept["why"], kept["events"] != events)


def let_go(request: HttpRequest, page: str, *actions: str) -> None:
    """What waits for this page waits no longer, where it was for one of these actions, or for any."""
    kept = request.session.get(KEPT)
    if kept is not None and kept["page"] == page and (not actions or kept["action"] in actions):
        del request.session[KEPT]
