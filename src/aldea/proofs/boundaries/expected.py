"""What the readings say of one known report: the expectation of a case, never taken from an engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import z3

from aldea.language.pack import Pack
from aldea.language.urgency import Urgency
from aldea.proofs.findings import Required
from aldea.proofs.readings import AdviceWhen, Circumstance, Finding, ReadingsFile, Sign
from aldea.proofs.symbols import SymbolicReport


@dataclass(frozen=True, slots=True)
class Expected:
    """`advice` is all that is given, less what reassures where the report leaves something open."""

    urgency: Urgency
    because: tuple[str, ...]
    advice: tuple[str, ...]


@dataclass(slots=True)
class Expectations:
    """Asks the readings; what they say of the same answers is asked once."""

    pack: Pack
    readings: ReadingsFile
    known: dict[tuple[int, ...], tuple[bool, list[object]]] = field(default_factory=dict)

    def of(self, report: SymbolicReport, *, complete: bool) -> Expected:
        """The urgency of the gravest finding, its reasons, and every advice that does not give way."""
        found = [each for each in self.readings.findings if self._holds(each, report)]
        level = max((finding.level for finding in found), default=Urgency.NONE)
        applying = {id_ for finding in found for id_ in finding.advice}
        if level in self.readings.level_advice:
            applying.add(self.readings.level_advice[level])
        for line in self.readings.advice:
            below = line.below is None or level < line.below
            if line.from_level <= level and below and self._holds(line, report):
                applying.add(line.advice)
        given = {id_ for id_ in applying if not applying & set(self.readings.gives_way.get(id_, ()))}
        if not complete:
            given -= set(self.readings.reassures)
        reasons = {statement for finding in found for statement in finding.statements}
        return Expected(
            level,
            tuple(id_ for id_ in self.pack.statements if id_ in reasons),
            tuple(id_ for id_ in self.pack.advice if id_ in given),
        )

    def circumstances(self) -> Iterator[Circumstance]:
        """Every circumstance on which something hangs."""
        lines: list[Finding | AdviceWhen] = [*self.readings.findings, *self.readings.advice]
        yield from (line.where for line in lines if line.where is not None)

    def knows(self, item: str) -> bool:
        """The readings say something of this observation or context item."""
        lines: list[Finding | AdviceWhen] = [*self.readings.findings, *self.readings.advice]
        return any(item in _looked_at(line) for line in lines)

    def _holds(self, line: Finding | AdviceWhen, report: SymbolicReport) -> bool:
        looked_at = [
            found
            for id_ in sorted(_looked_at(line))
            for found in (
                report.answers.get(("observations", id_)),
                report.answers.get(("context", id_)),
                report.past.get(id_),
                report.settings.get(id_),
            )
        ]
        key = (id(line), *map(id, looked_at))
        if key not in self.known:
            formula = Required(self.pack, self.readings, report).holds(line.signs, line.where)
            self.known[key] = bool(z3.is_true(z3.simplify(formula))), [line, *looked_at]
        return self.known[key][0]


def _looked_at(line: Finding | AdviceWhen) -> frozenset[str]:
    return frozenset({*_of_signs(line.signs), *_of_circumstance(line.where)})


def _of_signs(signs: tuple[Sign, ...]) -> Iterator[str]:
    for sign in signs:
        for test in sign.tests:
            yield from (each for each in (test.observation, test.own, test.since, test.setting) if each)


def _of_circumstance(where: Circumstance | None) -> Iterator[str]:
    for line in where.lines if where is not None else ():
        yield from line.words
        yield from line.at_most
