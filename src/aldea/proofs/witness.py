"""From the solver's example to the smallest report that shows it, as JSON that the border reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

from aldea.language.pack import Kind, Observation, Pack
from aldea.packs.worked_cases import CASE_TIME
from aldea.proofs.problem import Claim, Problem
from aldea.proofs.solve import solver_for
from aldea.proofs.symbols import Formula, SymbolicAnswer, SymbolicPast, SymbolicReport, any_of

SAID: Mapping[str, object] = {
    "yes": True, "no": False, "not_sure": "unsure", "given": "something", "blank": "",
}  # fmt: skip
TENTHS = (1, 10, 100)


@dataclass(frozen=True, slots=True)
class Witness:
    """One report, or the two that a claim compares; JSON as the border reads it, and local settings."""

    report: Mapping[str, Any]
    other: Mapping[str, Any] | None
    settings: Mapping[str, Fraction]


def smallest_witness(problem: Problem, claim: Claim) -> tuple[Witness, Formula]:
    """The report with the fewest answers that refutes a claim (or shows it, where it is possible).

    Also the model that it was read from. Of numbers the roundest are taken.
    """
    reports = [problem.report, *([claim.other] if claim.other is not None else [])]
    model = smallest_model(reports, (*claim.given, claim.refutes))
    other = raw_report(claim.other, model, problem.pack) if claim.other is not None else None
    report = raw_report(problem.report, model, problem.pack)
    return Witness(report, other, settings_of(problem.report, model)), model


def smallest_model(reports: Sequence[SymbolicReport], formulas: Sequence[Formula]) -> Formula:
    """The example with as few answers as there can be; the same one whatever the solver tries first.

    Of equals the one that says what stands first in the pack, then the roundest and lowest numbers.
    """
    said = {each.get_id(): each for report in reports for each in said_in(report)}
    solver = solver_for(reports[0])
    solver.add(*formulas)
    solver.add(_at_most(said.values(), _fewest(solver, list(said.values()))))
    assert solver.check() == z3.sat
    model = solver.model()
    for each in reversed(said.values()):
        if is_true(model, each):
            if solver.check(z3.Not(each)) != z3.sat:
                solver.add(each)
                continue
            model = solver.model()
        solver.add(z3.Not(each))
    for number in _numbers(reports, model):
        _take_round(solver, number)
    assert solver.check() == z3.sat
    return solver.model()


def _fewest(solver: Formula, said: Sequence[Formula]) -> int:
    """How few of these can be true: by halves, from the first example downwards."""
    assert solver.check() == z3.sat
    model = solver.model()
    too_few, enough = -1, sum(is_true(model, each) for each in said)
    step = 1
    while too_few + 1 < enough:
        tried = min(too_few + step, (too_few + enough) // 2)
        solver.push()
        solver.add(_at_most(said, tried))
        found = solver.check() == z3.sat
        if found:
            model = solver.model()
            enough = sum(is_true(model, each) for each in said)
        else:
            too_few = tried
            step *= 2
        solver.pop()
    return enough


def _at_most(said: Iterable[Formula], most: int) -> Formula:
    return z3.AtMost(*said, most)


def said_in(report: SymbolicReport) -> Iterator[Formula]:
    """Everything that may or may not be said, each as a formula; what is not harmless counts again."""
    for answer in report.answers.values():
        yield answer.asked
        yield answer.stated
        yield answer.form("not_sure")
        if "no" in answer.forms:
            yield z3.And(answer.asked, z3.Not(answer.form("no")))
        if answer.low is not None:
            yield z3.And(answer.form("readings"), answer.low != answer.high)
    for past in (past for pasts in report.past.values() for past in pasts):
        yield past.raised
        yield past.read
        if past.low is not None:
            yield z3.And(past.read, past.low != past.high)
        if past.total is not None:
            yield past.total > 0
    for setting in report.settings.values():
        yield setting.is_set


def _numbers(reports: Sequence[SymbolicReport], model: Formula) -> Iterator[Formula]:
    """Every number that is said."""
    for report in reports:
        for answer in report.answers.values():
            if answer.value is not None and is_true(model, any_of([answer.form("number"), answer.stated])):
                yield answer.value
            if answer.low is not None and is_true(model, answer.form("readings")):
                yield from (answer.low, answer.high)
        for past in (past for pasts in report.past.values() for past in pasts):
            if past.low is not None and is_true(model, past.read):
                yield from (past.low, past.high)
            if past.total is not None:
                yield past.total
        yield from (one.value for one in report.settings.values() if is_true(model, one.is_set))


def _take_round(solver: Formula, number: Formula) -> None:
    """The lowest whole number where there can be one, else of one decimal, else of two."""
    for parts in TENTHS if number.is_real() else (1,):
        solver.push()
        if number.is_real():
            solver.add(z3.IsInt(number * parts))
        lowest = None
        while solver.check() == z3.sat:
            lowest = solver.model().eval(number, model_completion=True)
            solver.add(number < lowest)
        solver.pop()
        if lowest is not None:
            solver.add(number == lowest)
            return


def is_true(model: Formula, formula: Formula) -> bool:
    return bool(z3.is_true(model.eval(formula, model_completion=True)))


def fraction_of(model: Formula, number: Formula) -> Fraction:
    value = model.eval(number, model_completion=True)
    return Fraction(value.as_fraction()) if value.is_real() else Fraction(value.as_long())


def settings_of(report: SymbolicReport, model: Formula) -> Mapping[str, Fraction]:
    """The local settings of an example."""
    return {
        id_: fraction_of(model, setting.value)
        for id_, setting in report.settings.items()
        if is_true(model, setting.is_set)
    }


def raw_report(report: SymbolicReport, model: Formula, pack: Pack) -> Mapping[str, Any]:
    """An example as the JSON that the border reads."""
    raw: dict[str, Any] = {"at": CASE_TIME.isoformat(), "context": {}, "observations": {}}
    for (part, id_), answer in report.answers.items():
        if (value := _answer(answer, model)) is not None:
            raw[part][id_] = value
    history = [
        entry
        for id_, pasts in report.past.items()
        for past in pasts
        for entry in _earlier(past, model, pack.observations[id_])
    ]
    return {**raw, "history": history} if history else raw


def _answer(answer: SymbolicAnswer, model: Formula) -> object:
    if is_true(model, answer.stated):
        return _decimal(fraction_of(model, answer.value))
    form = next((form for form, formula in answer.forms.items() if is_true(model, formula)), None)
    match form:
        case None:
            return None
        case "number":
            return _decimal(fraction_of(model, answer.value))
        case "readings":
            return _readings(answer, model)
        case _:
            return SAID.get(form, form)


def _readings(of: SymbolicAnswer | SymbolicPast, model: Formula) -> object:
    ends = [_decimal(fraction_of(model, of.low)), _decimal(fraction_of(model, of.high))]
    return ends[0] if ends[0] == ends[1] else ends


def _earlier(past: SymbolicPast, model: Formula, observation: Observation) -> Iterator[dict[str, Any]]:
    values: list[object] = []
    if is_true(model, past.read):
        values.append(_readings(past, model))
    elif past.total is not None:
        values += _counts(int(fraction_of(model, past.total)), observation)
    elif is_true(model, past.raised):
        values.append("something" if observation.kind is Kind.TEXT else True)
    at = CASE_TIME - timedelta(microseconds=int(past.hours_ago * 3_600_000_000))
    for value in values:
        yield {"at": at.isoformat(), "observations": {observation.id: value}}


def _counts(total: int, observation: Observation) -> list[int]:
    """A sum as so many reports as it takes."""
    most = int(observation.accept[1]) if observation.accept else max(total, 1)
    return [most for _ in range(total // most)] + [rest for rest in (total % most,) if rest]


def _decimal(value: Fraction) -> int | Decimal:
    if value.denominator == 1:
        return int(value)
    return Decimal(value.numerator) / Decimal(value.denominator)
