"""A form on an alert's page that was refused waits in the session for one look at the page.

The page that shows what is wrong is then one that the browser can go back to.
"""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

KEPT = "refused_form"
"""Where the session keeps it."""

LONGEST_KEPT = 16_000
"""Characters that are kept at most: more than such a page takes."""


@dataclass(frozen=True, slots=True)
class RefusedForm:
    """What was typed, and why it was refused where no field of the form says it."""

    typed: QueryDict
    why: str


def keep_refused(request: HttpRequest, page: str, action: str, why: str) -> bool:
    """Let what was posted wait for this page; false for what is far too long."""
    fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    if sum(len(value) for values in fields.values() for value in values) > LONGEST_KEPT:
        return False
    request.session[KEPT] = {"page": page, "action": action, "fields": fields, "why": why}
    return True


def take_refused(request: HttpRequest) -> tuple[str, RefusedForm] | None:
    """What waits for this very page, with the action it was for, once."""
    kept = request.session.pop(KEPT, None)
    if kept is None or kept["page"] != request.path:
        return None
    typed = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        typed.setlist(name, list(values))
    return kept["action"], RefusedForm(typed, kept["why"])
