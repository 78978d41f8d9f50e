"""What a nurse types about a telephone call."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aldea.people.forms import EnrolForm, RefusableForm, SpelledDateField
from aldea.people.models import Account
from aldea.people.typed_words import TypedWords
from aldea.reports.call_log import LOG_ITEMS, CallDetails
from aldea.reports.models import CallerIs

LONGEST_WORDS = 4000


class CallerForm(EnrolForm):
    """A caller whom nobody found: registered without a hospital number when they do not have it at hand."""

    def __init__(self, actor: Account, data: Mapping[str, Any] | None = None, initial: Any = None) -> None:
        super().__init__(actor, data)
        self.fields["hospital_number"].required = False
        self.fields["hospital_number"].label = _("Hospital number (may stay empty)")
        self.initial = dict(initial or {})


class CallForm(RefusableForm):
    """Who calls, from which number, when, and in which words; the rest of the log may stay empty."""

    caller_is = forms.ChoiceField(
        label=_("Who calls"),
        choices=CallerIs.choices,
        error_messages={"required": _("Choose who calls.")},
    )
    caller_name = TypedWords(
        label=_("Name of the caller"),
        max_length=120,
        error_messages={"required": _("Enter the name of the caller.")},
    )
    call_back = TypedWords(
        label=_("Number to call back"),
        max_length=30,
        error_messages={"required": _("Enter the number. The line may break.")},
    )
    words = TypedWords(
        label=_("What the caller says, in their own words"), max_length=LONGEST_WORDS, required=False
    )
    called_on = SpelledDateField(label=_("Day of the call"))
    called_time = forms.TimeField(
        label=_("Time of the call"),
        error_messages={"required": _("Enter the time."), "invalid": _("Enter a time, such as 14:05.")},
    )

    def __init__(self, now: datetime, data: Mapping[str, Any] | None = None, initial: Any = None) -> None:
        local = timezone.localtime(now)
        given = {"called_on": local.date(), "called_time": local.strftime("%H:%M"), **(initial or {})}
        super().__init__(data, initial=given)
        self.now = now
        for item in LOG_ITEMS:
            self.fields[f"log_{item.id}"] = TypedWords(
                label=cast("str", item.label), max_length=LONGEST_WORDS, required=False
            )

    def clean(self) -> dict[str, Any]:
        """The moment of the call, which is not to come."""
        said: dict[str, Any] = super().clean() or {}
        day, clock = said.get("called_on"), said.get("called_time")
        if day is not None and isinstance(clock, time):
            said["called_at"] = timezone.make_aware(datetime.combine(day, clock))
            if said["called_at"] > self.now + timedelta(minutes=1):
                self.add_error("called_time", _("This time is still to come."))
        return said

    def details(self) -> CallDetails:
        """What was typed, as the use case takes it."""
        said = self.cleaned_data
        log = {item.id: words for item in LOG_ITEMS if (words := said[f"log_{item.id}"].strip())}
        return CallDetails(
            said["called_at"], said["caller_is"], said["caller_name"], said["call_back"], said["words"], log
        )
