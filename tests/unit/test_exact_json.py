"""Stored numbers keep their digits: what goes in comes out, and no float passes."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aldea.reports.exact_json import ExactDecoder, ExactEncoder, exact

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.decimals(allow_nan=False, allow_infinity=False, places=3)
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


def there_and_back(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=ExactEncoder), cls=ExactDecoder)


@given(VALUES)
def test_a_value_comes_back_as_it_went(value: Any) -> None:
    assert there_and_back(value) == value


@pytest.mark.parametrize("digits", ["37.6", "37.60", "0.1", "-2.50", "100000000000000000000.01", "37.5000"])
def test_each_digit_is_kept(digits: str) -> None:
    assert json.dumps(Decimal(digits), cls=ExactEncoder) == digits
    assert str(there_and_back([Decimal(digits)])[0]) == digits


def test_a_decimal_is_never_written_with_an_exponent() -> None:
    assert json.dumps(Decimal("1E+2"), cls=ExactEncoder) == "100"
    assert json.dumps(Decimal("1E-7"), cls=ExactEncoder) == "0.0000001"


@pytest.mark.parametrize(
    "value",
    [
        37.6,
        [37.6],
        {"temperature": 37.6},
        Decimal("NaN"),
        Decimal("Infinity"),
        date(2026, 11, 24),
        {1: "one"},
    ],
)
def test_what_json_does_not_hold_exactly_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        json.dumps(value, cls=ExactEncoder)


def test_a_yes_stays_a_yes_and_a_one_stays_a_one() -> None:
    back = there_and_back({"cough": True, "count": 1})
    assert back["cough"] is True
    assert back["count"] == 1
    assert back["count"] is not True


def test_exact_takes_a_float_by_its_digits() -> None:
    assert exact({"a": [37.6, 2, "x", None, True]}) == {"a": [Decimal("37.6"), 2, "x", None, True]}
