"""The safety records are whole, and what they point at exists."""

import re
from typing import Any

import pytest

from tests.architecture.safety_records import (
    ROOT,
    STATUSES,
    field_problems,
    hazards,
    judged_numbers,
    module_exists,
    pointers,
    register,
    statement_ids,
    test_exists,
    told_numbers,
)

STARTED_FROM = 15
READINGS = range(1, 22)
KINDS = ("source", "reading", "beyond the source", "plausible range", "local setting")


def test_every_hazard_has_every_field() -> None:
    assert [problem for stem, hazard in hazards().items() for problem in field_problems(stem, hazard)] == []


def test_hazards_are_numbered_without_a_gap() -> None:
    ids = [hazard["id"] for hazard in hazards().values()]
    assert ids == list(hazards())
    assert ids == [f"H-{number:02}" for number in range(1, len(ids) + 1)]
    assert len(ids) >= STARTED_FROM


def test_only_the_safety_officer_scores() -> None:
    """Who scores a hazard gives it a status and an owner by name; until then nothing is scored or closed."""
    for stem, hazard in hazards().items():
        scores = {hazard[key] for key in ("severity", "likelihood", "risk")}
        unowned = "to be named" in hazard["owner"]
        assert hazard["status"] in STATUSES, stem
        assert not unowned or (scores == {"not scored"} and hazard["status"] == "open"), stem


def test_each_module_that_holds_a_control_exists() -> None:
    assert [pointer for pointer in pointers("module") if not module_exists(pointer.names)] == []


def test_each_test_of_a_control_exists() -> None:
    assert [pointer for pointer in pointers("test") if not test_exists(pointer.names)] == []


@pytest.mark.parametrize(
    "name", ["proof::beauty", "proof::floor::no-such-rule", "proof::edges::hair-thinning"]
)
def test_a_proof_that_was_never_made_is_no_test(name: str) -> None:
    assert test_exists("proof::floor::temperature-high")
    assert not test_exists(name)


def test_a_control_that_is_only_planned_has_no_test() -> None:
    found = [
        (stem, control["what"])
        for stem, hazard in hazards().items()
        for control in hazard["controls"]
        if control["module"].startswith("planned") and control["test"] != "planned"
    ]
    assert found == []


@pytest.mark.parametrize(
    "broken",
    [
        {"harm": " "},
        {"causes": []},
        {"controls": [{"what": "x", "module": "aldea"}]},
        {"controls": [{"what": "x", "module": "", "test": "planned"}]},
        {"not_covered": "nothing"},
        {"colour": "red"},
    ],
)
def test_a_planted_fault_in_a_hazard_is_seen(broken: dict[str, Any]) -> None:
    whole = hazards()["H-01"]
    assert list(field_problems("H-01", whole)) == []
    assert list(field_problems("H-01", {**whole, **broken}))


def test_a_pointer_to_nothing_is_seen() -> None:
    assert module_exists("aldea.packs.registry")
    assert module_exists("SAFETY.md")
    assert not module_exists("aldea.packs.nowhere")
    assert not module_exists("NOWHERE.md")
    here = "tests/architecture/test_safety_records.py"
    assert test_exists(f"{here}::test_a_pointer_to_nothing_is_seen")
    assert not test_exists(f"{here}::test_that_nobody_wrote")
    assert not test_exists(here)
    assert test_exists("src/aldea/protocols/aldesleukin/pages.yaml::INFECT-2")
    assert not test_exists("src/aldea/protocols/aldesleukin/pages.yaml::INFECT-200")


def test_the_register_is_whole() -> None:
    known = statement_ids()
    for row in register():
        assert None not in row, row["id"]
        assert all(row[key].strip() for key in ("id", "item", "operator", "unit", "kind", "where")), row
        assert row["kind"] in KINDS, row["id"]
        assert set(row["statement"].split()) <= known, row["id"]
        assert all(int(number) in READINGS for number in row["decision"].split()), row["id"]
        assert bool(row["value"]) or row["kind"] == "local setting", row["id"]
        assert bool(row["statement"]) or row["kind"] == "local setting", row["id"]
        assert bool(row["signed_by"]) is bool(row["signed_on"]), row["id"]
    ids = [row["id"] for row in register()]
    assert len(ids) == len(set(ids))


def test_every_number_of_the_rules_is_in_the_register() -> None:
    listed = {(file, row["value"]) for row in register() for file in row["where"].split()}
    assert sorted(judged_numbers() - listed) == []
    assert ("rules.yaml", "37.5") in judged_numbers()


def test_every_number_that_a_patient_reads_is_in_the_register() -> None:
    assert sorted(told_numbers() - {row["value"] for row in register()}) == []
    assert {"37.5", "99.5", "7", "3.5"} <= told_numbers()


def test_no_number_of_the_register_has_left_the_protocol() -> None:
    judged = judged_numbers()
    gone = [
        row["id"]
        for row in register()
        if row["kind"] in {"reading", "plausible range"}
        and row["where"].endswith(".yaml")
        and not any((file, row["value"]) in judged for file in row["where"].split())
    ]
    assert [
        id for id in gone if id != "T-14"
    ] == []  # masked_by has no number of its own: it is in the question


def test_the_statement_of_use_says_what_it_must() -> None:
    text = (ROOT / "SAFETY.md").read_text(encoding="utf-8")
    wanted = ("What it is meant for", "What it is not", "Sign-off", "To report a safety problem")
    assert "not approved for clinical use" in text
    assert [heading for heading in wanted if f"\n## {heading}\n" not in text] == []
    assert all(
        word in text for word in ("Who uses it", "About whom", "Where", "children", "H", "SECURITY.md")
    )


def test_nobody_has_signed_without_saying_so() -> None:
    """Either the table is blank and the text says so, or a row of it is filled in whole."""
    text = (ROOT / "SAFETY.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?:Clinical \S.*?) \|(.*)\|$", text, re.MULTILINE)
    signed = [[cell.strip() for cell in row.split("|")] for row in rows]
    assert len(signed) == 3
    assert all(all(cells) or not any(cells) for cells in signed)
    assert any(map(any, signed)) is not ("nobody has signed" in text)
