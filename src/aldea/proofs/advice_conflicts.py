"""Advice against advice: which can meet on one finding or on two, which wins, and by which reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import z3

from aldea.proofs.problem import Problem
from aldea.proofs.scenes import Scene, Scenes
from aldea.proofs.solve import solver_for
from aldea.proofs.symbols import Formula, both

MOST_FINDINGS = 2


@dataclass(frozen=True, slots=True)
class AdviceConflict:
    """`loser` gives way to `winner`; `call` when the winner says whom to call, and how soon.

    One scene is of both at once, and two of the loser and of the winner where circumstances keep them
    apart. Without `readings` nobody has decided it.
    """

    loser: str
    winner: str
    call: bool
    readings: tuple[int, ...]
    scenes: tuple[Scene, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "loser": self.loser,
            "winner": self.winner,
            "call": self.call,
            "readings": list(self.readings),
            "scenes": [scene.as_dict() for scene in self.scenes],
        }


def advice_conflicts(problem: Problem, scenes: Scenes) -> Iterator[AdviceConflict]:
    """Each pair of readings.yaml of which both can be called for on two findings at most."""
    readings = problem.readings
    calls = {*readings.level_advice.values(), *readings.telephone.advice, readings.telephone.ward_advice}
    solver = solver_for(problem.report)
    for loser, winners in readings.gives_way.items():
        for winner in winners:
            one, other = problem.sheet.applies(loser), problem.sheet.applies(winner)
            found = [_fewest(problem, solver, both(one, other))]
            if found == [None]:
                found = [_fewest(problem, solver, each) for each in (one, other)]
            formulas = [each for each in found if each is not None]
            if len(formulas) == len(found):
                yield AdviceConflict(
                    loser,
                    winner,
                    winner in calls,
                    readings.gives_way_readings.get((loser, winner), ()),
                    tuple(scenes.of(f"{loser} beside {winner}", each) for each in formulas),
                )


def _fewest(problem: Problem, solver: Formula, formula: Formula) -> Formula | None:
    """The same on as few findings as it takes, all else answered harmless; none where it takes too many."""
    raised = [z3.Not(problem.required.harmless(id_)) for id_ in problem.pack.observations]
    for most in range(MOST_FINDINGS + 1):
        few = both(formula, z3.AtMost(*raised, most))
        if solver.check(few) == z3.sat:
            return few
    return None
