"""What an administrator types to decide a setting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from aldea.people.forms import RefusableForm


class DecideForm(RefusableForm):
    """The value that holds from now on, and why."""

    value = forms.CharField(label=_("Value"), max_length=400, required=False)
    why = forms.CharField(
        label=_("Why, and who agreed"),
        max_length=400,
        error_messages={"required": _("Say why this is so, and who agreed to it.")},
    )
