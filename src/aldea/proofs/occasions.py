"""When something holds of a finding, as the solver finds it: always, as some say it, in a circumstance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

import z3

from aldea.proofs.problem import Problem
from aldea.proofs.readings import Circumstance, Sign, sign_text
from aldea.proofs.symbols import ALWAYS, NEVER, Formula, any_of, both


@dataclass(frozen=True, slots=True)
class Occasion:
    """`says` is a sign of readings.yaml, `where` a circumstance of it, `outside` one that must not be.

    `unless`: in every other case. `otherwise`: in others too, for which the readings have no name.
    """

    says: str = ""
    where: str = ""
    outside: str = ""
    unless: bool = False
    otherwise: bool = False

    def as_dict(self) -> dict[str, str]:
        named = {"says": self.says, "where": self.where, "outside": self.outside}
        named |= {"unless": "yes" * self.unless, "otherwise": "yes" * self.otherwise}
        return {name: value for name, value in named.items() if value}


class Occasions:
    """The ways in which one finding can come, and which of them make up something."""

    def __init__(self, problem: Problem, solver: Formula, observations: frozenset[str]) -> None:
        """`solver` knows already that the report has this finding and no other."""
        self._solver = solver
        self._atoms = [
            (occasion, formula)
            for occasion, formula in _atoms(problem, observations)
            if solver.check(formula) == z3.sat
        ]

    def of(self, formula: Formula) -> tuple[Occasion, ...]:
        """Occasions that together are exactly this; the last is `otherwise` where they are not all of it."""
        whole, found = self._cover(formula)
        if whole:
            return found
        whole, others = self._cover(z3.Not(formula))
        if whole:
            return tuple(replace(each, unless=True) for each in others)
        return (*found, Occasion(otherwise=True))

    def _cover(self, formula: Formula) -> tuple[bool, tuple[Occasion, ...]]:
        """Occasions on which it holds, and whether they are all of it."""
        chosen: list[tuple[Occasion, Formula]] = []
        for occasion, atom in self._atoms:
            if not self._within(atom, formula) or self._within(atom, _any(chosen)):
                continue
            chosen.append((occasion, atom))
            if self._within(formula, _any(chosen)):
                return True, tuple(each for each, _ in self._needed(chosen, formula))
        return False, tuple(each for each, _ in chosen)

    def _needed(
        self, chosen: list[tuple[Occasion, Formula]], formula: Formula
    ) -> list[tuple[Occasion, Formula]]:
        """The same without those that the others make idle."""
        needed = list(chosen)
        for each in chosen:
            rest = [other for other in needed if other is not each]
            if rest and self._within(formula, _any(rest)):
                needed = rest
        return needed

    def _within(self, one: Formula, other: Formula) -> bool:
        """Wherever the one holds, the other does."""
        return bool(self._solver.check(one, z3.Not(other)) == z3.unsat)


def _any(occasions: Iterable[tuple[Occasion, Formula]]) -> Formula:
    return any_of(formula for _, formula in occasions)


def _atoms(problem: Problem, observations: frozenset[str]) -> Iterator[tuple[Occasion, Formula]]:
    """From the most general to the most particular."""
    findings = [
        (finding, sign)
        for finding in problem.readings.findings
        for sign in finding.signs
        if sign.observations <= observations
    ]
    signs = [("", ALWAYS), *_said(problem, (sign for _, sign in findings))]
    known = {finding.where.name: finding.where for finding, _ in findings if finding.where is not None}
    known |= {
        line.where.name: line.where
        for line in problem.readings.advice
        if line.where is not None
        and (not line.signs or any(sign.observations <= observations for sign in line.signs))
    }
    places = [("", "", ALWAYS), *_places(problem, known.values())]
    for (says, said), (where, outside, there) in sorted(
        product(signs, places), key=lambda each: bool(each[0][0]) + bool(each[1][0] or each[1][1])
    ):
        yield Occasion(says, where, outside), both(said, there)


def _said(problem: Problem, signs: Iterable[Sign]) -> Iterator[tuple[str, Formula]]:
    told = {sign_text(sign): sign for sign in signs}
    return ((text, problem.required.shows(sign)) for text, sign in told.items())


def _places(problem: Problem, circumstances: Iterable[Circumstance]) -> Iterator[tuple[str, str, Formula]]:
    for each in circumstances:
        inside = problem.required.inside(each)
        yield each.name, "", inside
        yield "", each.name, NEVER if inside is ALWAYS else z3.Not(inside)
