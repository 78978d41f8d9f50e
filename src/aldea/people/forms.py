"""What people type about people, read strictly and refused kindly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aldea.language.pack import ContextItem, Kind
from aldea.people.models import Account, CarerMay, CareTeam, Role
from aldea.people.permissions import PRACTITIONERS
from aldea.people.queries import teams_of
from aldea.people.raw_values import UNITS, YES_NO_NOT_SURE
from aldea.people.typed_words import TypedWords


class DayMonthYear(forms.Widget):
    """Three boxes, ``<name>_day``, ``_month`` and ``_year``, drawn by ``date_field`` in fields.html."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        """What stands in the three boxes."""
        return [str(data.get(f"{name}_{part}", "")).strip() for part in ("day", "month", "year")]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether none of the boxes was sent."""
        return not any(f"{name}_{part}" in data for part in ("day", "month", "year"))

    def parts(self, value: date | list[str] | None) -> dict[str, Any]:
        """The value by box, for drawing."""
        boxes = [value.day, value.month, value.year] if isinstance(value, date) else value or ["", "", ""]
        return dict(zip(("day", "month", "year"), boxes, strict=True))

    def error_target(self, id: str) -> str:
        """The id of the box that an error leads to."""
        return f"{id}_day"


class SpelledDateField(forms.Field):
    """A date typed as day, month and year in figures."""

    widget = DayMonthYear
    default_error_messages = {
        "required": _("Enter the day, the month and the year."),
        "invalid": _("This is no real date. Enter figures, such as 27 3 1971."),
    }

    def to_python(self, value: Any) -> date | None:
        """The date; nothing when all boxes are empty."""
        if isinstance(value, date):
            return value
        if not value or not any(value):
            return None
        try:
            day, month, year = (int(box) for box in value)
            return date(year, month, day)
        except (ValueError, OverflowError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class RefusableForm(forms.Form):
    """A form that takes the refusal of a use case as the error of a field."""

    def refuse(self, field: str, message: str) -> None:
        """Show the message at the field, or at the top when the form has no such field."""
        self.add_error(field if field in self.fields else None, message)


class EnrolForm(RefusableForm):
    """A patient to enrol, in one of the nurse's teams."""

    name = TypedWords(
        label=_("Full name"), max_length=120, error_messages={"required": _("Enter the patient's name.")}
    )
    date_of_birth = SpelledDateField(label=_("Date of birth"))
    hospital_number = TypedWords(
        label=_("Hospital number"),
        max_length=30,
        error_messages={"required": _("Enter the hospital number.")},
    )
    telephone = TypedWords(
        label=_("Telephone number"),
        max_length=30,
        error_messages={"required": _("Enter a telephone number, such as 07700 900123.")},
    )
    team: forms.ModelChoiceField[CareTeam] = forms.ModelChoiceField(
        label=_("Care team"),
        queryset=CareTeam.objects.none(),
        empty_label=None,
        error_messages={"required": _("Choose the team."), "invalid_choice": _("Choose one of your teams.")},
    )

    def __init__(self, actor: Account, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        teams = self.fields["team"]
        assert isinstance(teams, forms.ModelChoiceField)
        teams.queryset = teams_of(actor)
        teams.initial = teams.queryset.first()


class FindForm(forms.Form):
    """Whom to look for: words of the name or the hospital number, and the date of birth."""

    q = TypedWords(label=_("Name or hospital number"), required=False, max_length=60)
    date_of_birth = SpelledDateField(label=_("Date of birth (may stay empty)"), required=False)

    def clean(self) -> dict[str, Any]:
        """Nothing to look for is not the same as nobody who fits."""
        said: dict[str, Any] = self.cleaned_data
        if not self.errors and not said["q"] and said["date_of_birth"] is None:
            self.add_error("q", gettext("Write a name, a hospital number or a date of birth."))
        return said


class NumberForm(RefusableForm):
    """The hospital number of a caller who had none, and the date of birth where nobody knew it."""

    hospital_number = TypedWords(
        label=_("Hospital number"),
        max_length=30,
        error_messages={"required": _("Enter the hospital number.")},
    )
    date_of_birth = SpelledDateField(label=_("Date of birth"))

    def __init__(self, *, asks_birth: bool, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        if not asks_birth:
            del self.fields["date_of_birth"]


class ConsentForm(RefusableForm):
    """How the patient agreed."""

    consent = TypedWords(
        label=_("How the patient agreed"),
        max_length=200,
        error_messages={"required": _("Write how the patient agreed, such as: in person, today.")},
    )


class TermsForm(ConsentForm):
    """What the patient lets a carer do, and how the patient agreed."""

    may = forms.ChoiceField(
        label=_("The carer may"),
        choices=CarerMay.choices,
        error_messages={"required": _("Choose what the patient lets the carer do.")},
    )
    field_order = ("may", "consent")


class SearchForm(forms.Form):
    """Words to look for among the patients."""

    q = TypedWords(label=_("Name or hospital number"), required=False, max_length=60)


def value_field(item: ContextItem) -> forms.Field:
    """The field in which the value of a context item is typed or chosen."""
    label = item.question or item.name or item.id
    choose = {"required": _("Choose one of the answers.")}
    if item.kind is Kind.CHOICE:
        choices = [(choice, item.choice_labels.get(choice, choice)) for choice in item.choices]
        return forms.ChoiceField(
            label=label, choices=[*choices, ("unsure", _("Not sure"))], error_messages=choose
        )
    if item.kind is Kind.YESNO:
        answers = {"true": YES_NO_NOT_SURE[True], "false": YES_NO_NOT_SURE[False]}
        answers["unsure"] = YES_NO_NOT_SURE["unsure"]
        return forms.ChoiceField(label=label, choices=list(answers.items()), error_messages=choose)
    unit = UNITS[item.unit.code] if item.unit else ""
    return TypedWords(
        label=f"{label} ({unit})" if unit else label,
        max_length=10,
        error_messages={"required": _("Enter a number.")},
    )


class ContextForm(RefusableForm):
    """The value of one context item, since when it holds, who says so, and until when it counts."""

    effective_on = SpelledDateField(label=_("True since"))
    source = TypedWords(
        label=_("Where this comes from"),
        max_length=200,
        error_messages={"required": _("Say where this comes from, such as the patient or a letter.")},
    )
    review_on = SpelledDateField(label=_("Review by"), required=False)
    corrects = forms.BooleanField(
        label=_("The last entry was a mistake; this one corrects it"), required=False
    )

    def __init__(self, item: ContextItem, today: date, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.item = item
        self.fields["value"] = value_field(item)
        self.fields["effective_on"].initial = today

    def clean_value(self) -> Any:
        """The raw value, as a report would carry it."""
        text = str(self.cleaned_data["value"]).strip()
        if self.item.kind is Kind.YESNO:
            return {"true": True, "false": False}.get(text, text)
        if self.item.kind is Kind.CHOICE:
            return text
        return parse_number(text)


def parse_number(text: str) -> int | Decimal:
    """``37,2`` or ``37.2`` or ``12`` as an exact number. Raises ``ValidationError`` for anything else."""
    plain = text.replace(",", ".", 1)
    whole, _point, rest = plain.partition(".")
    if not whole.isdecimal() or (rest and not rest.isdecimal()) or len(plain) > 9:
        raise forms.ValidationError(gettext("Enter a number, such as 37.2."))
    return Decimal(plain) if rest else int(whole)


class JoinForm(RefusableForm):
    """How someone who was invited will sign in."""

    name = TypedWords(
        label=_("Your name"), max_length=120, error_messages={"required": _("Enter your name.")}
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("Enter an e-mail address, such as name@example.org."),
        },
    )
    password = TypedWords(
        label=_("Choose a password"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Choose a password.")},
    )

    def __init__(self, *, asks_name: bool, email: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"email": email})
        if not asks_name:
            del self.fields["name"]


class TeamForm(RefusableForm):
    """A care team to found."""

    name = TypedWords(
        label=_("Name of the team"),
        max_length=120,
        error_messages={"required": _("Enter the name of the team.")},
    )


class StaffForm(RefusableForm):
    """What a practitioner is from now on."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role, role.label) for role in Role if role in PRACTITIONERS],
        error_messages={"required": _("Choose the role.")},
    )
    teams: forms.ModelMultipleChoiceField[CareTeam] = forms.ModelMultipleChoiceField(
        label=_("Care teams"), queryset=CareTeam.objects.all(), required=False
    )
    is_active = forms.ChoiceField(
        label=_("May sign in"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        error_messages={"required": _("Choose yes or no.")},
    )
    why = forms.CharField(
        label=_("Why, and who agreed"),
        max_length=400,
        error_messages={"required": _("Say why, and who agreed to it.")},
    )


class InviteeForm(RefusableForm):
    """A practitioner to invite."""

    name = TypedWords(label=_("Full name"), max_length=120, error_messages={"required": _("Enter the name.")})
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role, role.label) for role in Role if role in PRACTITIONERS],
        error_messages={"required": _("Choose the role.")},
    )
    team: forms.ModelChoiceField[CareTeam] = forms.ModelChoiceField(
        label=_("Care team"), queryset=CareTeam.objects.all(), required=False, empty_label=_("No team")
    )
