"""What somebody typed on the page of an alert that is not theirs any more: shown, to be copied."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from aldea.alerts.forms import (
    ActForm,
    CloseForm,
    JudgeForm,
    NoteForm,
    NotReachedForm,
    PutRightForm,
    StepForm,
)

FORMS: Mapping[str, Callable[[QueryDict], ActForm]] = {
    "close": CloseForm,
    "judge": JudgeForm,
    "note": NoteForm,
    "not-reached": lambda typed: NotReachedForm(timedelta.max, typed),
    "put-right": PutRightForm,
    "step": StepForm,
}
"""The forms in which words are typed; that it is of this alert, none of them asks."""


def lost_words(request: HttpRequest, action: str) -> HttpResponse | None:
    """Their own words and nothing of the alert, as if it were not there; None where nothing was typed."""
    typed = FORMS[action](request.POST).typed() if action in FORMS else []
    if not typed:
        return None
    text = "\n".join(f"{label}: {words}" for label, words in typed)
    return render(request, "alerts/lost_words.html", {"text": text}, status=404)
