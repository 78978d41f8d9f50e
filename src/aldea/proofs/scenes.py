"""A report on which something holds and from which nothing can be left out: ids and values, told elsewhere.

Where several would do, the first in the order of the pack is taken and the same numbers are tried first, so
that a scene stays as it is when the pack changes in what the scene does not touch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

from aldea.engines.reference import assess
from aldea.language.answers import number_text
from aldea.language.urgency import Urgency
from aldea.packs.border import read_report
from aldea.packs.worked_cases import CASE_TIME
from aldea.proofs.problem import Problem
from aldea.proofs.solve import solver_for
from aldea.proofs.story import EncodingDiffers
from aldea.proofs.symbols import Formula, SymbolicAnswer, SymbolicPast, SymbolicReport
from aldea.proofs.witness import raw_report

FIRST_TRIED = (1, 2, 3, 38, 35, 37, 36, 8, 0, 5, 10, 50, 70)
"""Numbers that read well, in this order."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is not harmless in a report, and what the reference engine answers."""

    context: Mapping[str, Any]
    observations: Mapping[str, Any]
    earlier: tuple[Mapping[str, Any], ...]
    settings: Mapping[str, str]
    urgency: Urgency

    def as_dict(self) -> dict[str, Any]:
        found: dict[str, Any] = {"context": dict(self.context), "observations": dict(self.observations)}
        if self.earlier:
            found["earlier"] = [dict(each) for each in self.earlier]
        if self.settings:
            found["settings"] = dict(self.settings)
        return {**found, "urgency": self.urgency.id}


class Scenes:
    """Finds scenes of one pack, one after the other."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._solver = solver_for(problem.report)

    def of(self, about: str, formula: Formula) -> Scene:
        """A scene of a formula that can hold.

        Raises EncodingDiffers where the reference engine does not answer what the solver foretold.
        """
        self._solver.push()
        self._solver.add(formula)
        self._keep(list(_silence(self.problem)))
        for answer in self._said():
            self._keep(list(_plainest(answer)))
        for number in self._numbers():
            self._keep([number == value for value in FIRST_TRIED])
        assert self._solver.check() == z3.sat
        model = self._solver.model()
        self._solver.pop()
        return self._scene(about, model)

    def _keep(self, wishes: Sequence[Formula]) -> None:
        """Each wish in turn, where it can be had beside those before it."""
        if not wishes:
            return
        if self._solver.check(*wishes) == z3.sat:
            self._solver.add(*wishes)
        elif len(wishes) > 1:
            half = len(wishes) // 2
            self._keep(wishes[:half])
            self._keep(wishes[half:])

    def _model(self) -> Formula:
        assert self._solver.check() == z3.sat
        return self._solver.model()

    def _said(self) -> list[SymbolicAnswer]:
        """The answers that are more than harmless, of the observations and of the context."""
        model, report = self._model(), self.problem.report
        return [
            answer
            for (part, id_), answer in report.answers.items()
            if (part == "observations" and not _true(model, self.problem.required.harmless(id_)))
            or (part == "context" and _true(model, answer.asked))
        ]

    def _numbers(self) -> Iterator[Formula]:
        model = self._model()
        for answer in self._said():
            yield from [answer.value] if _true(model, answer.form("number")) else []
            yield from [answer.low, answer.high] if _true(model, answer.form("readings")) else []
        for past in _pasts(self.problem.report):
            yield from [past.low, past.high] if _true(model, past.read) else []
            yield from [past.total] if past.total is not None and not _quiet_in(model, past) else []
        for setting in self.problem.report.settings.values():
            yield from [setting.value] if _true(model, setting.is_set) else []

    def _scene(self, about: str, model: Formula) -> Scene:
        report, required = self.problem.report, self.problem.required
        raw = raw_report(report, model, self.problem.pack)
        settings = {
            id_: Fraction(model.eval(each.value, True).as_fraction())  # noqa: FBT003 - completes the model
            for id_, each in report.settings.items()
            if _true(model, each.is_set)
        }
        told = {
            id_: each for id_, each in raw["observations"].items() if not _true(model, required.harmless(id_))
        }
        earlier = tuple(
            {"hours_ago": _plain(_hours_ago(entry)), "observations": _plain_values(entry["observations"])}
            for entry in raw.get("history", ())
        )
        return Scene(
            _plain_values(raw["context"]),
            _plain_values(told),
            earlier,
            {id_: number_text(value) for id_, value in settings.items()},
            self._urgency(about, raw, settings, model),
        )

    def _urgency(
        self, about: str, raw: Mapping[str, Any], settings: Mapping[str, Fraction], model: Formula
    ) -> Urgency:
        reading = read_report(self.problem.pack, raw)
        if reading.problems:
            raise EncodingDiffers(f"the border refuses the solver's report: {reading.problems[0].message}")
        urgency = assess(self.problem.pack, reading.report, settings).urgency
        if not _true(model, self.problem.sheet.exactly(urgency)):
            raise EncodingDiffers(f"{about}: the engine says {urgency.id}, and the solver does not")
        return urgency


def _silence(problem: Problem) -> Iterator[Formula]:
    """Nothing earlier; then nothing but harmless answers, the last first; then nothing known."""
    for past in _pasts(problem.report):
        yield quiet(past)
    for id_ in reversed([*problem.pack.observations]):
        yield problem.required.harmless(id_)
    for id_ in reversed([*problem.pack.context]):
        answer = problem.report.context(id_)
        yield z3.Not(z3.Or(answer.asked, answer.stated))
    for setting in problem.report.settings.values():
        yield z3.Not(setting.is_set)


def _plainest(answer: SymbolicAnswer) -> Iterator[Formula]:
    """The first of its forms, and one reading rather than two."""
    for form in reversed([*answer.forms.values()]):
        yield z3.Not(form)
    if answer.low is not None:
        yield answer.low == answer.high


def _pasts(report: SymbolicReport) -> list[SymbolicPast]:
    return [past for pasts in report.past.values() for past in pasts]


def quiet(past: SymbolicPast) -> Formula:
    """Nothing was reported in this stretch of the past."""
    silent = z3.Not(z3.Or(past.raised, past.read))
    return silent if past.total is None else z3.And(silent, past.total == 0)


def _quiet_in(model: Formula, past: SymbolicPast) -> bool:
    return _true(model, quiet(past))


def _true(model: Formula, formula: Formula) -> bool:
    return bool(z3.is_true(model.eval(formula, model_completion=True)))


def _hours_ago(entry: Mapping[str, Any]) -> Decimal:
    seconds = int((CASE_TIME - datetime.fromisoformat(entry["at"])).total_seconds())
    return Decimal(seconds) / 3600


def _plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    return {id_: _plain(value) for id_, value in values.items()}


def _plain(value: object) -> object:
    """As JSON keeps it: a decimal as its digits, never by way of a binary float."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
