"""Quantities are exact: a limit is never moved by a conversion."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aldea.terminology import UnknownUnit, WrongDimension, convert, unit_of
from aldea.terminology.units import UNITS

FRACTIONS = st.fractions(min_value=-1000, max_value=1000, max_denominator=10_000)


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("99.5", "[degF]", "Cel", "37.5"),
        ("96.8", "[degF]", "Cel", "36"),
        ("32", "[degF]", "Cel", "0"),
        ("37.5", "Cel", "[degF]", "99.5"),
        ("154", "[lb_av]", "kg", "69.85322498"),
        ("1", "[stone_av]", "[lb_av]", "14"),
        ("48", "h", "d", "2"),
        ("90", "min", "h", "1.5"),
    ],
)
def test_known_amounts_convert_exactly(value: str, source: str, target: str, expected: str) -> None:
    assert convert(Fraction(value), unit_of(source), unit_of(target)) == Fraction(expected)


@given(FRACTIONS, st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)))
def test_there_and_back_is_the_same_amount_and_order_is_kept(value: Fraction, one: str, other: str) -> None:
    source, target = UNITS[one], UNITS[other]
    if source.dimension == target.dimension:
        there = convert(value, source, target)
        assert convert(there, target, source) == value
        assert convert(value + 1, source, target) > there


def test_degrees_are_no_kilograms() -> None:
    with pytest.raises(WrongDimension, match="temperature"):
        convert(Fraction(37), unit_of("Cel"), unit_of("kg"))


def test_an_unknown_code_names_the_known_ones() -> None:
    with pytest.raises(UnknownUnit, match=r"\[degF\]"):
        unit_of("celsius")
