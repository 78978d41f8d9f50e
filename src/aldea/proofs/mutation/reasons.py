"""Why a mutant that changes no answer changes none, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import z3

from aldea.proofs.mutation.mutants import Mutant
from aldea.proofs.problem import Problem
from aldea.proofs.symbols import NEVER, Formula


def why_equivalent(mutant: Mutant, changed: Problem, original: Problem, solver: Formula) -> str:
    """That no report tells the two apart is proved already; this is what stands behind it."""
    asker = _Asker(solver)
    if mutant.of == "advice" and asker.never(original.sheet.applies(mutant.id)):
        return f"{mutant.id} stands on the pages and is never part of an answer"
    if mutant.cited:
        return _cited_by_others(mutant, original, asker)
    if mutant.of == "rule" and mutant.kind == "urgency":
        return _as_urgent(mutant, original, asker)
    if mutant.of == "rule" and mutant.kind == "advice":
        return "wherever the rule fires, that advice is given by others, or gives way to another"
    more, fewer = _rules_that_differ(changed, original, asker)
    if not more and not fewer:
        return "every rule fires on the same reports as before, and every advice is given on the same"
    parts = [f"the list of rules has {', '.join(more)} on more reports"] if more else []
    parts += [f"the list of rules has {', '.join(fewer)} on fewer reports"] if fewer else []
    return f"where they differ, other rules bring all of it; {' and '.join(parts)}"


class _Asker:
    def __init__(self, solver: Formula) -> None:
        self.solver = solver

    def never(self, formula: Formula) -> bool:
        """No report makes this true."""
        self.solver.push()
        self.solver.add(formula)
        found = self.solver.check()
        self.solver.pop()
        return bool(found == z3.unsat)


def _cited_by_others(mutant: Mutant, original: Problem, asker: _Asker) -> str:
    """Rule and advice that cite the same statement whenever this one does; together where none alone."""
    here, others = NEVER, {}
    for name, when in _citing(original, mutant.cited):
        if name == f"{mutant.of} {mutant.id}":
            here = when
        else:
            others[name] = when
    alone = [name for name, when in others.items() if asker.never(z3.And(here, z3.Not(when)))]
    if alone:
        return f"{' and '.join(alone)} always cites {mutant.cited} with it"
    return f"{', '.join(others)} together always cite {mutant.cited} with it"


def _as_urgent(mutant: Mutant, original: Problem, asker: _Asker) -> str:
    """The other rules that fire wherever this one does, at no lower an urgency."""
    rules = {rule.id: rule for rule in original.pack.rules}
    here = original.sheet.fired(rules[mutant.id])
    level = max(
        rules[mutant.id].urgency, *(rule.urgency for rule in mutant.pack.rules if rule.id == mutant.id)
    )
    alone = [
        id_
        for id_, rule in rules.items()
        if id_ != mutant.id
        and rule.urgency >= level
        and asker.never(z3.And(here, z3.Not(original.sheet.fired(rule))))
    ]
    always = " and ".join(alone) or "one of several other rules, each as urgent,"
    return f"wherever it fires, {always} fires too and is no less urgent"


def _citing(problem: Problem, statement: str) -> Iterator[tuple[str, Formula]]:
    for rule in problem.pack.rules:
        if statement in rule.statements:
            yield f"rule {rule.id}", problem.sheet.fired(rule)
    for advice in problem.pack.advice.values():
        if statement in advice.statements:
            yield f"advice {advice.id}", problem.sheet.given(advice.id)


def _rules_that_differ(changed: Problem, original: Problem, asker: _Asker) -> tuple[list[str], list[str]]:
    known: dict[str, Any] = {rule.id: changed.sheet.fired(rule) for rule in changed.pack.rules}
    more, fewer = [], []
    for rule in original.pack.rules:
        was = original.sheet.fired(rule)
        now: Formula = known.get(rule.id, NEVER)
        if now.eq(was):
            continue
        if not asker.never(z3.And(now, z3.Not(was))):
            more.append(rule.id)
        if not asker.never(z3.And(was, z3.Not(now))):
            fewer.append(rule.id)
    return more, fewer
