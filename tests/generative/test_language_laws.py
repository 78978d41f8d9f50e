"""Laws of the language, for generated packs and reports."""

from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations, product
from random import Random
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from aldea.engines.reference import assess, explain
from aldea.language.answers import Answer, Choice, Number, Readings, Said, Text
from aldea.language.conditions import Leaf
from aldea.language.pack import Pack
from aldea.language.report import Report
from aldea.language.truth import Truth
from aldea.language.urgency import Urgency
from tests.generative.strategies import ANSWERS, CONTEXT_ANSWERS, LEAF_STRATEGIES, packs, reports

SETTINGS = {"weight_gain_kg": Fraction(4)}
# Answers that tell apart everything that a generated rule can ask of an item.
DOMAIN: dict[tuple[str, str], list[Answer]] = {
    ("observations", "cough"): list(Said),
    ("observations", "rash"): list(Said),
    ("observations", "tablet"): list(Said),
    ("observations", "note"): [Text(""), Text("a word")],
    ("observations", "gain"): [Said.NO, Said.YES],
    ("observations", "fever"): [
        Readings((Fraction(37),)),
        Readings((Fraction(35),)),
        Readings((Fraction(39),)),
        Readings((Fraction(35), Fraction(39))),
        Readings((Fraction("37.2"),)),
        Said.NOT_SURE,
    ],
    ("observations", "times"): [Number(Fraction(count)) for count in (0, 1, 2)],
    ("observations", "jab"): [Choice("none"), Choice("dead"), Choice("live")],
    ("observations", "weight"): [Number(Fraction(70)), Number(Fraction(200))],
    ("context", "route"): [Choice("vein"), Choice("skin")],
    ("context", "frail"): list(Said),
    ("context", "days"): [Number(Fraction(7)), Number(Fraction(8))],
    ("context", "weight_at_start"): [Number(Fraction(70)), Number(Fraction(10))],
}


def test_every_node_of_the_language_has_a_strategy() -> None:
    assert set(LEAF_STRATEGIES) == set(get_args(Leaf))
    assert {id_ for _, id_ in DOMAIN} | {"limit"} == {*ANSWERS, *CONTEXT_ANSWERS}


def with_answers(report: Report, answers: dict[tuple[str, str], Answer]) -> Report:
    observations = {id_: answer for (part, id_), answer in answers.items() if part == "observations"}
    context = {id_: answer for (part, id_), answer in answers.items() if part == "context"}
    return report._replace(
        observations={**report.observations, **observations},
        context={**report.context, **context},
    )


def asked_by_definition(pack: Pack, report: Report) -> set[str]:
    """decisions.md 16 word for word, by trying every completion: slow, and obviously right."""
    reached = assess(pack, report, SETTINGS).urgency
    open_ = [
        item
        for item in DOMAIN
        if item[1] not in (report.observations if item[0] == "observations" else report.context)
    ]
    raising: list[frozenset[tuple[str, str]]] = []
    for items in chain.from_iterable(combinations(open_, size) for size in range(1, 4)):
        if any(found <= set(items) for found in raising):
            continue
        for values in product(*(DOMAIN[item] for item in items)):
            answers = dict(zip(items, values, strict=True))
            if assess(pack, with_answers(report, answers), SETTINGS).urgency > reached:
                raising.append(frozenset(items))
                break
    return {id_ for items in raising for _, id_ in items}


@settings(max_examples=60)
@given(packs(), reports())
def test_what_is_asked_is_what_the_definition_says(pack: Pack, report: Report) -> None:
    full = {item: values[0] for item, values in DOMAIN.items()}
    keep = sorted(full)[:: 2 if len(report.observations) % 2 else 3]
    answered = with_answers(report, {item: full[item] for item in full if item not in keep[:5]})
    observations = {**answered.observations, **report.observations, "tablet": Said.NO}
    report = answered._replace(observations=observations)
    assert set(assess(pack, report, SETTINGS).ask) == asked_by_definition(pack, report)


@given(packs(), reports())
def test_exactly_one_level_advice_agrees_with_the_urgency(pack: Pack, report: Report) -> None:
    found = explain(pack, report, SETTINGS)
    levels = [fate.advice for fate in found.advice if fate.advice.startswith("level_")]
    expected = [] if found.assessment.urgency is Urgency.NONE else [f"level_{found.assessment.urgency.id}"]
    assert levels == expected


@given(packs(), reports())
def test_no_advice_is_given_beside_one_that_drops_it(pack: Pack, report: Report) -> None:
    given_ = set(assess(pack, report, SETTINGS).advice)
    for id_ in given_:
        assert not pack.advice[id_].dropped_when & given_


@given(packs(), reports())
def test_nothing_reassuring_comes_with_an_incomplete_answer(pack: Pack, report: Report) -> None:
    found = assess(pack, report, SETTINGS)
    assert not found.incomplete or not any(pack.advice[id_].reassures for id_ in found.advice)
    assert found.incomplete is bool(found.ask)


@given(packs(), reports())
def test_the_explanation_agrees_with_the_answer(pack: Pack, report: Report) -> None:
    found = explain(pack, report, SETTINGS)
    fired = {rule.rule for rule in found.rules if rule.truth is Truth.TRUE}
    assert fired == set(found.assessment.rules)
    assert {fate.advice for fate in found.advice if fate.fate == "given"} == set(found.assessment.advice)


@given(packs(), reports(), st.randoms(use_true_random=False))
def test_neither_the_order_of_the_rules_nor_of_the_answers_matters(
    pack: Pack, report: Report, chance: Random
) -> None:
    rules = list(pack.rules)
    chance.shuffle(rules)
    turned = report._replace(observations=dict(list(report.observations.items())[::-1]))
    one, other = assess(pack, report, SETTINGS), assess(replace(pack, rules=tuple(rules)), turned, SETTINGS)
    assert one.urgency is other.urgency
    assert one.advice == other.advice
    assert one.ask == other.ask
    assert set(one.because) == set(other.because)
