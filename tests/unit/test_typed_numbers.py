"""Numbers as people type them: read digit by digit, or refused with a reason. Nothing is guessed."""

from decimal import Decimal

import pytest

from aldea.packs import load_pack
from aldea.reports.check_fields import Problem, Refused, parse_readings
from aldea.reports.check_words import problem_words
from aldea.reports.typed_numbers import (
    Unreadable,
    is_plausible,
    parse_decimal,
    parse_stone_and_pounds,
    parse_temperature,
    parse_whole,
)

PACK = load_pack("aldesleukin")
FULL_WIDTH = "\uff13\uff17.\uff16"
TEMPERATURE = PACK.observations["temperature"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("37.6", "37.6"),
        ("37,6", "37.6"),
        ("  37.6  ", "37.6"),
        ("37.60", "37.60"),
        ("0", "0"),
        ("037.6", "37.6"),
        ("375", "375"),
    ],
)
def test_comma_or_point_and_the_digits_as_they_were_typed(typed: str, number: str) -> None:
    assert str(parse_decimal(typed)) == number


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            " ",
            "abc",
            "37 6",
            "37. 6",
            "37.",
            ".6",
            "37.6.1",
            "37,6,1",
            "1,000.5",
            "-37",
            "+37",
            "1e2",
            "NaN",
        ),
        *("inf", "0x25", "37_6", FULL_WIDTH, "\u0663\u0667", "\u00b37", "37\u00b76", "12345", "37.60001"),
        "37.6\n38",
    ],
)
def test_anything_else_is_no_number(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_decimal(typed)
    assert refused.value.code == "not_a_number"


@pytest.mark.parametrize(("typed", "number"), [("0", 0), (" 3 ", 3), ("007", 7)])
def test_whole_numbers(typed: str, number: int) -> None:
    assert parse_whole(typed) == number


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2.5", "not_whole"),
        ("2,5", "not_whole"),
        ("two", "not_a_number"),
        ("-1", "not_a_number"),
        (FULL_WIDTH[0], "not_a_number"),
    ],
)
def test_what_is_no_whole_number_says_why(typed: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_whole(typed)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("typed", "unit", "number"),
    [("99.6 °F", "[degF]", "99.6"), ("99.6f", "[degF]", "99.6"), ("37,6 °c.", "Cel", "37.6")],
)
def test_a_typed_unit_may_repeat_the_chosen_one(typed: str, unit: str, number: str) -> None:
    assert parse_temperature(typed, unit) == Decimal(number)


@pytest.mark.parametrize(("typed", "unit"), [("99.6 F", "Cel"), ("37.6 °C", "[degF]")])
def test_a_typed_unit_that_is_not_the_chosen_one_is_refused(typed: str, unit: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_temperature(typed, unit)
    assert refused.value.code == "other_unit"


def test_fahrenheit_is_converted_exactly_before_it_is_called_impossible() -> None:
    assert is_plausible(TEMPERATURE, Decimal("86"), "[degF]")
    assert not is_plausible(TEMPERATURE, Decimal("85.9999"), "[degF]")
    assert is_plausible(TEMPERATURE, Decimal("113"), "[degF]")
    assert not is_plausible(TEMPERATURE, Decimal("113.0001"), "[degF]")


@pytest.mark.parametrize(
    ("stone", "pounds", "whole"), [("11", "4", "158"), ("11", "", "154"), ("10", "13.5", "153.5")]
)
def test_stone_and_pounds(stone: str, pounds: str, whole: str) -> None:
    assert parse_stone_and_pounds(stone, pounds) == Decimal(whole)


@pytest.mark.parametrize(
    ("stone", "pounds", "code"),
    [("11", "14", "too_many_pounds"), ("11.5", "", "not_whole"), ("", "4", "not_a_number")],
)
def test_stone_and_pounds_that_cannot_be_are_refused(stone: str, pounds: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_stone_and_pounds(stone, pounds)
    assert refused.value.code == code


def refusal(typed: str, unit: str = "Cel") -> Problem:
    with pytest.raises(Refused) as refused:
        parse_readings({"reading": [typed], "unit": [unit]}, TEMPERATURE)
    return refused.value.problem


@pytest.mark.parametrize(
    ("typed", "unit", "says"),
    [
        ("375", "Cel", "375 °C cannot be a body temperature"),
        ("98.6", "Cel", "choose °C or °F"),
        ("37", "[degF]", "37 °F cannot be a body temperature"),
        ("abc", "Cel", "“abc” is not a temperature. Type figures, such as 36.8"),
        ("-37", "Cel", "“-37” is not a temperature"),
        (FULL_WIDTH, "Cel", "is not a temperature"),
        ("99.6 F", "Cel", "Choose °C or °F, as your thermometer shows"),
    ],
)
def test_it_is_refused_kindly_what_is_wrong_and_what_to_do(typed: str, unit: str, says: str) -> None:
    """The person's own text is said back, and nobody is told that they made a mistake."""
    words = problem_words(PACK, refusal(typed, unit))
    assert says in words
    assert typed.removesuffix(" F") in words
    assert not {"invalid", "error", "illegal", "wrong"} & set(words.lower().split())
