"""The border: what is typed wrong is refused with where, what and what to do; nothing is guessed."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aldea.language.answers import Number, Readings, Said, Text
from aldea.packs import load_pack, read_report

PACK = load_pack("aldesleukin")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def codes(raw: object) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in read_report(PACK, raw, NOW).problems]


def observed(id_: str, value: object) -> list[tuple[str, str]]:
    return codes({"observations": {id_: value}})


def test_the_example_of_the_documentation_is_read_as_it_stands() -> None:
    raw = {
        "id": "r1",
        "at": "2026-11-23T09:00:00Z",
        "context": {"route": "subcutaneous", "phase": "during", "in_hospital": False},
        "observations": {
            "temperature": 37.8,
            "cough": True,
            "sore_throat": "unsure",
            "weight": {"value": 154, "unit": "[lb_av]"},
        },
        "history": [{"at": "2026-11-22T21:00:00+01:00", "observations": {"nausea": True}}],
    }
    reading = read_report(PACK, raw)
    assert reading.problems == ()
    assert reading.report.observations["temperature"] == Readings((Fraction("37.8"),))
    assert reading.report.observations["sore_throat"] is Said.NOT_SURE
    assert reading.report.observations["weight"] == Number(Fraction("69.85322498"))
    assert reading.report.history[0].hours_ago == 13


@pytest.mark.parametrize("missing", [{"observations": {"cough": None}}, {"observations": {}}, {}])
def test_null_and_absent_are_not_asked(missing: dict[str, Any]) -> None:
    reading = read_report(PACK, missing)
    assert reading.problems == ()
    assert dict(reading.report.observations) == {}


@pytest.mark.parametrize(
    ("id_", "value", "code"),
    [
        ("temperature", 375, "out_of_range"),
        ("temperature", 29.9, "out_of_range"),
        ("temperature", 45.1, "out_of_range"),
        ("temperature", {"value": 37, "unit": "[degF]"}, "out_of_range"),
        ("temperature", {"value": 37, "unit": "kg"}, "wrong_unit"),
        ("temperature", {"value": 37, "unit": "C"}, "wrong_unit"),
        ("temperature", {"value": 37}, "wrong_type"),
        ("temperature", "37.5", "wrong_type"),
        ("temperature", "37,5", "wrong_type"),
        ("temperature", True, "wrong_type"),
        ("temperature", [], "wrong_type"),
        ("temperature", Decimal("NaN"), "not_finite"),
        ("temperature", Decimal("Infinity"), "not_finite"),
        ("temperature", Decimal("1e999999"), "out_of_range"),
        ("temperature", Decimal("1e-999999"), "out_of_range"),
        ("cough", "yes", "wrong_type"),
        ("cough", 1, "wrong_type"),
        ("cough", "", "wrong_type"),
        ("vomiting_24h", -1, "out_of_range"),
        ("vomiting_24h", 1.5, "wrong_type"),
        ("vomiting_24h", True, "wrong_type"),
        ("vomiting_24h", {"value": 2, "unit": "d"}, "wrong_unit"),
        ("weight", 19, "out_of_range"),
        ("weight_gain", -2, "out_of_range"),
        ("weight_gain", "a lot", "wrong_type"),
        ("vaccine_planned", "shingles", "unknown_choice"),
        ("vaccine_planned", True, "wrong_type"),
        ("other_effect", True, "wrong_type"),
        ("other_effect", "x" * 10_001, "out_of_range"),
        ("couhg", True, "unknown_id"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_with_its_place(id_: str, value: object, code: str) -> None:
    assert observed(id_, value) == [(code, f"observations.{id_}")]


def test_one_bad_reading_of_several_is_named_and_the_others_are_kept() -> None:
    reading = read_report(
        PACK, {"observations": {"temperature": [37, 375, {"value": 101, "unit": "[degF]"}]}}
    )
    assert [(problem.code, problem.where) for problem in reading.problems] == [
        ("out_of_range", "observations.temperature[1]")
    ]
    answer = reading.report.observations["temperature"]
    assert isinstance(answer, Readings)
    assert answer.values[0] == 37
    assert len(answer.values) == 2


def test_fahrenheit_is_converted_exactly() -> None:
    reading = read_report(PACK, {"observations": {"temperature": {"value": 99.5, "unit": "[degF]"}}})
    assert reading.report.observations["temperature"] == Readings((Fraction("37.5"),))


def test_a_blank_text_is_asked_and_none() -> None:
    assert read_report(PACK, {"observations": {"other_effect": " "}}).report.observations[
        "other_effect"
    ] == Text(" ")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ([], [("not_an_object", "")]),
        ("text", [("not_an_object", "")]),
        (None, [("not_an_object", "")]),
        ({"observation": {}}, [("unknown_field", "observation")]),
        ({"observations": []}, [("wrong_type", "observations")]),
        ({"context": {"ward": True}}, [("unknown_id", "context.ward")]),
        ({"context": {"route": "oral"}}, [("unknown_choice", "context.route")]),
        ({"id": 1.5}, [("wrong_type", "id")]),
        ({"at": "2026-11-23T09:00:00"}, [("bad_time", "at")]),
        ({"at": "yesterday"}, [("bad_time", "at")]),
        ({"at": 1763888400}, [("bad_time", "at")]),
        ({"history": {}}, [("wrong_type", "history")]),
        ({"history": ["x"]}, [("wrong_type", "history[0]")]),
        ({"history": [{"observations": {}}]}, [("bad_time", "history[0].at")]),
        ({"history": [{"at": "2026-11-23T09:00:01Z"}]}, [("bad_time", "history[0].at")]),
        (
            {"history": [{"at": "2026-11-22T09:00:00Z", "observations": {"fever": True}}]},
            [("unknown_id", "history[0].observations.fever")],
        ),
        (
            {"context": {"personal_temperature_limit": 36}},
            [("out_of_range", "context.personal_temperature_limit")],
        ),
        (
            {"context": {"personal_low_temperature_limit": 37.5}},
            [("out_of_range", "context.personal_low_temperature_limit")],
        ),
    ],
)
def test_a_report_that_is_not_of_the_right_shape_says_where(
    raw: object, expected: list[tuple[str, str]]
) -> None:
    assert codes(raw) == expected


def test_a_history_needs_a_time_of_the_report() -> None:
    raw = {"history": [{"at": "2026-11-22T09:00:00Z", "observations": {"nausea": True}}]}
    assert [problem.code for problem in read_report(PACK, raw).problems] == ["bad_time"]
    assert read_report(PACK, raw, NOW).report.history[0].hours_ago == 24


@pytest.mark.parametrize(("limit", "kept"), [(36.1, True), (37.4, True), (37.6, False), (38, False)])
def test_a_looser_personal_limit_is_left_out_with_a_warning(limit: float, kept: bool) -> None:
    reading = read_report(PACK, {"context": {"personal_temperature_limit": limit}})
    assert reading.problems == ()
    assert ("personal_temperature_limit" in reading.report.context) is kept
    assert [warning.code for warning in reading.warnings] == ([] if kept else ["looser_limit"])


@pytest.mark.parametrize(
    ("item", "limit"), [("personal_temperature_limit", 37.5), ("personal_low_temperature_limit", 36)]
)
def test_a_personal_limit_that_is_the_leaflets_own_is_none(item: str, limit: float) -> None:
    reading = read_report(PACK, {"context": {item: limit}})
    assert (reading.report.context, reading.problems, reading.warnings) == ({}, (), ())


@pytest.mark.parametrize(("limit", "kept"), [(36.1, True), (37.4, True), (35.9, False)])
def test_the_same_holds_for_the_lower_limit(limit: float, kept: bool) -> None:
    reading = read_report(PACK, {"context": {"personal_low_temperature_limit": limit}})
    assert reading.problems == ()
    assert ("personal_low_temperature_limit" in reading.report.context) is kept


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
IDS = st.sampled_from([*PACK.observations, "nothing"])


@given(
    st.dictionaries(IDS, JSON, max_size=4),
    JSON,
    st.dictionaries(st.sampled_from([*PACK.context]), JSON, max_size=3),
)
def test_whatever_is_sent_is_read_or_refused_and_never_raises(
    observations: dict[str, object], history: object, context: dict[str, object]
) -> None:
    raw = {"observations": observations, "history": history, "context": context}
    reading = read_report(PACK, raw, NOW)
    refused = {problem.where.partition("[")[0] for problem in reading.problems}
    for id_, value in observations.items():
        read = id_ in reading.report.observations
        assert read or value is None or f"observations.{id_}" in refused
