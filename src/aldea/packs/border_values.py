"""Reads one raw value as the answer to one observation or context item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from aldea.language.answers import Answer, Choice, Number, Readings, Said, Text, number_text
from aldea.language.pack import ContextItem, Kind, Observation
from aldea.terminology import Unit, UnknownUnit, WrongDimension, convert, unit_of

NOT_SURE = "unsure"
SAID = {True: Said.YES, False: Said.NO}
LONGEST_TEXT = 10_000
WIDEST_EXPONENT = 30
REMEMBERED = 4096


@dataclass(eq=False)
class Refused(Exception):
    """Why a value cannot be read; `where` is a suffix such as '[1]'."""

    code: str
    message: str
    where: str = ""


def read_answer(item: Observation | ContextItem, raw: object) -> tuple[Answer | None, list[Refused]]:
    """The answer, as far as it can be read, and every refusal."""
    if isinstance(item, Observation) and item.kind is Kind.READINGS and isinstance(raw, (list, tuple)):
        return _readings(item, raw)
    if item.kind is Kind.TEXT and isinstance(raw, str) and len(raw) > LONGEST_TEXT:
        too_long = f"the text is longer than {LONGEST_TEXT} characters"
        return Text(raw[:LONGEST_TEXT]), [Refused("out_of_range", too_long)]
    try:
        return _answer(item, raw), []
    except Refused as refused:
        return None, [refused]


def _answer(item: Observation | ContextItem, raw: object) -> Answer:
    if raw == NOT_SURE and item.kind is not Kind.TEXT:
        return Said.NOT_SURE
    match item.kind:
        case Kind.YESNO:
            return _yes_no(raw)
        case Kind.AMOUNT:
            return SAID[raw] if isinstance(raw, bool) else Number(_number(item, raw))
        case Kind.COUNT:
            return Number(_whole(_number(item, raw)))
        case Kind.QUANTITY:
            return Number(_number(item, raw))
        case Kind.READINGS:
            return Readings((_number(item, raw),))
        case Kind.TEXT:
            return _text(raw)
        case Kind.CHOICE:
            return _choice(item, raw)


def _readings(
    item: Observation, raw: list[object] | tuple[object, ...]
) -> tuple[Answer | None, list[Refused]]:
    if not raw:
        return None, [Refused("wrong_type", "an empty list of readings; leave it out where there is none")]
    values: list[Fraction] = []
    refusals: list[Refused] = []
    for index, entry in enumerate(raw):
        try:
            values.append(_number(item, entry))
        except Refused as refused:
            refusals.append(Refused(refused.code, refused.message, f"[{index}]"))
    return (Readings(tuple(values)) if values else None), refusals


def _yes_no(raw: object) -> Said:
    if not isinstance(raw, bool):
        raise Refused("wrong_type", f'answer true, false or "{NOT_SURE}", not {_shown(raw)}')
    return SAID[raw]


def _text(raw: object) -> Text:
    if not isinstance(raw, str):
        raise Refused("wrong_type", f"a text is wanted, not {_shown(raw)}")
    return Text(raw)


def _choice(item: Observation | ContextItem, raw: object) -> Choice:
    if not isinstance(raw, str):
        raise Refused("wrong_type", f"one of {', '.join(item.choices)} is wanted, not {_shown(raw)}")
    if raw not in item.choices:
        raise Refused("unknown_choice", f"{_shown(raw)} is none of {', '.join(item.choices)}")
    return Choice(raw)


def _number(item: Observation | ContextItem, raw: object) -> Fraction:
    """An exact number in the unit of the item, inside its plausible range."""
    value, unit = raw, item.unit
    if isinstance(raw, Mapping):
        if unknown := sorted(map(str, set(raw) - {"value", "unit"})):
            raise Refused("unknown_field", f"a quantity has 'value' and 'unit', and no '{unknown[0]}'")
        if set(raw) != {"value", "unit"}:
            raise Refused("wrong_type", "a quantity has exactly 'value' and 'unit'")
        value, unit = raw["value"], _unit(raw["unit"])
    exact = _exact(value)
    if item.unit is not None and unit is not None:
        try:
            exact = convert(exact, unit, item.unit)
        except WrongDimension as error:
            raise Refused("wrong_unit", f"{error}; use {item.unit.code}") from None
    elif unit is not item.unit:
        raise Refused("wrong_unit", "this has no unit")
    if item.accept and not _is_within(exact, item.accept):
        lowest, highest = (number_text(end) for end in item.accept)
        code = f" {item.unit.code}" if item.unit else ""
        raise Refused(
            "out_of_range",
            f"{_shown(value)} cannot be right: between {lowest} and {highest}{code} is possible",
        )
    return exact


def _unit(raw: object) -> Unit:
    if not isinstance(raw, str):
        raise Refused("wrong_unit", 'the unit is a UCUM code such as "Cel"')
    try:
        return unit_of(raw)
    except UnknownUnit as error:
        raise Refused("wrong_unit", str(error)) from None


def _exact(raw: object) -> Fraction:
    """JSON numbers only. A binary float stands for the shortest decimal that it prints as."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal)):
        raise Refused("wrong_type", f"a number is wanted, not {_shown(raw)}")
    exact = raw if isinstance(raw, Decimal) else Decimal(repr(raw) if isinstance(raw, float) else raw)
    if not exact.is_finite():
        raise Refused("not_finite", "this is no number to compare with")
    if exact and abs(exact.adjusted()) > WIDEST_EXPONENT:
        raise Refused("out_of_range", "this number cannot be right")
    return _fraction(exact)


@lru_cache(REMEMBERED)
def _fraction(exact: Decimal) -> Fraction:
    """Numbers come again and again: 0, 1, 36.8."""
    return Fraction(exact)


def _is_within(value: Fraction, accept: tuple[Fraction, Fraction]) -> bool:
    top, bottom = value.numerator, value.denominator
    lowest, highest = accept
    return (
        lowest.numerator * bottom <= top * lowest.denominator
        and top * highest.denominator <= highest.numerator * bottom
    )


def _whole(value: Fraction) -> Fraction:
    if value.denominator != 1:
        raise Refused("wrong_type", "a whole number is wanted")
    return value


def _shown(raw: object) -> str:
    text = repr(raw) if not isinstance(raw, Decimal) else str(raw)
    return text if len(text) <= 40 else text[:37] + "..."
