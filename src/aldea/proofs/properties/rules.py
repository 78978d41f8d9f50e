"""Every rule can fire, and none is idle: take it away, and some answer changes."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from aldea.language.pack import Pack, Rule
from aldea.language.urgency import Urgency
from aldea.proofs.problem import Claim, Judged, Problem, rule_items
from aldea.proofs.symbols import Formula, any_of

FIRES, IDLE = "every-rule-can-fire", "no-rule-is-idle"


def rule_claims(problem: Problem) -> Iterator[Claim]:
    """One report at least for each rule: on which it fires, and on which it makes a difference."""
    for rule in problem.pack.rules:
        items = rule_items(rule, problem.pack)
        if not problem.wants(items):
            continue
        yield Claim(FIRES, rule.id, f"'{rule.id}' fires on some report",
                    problem.sheet.fired(rule), items, possible=True)  # fmt: skip
        yield Claim(
            IDLE,
            rule.id,
            f"'{rule.id}' alone decides something: {differences(rule, problem.pack)}",
            z3.And(problem.sheet.fired(rule), makes_a_difference(problem, rule)),
            items,
            possible=True,
        )


def raises_alone(problem: Judged, rule: Rule) -> Formula:
    """The rule fires, and without it the urgency would be lower."""
    others = [
        problem.sheet.fired(other)
        for other in problem.pack.rules
        if other.id != rule.id and other.urgency >= rule.urgency
    ]
    return z3.And(problem.sheet.fired(rule), z3.Not(any_of(others)))


def makes_a_difference(problem: Judged, rule: Rule) -> Formula:
    """The urgency, a reason, an advice or a question that no other rule (or advice) brings."""
    sheet = problem.sheet
    others = [other for other in problem.pack.rules if other.id != rule.id]
    parts = [] if rule.urgency is Urgency.NONE else [raises_alone(problem, rule)]
    for statement in rule.statements:
        citing = [sheet.fired(other) for other in others if statement in other.statements]
        citing += [sheet.given(a.id) for a in problem.pack.advice.values() if statement in a.statements]
        parts.append(z3.Not(any_of(citing)))
    for advice in rule.advice:
        parts.append(z3.Not(any_of(sheet.fired(other) for other in others if advice in other.advice)))
    for item in rule.asks:
        parts.append(z3.Not(any_of(sheet.fired(other) for other in others if item in other.asks)))
    return any_of(parts)


def differences(rule: Rule, pack: Pack) -> str:
    """What a rule brings that no other rule has, in a few words: why it is kept."""
    others = [other for other in pack.rules if other.id != rule.id]
    cited = {id_ for other in others for id_ in other.statements}
    advised = {id_ for other in others for id_ in other.advice}
    own = [id_ for id_ in rule.statements if id_ not in cited] + [
        id_ for id_ in rule.advice if id_ not in advised
    ]
    return ", ".join(own) or "where no other rule holds"
