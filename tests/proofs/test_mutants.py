"""A change of a rule is noticed by the readings or a case, or it is proved that it changes no answer."""

import io
import json
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from aldea.cli.main import main
from aldea.cli.mutate import report
from aldea.language.conditions import AllOf, NotSure, Over, PlainYes, Under, Yes
from aldea.language.pack import Pack
from aldea.language.urgency import Urgency
from aldea.packs.worked_cases import load_cases
from aldea.proofs.mutation import CaseBook, Fate, Judge, Mutant, NotProved, Verdict, mutants_of
from aldea.proofs.mutation.run import MutationRun
from aldea.proofs.readings import ReadingsFile
from tests.proofs.small_readings import FRAIL, READINGS, RULES, always_twice, read, small_pack
from tests.spec.small_packs import pack, rule

TWO_REASONS = replace(RULES[0], statements=("S-1", "BEYOND-1"))


def judged(of: Pack, readings: ReadingsFile, mutants: Iterable[Mutant] | None = None) -> list[Verdict]:
    known = list(mutants_of(of) if mutants is None else mutants)
    judge = Judge(of, readings, CaseBook(of, (), ()), known)
    judge.check_original()
    return [judge.judge(mutant) for mutant in known]


def run_of(verdicts: Iterable[Verdict]) -> MutationRun:
    return MutationRun("small", "1", "sha256:0", "sha256:1", tuple(verdicts))


def test_of_a_pack_that_its_readings_fix_no_mutant_survives(tmp_path: Path) -> None:
    verdicts = judged(small_pack(), read(tmp_path))
    assert {verdict.fate for verdict in verdicts} == {Fate.READINGS, Fate.EQUIVALENT}
    assert run_of(verdicts).score == 100


@pytest.mark.parametrize(
    ("old", "when"),
    [
        (0, PlainYes("cough")),
        (0, NotSure("cough")),
        (0, Yes("rash")),
        (1, Over("fever", Fraction("37.51"), Fraction(24))),
        (1, Over("fever", Fraction("37.49"), Fraction(24))),
        (1, Over("fever", Fraction("37.5"), Fraction("23.5"))),
        (1, Over("fever", Fraction("37.5"), None)),
        (1, Under("fever", Fraction("37.5"), Fraction(24))),
        (2, Yes("rash")),
        (2, AllOf((Yes("rash"), replace(FRAIL, unknown_counts=False)))),
        (2, AllOf((Yes("rash"), replace(FRAIL, values=frozenset({"yes"}))))),
    ],
)
def test_a_changed_condition_is_killed_by_the_readings(tmp_path: Path, old: int, when: Yes) -> None:
    rules = [*RULES]
    rules[old] = replace(RULES[old], when=when)
    mutant = Mutant("rule", RULES[old].id, "condition", "is planted", pack(*rules))
    assert [verdict.fate for verdict in judged(small_pack(), read(tmp_path), [mutant])] == [Fate.READINGS]


@pytest.mark.parametrize(
    "changed", [{"urgency": Urgency.DOCTOR_STRAIGHT_AWAY}, {"statements": ()}, {"asks": ("rash",)}]
)
def test_a_changed_urgency_reason_or_question_is_killed_by_the_readings(
    tmp_path: Path, changed: dict[str, object]
) -> None:
    rules = (replace(RULES[0], **changed), *RULES[1:])  # type: ignore[arg-type]
    mutant = Mutant("rule", "cough", "planted", "is planted", pack(*rules))
    assert [verdict.fate for verdict in judged(small_pack(), read(tmp_path), [mutant])] == [Fate.READINGS]


def test_every_kind_of_change_is_among_the_mutants() -> None:
    kinds = {(mutant.of, mutant.kind) for mutant in mutants_of(small_pack())}
    assert {("rule", kind) for kind in ("condition", "urgency", "citation", "context", "dropped")} <= kinds
    assert {("advice", kind) for kind in ("urgency", "dropped_when", "reassures", "citation")} <= kinds
    assert ("observation", "answer") in kinds


def test_no_mutant_is_the_pack_itself() -> None:
    original = small_pack()
    assert all(
        (mutant.pack.rules, mutant.pack.advice, mutant.pack.observations)
        != (original.rules, original.advice, original.observations)
        for mutant in mutants_of(original)
    )


def test_a_part_that_another_part_says_already_is_proved_equivalent(tmp_path: Path) -> None:
    doubled = pack(replace(RULES[0], when=always_twice()), *RULES[1:])
    verdicts = judged(doubled, read(tmp_path), (m for m in mutants_of(doubled, "cough") if "part" in m.words))
    assert [verdict.fate for verdict in verdicts] == [Fate.EQUIVALENT, Fate.EQUIVALENT]
    assert "same reports" in verdicts[0].by


def test_a_survivor_is_told_as_a_story_with_a_case_and_exit_status_1(tmp_path: Path) -> None:
    of = pack(TWO_REASONS, *RULES[1:])
    verdicts = judged(of, read(tmp_path, reasons=""))
    survivors = [verdict for verdict in verdicts if verdict.fate is Fate.SURVIVED]
    assert any("no longer cites BEYOND-1" in verdict.words for verdict in survivors)
    out = io.StringIO()
    assert report(run_of(survivors), out) == 1
    assert "SURVIVED: rule cough: no longer cites BEYOND-1" in out.getvalue()
    assert "The report says: cough: yes" in out.getvalue()
    assert "because: [BEYOND-1]" in out.getvalue()


def test_a_worked_case_kills_what_the_readings_leave_open(tmp_path: Path) -> None:
    of = pack(TWO_REASONS, *RULES[1:])
    (tmp_path / "cases.yaml").write_text(
        "cases:\n"
        "  - {id: two-reasons, given: {observations: {cough: true}}, expect: {because: [BEYOND-1]}}\n",
        encoding="utf-8",
    )
    mutants = [mutant for mutant in mutants_of(of, "cough") if mutant.cited == "BEYOND-1"]
    book = CaseBook(of, load_cases(tmp_path, of), ())
    verdict = Judge(of, read(tmp_path, reasons=""), book, mutants).judge(mutants[0])
    assert (verdict.fate, verdict.by) == (Fate.CASE, "the case two-reasons")


def test_a_pack_that_is_not_what_its_readings_say_is_not_judged(tmp_path: Path) -> None:
    milder = pack(replace(RULES[0], urgency=Urgency.TELL_TEAM), *RULES[1:])
    with pytest.raises(NotProved, match="aldea pack prove"):
        judged(milder, read(tmp_path))


def test_a_rule_more_that_nothing_asks_for_is_no_pack_of_these_readings(tmp_path: Path) -> None:
    assert "note" not in READINGS
    more = pack(*RULES, rule("note", Yes("note"), Urgency.SELF_CARE))
    with pytest.raises(NotProved):
        judged(more, read(tmp_path))


def test_the_mutants_of_one_rule_of_the_pack_are_all_accounted_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["pack", "mutate", "aldesleukin", "--rule", "nosebleed", "--processes", "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["score"] == 100
    assert {mutant["id"] for mutant in found["mutants"]} == {"nosebleed"}
    assert {mutant["fate"] for mutant in found["mutants"]} <= {"killed by readings", "proved equivalent"}


def test_a_rule_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "mutate", "aldesleukin", "--rule", "no-such-rule"]) == 2
    assert "no rule 'no-such-rule'" in capsys.readouterr().err
