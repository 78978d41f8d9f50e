"""The benchmark of rulebooks: the page says what is found, and what is found is true of the criteria."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from aldea.packs import load_pack
from aldea.rulebook.proof_record import read_record
from bench.rulebooks.__main__ import PAGE, RULE_SETS
from bench.rulebooks.aldea_pack import CALLED, proved_of
from bench.rulebooks.model import Formula, Input, Line, RuleSet, Table, Values
from bench.rulebooks.page import Findings, block, findings_of, written_into
from bench.rulebooks.properties import FLOOR, SAME, SILENCE, TOTAL, WORSE
from bench.rulebooks.qsofa import QSOFA
from bench.rulebooks.solve import NotBorneOut, results_of

SETS = {rules.name: rules for rules in RULE_SETS}


@pytest.fixture(scope="module")
def found() -> dict[str, Findings]:
    return {name: findings_of(rules) for name, rules in SETS.items()}


def test_the_page_says_what_the_command_finds(found: dict[str, Findings]) -> None:
    record = read_record(load_pack("aldesleukin"))
    assert record is not None
    ours = {name: (claims, claims) for name, claims in record.properties.items()}
    page = PAGE.read_text(encoding="utf-8")
    wanted = written_into(page, block(list(found.values()), ours)).splitlines()
    assert [line for line in wanted if line not in page.splitlines()] == [], "bench.rulebooks --write"
    assert len(wanted) == len(page.splitlines())


def test_every_property_of_ours_that_is_counted_exists() -> None:
    record = read_record(load_pack("aldesleukin"))
    assert record is not None
    assert {name for names in CALLED.values() for name in names} <= set(record.properties)


def test_a_claim_of_ours_that_fails_is_not_called_proved() -> None:
    counts = {"silence-never-reassures": (9, 9), "asking": (3, 4), "reassurance": (2, 2)}
    assert proved_of(SILENCE, counts) == (14, 15)


def test_the_stories_are_what_a_reader_can_check_by_hand(found: dict[str, Findings]) -> None:
    stories = {told.name: told.story for each in found.values() for told in each.told}
    lost = stories["N2"]
    assert {key: str(lost.now[key]) for key in ("respiration", "saturation", "oxygen")} == {
        "respiration": "8",
        "saturation": "93",
        "oxygen": "1",
    }, "3 points, 2 points, 2 points"
    assert lost.says == {"score 7 or more"}
    assert lost.then_says == {"score 1 to 4"}
    assert stories["S1"].now["respiration"] == 30
    assert stories["Q2"].now["glasgow"] == 14
    more_urgent = stories["N3"]
    assert more_urgent.then_says == {"score 7 or more"}
    assert more_urgent.says == {"score 1 to 4"}


def figures_of(rules: RuleSet, figures: Mapping[str, int]) -> dict[str, Decimal]:
    return {each.id: Decimal(figures[each.id]) / each.scale for each in rules.inputs}


def says(rules: RuleSet, patient: Values, said: frozenset[str]) -> Formula:
    """The formulas give this patient the more urgent of these levels; or none, where there are none."""
    if not said:
        return z3.Not(rules.answered(patient))
    return z3.And(rules.answered(patient), rules.level_of(patient) == max(map(rules.levels.index, said)))


@pytest.mark.parametrize("name", sorted(SETS))
def test_formulas_and_plain_criteria_agree_on_any_patient(name: str) -> None:
    rules = SETS[name]
    figure = {each.id: st.integers(each.lowest, each.highest) | st.just(each.usual) for each in rules.inputs}
    patient = rules.patient("now")

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(st.fixed_dictionaries(figure))
    def agree(figures: dict[str, int]) -> None:
        solver = z3.SimpleSolver()
        solver.add(*(patient[id_] == number for id_, number in figures.items()))
        solver.add(z3.Not(says(rules, patient, rules.plain(figures_of(rules, figures)))))
        assert solver.check() == z3.unsat

    agree()


@pytest.mark.parametrize("name", sorted(SETS))
def test_every_limit_stands_where_the_plain_criteria_have_it(name: str) -> None:
    """From one change of the plain answer to the next, the formulas give that answer for every figure."""
    rules = SETS[name]
    patient = rules.patient("now")
    worst = {each.id: (each.highest if each.words else each.usual) for each in rules.inputs}
    for each in rules.inputs:
        for others in ({one.id: one.usual for one in rules.inputs}, worst):
            solver = z3.SimpleSolver()
            solver.add(*(patient[id_] == number for id_, number in others.items() if id_ != each.id))
            answers = [
                (rules.plain(figures_of(rules, {**others, each.id: figure})), figure)
                for figure in range(each.lowest, each.highest + 1)
            ]
            for said, run in groupby(answers, key=lambda answer: answer[0]):
                stretch = [figure for _, figure in run]
                solver.push()
                solver.add(patient[each.id] >= stretch[0], patient[each.id] <= stretch[-1])
                solver.add(z3.Not(says(rules, patient, said)))
                assert solver.check() == z3.unsat, (each.id, stretch[0], stretch[-1])
                solver.pop()


Lines = tuple[tuple[int, int, int], ...]


def one_table(*lines: tuple[int, int, int]) -> RuleSet:
    """Rules of one sign from 0 to 9, normal up to 2: from, to, level."""

    def tables(patient: Values) -> tuple[Table, ...]:
        value: Formula = patient["sign"]
        return (Table("sign", tuple(Line(z3.And(value >= a, value <= b), says) for a, b, says in lines)),)

    def plain(patient: Mapping[str, Decimal]) -> frozenset[str]:
        return frozenset(f"level {says}" for a, b, says in lines if a <= patient["sign"] <= b)

    return replace(
        QSOFA,
        levels=("level 0", "level 1", "level 2"),
        inputs=(Input("sign", "sign", 0, 9, 1, (0, 2)),),
        tables=tables,
        level=lambda found: found[0].value,
        floors=lambda _: (),
        plain=plain,
        variants=(),
    )


@pytest.mark.parametrize(
    ("lines", "refuted"),
    [
        (((0, 2, 0), (3, 5, 1), (6, 9, 2)), {SILENCE}),
        (((0, 2, 0), (3, 5, 1), (7, 9, 2)), {SILENCE, TOTAL}),
        (((0, 2, 0), (3, 5, 2), (6, 9, 1)), {SILENCE, WORSE}),
        (((0, 2, 0), (3, 6, 1), (6, 9, 2)), {SILENCE, "contradiction"}),
        (((0, 9, 1),), set()),
    ],
)
def test_a_planted_fault_is_found_and_named(
    lines: tuple[tuple[int, int, int], ...], refuted: set[str]
) -> None:
    results = results_of(one_table(*lines))
    assert {result.claim.property for result in results if not result.proved} == refuted


def test_a_counterexample_that_the_plain_criteria_do_not_bear_out_stops_the_command() -> None:
    other = replace(one_table((0, 2, 0), (3, 9, 1)), plain=lambda _: frozenset({"level 0"}))
    with pytest.raises(NotBorneOut, match="sign"):
        results_of(other)


def test_every_refutation_has_a_note_that_says_what_it_is_about(found: dict[str, Findings]) -> None:
    for each in found.values():
        assert {told.property for told in each.told} == set(each.rules.notes)
    assert FLOOR in SETS["START"].notes
    assert SAME in QSOFA.notes
