"""Where the source contradicts itself: found by the solver, with the reading that decides each place.

Two statements disagree on a finding when there is a report of that finding alone on which both are reasons
and their urgencies differ. Of an advice that many findings share only what concerns the finding is a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

import z3

from aldea.language.pack import Advice, Pack, Show
from aldea.language.urgency import Urgency
from aldea.proofs.advice_conflicts import advice_conflicts
from aldea.proofs.disagreements import Answer, Conflicts, Disagreement, Taken, Undecided, Voice
from aldea.proofs.occasions import Occasions
from aldea.proofs.problem import Problem
from aldea.proofs.prove import solver as solver_name
from aldea.proofs.readings import ReadingsFile, Sign, sign_text
from aldea.proofs.scenes import Scenes, quiet
from aldea.proofs.solve import solver_for
from aldea.proofs.symbols import Formula, all_of, any_of, both


class NotDecided(RuntimeError):
    """The solver gave up: then nothing is reported, rather than too little."""


def find_conflicts(pack: Pack, readings: ReadingsFile, only: str = "") -> Conflicts:
    """Asks the solver for every place where statements, or advices, disagree.

    `only` is one observation: then advice is left out, and what the source says of others.
    Raises NotProvable where the pack says what the encoding does not know, NotDecided where the solver
    gives up, and EncodingDiffers where the reference engine contradicts it.
    """
    finder = _Finder(Problem(pack, readings))
    asked = [each for each in finder.findings() if not only or only in each.observations]
    levels = tuple(found for each in asked if (found := finder.disagreement(each)) is not None)
    advice = () if only else tuple(advice_conflicts(finder.problem, finder.scenes))
    told = {name for each in levels for when in each.occasions for name in (when.where, when.outside)}
    places = {each.where.name: each.where for each in readings.findings if each.where is not None}
    places |= {each.where.name: each.where for each in readings.advice if each.where is not None}
    known = tuple(place for name, place in places.items() if name in told)
    return Conflicts(pack.id, pack.digest, solver_name(), levels, advice, known)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A finding that the solver is asked about: one observation, or a sign of several."""

    name: str
    observations: frozenset[str]
    sign: Sign | None = None


class _Finder:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.pack = problem.pack
        self.solver = solver_for(problem.report)
        self.scenes = Scenes(problem)
        cited = [each.readings for each in problem.pack.rules]
        cited += [each.readings for each in problem.readings.findings]
        self.numbers = sorted({number for numbers in cited for number in numbers})
        self.levels = {each.id: each.urgency for each in self.pack.statements.values() if each.urgency}

    def findings(self) -> Iterator[_Asked]:
        """Every observation by itself, and what the readings make of several together."""
        for id_ in self.pack.observations:
            yield _Asked(id_, frozenset({id_}))
        several = {
            sign_text(sign): sign
            for finding in self.problem.readings.findings
            for sign in finding.signs
            if len(sign.observations) > 1
        }
        for text, sign in several.items():
            yield _Asked(text, sign.observations, sign)

    def disagreement(self, asked: _Asked) -> Disagreement | None:
        """What the source says of a finding, when it does not agree."""
        alone = self._alone(asked)
        with self._given(alone):
            cited = {id_: self._cites(id_, asked) for id_ in self.levels}
            cited = {id_: cited[id_] for id_ in self._possible(cited)}
            pairs = [
                (one, other)
                for one, other in combinations(cited, 2)
                if self.levels[one] is not self.levels[other] and self._can(cited[one], cited[other])
            ]
            if not pairs:
                return None
            named = {id_ for pair in pairs for id_ in pair}
            undecided = [
                (pair, both(alone, open_))
                for pair in pairs
                if self._can(open_ := all_of([cited[pair[0]], cited[pair[1]], z3.Not(self._decided(pair))]))
            ]
            spoken = any_of(cited[id_] for id_ in named)
            with self._given(spoken):
                told = {id_: formula for id_, formula in cited.items() if id_ in named}
                return self._told(asked, both(alone, spoken), told, undecided)

    def _told(
        self,
        asked: _Asked,
        spoken: Formula,
        cited: dict[str, Formula],
        undecided: list[tuple[tuple[str, str], Formula]],
    ) -> Disagreement:
        """The solver knows by now that one of the statements is a reason."""
        sheet, name = self.problem.sheet, asked.name
        occasions = Occasions(self.problem, self.solver, asked.observations)
        reached = [level for level in reversed(Urgency) if level and self._can(sheet.exactly(level))]
        return Disagreement(
            finding=name,
            observations=tuple(sorted(asked.observations)),
            voices=tuple(
                Voice(id_, occasions.of(cited[id_]))
                for id_ in sorted(cited, key=lambda id_: (-self.levels[id_], id_))
            ),
            answers=tuple(
                Answer(level, occasions.of(sheet.exactly(level)),
                       self.scenes.of(name, both(spoken, sheet.exactly(level))))
                for level in reached
            ),
            taken=tuple(
                Taken(number, occasions.of(self._cited_reading(number, frozenset(cited))))
                for number in self.numbers
                if self._can(self._cited_reading(number, frozenset(cited)))
            ),
            overruled=tuple(
                id_ for id_ in sorted(cited) if self._can(cited[id_], sheet.below(self.levels[id_]))
            ),
            undecided=tuple(
                Undecided(pair, self.scenes.of(name, formula)) for pair, formula in undecided
            ),
        )  # fmt: skip

    def _alone(self, asked: _Asked) -> Formula:
        """It was reported, now or earlier, and everything else was answered and is harmless."""
        required, report = self.problem.required, self.problem.report
        if asked.sign is not None:
            return both(required.alone(asked.observations), required.shows(asked.sign))
        said = [z3.Not(quiet(past)) for past in report.past.get(asked.name, ())]
        told = any_of([report.observation(asked.name).asked, *said])
        return both(required.alone(asked.observations), told, z3.Not(required.harmless(asked.name)))

    def _cites(self, statement: str, asked: _Asked) -> Formula:
        """The statement is a reason: of a rule that fired, or of an advice given, where it concerns it."""
        sheet = self.problem.sheet
        rules = [sheet.fired(rule) for rule in self.pack.rules if statement in rule.statements]
        advice = [
            sheet.given(each.id)
            for each in self.pack.advice.values()
            if statement in each.statements and self._concerns(each, statement, asked)
        ]
        return any_of([*rules, *advice])

    def _concerns(self, advice: Advice, statement: str, asked: _Asked) -> bool:
        """The observation serves the statement; or the level's own advice is milder than what it cites."""
        if advice.show is Show.LEVEL:
            return advice.level is not None and self.levels[statement] > advice.level
        return advice.show is Show.SYMPTOM and any(
            statement in self.pack.observations[id_].statements for id_ in asked.observations
        )

    def _decided(self, pair: tuple[str, str]) -> Formula:
        """A rule that fired, or a finding that is present, names one of the two and cites a reading."""
        named = frozenset(pair)
        return any_of(self._cited_reading(number, named) for number in self.numbers)

    def _cited_reading(self, number: int, named: frozenset[str]) -> Formula:
        rules = [
            self.problem.sheet.fired(rule)
            for rule in self.pack.rules
            if number in rule.readings and named & set(rule.statements)
        ]
        findings = [
            self.problem.required.present(finding)
            for finding in self.problem.readings.findings
            if number in finding.readings and named & set(finding.statements)
        ]
        return any_of([*rules, *findings])

    def _possible(self, formulas: dict[str, Formula]) -> list[str]:
        """Those that can hold, each by itself; an example of one shows others too."""
        found: set[str] = set()
        while self._can(any_of(formula for id_, formula in formulas.items() if id_ not in found)):
            model = self.solver.model()
            found |= {id_ for id_, formula in formulas.items() if z3.is_true(model.eval(formula, True))}  # noqa: FBT003 - completes the model
        return [id_ for id_ in formulas if id_ in found]

    @contextmanager
    def _given(self, formula: Formula) -> Iterator[None]:
        self.solver.push()
        self.solver.add(formula)
        try:
            yield
        finally:
            self.solver.pop()

    def _can(self, *formulas: Formula) -> bool:
        found = self.solver.check(*formulas)
        if found == z3.unknown:
            raise NotDecided("the solver gave up, so the report would not be whole")
        return bool(found == z3.sat)
