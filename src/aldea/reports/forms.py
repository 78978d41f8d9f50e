"""What a nurse types about a telephone call."""

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aldea.people.forms import EnrolForm, RefusableForm, SpelledDateField
from aldea.people.models import Account, Patient
from aldea.people.spelled import spelled_clock
from aldea.people.typed_words import TypedWords
from aldea.people.use_cases import PatientDetails
from aldea.reports.call_log import LOG_ITEMS, CallDetails
from aldea.reports.models import CallerIs
from aldea.reports.typed_telephone import is_number

LONGEST_WORDS = 4000


CLOCK = re.compile(r"(\d{1,2})(?:[:.]?([0-5]\d))?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)


class ClockField(forms.Field):
    """A time of the day as people write it: 7:05 pm, 7.05pm, 7 pm, 19:05."""

    default_error_messages = {
        "required": _("Enter the time."),
        "invalid": _("Enter a time, such as 7:05 pm or 19:05."),
    }

    def to_python(self, value: Any) -> time | None:
        """The time; nothing when the field is empty."""
        typed = str(value or "").strip()
        if not typed:
            return None
        found = CLOCK.fullmatch(typed)
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        hour, minute, half = int(found.group(1)), found.group(2), (found.group(3) or "").lower()
        fits = 1 <= hour <= 12 if half else hour <= 23 and minute is not None
        if not fits:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return time(hour % 12 + (12 if half == "p" else 0) if half else hour, int(minute or 0))


class CallerForm(EnrolForm):
    """A caller whom nobody found: registered without what nobody has at hand.

    That may be the hospital number, and the date of birth where somebody calls about a stranger.
    """

    field_order = ("name", "date_of_birth", "born_unknown", "telephone", "hospital_number", "team")
    """As they stand on the page."""

    born_unknown = forms.BooleanField(label=_("Nobody there knows the date of birth"), required=False)

    def __init__(self, actor: Account, data: Mapping[str, Any] | None = None, initial: Any = None) -> None:
        super().__init__(actor, data)
        self.fields["hospital_number"].required = False
        self.fields["hospital_number"].label = _("Hospital number (may stay empty)")
        self.fields["date_of_birth"].required = False
        self.initial = dict(initial or {})

    def clean(self) -> dict[str, Any]:
        """A date of birth is left out knowingly or not at all."""
        said: dict[str, Any] = super().clean() or {}
        is_left_out = said.get("date_of_birth") is None and "date_of_birth" not in self.errors
        if is_left_out and not said.get("born_unknown"):
            self.add_error("date_of_birth", _("Enter the date of birth, or tick that nobody there knows it."))
        return said

    def details(self) -> PatientDetails:
        """What was typed, as the use case takes it."""
        said = self.cleaned_data
        names = ("name", "date_of_birth", "hospital_number", "telephone", "team")
        return PatientDetails(**{name: said[name] for name in names})


class PartForm(forms.Form):
    """Why a caller is not the patient after all."""

    why = TypedWords(
        label=_("Why are they two people?"),
        max_length=400,
        error_messages={"required": _("Say why, such as: the date of birth is another one.")},
    )


class CallForm(RefusableForm):
    """Who calls, from which number, when, and in which words; the rest of the log may stay empty."""

    caller_is = forms.ChoiceField(
        label=_("Who calls"),
        choices=CallerIs.choices,
        error_messages={"required": _("Choose who calls.")},
    )
    caller_name = TypedWords(label=_("Name of the caller"), max_length=120, required=False)
    call_back = TypedWords(label=_("Number to call back"), max_length=30, required=False)
    words = TypedWords(
        label=_("What the caller says, in their own words"), max_length=LONGEST_WORDS, required=False
    )
    called_on = SpelledDateField(label=_("Day of the call"))
    called_time = ClockField(label=_("Time of the call"))

    def __init__(self, now: datetime, patient: Patient, data: Mapping[str, Any] | None = None) -> None:
        given = {"called_on": timezone.localtime(now).date(), "called_time": spelled_clock(now)}
        super().__init__(data, initial=given)
        self.now, self.patient = now, patient
        for item in LOG_ITEMS:
            self.fields[f"log_{item.id}"] = TypedWords(
                label=cast("str", item.label), max_length=LONGEST_WORDS, required=False
            )

    @property
    def rest_has_errors(self) -> bool:
        """Whether something is wrong beyond who calls, from where and in which words."""
        return bool(self.errors.keys() - {"caller_is", "caller_name", "call_back", "words"})

    def clean(self) -> dict[str, Any]:
        """The moment of the call, which is not to come; and who calls, from a number that can be called."""
        said: dict[str, Any] = super().clean() or {}
        self._say_who_calls(said)
        day, clock = said.get("called_on"), said.get("called_time")
        if day is not None and isinstance(clock, time):
            said["called_at"] = timezone.make_aware(datetime.combine(day, clock))
            if said["called_at"] > self.now + timedelta(minutes=1):
                self.add_error("called_time", _("This time is still to come."))
        return said

    def _say_who_calls(self, said: dict[str, Any]) -> None:
        """Of the patient the record has name and number; of anybody else they are asked for."""
        if said.get("caller_is") == CallerIs.PATIENT:
            said["caller_name"] = said.get("caller_name") or self.patient.name
            said["call_back"] = said.get("call_back") or self.patient.telephone
        if not said.get("caller_name") and "caller_name" not in self.errors:
            self.add_error("caller_name", _("Enter the name of the caller."))
        if not said.get("call_back") and "call_back" not in self.errors:
            self.add_error("call_back", _("Enter the number. The line may break."))
        elif said.get("call_back") and not is_number(said["call_back"]):
            self.add_error("call_back", _("Enter a telephone number, such as 07700 900123."))

    def details(self) -> CallDetails:
        """What was typed, as the use case takes it."""
        said = self.cleaned_data
        log = {item.id: words for item in LOG_ITEMS if (words := said[f"log_{item.id}"].strip())}
        return CallDetails(
            said["called_at"], said["caller_is"], said["caller_name"], said["call_back"], said["words"], log
        )
