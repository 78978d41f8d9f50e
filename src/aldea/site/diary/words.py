"""The words of the paper diary that are not the pack's."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aldea.language import Urgency
from aldea.language.answers import number_text
from aldea.language.pack import Kind
from aldea.site.diary.pages import Call, Limits, Question
from aldea.terminology import convert, unit_of

CALLS: Mapping[Urgency, str | Promise] = {
    Urgency.EMERGENCY_999: lazy("Call 999"),
    Urgency.HOSPITAL_NOW: lazy("Call now"),
    Urgency.DOCTOR_STRAIGHT_AWAY: lazy("Call now"),
    Urgency.CONTACT_HOSPITAL: lazy("Call for advice"),
    Urgency.TELL_TEAM: lazy("Tell your team"),
    Urgency.SELF_CARE: lazy("Say so next time"),
    Urgency.NONE: lazy("Write it down"),
}
"""What to do about one sign, short enough for a column."""


def call_words(question: Question) -> list[str]:
    """What to do about this answer; several lines where it depends on a number, or on the drip."""
    return [words for call in question.calls for words in _call_words(call)] or [_("Write it down")]


def _call_words(call: Call) -> list[str]:
    words, otherwise = str(CALLS[call.urgency]), str(CALLS[call.otherwise])
    if words != otherwise:
        drip = _("%(what)s if you have or had the drip") % {"what": words}
        return [_from(call.least, drip), _("Otherwise: %(what)s") % {"what": otherwise}]
    return [_from(call.least, words)]


def _from(least: int, words: str) -> str:
    return _("%(number)s or more: %(what)s") % {"number": least, "what": words} if least else words


def question_words(question: Question) -> list[str]:
    """The question, its hint, and what to write down."""
    item = question.observation
    writes = item.amount_question if item.kind in (Kind.COUNT, Kind.AMOUNT, Kind.QUANTITY) else ""
    when = _("Answer this if you have no reading, or took a medicine that lowers it.")
    only = when if question.without_reading else ""
    return [text for text in (only, item.hint, writes if writes != item.question else "") if text]


def limit_words(limits: Limits) -> str:
    """Between which readings nothing is to be done about the temperature alone."""
    return _("%(call)s if it is above %(high)s °C (%(high_f)s °F) or below %(low)s °C (%(low_f)s °F).") % {
        "call": CALLS[limits.urgency],
        "high": number_text(limits.high),
        "high_f": _fahrenheit(limits.high),
        "low": number_text(limits.low),
        "low_f": _fahrenheit(limits.low),
    }


def _fahrenheit(value: Fraction) -> str:
    return number_text(convert(value, unit_of("Cel"), unit_of("[degF]")))
