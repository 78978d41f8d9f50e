"""A worked case reads as it was written, also one that cannot be read as a report."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from aldea.engines.reference import assess
from aldea.packs import load_pack, pack_folder
from aldea.packs.worked_cases import WorkedCase, load_cases, run_case
from aldea.rulebook.case_words import case_words, value_words
from aldea.rulebook.speech import plain

PACK = load_pack("aldesleukin")
CASES = load_cases(pack_folder("aldesleukin"), PACK)
FEVER = next(case for case in CASES if case.id == "37.6-is-over-the-limit")


@pytest.mark.parametrize(
    ("item", "raw", "words"),
    [
        ("cough", True, "yes"),
        ("cough", False, "no"),
        ("cough", "unsure", "not sure"),
        ("cough", None, "not asked"),
        ("temperature", "unsure", "declined or not sure"),
        ("temperature", [Decimal("36.9"), Decimal("38.2")], "36.9 °C, 38.2 °C"),
        ("temperature", {"value": Decimal("99.50"), "unit": "[degF]"}, "99.50 °F"),
        ("temperature", {"value": 37, "unit": "cubits"}, "37 cubits"),
        ("temperature", {"worth": 37}, '{"worth": 37}'),
        ("vaccine_planned", "live", "A live one"),
        ("other_effect", "My hands shake", "“My hands shake”"),
        ("appetite_loss_days", 3, "3 days"),
        ("no_such_thing", 3, "3"),
    ],
)
def test_a_value_reads_as_it_was_given(item: str, raw: Any, words: str) -> None:
    assert value_words(PACK.observations.get(item), raw, plain) == words


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_case_has_words_for_what_is_given_and_expected(case: WorkedCase) -> None:
    shown = case_words(run_case(case, PACK, assess), PACK, plain)
    assert shown.failures == ()
    assert shown.given
    assert shown.expected
    assert all(fact.name and fact.words for fact in (*shown.given, *shown.expected))


def test_a_case_that_does_not_hold_says_where() -> None:
    wrong = replace(FEVER, expect={**FEVER.expect, "urgency": "none"})
    shown = case_words(run_case(wrong, PACK, assess), PACK, plain)
    assert "expected none, got hospital_now" in shown.failures[0]
