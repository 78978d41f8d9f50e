"""From the solver's example to the smallest report that shows it, as JSON that the border reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from aldea.proofs.symbols import Formula, SymbolicAnswer, SymbolicPast, SymbolicReport

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
    solver = _smallest(problem, claim)
    for number in _numbers(problem.report, claim.other):
        _take_round(solver, number)
    assert solver.check() == z3.sat
    model = solver.model()
    other = raw_report(claim.other, model, problem.pack) if claim.other is not None else None
    settings = {
        id_: _fraction(model, setting.value)
        for id_, setting in problem.report.settings.items()
        if _true(model, setting.is_set)
    }
    return Witness(raw_report(problem.report, model, problem.pack), other, settings), model


def _smallest(problem: Problem, claim: Claim) -> Formula:
    """A solver that allows only examples with as few answers as there can be."""
    said = [*_said(problem.report)]
    if claim.other is not None:
        said += [each for each in _said(claim.other) if not any(each is known for known in said)]
    count = z3.Sum(*(z3.If(each, 1, 0) for each in said))
    optimise = z3.Optimize()
    optimise.add(*problem.report.within, *claim.given, claim.refutes)
    optimise.minimize(count)
    assert optimise.check() == z3.sat
    fewest = optimise.model().eval(count, model_completion=True)
    solver = solver_for(problem.report)
    solver.add(*claim.given, claim.refutes, count == fewest)
    return solver


def _said(report: SymbolicReport) -> Iterator[Formula]:
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


def _numbers(*reports: SymbolicReport | None) -> Iterator[Formula]:
    for report in reports:
        if report is None:
            continue
        for each in (*report.answers.values(), *(past for pasts in report.past.values() for past in pasts)):
            found = (getattr(each, name, None) for name in ("value", "low", "high"))
            yield from (number for number in found if number is not None and number.is_real())
        yield from (setting.value for setting in report.settings.values())


def _take_round(solver: Formula, number: Formula) -> None:
    """A whole number where there can be one, else one, else two decimals."""
    for parts in TENTHS:
        solver.push()
        solver.add(z3.IsInt(number * parts))
        if solver.check() == z3.sat:
            value = solver.model().eval(number, model_completion=True)
            solver.pop()
            solver.add(number == value)
            return
        solver.pop()


def _true(model: Formula, formula: Formula) -> bool:
    return bool(z3.is_true(model.eval(formula, model_completion=True)))


def _fraction(model: Formula, number: Formula) -> Fraction:
    value = model.eval(number, model_completion=True)
    return Fraction(value.as_fraction()) if value.is_real() else Fraction(value.as_long())


def raw_report(report: SymbolicReport, model: Formula, pack: Pack) -> Mapping[str, Any]:
    """The report of a model, as JSON that the border reads."""
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
    if _true(model, answer.stated):
        return _decimal(_fraction(model, answer.value))
    form = next((form for form, formula in answer.forms.items() if _true(model, formula)), None)
    match form:
        case None:
            return None
        case "number":
            return _decimal(_fraction(model, answer.value))
        case "readings":
            return _readings(answer, model)
        case _:
            return SAID.get(form, form)


def _readings(of: SymbolicAnswer | SymbolicPast, model: Formula) -> object:
    ends = [_decimal(_fraction(model, of.low)), _decimal(_fraction(model, of.high))]
    return ends[0] if ends[0] == ends[1] else ends


def _earlier(past: SymbolicPast, model: Formula, observation: Observation) -> Iterator[dict[str, Any]]:
    values: list[object] = []
    if _true(model, past.read):
        values.append(_readings(past, model))
    elif past.total is not None:
        values += _counts(int(_fraction(model, past.total)), observation)
    elif _true(model, past.raised):
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
