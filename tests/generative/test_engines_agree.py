"""The compiled engine says exactly what the reference engine says: of any pack, of any report."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import get_args

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from aldea.engines.compiled import CompiledPack, compile_pack
from aldea.engines.compiled.nodes import is_plain
from aldea.engines.reference import assess
from aldea.engines.reference.conditions import Case, leaf_holds
from aldea.language.answers import Answer, Choice, Number, Readings, Said, Text
from aldea.language.assessment import Assessment
from aldea.language.conditions import AllOf, AnyOf, Earlier, Leaf, Named, Unanswered, leaves
from aldea.language.pack import ContextItem, Kind, Observation, Pack
from aldea.language.report import EarlierReport, Report
from aldea.language.truth import Truth
from aldea.packs import load_pack, pack_folder
from aldea.packs.worked_cases import WorkedCase, load_cases, run_case
from tests.generative.strategies import LEAF_STRATEGIES
from tests.generative.wide_strategies import SETTINGS, wide_packs, wide_reports
from tests.spec.small_packs import pack

PACK = load_pack("aldesleukin")
CASES = load_cases(pack_folder("aldesleukin"), PACK)
COMPILED = compile_pack(PACK)
WEIGHT = {"weight_gain_kg": Fraction(2)}
WITH_WEIGHT = compile_pack(PACK, WEIGHT)
READY: dict[tuple[tuple[str, Fraction], ...], CompiledPack] = {}
NEVER_UNKNOWN = (Unanswered, Earlier)


def _said(item: Observation) -> list[Answer]:
    """Answers to one observation, a harmless one first."""
    match item.kind:
        case Kind.YESNO | Kind.AMOUNT:
            return [Said.NO, Said.YES, Said.NOT_SURE]
        case Kind.COUNT:
            return [*(Number(Fraction(count)) for count in range(4)), Said.NOT_SURE]
        case Kind.TEXT:
            return [Text(""), Text("words")]
        case Kind.CHOICE:
            return [*(Choice(id_) for id_ in item.choices), Said.NOT_SURE]
        case Kind.READINGS:
            values = [Fraction(text) for text in ("36.8", "37.5", "37.6", "36", "35.9", "45", "30")]
            return [
                *(Readings((value,)) for value in values),
                Readings((values[0], values[2])),
                Said.NOT_SURE,
            ]
        case Kind.QUANTITY:
            return [*(Number(Fraction(kg)) for kg in (70, 72, 71, 350, 20)), Said.NOT_SURE]


def _known(item: ContextItem) -> list[Answer]:
    match item.kind:
        case Kind.YESNO:
            return list(Said)
        case Kind.CHOICE:
            return [*(Choice(id_) for id_ in item.choices), Said.NOT_SURE]
        case _ if item.stricter:
            return [Number(Fraction(text)) for text in ("37", "36.5", "37.4")]
        case _:
            return [*(Number(Fraction(number)) for number in (3, 7, 8, 70, 69, 349)), Said.NOT_SURE]


@settings(max_examples=200)
@given(wide_packs(), st.lists(wide_reports(), min_size=1, max_size=4), SETTINGS)
def test_both_engines_say_the_same_of_any_pack_and_report(
    wide: Pack, reports: list[Report], local: Mapping[str, Fraction]
) -> None:
    ready = compile_pack(wide, local)
    for report in reports:
        assert ready.assess(report) == assess(wide, report, local)


@given(wide_packs(), wide_reports(), SETTINGS)
def test_what_is_remembered_of_one_report_is_not_told_of_another(
    wide: Pack, report: Report, local: Mapping[str, Fraction]
) -> None:
    ready = compile_pack(wide, local)
    first = ready.assess(report)
    ready.assess(Report())
    assert ready.assess(report) == first


CONTEXT: dict[str, list[Answer]] = {id_: _known(item) for id_, item in PACK.context.items()}
HARMLESS_FIRST: dict[str, list[Answer]] = {id_: _said(item) for id_, item in PACK.observations.items()}


def some_report(chance: Random) -> Report:
    """A report on the shipped pack: few or all answered, mostly harmless, with context and history."""
    few = chance.sample(sorted(PACK.observations), chance.choice([3, 6, 20, 60, len(PACK.observations)]))

    def observed(noticed: int) -> dict[str, Answer]:
        return {
            id_: chance.choice(HARMLESS_FIRST[id_])
            if chance.randrange(100) < noticed
            else HARMLESS_FIRST[id_][0]
            for id_ in few
        }

    ages = [Fraction(chance.choice([1, 12, 24, 25, 48, 49])) for _ in range(chance.choice([0, 0, 1, 2]))]
    history = tuple(EarlierReport(age, observed(20)) for age in ages)
    context = {id_: chance.choice(found) for id_, found in CONTEXT.items() if chance.randrange(3)}
    return Report(observed(chance.choice([0, 3, 15])), context, history)


@settings(max_examples=80)
@given(st.randoms(use_true_random=False))
def test_both_engines_say_the_same_of_the_shipped_pack(chance: Random) -> None:
    report = some_report(chance)
    assert COMPILED.assess(report) == assess(PACK, report)
    assert WITH_WEIGHT.assess(report) == assess(PACK, report, WEIGHT)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_worked_case_holds_in_the_compiled_engine(case: WorkedCase) -> None:
    def engine(_pack: Pack, report: Report, local: Mapping[str, Fraction]) -> Assessment:
        ready = READY[tuple(sorted(local.items()))]
        assert ready.assess(report) == assess(PACK, report, local)
        return ready.assess(report)

    key = tuple(sorted(case.settings.items()))
    if key not in READY:
        READY[key] = compile_pack(PACK, case.settings)
    assert run_case(case, PACK, engine).failures == ()


PLENTY = settings(max_examples=400, derandomize=True, phases=[Phase.generate])


def test_each_leaf_is_generated_true_false_and_unknown_where_it_can_be() -> None:
    small = pack()
    found: dict[type[Leaf], set[Truth]] = {leaf_class: set() for leaf_class in get_args(Leaf)}

    @PLENTY
    @given(st.tuples(*LEAF_STRATEGIES.values()), wide_reports())
    def collect(drawn: tuple[Leaf, ...], report: Report) -> None:
        for leaf in drawn:
            found[type(leaf)].add(leaf_holds(leaf, Case(small, report, {"weight_gain_kg": Fraction(4)})))

    collect()
    expected = {leaf_class: set(Truth) for leaf_class in found}
    for leaf_class in NEVER_UNKNOWN:
        expected[leaf_class] -= {Truth.UNKNOWN}
    assert found == expected


def features(made: Pack) -> Iterator[str]:
    """What a generated pack has that an engine could get wrong."""
    for rule in made.rules:
        yield from (type(rule.when).__name__, *("asks" for _ in rule.asks))
        yield from (type(leaf).__name__ for leaf in leaves(rule.when))
        yield "plain" if is_plain(rule.when) else "tried out"
    for one in made.advice.values():
        fields = (one.when, one.below_urgency, one.from_urgency, one.reassures, one.dropped_when, one.level)
        yield from (name for name, value in zip(ADVICE_FIELDS, fields, strict=True) if value)
    yield from (f"{item.id} masked" for item in made.observations.values() if item.masked_by)


ADVICE_FIELDS = ("when", "below", "from", "reassures", "dropped_when", "level")


def test_every_class_of_condition_and_every_field_of_a_rule_or_advice_is_generated() -> None:
    assert set(LEAF_STRATEGIES) == set(get_args(Leaf))
    found: set[str] = set()

    @PLENTY
    @given(wide_packs())
    def collect(made: Pack) -> None:
        found.update(features(made))

    collect()
    nodes = {node.__name__ for node in (*get_args(Leaf), AnyOf, AllOf, Named)}
    assert found == {*nodes, *ADVICE_FIELDS, "asks", "plain", "tried out", "fever masked"}


def test_the_source_can_be_read() -> None:
    for rule in PACK.rules:
        assert f"# Rule {rule.id} ({rule.urgency.id}): " in COMPILED.source
    assert "# Definition capillary_leak_window: " in COMPILED.source
