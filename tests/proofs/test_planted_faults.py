"""Faults planted in a copy of the pack: each is stopped, by a story that a nurse can read."""

from dataclasses import replace
from pathlib import Path

import pytest
import z3

from aldea.engines.reference import assess
from aldea.packs import PackError, load_pack
from aldea.packs.border import read_report
from aldea.packs.worked_cases import load_cases, run_case
from aldea.proofs import Outcome, ProofRun, load_readings, prove
from tests.proofs.edited_pack import Edit, edited_pack

RULES, ADVICE, OBSERVATIONS = "rules.yaml", "advice.yaml", "observations.yaml"
LEAK = "soon_after_a_drip:\n    context_at_most: {item: days_since_last_infusion, limit: "
HIGH = "  - id: temperature-high\n    when: {over: {observation: temperature, limit: "
LOW = "  - id: temperature-low\n    when: {under: {observation: temperature, limit: "
TWICE = "{at_least: {observation: vomiting_24h, count: 2, within: 24 h}}"
TINGLING = "    when: {yes: tingling}\n    urgency: hospital_now"
HAIR = "    when: {yes: hair_thinning}\n    urgency: self_care"
SLOWLY = "    dropped_when: [call_999, call_hospital_now, tell_ward_nurse_now]\n"
MOUTH_ICE = '        - definition: mouth_or_throat_sore\n        - context: {radiotherapy_head_neck: "no"}'

# What is changed, the rule whose claims are put to the solver, and properties that must fail.
FAULTS: dict[str, tuple[Edit, str, set[str]]] = {
    "an upper limit a tenth too high": (
        (RULES, HIGH + "37.5 Cel", HIGH + "37.6 Cel"),
        "temperature-high", {"floor", "nothing-adds-up", "edges"}),
    "an upper limit a hair too low": (
        (RULES, HIGH + "37.5 Cel", HIGH + "37.49 Cel"), "temperature-high", {"ceiling", "nothing-adds-up"}),
    "a lower limit that lets its own edge in": (
        (RULES, LOW + "36 Cel", LOW + "36.0001 Cel"), "temperature-low", {"ceiling", "nothing-adds-up"}),
    "a window in minutes instead of hours": (
        (RULES, TWICE, TWICE.replace("24 h}}", "24 min}}")), "vomited-more-than-once", {"floor"}),
    "less than a number of days for up to and including it": (
        (RULES, LEAK + "7 d", LEAK + "6.999 d"), "capillary-leak-diarrhoea", {"reason", "nothing-adds-up"}),
    "an urgency lowered": (
        (RULES, TINGLING, TINGLING.replace("hospital_now", "doctor_straight_away\n    reading: [9]")),
        "tingling", {"floor", "nothing-adds-up"}),
    "an urgency raised": (
        (RULES, HAIR, HAIR.replace("self_care", "tell_team")),
        "hair-thinning", {"ceiling", "nothing-adds-up"}),
    "not sure read as no": (
        (RULES, "    when: {yes: cough}", "    when: {plain_yes: cough}"), "cough",
        {"floor", "nothing-adds-up"}),
    "any turned into all": (
        (RULES, "        - any: [{unanswered: temperature}, {yes: paracetamol_24h}]",
         "        - all: [{unanswered: temperature}, {yes: paracetamol_24h}]"),
        "chills-without-a-reading", {"floor"}),
    "a context that switches a rule off": (
        (RULES, "    when: {yes: rash}\n",
         "    when: {all: [{yes: rash}, {context: {phase: [before, during, not_asked]}}]}\n"),
        "rash", {"floor", "reason"}),
    "a count not sure that counts as less": (
        (OBSERVATIONS, "    unsure_counts_as: 2", "    unsure_counts_as: 1"), "vomited-more-than-once",
        {"floor", "silence-never-reassures"}),
    "a normal reading on paracetamol that reassures": (
        (OBSERVATIONS, "    masked_by: \"paracetamol_24h\"\n", ""), "temperature-high", {"asking"}),
    "an advice that no longer gives way": (
        (ADVICE, "    dropped_when: [avoid_high_fibre]\n", ""),
        "constipation", {"advice", "no-contradiction"}),
    "an advice that gives way where it must not": (
        (ADVICE, "dropped_when: [avoid_high_fibre]\n", "dropped_when: [avoid_high_fibre, fluids_2l]\n"),
        "constipation", {"advice"}),
    "ice without asking after radiotherapy": (
        (ADVICE, MOUTH_ICE, MOUTH_ICE.replace("\"no\"", "[\"no\", not_asked]")), "sore-mouth", {"advice"}),
    "an advice that reassures and is not marked so": (
        (ADVICE, SLOWLY + "    reassures: true\n", SLOWLY),
        "weight-gain", {"reassurance", "advice"}),
    "a telephone number on the ward": (
        (ADVICE, "    dropped_when: [tell_ward_nurse_now, call_999]\n", "    dropped_when: [call_999]\n"),
        "cough", {"telephone"}),
    "a question that is forgotten": (
        (RULES, "    asks: [temperature]\n", ""), "chills-without-a-reading", {"asking"}),
}  # fmt: skip


def _proved(folder: Path, edits: list[Edit], rule: str) -> ProofRun:
    pack = load_pack(str(edited_pack(folder, edits)))
    return prove(pack, load_readings(pack), rule)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_fault_is_refuted_by_a_story(fault: str, tmp_path: Path) -> None:
    edit, rule, properties = FAULTS[fault]
    run = _proved(tmp_path, [edit], rule)
    failed = {result.property for result in run.failures}
    assert properties <= failed
    stories = [result.story for result in run.failures if result.story is not None]
    assert stories
    assert all(
        "The report says:" in story.text and "Known of the patient:" in story.text for story in stories
    )


def test_a_rule_that_is_dropped_is_missed() -> None:
    pack = load_pack("aldesleukin")
    without = replace(pack, rules=tuple(rule for rule in pack.rules if rule.id != "shivering"))
    run = prove(without, load_readings(pack), "chills-without-a-reading")
    assert "below hospital_now" in {result.about for result in run.failures}


def test_a_limit_in_another_unit_is_the_same_limit(tmp_path: Path) -> None:
    run = _proved(tmp_path, [(RULES, HIGH + "37.5 Cel", HIGH + '"99.5 [degF]"')], "temperature-high")
    assert run.failures == ()


def test_a_limit_whose_unit_was_forgotten_is_no_pack(tmp_path: Path) -> None:
    pack = edited_pack(tmp_path, [(RULES, HIGH + "37.5 Cel", HIGH + "99.5 Cel")])
    with pytest.raises(PackError, match="outside what may be reported"):
        load_pack(str(pack))


def test_the_story_is_the_smallest_that_there_is(tmp_path: Path) -> None:
    run = _proved(tmp_path, [FAULTS["an urgency lowered"][0]], "tingling")
    story = next(result.story for result in run.failures if result.property == "floor")
    assert story is not None
    assert "Known of the patient: nothing." in story.text
    assert "Tingling, new or worse: yes. Nothing else is answered." in story.text
    assert "By the readings it is hospital_now." in story.text


@pytest.mark.parametrize("fault", ["an urgency lowered", "a window in minutes instead of hours"])
def test_the_case_fails_on_the_faulty_pack_and_holds_on_the_true_one(fault: str, tmp_path: Path) -> None:
    edit, rule, _ = FAULTS[fault]
    run = _proved(tmp_path, [edit], rule)
    story = next(result.story for result in run.failures if result.property == "floor")
    assert story is not None
    folder = tmp_path / "cases-alone"
    folder.mkdir()
    (folder / "cases.yaml").write_text(
        "cases:\n" + "".join(f"  {x}\n" for x in story.case.splitlines()), "utf-8"
    )
    faulty, true_to_it = load_pack(str(tmp_path / "aldesleukin")), load_pack("aldesleukin")
    (case,) = load_cases(folder, true_to_it)
    assert read_report(true_to_it, case.raw).problems == ()
    assert run_case(case, faulty, assess).failures != ()
    assert run_case(case, true_to_it, assess).failures == ()


def test_what_the_solver_does_not_decide_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(z3.Solver, "check", lambda _self, *_more: z3.unknown)
    pack = load_pack("aldesleukin")
    run = prove(pack, load_readings(pack), "rash")
    assert {result.outcome for result in run.results} == {Outcome.NOT_DECIDED}
    assert len(run.failures) == len(run.results) > 0
