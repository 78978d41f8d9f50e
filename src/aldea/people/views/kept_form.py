"""A form with something to mend waits in the session for one look: Back never asks to send a form again."""

from django.http import HttpRequest, QueryDict

KEPT = "form_to_mend"


def keep_form(request: HttpRequest, refused: tuple[str, str] | None = None) -> None:
    """Let what was posted here wait; ``refused`` is a field and why it cannot be used."""
    fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    request.session[KEPT] = {"path": request.path, "fields": fields, "refused": refused}


def take_form(request: HttpRequest) -> tuple[QueryDict, tuple[str, str] | None] | None:
    """What waits for this page, once: the fields, and the one that was refused."""
    kept = request.session.pop(KEPT, None)
    if kept is None or kept["path"] != request.path:
        return None
    fields = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        fields.setlist(name, values)
    return fields, tuple(kept["refused"]) if kept["refused"] else None
