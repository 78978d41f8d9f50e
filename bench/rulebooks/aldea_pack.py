"""Aldea's own rulebook by the same questions: what `aldea pack prove` proves of it."""

from __future__ import annotations

from collections.abc import Mapping

from aldea.packs import load_pack
from aldea.proofs import load_readings, prove
from bench.rulebooks.properties import CONTRADICTION, FLOOR, SILENCE, TOTAL, WORSE

PACK = "aldesleukin"
CALLED = {
    TOTAL: ("total",),
    CONTRADICTION: ("no-contradiction",),
    FLOOR: ("floor",),
    WORSE: ("worse-is-never-milder",),
    SILENCE: ("silence-never-reassures", "asking", "reassurance"),
}
"""Which of our properties answer each question."""

Counts = Mapping[str, tuple[int, int]]
"""For each of our properties, how many claims were proved and how many were made."""


def prove_pack() -> Counts:
    """Prove the whole pack now."""
    pack = load_pack(PACK)
    return prove(pack, load_readings(pack)).counts


def proved_of(question: str, counts: Counts) -> tuple[int, int]:
    """How many of the claims that answer a question were proved, and how many were made."""
    found = [counts[name] for name in CALLED[question]]
    return sum(proved for proved, _ in found), sum(made for _, made in found)
