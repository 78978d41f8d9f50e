"""The Jinja environment: NHS.UK frontend components, gettext, and dates spelled out."""

from functools import partial
from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from aldea.people.spelled import short_date, spelled_date, spelled_time
from aldea.reports.sent_words import sent_words
from aldea.rulebook.speech import urgencies_in_words


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page: ``url("people:context", patient.id)``."""
    return reverse(name, args=args, kwargs=kwargs)


def environment(**options: Any) -> Environment:
    """Django's Jinja environment with our loaders, globals and filters."""
    ours = options.pop("loader")
    options["extensions"] = [*options.get("extensions", []), "jinja2.ext.i18n"]
    options |= {"trim_blocks": True, "lstrip_blocks": True}
    # The components of the NHS.UK frontend read parameters that were not given.
    options["undefined"] = ChainableUndefined
    loader = ChoiceLoader([ours, PackageLoader("nhsuk_frontend_jinja")])
    jinja = Environment(loader=loader, **options)  # noqa: S701  Django passes autoescape=True
    jinja.globals.update(static=static, url=address, get_messages=get_messages)
    jinja.filters.update(
        short_date=short_date, spelled_date=spelled_date, spelled_time=spelled_time, sent_words=sent_words
    )
    jinja.filters["urgencies_in_words"] = partial(urgencies_in_words, gettext=gettext)
    # Not newstyle: it returns Markup, and the components then print a text twice.
    jinja.install_gettext_callables(gettext, ngettext, newstyle=False)  # type: ignore[attr-defined]
    return jinja
