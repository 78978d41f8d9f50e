"""What the team does to an alert, as forms. Each carries the id of the deed and the page it was read on."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aldea.alerts.refusals import WORDS
from aldea.alerts.urgency_words import NEXT_DOSE_WORDS, OUTCOME_WORDS, URGENCY_WORDS
from aldea.care.alert_life import Why
from aldea.care.alert_states import NextDose
from aldea.language import Urgency
from aldea.people.forms import SpelledDateField
from aldea.people.models import Account, CareTeam, EndReason
from aldea.people.typed_words import TypedWords

CALL_AGAIN_MINUTES = (
    (15, _("in 15 minutes")),
    (30, _("in 30 minutes")),
    (60, _("in 1 hour")),
    (120, _("in 2 hours")),
    (240, _("in 4 hours")),
    (720, _("in 12 hours")),
)
LONGEST_WORDS = 4000
LONGEST_TIME = timedelta(days=731)
EARLIEST = date(2000, 1, 1)
DAYS_AT_FIRST = 30
"""How many days the numbers are of, until somebody chooses."""


class ActForm(forms.Form):
    """Hidden in every form: ``event`` makes a double click one, ``known`` tells what the page had shown."""

    targets: Mapping[str, str] = {}
    """Where an error of a field leads, when that is not ``id_<field>``."""

    event = forms.UUIDField(widget=forms.HiddenInput)
    known = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def typed(self) -> list[tuple[str, str]]:
        """What was chosen and typed, as label and words, for where the form itself has no place any more."""
        found = []
        for name, field in self.fields.items():
            value = self[name].value()
            if field.widget.is_hidden or not value:
                continue
            if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
                value = dict(field.choices).get(value, value)  # type: ignore[arg-type]  # plain pairs
            parts = value if isinstance(value, list | tuple) else [value]
            words = " ".join(str(part) for part in parts if part)
            found += [(str(field.label), words)] if words else []
        return found


class ClaimForm(ActForm):
    """Take the alert."""


class ReleaseForm(ActForm):
    """Give the alert back."""


class NoteForm(ActForm):
    """Write a note."""

    targets = {"words": "note-words"}

    words = TypedWords(
        label=_("Note"), max_length=LONGEST_WORDS, error_messages={"required": _("Write something.")}
    )


class Colleague(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """One of some accounts, shown by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.name)


class HandOverForm(ActForm):
    """Hand over to a colleague of the patient's team."""

    to = Colleague(
        label=_("Who takes it"),
        queryset=Account.objects.none(),
        empty_label=None,
        error_messages={
            "required": _("Choose a colleague."),
            "invalid_choice": _("Choose a colleague of the team."),
        },
    )

    def __init__(
        self, colleagues: QuerySet[Account], data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        choice = self.fields["to"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = colleagues


def call_again_choices(within: timedelta) -> list[tuple[int, Any]]:
    """When to call again: no later than a report of this urgency is due, and always the soonest."""
    soon = [(minutes, words) for minutes, words in CALL_AGAIN_MINUTES if timedelta(minutes=minutes) <= within]
    return soon or [CALL_AGAIN_MINUTES[0]]


class NotReachedForm(ActForm):
    """The patient could not be reached. ``within`` is how soon a report of this urgency is due."""

    targets = {"words": "not-reached-words"}

    minutes = forms.TypedChoiceField(
        label=_("Call again"),
        choices=CALL_AGAIN_MINUTES,
        coerce=int,
        error_messages={
            "required": _("Choose when to call again."),
            "invalid_choice": _("Too late for so grave an alert. Choose one of the times in the list."),
        },
    )
    words = TypedWords(label=_("What you tried (may stay empty)"), max_length=LONGEST_WORDS, required=False)

    def __init__(self, within: timedelta, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choice = self.fields["minutes"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = call_again_choices(within)


class StepForm(ActForm):
    """The next named step was taken."""

    targets = {"words": "step-words"}

    words = TypedWords(
        label=_("Who was reached, and what they do"),
        max_length=LONGEST_WORDS,
        error_messages={"required": _("Write who was reached, and what they do.")},
    )


class JudgeForm(ActForm):
    """Another urgency, with the reason."""

    targets = {"words": "judge-words"}

    urgency = forms.ChoiceField(
        label=_("Your own urgency"),
        choices=[("", _("Choose")), *((level.id, URGENCY_WORDS[level.id]) for level in reversed(Urgency))],
        error_messages={"required": _("Choose an urgency.")},
    )
    words = TypedWords(
        label=_("Why"), max_length=LONGEST_WORDS, error_messages={"required": _("Say why you judge so.")}
    )


class NextDoseForm(ActForm):
    """What comes next for the next dose. A day that is typed is never dropped."""

    next_dose = forms.ChoiceField(
        label=_("The next injection or infusion"),
        choices=list(NEXT_DOSE_WORDS.items()),
        error_messages={"required": _("Choose what comes next for the next injection or infusion.")},
    )
    wait_until = SpelledDateField(label=_("Wait until (only when you chose to wait)"), required=False)

    def clean(self) -> dict[str, Any]:
        """A day belongs to waiting, and to nothing else."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("wait_until") and said.get("next_dose", NextDose.WAIT) != NextDose.WAIT:
            self.add_error("wait_until", str(WORDS[Why.DAY_WITHOUT_WAIT]))
        return said


class PutRightForm(NextDoseForm):
    """The decision about the next dose is put right after the closing."""

    targets = {
        "words": "put-right-words",
        "wait_until": "put-right-wait_until_day",
        "next_dose": "put-right-next_dose",
    }

    words = TypedWords(
        label=_("Why it is put right, and who was told"),
        max_length=LONGEST_WORDS,
        error_messages={"required": _("Say why the decision is put right.")},
    )


class CloseForm(NextDoseForm):
    """Close with what was decided."""

    field_order = ["event", "known", "outcome", "next_dose", "wait_until", "words"]

    targets = {"words": "close-words", "wait_until": "id_wait_until_day"}

    outcome = forms.ChoiceField(
        label=_("What was decided"),
        choices=list(OUTCOME_WORDS.items()),
        error_messages={"required": _("Choose what was decided.")},
    )
    words = TypedWords(
        label=_("In words: where to attend, who was told (needed when no action is taken)"),
        max_length=LONGEST_WORDS,
        required=False,
    )


class EndForm(forms.Form):
    """Why the use of Aldea ends; where an alert is open, that somebody has looked at it as it stands now.

    ``state`` says which alerts are open and how much has happened to each; it is what the tick sends.
    """

    reason = forms.ChoiceField(
        label=_("Why does the use end?"),
        choices=EndReason.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose why the use ends")),
    )
    looked = forms.CharField(label=_("I have looked at the open alert. Nobody waits for us."), required=False)

    def __init__(self, state: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.state = state

    def clean_looked(self) -> str:
        """A tick that was set before something happened to the alert does not count."""
        said: str = self.cleaned_data["looked"]
        if self.state and not said:
            raise forms.ValidationError(_("Look at the open alert first, then tick that you have."))
        if self.state and said != self.state:
            raise forms.ValidationError(_("Something happened there since. Look at the alert once more."))
        return said


class NumbersForm(forms.Form):
    """From when to when, and of which team, the numbers are."""

    first = SpelledDateField(label=_("From"), required=False)
    last = SpelledDateField(label=_("To"), required=False)
    team = forms.ChoiceField(
        label=_("Care team"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the teams in the list.")},
    )

    def __init__(self, teams: Sequence[CareTeam], today: date, data: Mapping[str, Any] | None = None) -> None:
        first = today - timedelta(days=DAYS_AT_FIRST - 1)
        super().__init__(data, initial={"first": first, "last": today, "team": ""})
        choice = self.fields["team"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("All teams")), *((str(team.pk), team.name) for team in teams)]
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A time that ends today at the latest, and is at most two years long."""
        said: dict[str, Any] = super().clean() or {}
        last = said.get("last") or self.today
        first = said.get("first") or max(last, EARLIEST) - timedelta(days=DAYS_AT_FIRST - 1)
        if last > self.today:
            self.add_error("last", _("Choose today or an earlier day."))
        elif last < EARLIEST:
            self.add_error("last", _("Choose a day in the year 2000 or later."))
        elif first > last:
            self.add_error("first", _("This day comes after the last one."))
        elif last - first > LONGEST_TIME:
            self.add_error("first", _("Choose at most two years."))
        return {**said, "first": first, "last": last}
