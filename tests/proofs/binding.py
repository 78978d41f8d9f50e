"""A real report as values of the solver's symbols: what it foretells is held against the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import z3

from aldea.engines.reference.conditions import Case, counted, raised
from aldea.language.answers import Answer, Choice, Number, Readings, Said, Text
from aldea.language.pack import Pack
from aldea.language.report import Report
from aldea.proofs.symbols import (
    Formula,
    SymbolicAnswer,
    SymbolicPast,
    SymbolicReport,
    exact,
    windows_of,
)

SAID = {Said.YES: "yes", Said.NO: "no", Said.NOT_SURE: "not_sure"}


def bind(
    symbolic: SymbolicReport, report: Report, pack: Pack, settings: Mapping[str, Fraction]
) -> Iterator[Formula]:
    """Everything that a report says, and that it says nothing else."""
    for (part, id_), answer in symbolic.answers.items():
        said = (report.observations if part == "observations" else report.context).get(id_)
        yield from _bind_answer(answer, said)
    for id_, pasts in symbolic.past.items():
        for past, aggregates in zip(pasts, aggregates_of(id_, pasts, report, pack), strict=True):
            yield from _bind_past(past, aggregates)
    for id_, setting in symbolic.settings.items():
        yield setting.is_set == (id_ in settings)
        if id_ in settings:
            yield setting.value == exact(settings[id_])


def _bind_answer(answer: SymbolicAnswer, said: Answer | None) -> Iterator[Formula]:
    form = _form(said)
    yield from (formula == (name == form) for name, formula in answer.forms.items())
    if isinstance(said, Number):
        yield answer.value == exact(said.value)
    if isinstance(said, Readings):
        yield answer.low == exact(min(said.values))
        yield answer.high == exact(max(said.values))


def _form(said: Answer | None) -> str:
    match said:
        case None:
            return ""
        case Said():
            return SAID[said]
        case Number():
            return "number"
        case Readings():
            return "readings"
        case Text():
            return "given" if said.given else "blank"
        case Choice(choice):
            return choice


Aggregates = tuple[bool, Fraction, tuple[Fraction, ...]]
"""Something was raised; the sum of the counts; every reading."""


def aggregates_of(
    id_: str, pasts: tuple[SymbolicPast, ...], report: Report, pack: Pack
) -> Iterator[Aggregates]:
    """What each stretch of the past comes to; a report belongs to the stretch of the same windows."""
    windows = windows_of(pack).get(id_, set())
    case = Case(pack, report, {})
    for past in pasts:
        inside = _inside(past.hours_ago, windows)
        answers = [
            earlier.observations[id_]
            for earlier in report.history
            if id_ in earlier.observations and _inside(earlier.hours_ago, windows) == inside
        ]
        read = tuple(value for each in answers if isinstance(each, Readings) for value in each.values)
        total = sum((counted(each, id_, case) for each in answers), start=Fraction(0))
        yield any(map(raised, answers)), total, read


def _inside(
    moment: Fraction, windows: set[tuple[Fraction, Fraction]]
) -> frozenset[tuple[Fraction, Fraction]]:
    return frozenset(window for window in windows if window[0] <= moment <= window[1])


def _bind_past(past: SymbolicPast, aggregates: Aggregates) -> Iterator[Formula]:
    was_raised, total, read = aggregates
    if past.total is not None:
        yield past.total == int(total)
    elif past.low is not None:
        yield past.read == bool(read)
        if read:
            yield past.low == exact(min(read))
            yield past.high == exact(max(read))
    else:
        yield past.raised == was_raised


def model_of(symbolic: SymbolicReport, bound: Iterator[Formula]) -> Formula:
    """The one model of a bound report; the border must let it through."""
    solver = z3.SimpleSolver()
    solver.add(*symbolic.within, *bound)
    assert solver.check() == z3.sat
    return solver.model()


def is_true(model: Formula, formula: Formula) -> bool:
    return bool(z3.is_true(model.eval(formula, model_completion=True)))
