"""qSOFA: three criteria, of which two count (Seymour and others, JAMA 2016)."""

from __future__ import annotations

from functools import partial

import z3

from bench.rulebooks import plain
from bench.rulebooks.model import Floor, Formula, Input, Line, RuleSet, Table, Values, Variant

LEVELS = plain.QSOFA_LEVELS
INPUTS = (
    Input("respiration", "respiration", 1, 80, 16, (1, 21), unit=" a minute"),
    Input("systolic", "systolic pressure", 40, 300, 120, (101, 300), unit=" mmHg"),
    Input("glasgow", "Glasgow coma scale", 3, 15, 15, (15, 15)),
)


def _met(patient: Values, altered_at_most: int) -> dict[str, Formula]:
    return {
        "respiration of 22 or more": patient["respiration"] >= 22,
        "systolic pressure of 100 or less": patient["systolic"] <= 100,
        "altered mentation": patient["glasgow"] <= altered_at_most,
    }


def _tables(patient: Values, altered_at_most: int = 14) -> tuple[Table, ...]:
    return tuple(
        Table(name, (Line(met, 1), Line(z3.Not(met), 0)))
        for name, met in _met(patient, altered_at_most).items()
    )


def _level(tables: tuple[Table, ...]) -> Formula:
    return z3.If(z3.Sum(*(table.value for table in tables)) >= 2, z3.IntVal(1), z3.IntVal(0))


def _floors(patient: Values) -> tuple[Floor, ...]:
    met = list(_met(patient, 14).items())
    return tuple(
        Floor(f"{one} and {other}", z3.And(first, second), 1)
        for number, (one, first) in enumerate(met)
        for other, second in met[number + 1 :]
    )


QSOFA = RuleSet(
    id="Q",
    name="qSOFA",
    levels=LEVELS,
    inputs=INPUTS,
    tables=_tables,
    level=_level,
    floors=_floors,
    plain=plain.qsofa,
    possible=lambda _: z3.BoolVal(True),  # noqa: FBT003 - the solver's own constant
    notes={
        "silence-software": "About software, not about the criteria. Two criteria that were looked at and "
        "not met settle it; one that was not looked at leaves it open.",
        "same-answer": "About two readings of 'altered mentation', both in use in software.",
    },
    variants=(
        Variant(
            "altered mentation from 13 downwards, in place of below 15",
            partial(_tables, altered_at_most=13),
            plain.qsofa_from_13,
        ),
    ),
)
