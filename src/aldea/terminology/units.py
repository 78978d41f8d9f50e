"""Units of measure by their UCUM codes, converted exactly.

Every value is a Fraction, so that 99.5 [degF] is 37.5 Cel and not something near it.
Factors: the international pound is 0.45359237 kg by definition (UCUM [lb_av]); 0 Cel is 32 [degF].
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


class UnknownUnit(ValueError):
    """The code is no unit that Aldea knows."""


class WrongDimension(ValueError):
    """The two units do not measure the same kind of thing."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: base value = (value + offset) * factor, in the base unit of its dimension."""

    code: str
    dimension: str
    factor: Fraction
    offset: Fraction
    symbol: str


def _unit(code: str, dimension: str, factor: str, symbol: str, offset: str = "0") -> Unit:
    return Unit(code, dimension, Fraction(factor), Fraction(offset), symbol)


UNITS: Mapping[str, Unit] = {
    unit.code: unit
    for unit in (
        _unit("Cel", "temperature", "1", "°C"),
        _unit("[degF]", "temperature", "5/9", "°F", offset="-32"),
        _unit("kg", "mass", "1", "kg"),
        _unit("g", "mass", "1/1000", "g"),
        _unit("[lb_av]", "mass", "0.45359237", "lb"),
        _unit("[stone_av]", "mass", "6.35029318", "st"),
        _unit("min", "time", "1/60", "min"),
        _unit("h", "time", "1", "h"),
        _unit("d", "time", "24", "days"),
        _unit("{episodes}", "episodes", "1", "times"),
    )
}


def unit_of(code: str) -> Unit:
    """The unit with this UCUM code; raises UnknownUnit."""
    try:
        return UNITS[code]
    except KeyError:
        known = ", ".join(UNITS)
        raise UnknownUnit(f"'{code}' is no unit that Aldea knows; use one of {known}") from None


def convert(value: Fraction, source: Unit, target: Unit) -> Fraction:
    """The same amount in another unit, exactly; raises WrongDimension."""
    if source == target:
        return value
    if source.dimension != target.dimension:
        raise WrongDimension(
            f"'{source.code}' measures {source.dimension}, '{target.code}' measures {target.dimension}"
        )
    return (value + source.offset) * source.factor / target.factor - target.offset
