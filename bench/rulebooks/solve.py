"""Puts the claims to the solver, and has each counterexample judged by the plain criteria."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import z3

from bench.rulebooks.model import Formula, Patient, RuleSet, Values
from bench.rulebooks.properties import BETWEEN, CONTRADICTION, FLOOR, SAME, TOTAL, Claim, all_claims

MOST_MILLISECONDS = 60_000
LEAST = -8
"""No number that is made small is smaller: what is lost is counted in levels, and the rest are distances."""


class NotBorneOut(RuntimeError):
    """The plain criteria do not say what the solver found, or it found nothing: then an encoding is wrong."""


@dataclass(frozen=True, slots=True)
class Story:
    """A patient who shows that a claim does not hold, and what the plain criteria say of them."""

    now: Patient
    then: Patient
    says: frozenset[str]
    then_says: frozenset[str]
    loss: int


@dataclass(frozen=True, slots=True)
class Result:
    """One claim: proved where there is no story."""

    claim: Claim
    story: Story | None

    @property
    def proved(self) -> bool:
        return self.story is None


def results_of(rules: RuleSet) -> tuple[Result, ...]:
    """Every claim about a rule set, each story with the largest loss that there can be.

    Raises NotBorneOut where a counterexample is none by the plain criteria, or a claim is not decided.
    """
    return tuple(Result(claim, _story(rules, claim)) for claim in all_claims(rules))


def smallest_story(rules: RuleSet, result: Result) -> Story:
    """The same loss by the fewest unusual figures, each as near to the usual as can be."""
    claim = result.claim
    solver = _solver(claim)
    if result.story is not None:
        solver.add(claim.loss == result.story.loss)
    away = [_distance(claim.now[each.id], each.usual) for each in rules.inputs]
    steps = [_distance(claim.now[each.id], claim.then[each.id]) for each in rules.inputs]
    _reach_least(solver, z3.Sum(*(z3.If(far > 0, 1, 0) for far in away)))
    _reach_least(solver, z3.Sum(*away, *steps))
    model = _reach_least(solver, z3.Sum(*(n * far for n, far in enumerate(away))))
    for number in (*claim.now.values(), *claim.then.values()):
        model = _reach_least(solver, number)  # of equals always the same one
    return _judged(rules, claim, model)


def _story(rules: RuleSet, claim: Claim) -> Story | None:
    solver = _solver(claim)
    found = solver.check()
    if found == z3.unsat:
        return None
    if found != z3.sat:
        raise NotBorneOut(f"{rules.name}, {claim.about}: the solver did not decide")
    return _judged(rules, claim, _reach_least(solver, -claim.loss))


def _solver(claim: Claim) -> Formula:
    solver = z3.SimpleSolver()
    solver.set("timeout", MOST_MILLISECONDS)
    solver.add(claim.refutes)
    return solver


def _reach_least(solver: Formula, number: Formula) -> Formula:
    """A model in which a number is as small as can be; the solver keeps to that number from then on."""
    if solver.check() != z3.sat:
        raise NotBorneOut("the solver does not find again what it found before")
    model = solver.model()
    high, low = model.eval(number, True).as_long(), LEAST  # noqa: FBT003 - completes the model
    while low < high:
        middle = (low + high) // 2
        solver.push()
        solver.add(number <= middle)
        if solver.check() == z3.sat:
            model = solver.model()
            high = model.eval(number, True).as_long()  # noqa: FBT003 - completes the model
        else:
            low = middle + 1
        solver.pop()
    solver.add(number == high)
    return model


def _distance(one: Formula, other: Formula) -> Formula:
    return z3.If(one > other, one - other, other - one)


def _judged(rules: RuleSet, claim: Claim, model: Formula) -> Story:
    now, then = (_patient(rules, values, model) for values in (claim.now, claim.then))
    story = Story(now, then, rules.plain(now), claim.judged_by(then), model.eval(claim.loss).as_long())
    if not _borne_out(rules, claim, story):
        raise NotBorneOut(f"{rules.name}, {claim.property}, {claim.about}: {story}")
    return story


def _patient(rules: RuleSet, values: Values, model: Formula) -> Patient:
    def figure(id_: str) -> int:
        return int(model.eval(values[id_], True).as_long())  # noqa: FBT003 - completes the model

    return {each.id: Decimal(figure(each.id)) / each.scale for each in rules.inputs}


def _borne_out(rules: RuleSet, claim: Claim, story: Story) -> bool:
    """The plain criteria give as many answers as the solver foretold, and as much is lost."""
    if claim.property in (TOTAL, BETWEEN):
        return not story.says
    if claim.property == CONTRADICTION:
        return len(story.says) > 1
    if not story.says or not story.then_says:
        return False
    before, after = (max(map(rules.levels.index, said)) for said in (story.says, story.then_says))
    if claim.property == FLOOR:
        return claim.floor - before == story.loss > 0
    lost = before - after
    return (abs(lost) if claim.property == SAME else lost) == story.loss > 0
