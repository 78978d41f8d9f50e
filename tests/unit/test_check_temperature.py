"""Temperatures as people type them: exact, in the unit that was chosen, never guessed."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aldea.reports.check_draft import Draft
from aldea.reports.check_flow import find_screen, next_screen, sent_observations
from aldea.reports.typed_numbers import Unreadable, parse_decimal
from tests.unit.check_pack import AT_HOME, PACK, codes, post, posted


def _taken(**fields: Any) -> Any:
    return posted(Draft(), "temperature", **{"paracetamol_24h": "no", **fields}).answers.get("temperature")


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("37.6", Decimal("37.6")),
        ("37,6", Decimal("37.6")),
        (" 37 ", Decimal(37)),
        ("37.51", Decimal("37.51")),
        ("37.6 °C", Decimal("37.6")),
        ("37,6c", Decimal("37.6")),
    ],
)
def test_celsius_as_typed(typed: str, reading: Decimal) -> None:
    assert _taken(reading=typed, unit="Cel") == reading


def test_fahrenheit_keeps_its_digits_and_its_unit() -> None:
    assert _taken(reading="99.6", unit="[degF]") == [{"value": Decimal("99.6"), "unit": "[degF]"}]


def test_without_a_chosen_unit_it_is_celsius_as_the_page_says() -> None:
    assert _taken(reading="36.9") == Decimal("36.9")


def test_several_readings_are_all_kept_in_order() -> None:
    assert _taken(reading=["36.9", "", "38,1"], unit="Cel") == [Decimal("36.9"), Decimal("38.1")]


@pytest.mark.parametrize(
    ("typed", "unit", "code"),
    [
        ("375", "Cel", "impossible_temperature"),
        ("98.6", "Cel", "impossible_temperature"),
        ("37", "[degF]", "impossible_temperature"),
        ("29.9", "Cel", "impossible_temperature"),
        ("45.1", "Cel", "impossible_temperature"),
        ("85.9", "[degF]", "impossible_temperature"),
        ("37.6 F", "Cel", "other_unit"),
        ("99 C", "[degF]", "other_unit"),
        ("warm", "Cel", "not_a_temperature"),
        ("37.6.1", "Cel", "not_a_temperature"),
        ("-37", "Cel", "not_a_temperature"),
        ("1e2", "Cel", "not_a_temperature"),
        ("NaN", "Cel", "not_a_temperature"),
    ],
)
def test_impossible_readings_are_refused(typed: str, unit: str, code: str) -> None:
    parsed = post(Draft(), "temperature", reading=typed, unit=unit, paracetamol_24h="no")
    assert codes(parsed) == [("reading-1", code)]


@pytest.mark.parametrize(
    ("typed", "unit"), [("30", "Cel"), ("45", "Cel"), ("86", "[degF]"), ("113", "[degF]")]
)
def test_the_ends_of_what_is_possible_are_possible(typed: str, unit: str) -> None:
    assert _taken(reading=typed, unit=unit)


def test_the_problem_names_the_row() -> None:
    parsed = post(Draft(), "temperature", reading=["36.9", "", "375"], unit="Cel", paracetamol_24h="no")
    assert codes(parsed) == [("reading-3", "impossible_temperature")]


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({}, [("reading-1", "no_reading"), ("paracetamol_24h", "choose")]),
        ({"reading": "37", "paracetamol_24h": ""}, [("paracetamol_24h", "choose")]),
        (
            {"reading": "37", "instead": "cannot", "paracetamol_24h": "no"},
            [("reading-1", "reading_and_reason")],
        ),
        ({"instead": ["cannot", "declined"], "paracetamol_24h": "no"}, [("instead", "one_reason")]),
    ],
)
def test_incomplete_pages_are_refused(fields: dict[str, Any], problems: list[tuple[str, str]]) -> None:
    assert codes(post(Draft(), "temperature", **fields)) == problems


def test_declined_is_not_sure() -> None:
    draft = posted(Draft(), "temperature", instead="declined", paracetamol_24h="no")
    sent = sent_observations(PACK, AT_HOME, draft)
    assert sent["temperature"] == "unsure"
    assert "feels_feverish" not in sent


def test_who_cannot_take_it_is_asked_whether_they_feel_hot() -> None:
    draft = posted(Draft(), "temperature", instead="cannot", paracetamol_24h="no")
    screen = find_screen(PACK, AT_HOME, draft, "temperature-more")
    assert screen is not None
    assert screen.items == ("feels_feverish",)
    draft = posted(draft, "temperature-more", feels_feverish="unsure")
    sent = sent_observations(PACK, AT_HOME, draft)
    assert "temperature" not in sent
    assert sent["feels_feverish"] == "unsure"


@pytest.mark.parametrize("medicine", ["yes", "unsure"])
def test_a_medicine_that_may_hide_a_fever_asks_it_too(medicine: str) -> None:
    draft = posted(Draft(), "temperature", reading="36.8", paracetamol_24h=medicine)
    assert find_screen(PACK, AT_HOME, draft, "temperature-more") is not None


def test_a_reading_that_nothing_hides_does_not_ask_it() -> None:
    draft = posted(Draft(), "temperature", reading="36.8", paracetamol_24h="no")
    assert find_screen(PACK, AT_HOME, draft, "temperature-more") is None


def test_a_reading_taken_after_all_replaces_the_reason() -> None:
    draft = posted(Draft(), "emergency", noticed="none-of-these")
    draft = posted(draft, "temperature", instead="cannot", paracetamol_24h="no")
    draft = posted(draft, "temperature", reading="36.8", paracetamol_24h="no")
    assert draft.answers["temperature"] == Decimal("36.8")
    assert next_screen(PACK, AT_HOME, draft).id == "chest"


@given(st.decimals(min_value="0", max_value="9999", places=3), st.sampled_from([".", ","]))
def test_a_typed_number_is_read_digit_by_digit(number: Decimal, point: str) -> None:
    assert str(parse_decimal(str(number).replace(".", point))) == str(number)


@given(st.text(max_size=8).filter(lambda text: not set(text) & set("0123456789")))
def test_what_has_no_digit_is_no_number(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_decimal(text)
