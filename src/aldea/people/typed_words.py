"""Words as people type them into a form: what is too long is said in our own words."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TypedWords(forms.CharField):
    """Text with a greatest length."""

    default_error_messages = {
        "max_length": _("This is too long: %(show_value)s characters. Use at most %(limit_value)s."),
    }
