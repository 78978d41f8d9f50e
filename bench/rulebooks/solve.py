"""Puts the claims to the solver, and has each smallest counterexample judged by the plain criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import z3

from bench.rulebooks.model import Formula, Patient, RuleSet, Values
from bench.rulebooks.properties import BETWEEN, CONTRADICTION, FLOOR, SAME, TOTAL, Claim, all_claims

MOST_MILLISECONDS = 60_000


class PlainDiffers(RuntimeError):
    """The plain criteria do not bear out what the solver found: then one of the two encodings is wrong."""


@dataclass(frozen=True, slots=True)
class Story:
    """The smallest patient who shows that a claim does not hold, and what the plain criteria say of them."""

    now: Patient
    then: Patient
    says: frozenset[str]
    then_says: frozenset[str]
    loss: int


@dataclass(frozen=True, slots=True)
class Result:
    """One claim, proved where there is no story."""

    property: str
    about: str
    story: Story | None


def results_of(rules: RuleSet) -> tuple[Result, ...]:
    """Every claim about a rule set, proved or refuted.

    Raises PlainDiffers where a counterexample is none by the plain criteria, or a claim is not decided.
    """
    return tuple(Result(claim.property, claim.about, _story(rules, claim)) for claim in all_claims(rules))


def _story(rules: RuleSet, claim: Claim) -> Story | None:
    solver = z3.Solver()
    solver.set("timeout", MOST_MILLISECONDS)
    solver.add(claim.refutes)
    found = solver.check()
    if found == z3.unsat:
        return None
    if found != z3.sat:
        raise PlainDiffers(f"{rules.name}, {claim.about}: the solver did not decide")
    model = _smallest(rules, claim)
    now, then = (_patient(rules, values, model) for values in (claim.now, claim.then))
    story = Story(now, then, rules.plain(now), claim.judged_by(then), model.eval(claim.loss).as_long())
    if not _borne_out(rules, claim, story):
        raise PlainDiffers(f"{rules.name}, {claim.property}, {claim.about}: {story}")
    return story


def _smallest(rules: RuleSet, claim: Claim) -> Formula:
    """The most that can be lost, by the fewest unusual figures, each as near to the usual as can be."""
    optimizer = z3.Optimize()
    optimizer.add(claim.refutes)
    optimizer.maximize(claim.loss)
    away = [_distance(claim.now[each.id], each.usual) for each in rules.inputs]
    optimizer.minimize(z3.Sum(*(z3.If(far > 0, 1, 0) for far in away)))
    steps = [_distance(claim.now[each.id], claim.then[each.id]) for each in rules.inputs]
    optimizer.minimize(z3.Sum(*away, *steps))
    optimizer.minimize(z3.Sum(*(number * far for number, far in enumerate(away))))
    if optimizer.check() != z3.sat:
        raise PlainDiffers(f"{rules.name}, {claim.about}: no smallest counterexample was found")
    return optimizer.model()


def _distance(one: Formula, other: Formula) -> Formula:
    return z3.If(one > other, one - other, other - one)


def _patient(rules: RuleSet, values: Values, model: Formula) -> Mapping[str, Decimal]:
    def figure(id_: str) -> int:
        return int(model.eval(values[id_], True).as_long())  # noqa: FBT003 - completes the model

    return {each.id: Decimal(figure(each.id)) / each.scale for each in rules.inputs}


def _borne_out(rules: RuleSet, claim: Claim, story: Story) -> bool:
    """The plain criteria say what the solver said, as to the number of answers and to how much is lost."""
    if claim.property in (TOTAL, BETWEEN):
        return not story.says
    if claim.property == CONTRADICTION:
        return len(story.says) > 1
    if not story.says or not story.then_says:
        return False
    before, after = (max(map(rules.levels.index, said)) for said in (story.says, story.then_says))
    if claim.property == FLOOR:
        return before + story.loss == _floor_level(rules, claim)
    lost = before - after
    return (abs(lost) if claim.property == SAME else lost) == story.loss > 0


def _floor_level(rules: RuleSet, claim: Claim) -> int:
    return next(floor.level for floor in rules.floors(claim.now) if floor.finding == claim.about)
