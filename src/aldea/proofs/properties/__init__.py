"""The properties that are proved, each as claims about every report that there can be."""

from __future__ import annotations

from collections.abc import Iterator

from aldea.proofs.problem import Claim, Problem
from aldea.proofs.properties.advice import advice_claims
from aldea.proofs.properties.asking import asking_claims
from aldea.proofs.properties.edges import edge_claims
from aldea.proofs.properties.levels import level_claims
from aldea.proofs.properties.rules import rule_claims
from aldea.proofs.properties.steps import step_claims


def all_claims(problem: Problem) -> Iterator[Claim]:
    """Every claim of every property, in the order in which a reader would ask."""
    yield from level_claims(problem)
    yield from step_claims(problem)
    yield from asking_claims(problem)
    yield from advice_claims(problem)
    yield from rule_claims(problem)
    yield from edge_claims(problem)


__all__ = ["all_claims"]
