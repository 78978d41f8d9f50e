"""The words of the check that are not the pack's: problems, steps, and answers read back."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import gettext_lazy as lazy

from aldea.language import Pack
from aldea.language.pack import Kind, Observation
from aldea.reports.check_draft import UNSURE, Raw
from aldea.reports.check_fields import Problem
from aldea.reports.check_form import quantity
from aldea.reports.typed_numbers import FAHRENHEIT, KILOGRAM, POUND, POUNDS_IN_A_STONE

UNIT_SYMBOLS = {"Cel": "°C", FAHRENHEIT: "°F", KILOGRAM: "kg", POUND: "lb"}

PROBLEMS: Mapping[str, object] = {
    "nothing_chosen": lazy("Tick what applies, or tick “None of these”"),
    "none_and_others": lazy("You ticked “None of these” and something else. Untick one of them"),
    "page_changed": lazy("This page has changed since you opened it. Look at it again and tick what applies"),
    "place_missing": lazy("Say whether you are in hospital now"),
    "choose": lazy("%(name)s: choose one answer"),
    "number_missing": lazy("%(name)s: type a number, or tick that you are not sure"),
    "number_and_not_sure": lazy(
        "%(name)s: you typed a number and ticked that you are not sure. Keep one of them"
    ),
    "not_whole": lazy("%(name)s: “%(typed)s” is not a whole number. Type a number such as 2"),
    "not_a_number": lazy("%(name)s: type figures only, such as 3 or 1.5"),
    "impossible": lazy(
        "%(name)s: “%(typed)s” cannot be right. Type a number from %(low)s to %(high)s %(unit)s"
    ),
    "two_units": lazy("%(name)s: fill in kilograms, or stone and pounds, not both"),
    "too_many_pounds": lazy("%(name)s: the pounds go from 0 to 13, because 14 pounds make a stone"),
    "text_missing": lazy("%(name)s: tell us in a few words, or go back and untick it"),
    "text_too_long": lazy("%(name)s: your text has %(length)s letters, and 2,000 is the most. Shorten it"),
    "no_reading": lazy("Type the temperature, or tick why there is none"),
    "reading_and_reason": lazy("You typed a temperature and ticked that there is none. Keep one of them"),
    "one_reason": lazy("Tick only one reason why there is no temperature"),
    "other_unit": lazy(
        "You typed “%(typed)s” but chose the other unit. Choose °C or °F, as your thermometer shows"
    ),
    "not_a_temperature": lazy("“%(typed)s” is not a temperature. Type figures, such as 36.8"),
    "impossible_temperature": lazy(
        "%(typed)s %(symbol)s cannot be a body temperature. "
        "Look at your thermometer again, type the point, and choose °C or °F"
    ),
}
"""Where it is wrong, what is wrong, what to do."""

_SAID = {True: gettext_lazy("yes"), False: gettext_lazy("no"), UNSURE: gettext_lazy("not sure")}


def problem_words(pack: Pack, problem: Problem) -> str:
    """The problem as a sentence to the person who fills in the check."""
    name = problem.field.removesuffix("_stone")
    observation = pack.observations.get(name)
    unit = observation.unit.symbol if observation and observation.unit else ""
    values = {
        "name": patient_name(observation) if observation else "",
        "unit": unit,
        **problem.values,
        "symbol": UNIT_SYMBOLS.get(problem.values.get("unit", ""), ""),
    }
    return str(PROBLEMS[problem.code]) % values


def patient_name(observation: Observation) -> str:
    """What the patient calls it."""
    return observation.patient_name or observation.name


def answer_words(observation: Observation, raw: Raw) -> str:
    """An answer read back to the person who gave it."""
    return _ANSWERS[observation.kind](observation, raw)


def said_words(raw: Raw) -> str:
    """Yes, no or not sure."""
    return str(_SAID[raw]) if isinstance(raw, bool) or raw == UNSURE else str(raw)


def _said(_observation: Observation, raw: Raw) -> str:
    return said_words(raw)


def _count(observation: Observation, raw: Raw) -> str:
    if raw == UNSURE:
        return _("not sure how many")
    if observation.unit is not None and observation.unit.dimension == "time":
        return ngettext("%(number)s day", "%(number)s days", int(str(raw))) % {"number": raw}
    return ngettext("%(number)s time", "%(number)s times", int(str(raw))) % {"number": raw}


def _amount(_observation: Observation, raw: Raw) -> str:
    if isinstance(raw, bool) or raw == UNSURE:
        return _("yes, not sure how much") if raw is True else said_words(raw)
    value, unit = quantity(raw, KILOGRAM)
    return f"{value} {UNIT_SYMBOLS.get(unit, unit)}"


def _weight(_observation: Observation, raw: Raw) -> str:
    value, unit = quantity(raw, KILOGRAM)
    if unit != POUND:
        return f"{value} {UNIT_SYMBOLS.get(unit, unit)}"
    stone, pounds = divmod(Decimal(value), POUNDS_IN_A_STONE)
    return _("%(stone)s stone %(pounds)s pounds") % {"stone": stone, "pounds": format(pounds, "f")}


def _readings(_observation: Observation, raw: Raw) -> str:
    if raw == UNSURE:
        return _("would rather not take it")
    pairs = (quantity(reading, "Cel") for reading in (raw if isinstance(raw, list) else [raw]))
    return ", ".join(f"{value} {UNIT_SYMBOLS.get(unit, unit)}" for value, unit in pairs)


def _text(_observation: Observation, raw: Raw) -> str:
    return f"“{raw}”" if raw else said_words(raw=False)


def _choice(observation: Observation, raw: Raw) -> str:
    return observation.choice_labels.get(str(raw), str(raw))


_ANSWERS: Mapping[Kind, Callable[[Observation, Raw], str]] = {
    Kind.YESNO: _said,
    Kind.COUNT: _count,
    Kind.AMOUNT: _amount,
    Kind.QUANTITY: _weight,
    Kind.READINGS: _readings,
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
}
