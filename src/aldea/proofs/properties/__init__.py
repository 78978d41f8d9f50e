"""The properties that are proved, each as claims about every report that there can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aldea.proofs.problem import Claim, Problem
from aldea.proofs.properties.advice import advice_claims
from aldea.proofs.properties.asking import asking_claims
from aldea.proofs.properties.edges import edge_claims
from aldea.proofs.properties.levels import level_claims
from aldea.proofs.properties.rules import rule_claims
from aldea.proofs.properties.steps import step_claims

PROPERTIES: tuple[Callable[[Problem], Iterator[Claim]], ...] = (
    level_claims,
    step_claims,
    asking_claims,
    advice_claims,
    rule_claims,
    edge_claims,
)
"""Every claim of every property, in the order in which a reader would ask. No property is in two of them."""

__all__ = ["PROPERTIES"]
