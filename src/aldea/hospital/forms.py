"""What an administrator types to decide a setting."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aldea.hospital.catalogue import SettingKind
from aldea.people.forms import RefusableForm


class DecideForm(RefusableForm):
    """The value that holds from now on, and why. ``seen`` is the last decision that stood on the page."""

    value = forms.CharField(label=_("Value"), max_length=400, required=False)
    why = forms.CharField(
        label=_("Why, and who agreed"),
        max_length=400,
        error_messages={"required": _("Say why this is so, and who agreed to it.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, kind: SettingKind, data: Mapping[str, Any] | None = None, *, value: str = "", seen: str = ""
    ) -> None:
        super().__init__(data, initial={"value": value, "seen": seen})
        if kind.choices:
            self.fields["value"] = forms.ChoiceField(
                label=_("Value"),
                choices=kind.choices,
                required=False,
                error_messages={"invalid_choice": _("Choose one of these.")},
            )
