"""One question of a posted screen, read into an answer or a problem. No Django, no clock.

A problem names the field, a code, and the values its words need; the words are in ``check_words``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aldea.language.pack import Kind, Observation
from aldea.reports.check_draft import UNSURE, Raw
from aldea.reports.typed_numbers import (
    FAHRENHEIT,
    POUND,
    Unreadable,
    is_plausible,
    parse_decimal,
    parse_stone_and_pounds,
    parse_temperature,
    parse_whole,
)

Form = Mapping[str, Sequence[str]]
"""The posted fields, each with all its values."""

SAID: Mapping[str, Raw] = {"yes": True, "no": False, "unsure": UNSURE}
LONGEST_TEXT = 2000
MOST_READINGS = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a field cannot be read: ``field`` is the id of the input to mend."""

    field: str
    code: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)


class Refused(ValueError):
    """A field cannot be read; ``problem`` says which and why."""

    def __init__(self, field: str, code: str, **values: str) -> None:
        super().__init__(field, code)
        self.problem = Problem(field, code, values)


def first(form: Form, name: str) -> str:
    """The first value of a field, trimmed; empty when it was not posted."""
    values = form.get(name) or ("",)
    return values[0].strip()


def parse_said(form: Form, observation: Observation) -> Raw:
    """Yes, no or not sure; raises Refused."""
    said = first(form, observation.id)
    if said not in SAID:
        raise Refused(observation.id, "choose")
    return SAID[said]


def parse_count(form: Form, observation: Observation) -> Raw:
    """A whole number, or not sure how many; raises Refused."""
    typed, unsure = first(form, observation.id), first(form, f"{observation.id}_unsure")
    if typed and unsure:
        raise Refused(observation.id, "number_and_not_sure")
    if unsure:
        return UNSURE
    if not typed:
        raise Refused(observation.id, "number_missing")
    try:
        number = parse_whole(typed)
    except Unreadable as reason:
        raise Refused(observation.id, reason.code, typed=typed) from None
    return _plausible(observation, number, None, typed, observation.id)


def parse_amount(form: Form, observation: Observation) -> Raw:
    """How much, in the chosen unit; True when it is there and nobody knows how much. Raises Refused."""
    typed, unsure = first(form, observation.id), first(form, f"{observation.id}_unsure")
    if typed and unsure:
        raise Refused(observation.id, "number_and_not_sure")
    if unsure:
        return True
    if not typed:
        raise Refused(observation.id, "number_missing")
    unit = _other_unit(form, observation, POUND)
    try:
        number = parse_decimal(typed)
    except Unreadable as reason:
        raise Refused(observation.id, reason.code, typed=typed) from None
    return _plausible(observation, number, unit, typed, observation.id)


def parse_weight(form: Form, observation: Observation) -> Raw | None:
    """Kilograms, or stone and pounds; None when the person did not weigh themselves. Raises Refused."""
    name = observation.id
    typed, stone, pounds = (first(form, each) for each in (name, f"{name}_stone", f"{name}_pounds"))
    if typed and (stone or pounds):
        raise Refused(name, "two_units")
    if not (typed or stone or pounds):
        return None
    where = name if typed else f"{name}_stone"
    words = typed or f"{stone} {pounds}".strip()
    try:
        number = parse_decimal(typed) if typed else parse_stone_and_pounds(stone, pounds)
    except Unreadable as reason:
        raise Refused(where, reason.code, typed=words) from None
    return _plausible(observation, number, None if typed else POUND, words, where)


def parse_text(form: Form, observation: Observation) -> Raw:
    """What was written, without control characters; raises Refused when it is blank or too long."""
    written = _printable(first(form, observation.id))
    if not written:
        raise Refused(observation.id, "text_missing")
    if len(written) > LONGEST_TEXT:
        raise Refused(observation.id, "text_too_long", length=str(len(written)))
    return written


def parse_choice(form: Form, observation: Observation) -> Raw:
    """One of the choices; raises Refused."""
    chosen = first(form, observation.id)
    if chosen not in observation.choices:
        raise Refused(observation.id, "choose")
    return chosen


IN_FULL: Mapping[Kind, Callable[[Form, Observation], Raw | None]] = {
    Kind.YESNO: parse_said,
    Kind.COUNT: parse_count,
    Kind.AMOUNT: parse_amount,
    Kind.QUANTITY: parse_weight,
    Kind.TEXT: parse_text,
    Kind.CHOICE: parse_choice,
}
"""How a question that is asked in full is read."""


def parse_readings(form: Form, observation: Observation) -> tuple[Raw | None, bool]:
    """The readings, and whether the person cannot take any. Declined is not sure. Raises Refused.

    Readings in °C become numbers, those in °F become quantities, with the digits as they were typed.
    """
    typed = [text.strip() for text in form.get("reading", ()) if text.strip()]
    instead = {value for value in form.get("instead", ()) if value in {"cannot", "declined"}}
    if len(instead) > 1:
        raise Refused("instead", "one_reason")
    if typed and instead:
        raise Refused("reading-1", "reading_and_reason")
    if not typed and not instead:
        raise Refused("reading-1", "no_reading")
    if instead:
        return (UNSURE, False) if "declined" in instead else (None, True)
    unit = _other_unit(form, observation, FAHRENHEIT, "unit")
    rows = [text.strip() for text in form.get("reading", ())][:MOST_READINGS]
    readings = [
        _parse_reading(text, unit, observation, f"reading-{row}") for row, text in enumerate(rows, 1) if text
    ]
    single = len(readings) == 1 and unit is None
    return (readings[0] if single else readings), False


def _parse_reading(text: str, unit: str | None, observation: Observation, where: str) -> Raw:
    chosen = unit or (observation.unit.code if observation.unit else "")
    try:
        number = parse_temperature(text, chosen)
    except Unreadable as reason:
        code = "other_unit" if reason.code == "other_unit" else "not_a_temperature"
        raise Refused(where, code, typed=text) from None
    if not is_plausible(observation, number, chosen):
        raise Refused(where, "impossible_temperature", typed=text, unit=chosen)
    return number if unit is None else {"value": number, "unit": unit}


def _other_unit(form: Form, observation: Observation, other: str, name: str = "") -> str | None:
    """The other unit where it was chosen; None for the observation's own."""
    return other if first(form, name or f"{observation.id}_unit") == other else None


def _plausible(
    observation: Observation, number: Decimal | int, unit: str | None, typed: str, where: str
) -> Raw:
    if not is_plausible(observation, number, unit):
        low, high = observation.accept or (0, 0)
        raise Refused(where, "impossible", typed=typed, low=str(low), high=str(high))
    return number if unit is None else {"value": number, "unit": unit}


def _printable(text: str) -> str:
    """The text without control characters; line breaks stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter == "\n" or letter.isprintable()).strip()
