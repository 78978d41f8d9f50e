"""Puts claims to the solver, one after the other, over the same symbols."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

import z3

from aldea.proofs.problem import Claim, Problem
from aldea.proofs.symbols import Formula, SymbolicReport

MOST_MILLISECONDS = 60_000
"""What is not decided by then counts as a failure, never as a proof."""


class Outcome(Enum):
    """How a claim came out; only the first is a proof."""

    PROVED = "proved"
    REFUTED = "refuted"
    NOT_DECIDED = "not decided"


@dataclass(frozen=True, slots=True)
class Answered:
    """A claim with its outcome, and the solver's example where it is refuted (or what makes it possible)."""

    claim: Claim
    outcome: Outcome
    model: Formula | None


def solver_for(report: SymbolicReport) -> Formula:
    """A solver that knows what the border lets through."""
    solver = z3.SimpleSolver()
    solver.set("timeout", MOST_MILLISECONDS)
    solver.add(*report.within)
    return solver


def answer_claims(problem: Problem, claims: Iterable[Claim]) -> Iterator[Answered]:
    """Each claim in turn."""
    solver = solver_for(problem.report)
    for claim in claims:
        yield answer_claim(solver, claim)


def answer_claim(solver: Formula, claim: Claim) -> Answered:
    """Proved when its opposite cannot be; a possible claim when it can."""
    solver.push()
    solver.add(*claim.given, claim.refutes)
    found = solver.check()
    model = solver.model() if found == z3.sat else None
    solver.pop()
    if found == z3.unknown:
        return Answered(claim, Outcome.NOT_DECIDED, None)
    proved = (found == z3.sat) is claim.possible
    return Answered(claim, Outcome.PROVED if proved else Outcome.REFUTED, model)
