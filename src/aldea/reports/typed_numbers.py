"""Numbers as people type them, read exactly or refused; nothing is rounded and nothing is guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from aldea.language.pack import Observation
from aldea.terminology import Unit, convert, unit_of

CELSIUS = "Cel"
FAHRENHEIT = "[degF]"
KILOGRAM = "kg"
POUND = "[lb_av]"
POUNDS_IN_A_STONE = 14

_DECIMAL = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,4})?")
_WHOLE = re.compile(r"[0-9]{1,4}")
_LETTER = re.compile(r"\s*°?\s*([cf])\.?$", re.IGNORECASE)
_LETTERS = {"c": CELSIUS, "f": FAHRENHEIT}


class Unreadable(ValueError):
    """The text is no such number; ``code`` says what is wrong with it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse_decimal(text: str) -> Decimal:
    """'37,6' or ' 37.6 ' as Decimal('37.6'); raises Unreadable('not_a_number')."""
    trimmed = text.strip()
    if not _DECIMAL.fullmatch(trimmed):
        raise Unreadable("not_a_number")
    return Decimal(trimmed.replace(",", "."))


def parse_whole(text: str) -> int:
    """'3' as 3; raises Unreadable('not_whole') for '2.5' and Unreadable('not_a_number') for words."""
    trimmed = text.strip()
    if _WHOLE.fullmatch(trimmed):
        return int(trimmed)
    raise Unreadable("not_whole" if _DECIMAL.fullmatch(trimmed) else "not_a_number")


def parse_temperature(text: str, unit: str) -> Decimal:
    """The reading in the chosen unit. A typed '°F' beside a chosen '°C' is Unreadable('other_unit')."""
    trimmed = text.strip()
    letter = _LETTER.search(trimmed)
    if letter:
        if _LETTERS[letter.group(1).lower()] != unit:
            raise Unreadable("other_unit")
        trimmed = trimmed[: letter.start()]
    return parse_decimal(trimmed)


def is_plausible(observation: Observation, value: Decimal | int, unit: str | None = None) -> bool:
    """Whether the value, converted exactly, lies in the range that the observation accepts."""
    if observation.accept is None:
        return True
    low, high = observation.accept
    own: Unit | None = observation.unit
    exact = Fraction(value)
    if unit is not None and own is not None:
        exact = convert(exact, unit_of(unit), own)
    return low <= exact <= high


def parse_stone_and_pounds(stone: str, pounds: str) -> Decimal:
    """'11' and '4' as 158 pounds; blank pounds are none. Raises Unreadable."""
    whole = Decimal(parse_whole(stone))
    rest = parse_decimal(pounds) if pounds.strip() else Decimal(0)
    if rest >= POUNDS_IN_A_STONE:
        raise Unreadable("too_many_pounds")
    return whole * POUNDS_IN_A_STONE + rest
