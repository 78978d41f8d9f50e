"""The same criteria once more, in plain Python and apart from the formulas.

Every counterexample is judged here too.

Each function gives all the levels that the criteria give a patient: none where they say nothing, two
where they say both.
"""

from __future__ import annotations

from decimal import Decimal

from bench.rulebooks.model import Patient

NEWS2_LEVELS = ("score 0", "score 1 to 4", "3 points in one sign", "score 5 or 6", "score 7 or more")
START_LEVELS = ("expectant", "minor", "delayed", "immediate")
QSOFA_LEVELS = ("fewer than 2 criteria", "2 criteria or more")
NO_LEVEL: frozenset[str] = frozenset()


def news2(patient: Patient) -> frozenset[str]:
    """The response group of NEWS2."""
    return _news2(patient, above_counts=patient["oxygen"] == 1)


def news2_without_oxygen(patient: Patient) -> frozenset[str]:
    """The same, where scale 2 is read as though everybody were on oxygen."""
    return _news2(patient, above_counts=True)


def _news2(patient: Patient, *, above_counts: bool) -> frozenset[str]:
    temperature = _temperature(patient["temperature"])
    if temperature is None:
        return NO_LEVEL
    first_scale = patient["scale"] == 0
    saturation = patient["saturation"]
    points = [
        _respiration(patient["respiration"]),
        _saturation_1(saturation) if first_scale else _saturation_2(saturation, above_counts=above_counts),
        2 if patient["oxygen"] else 0,
        _systolic(patient["systolic"]),
        _pulse(patient["pulse"]),
        3 if patient["consciousness"] else 0,
        temperature,
    ]
    total = sum(points)
    if total >= 5:
        return frozenset({"score 7 or more" if total >= 7 else "score 5 or 6"})
    if 3 in points:
        return frozenset({"3 points in one sign"})
    return frozenset({"score 1 to 4" if total else "score 0"})


def _respiration(rate: Decimal) -> int:
    if rate > 20:
        return 3 if rate >= 25 else 2
    if rate < 12:
        return 3 if rate <= 8 else 1
    return 0


def _saturation_1(percent: Decimal) -> int:
    if percent >= 96:
        return 0
    if percent >= 94:
        return 1
    return 2 if percent >= 92 else 3


def _saturation_2(percent: Decimal, *, above_counts: bool) -> int:
    if percent < 88:
        return 1 if percent >= 86 else 2 if percent >= 84 else 3
    if percent <= 92 or not above_counts:
        return 0
    return 1 if percent <= 94 else 2 if percent <= 96 else 3


def _systolic(pressure: Decimal) -> int:
    if pressure >= 220 or pressure <= 90:
        return 3
    if pressure <= 100:
        return 2
    return 1 if pressure <= 110 else 0


def _pulse(rate: Decimal) -> int:
    if rate <= 40 or rate >= 131:
        return 3
    if rate >= 111:
        return 2
    return 0 if 51 <= rate <= 90 else 1


def _temperature(degrees: Decimal) -> int | None:
    if degrees != round(degrees, 1) and any(
        edge < degrees < edge + Decimal("0.1")
        for edge in (Decimal("35.0"), Decimal("36.0"), Decimal("38.0"), Decimal("39.0"))
    ):
        return None
    if degrees <= 36:
        return 3 if degrees <= 35 else 1
    if degrees <= 38:
        return 0
    return 1 if degrees <= 39 else 2


def start(patient: Patient) -> frozenset[str]:
    """The tag of START."""
    if not patient["walks"]:
        return frozenset({"minor"})
    if patient["breathes"]:
        return frozenset({"immediate" if patient["breathes"] == 1 else "expectant"})
    if patient["respiration"] > 30:
        return frozenset({"immediate"})
    if patient["respiration"] == 30:
        return NO_LEVEL
    found = set()
    if patient["pulse"] or patient["refill"] > 2:
        found.add("immediate")
    if not patient["pulse"] or patient["refill"] < 2:
        found.add("immediate" if patient["obeys"] else "delayed")
    return frozenset(found)


def qsofa(patient: Patient) -> frozenset[str]:
    """Whether two of the three criteria are met."""
    return _qsofa(patient, altered=patient["glasgow"] < 15)


def qsofa_from_13(patient: Patient) -> frozenset[str]:
    """The same, where 14 of 15 still counts as clear."""
    return _qsofa(patient, altered=patient["glasgow"] < 14)


def _qsofa(patient: Patient, *, altered: bool) -> frozenset[str]:
    met = (patient["respiration"] >= 22, patient["systolic"] <= 100, altered)
    return frozenset({"2 criteria or more" if met.count(True) >= 2 else "fewer than 2 criteria"})
