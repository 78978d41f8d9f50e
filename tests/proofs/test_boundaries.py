"""Each comparison of each rule has a case just on each side of its edge, as the readings expect it."""

from dataclasses import replace
from pathlib import Path

import pytest

from aldea.cli.boundary_cases import case_text
from aldea.cli.main import main
from aldea.engines.reference import assess
from aldea.language.urgency import Urgency
from aldea.packs import PackError, load_pack, pack_folder
from aldea.packs.worked_cases import SharedAnswers, load_cases, run_case
from aldea.proofs.boundaries import boundary_cases, written
from tests.proofs.small_readings import FINDINGS, RULES, read, small_pack
from tests.spec.small_packs import pack

CASE = "cases:\n  - {{id: one, from: solver, given: {{observations: {{}}}}, expect: {{}}{signed}}}\n"


def test_the_cases_in_the_pack_are_those_that_are_made_again() -> None:
    kept = pack_folder("aldesleukin") / "cases" / "boundaries.yaml"
    text, cases = case_text("aldesleukin")
    assert text == kept.read_text(encoding="utf-8"), "run: aldea pack cases aldesleukin --write " + str(kept)
    assert not [case for case in cases if case.wrong or case.expected is None]


def test_every_rule_fires_on_one_side_of_an_edge_and_not_on_the_other() -> None:
    of = load_pack("aldesleukin")
    cases = [case for case in load_cases(pack_folder("aldesleukin"), of) if case.origin == "readings"]
    fired = {rule for case in cases for rule in run_case(case, of, assess).assessment.rules}
    assert fired == {rule.id for rule in of.rules}


def test_the_two_sides_of_a_limit_are_one_step_apart(tmp_path: Path) -> None:
    cases = boundary_cases(small_pack(), read(tmp_path), SharedAnswers(harmless={"fever": 36}), "fever")
    readings = [str(case.given["observations"].get("fever")) for case in cases if "history" not in case.given]
    assert readings[:2] == ["37.6", "37.5"]
    assert [str(case.given["history"][0]["hours_ago"]) for case in cases if "history" in case.given] == [
        "24",
        "24.5",
    ]
    assert [case.expect["urgency"] for case in cases] == ["hospital_now", "none", "hospital_now", "none"]
    assert not [case.wrong for case in cases if case.wrong]


def test_a_part_of_all_is_shown_with_the_other_parts_met(tmp_path: Path) -> None:
    cases = boundary_cases(small_pack(), read(tmp_path), SharedAnswers(), "rash-of-the-frail")
    frail = [case for case in cases if "'frail: " in case.words]
    assert frail
    assert all(case.given["observations"] == {"rash": True} for case in frail)
    assert {case.expect["urgency"] for case in frail} == {"tell_team", "none"}


def test_the_expectation_is_from_the_readings_and_a_milder_rule_is_told(tmp_path: Path) -> None:
    milder = pack(replace(RULES[0], urgency=Urgency.TELL_TEAM), *RULES[1:])
    cases = boundary_cases(milder, read(tmp_path), SharedAnswers(), "cough")
    assert [case.expect["urgency"] for case in cases] == ["hospital_now", "none", "hospital_now"]
    assert [bool(case.wrong) for case in cases] == [True, False, True]


def test_a_case_of_which_the_readings_say_nothing_waits_for_a_signature(tmp_path: Path) -> None:
    silent = "\n".join(line for line in FINDINGS.splitlines() if "rash" not in line) + "\n"
    cases = boundary_cases(
        small_pack(), read(tmp_path, findings=silent), SharedAnswers(), "rash-of-the-frail"
    )
    text = written(cases, "a command")
    assert "from: solver" in text
    (tmp_path / "cases.yaml").write_text(text, encoding="utf-8")
    assert not any(case.counts for case in load_cases(tmp_path, small_pack()) if case.origin == "solver")


def test_a_case_that_somebody_signed_counts(tmp_path: Path) -> None:
    signed = CASE.format(signed=', signed_by: "A. Nurse, 2026-11-24"')
    (tmp_path / "cases.yaml").write_text(signed, encoding="utf-8")
    (case,) = load_cases(tmp_path, small_pack())
    assert case.counts
    assert case.by_hand


def test_a_signature_needs_a_name_and_a_day(tmp_path: Path) -> None:
    (tmp_path / "cases.yaml").write_text(CASE.format(signed=", signed_by: somebody"), encoding="utf-8")
    with pytest.raises(PackError, match="no signature"):
        load_cases(tmp_path, small_pack())


def test_the_cases_of_one_rule_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "cases", "aldesleukin", "--rule", "temperature-low"]) == 0
    shown = capsys.readouterr()
    assert "temperature: 35.9" in shown.out
    assert "temperature: 36}" in shown.out
    assert "0 on which the reference engine answers otherwise" in shown.err
