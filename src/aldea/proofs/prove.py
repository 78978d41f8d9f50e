"""Proves a pack against its readings, and says so in a form that can be kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import z3

from aldea.language.pack import Pack
from aldea.proofs.problem import Problem, rule_items
from aldea.proofs.readings import ReadingsFile
from aldea.proofs.results import Result, Told, results_of
from aldea.proofs.solve import Outcome


@dataclass(frozen=True, slots=True)
class ProofRun:
    """All results of one pack and its readings, by one solver."""

    pack_id: str
    pack_version: str
    pack_digest: str
    readings_digest: str
    approved_by: str
    solver: str
    results: tuple[Result, ...]

    @property
    def failures(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.outcome is not Outcome.PROVED)

    @property
    def counts(self) -> dict[str, tuple[int, int]]:
        """For each property, how many claims were proved and how many were made."""
        made = Counter(result.property for result in self.results)
        failed = Counter(result.property for result in self.failures)
        return {name: (count - failed[name], count) for name, count in made.items()}

    def as_dict(self) -> dict[str, Any]:
        return {
            "pack": {"id": self.pack_id, "version": self.pack_version, "digest": self.pack_digest},
            "readings": {"digest": self.readings_digest, "approved_by": self.approved_by},
            "solver": self.solver,
            "proved": not self.failures,
            "properties": {name: {"proved": p, "claims": n} for name, (p, n) in self.counts.items()},
            "results": [result.as_dict() for result in self.results],
        }


def prove(
    pack: Pack, readings: ReadingsFile, rule: str = "", told: Told | None = None, processes: int = 1
) -> ProofRun:
    """Proves every claim, or those that one rule has a part in, on so many processors.

    `told` hears about how many claims are done. Raises NotProvable where the pack says what the encoding
    does not know, and EncodingDiffers where the reference engine contradicts the solver.
    """
    chosen = next((each for each in pack.rules if each.id == rule), None)
    problem = Problem(pack, readings, only=rule_items(chosen, pack) if chosen else None)
    results = results_of(problem, processes, told or (lambda _: None))
    return ProofRun(
        pack.id, pack.version, pack.digest, readings.digest, readings.approved_by, solver(), results
    )


def solver() -> str:
    """The solver and its version."""
    return f"z3 {z3.get_version_string()}"
