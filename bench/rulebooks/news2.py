"""NEWS2: seven signs, each with points, and a response to the sum (Royal College of Physicians, 2017)."""

from __future__ import annotations

import z3

from bench.rulebooks import plain
from bench.rulebooks.model import Floor, Formula, Input, Line, RuleSet, Table, Values, Variant, choice

LEVELS = plain.NEWS2_LEVELS
Band = tuple[int, int, int]
"""From, to (both in), points."""

RESPIRATION: tuple[Band, ...] = ((1, 8, 3), (9, 11, 1), (12, 20, 0), (21, 24, 2), (25, 80, 3))
SATURATION_1: tuple[Band, ...] = ((50, 91, 3), (92, 93, 2), (94, 95, 1), (96, 100, 0))
SATURATION_2: tuple[Band, ...] = ((50, 83, 3), (84, 85, 2), (86, 87, 1), (88, 92, 0))
SATURATION_2_OXYGEN: tuple[Band, ...] = ((93, 94, 1), (95, 96, 2), (97, 100, 3))
SATURATION_2_AIR: tuple[Band, ...] = ((93, 100, 0),)
SYSTOLIC: tuple[Band, ...] = ((40, 90, 3), (91, 100, 2), (101, 110, 1), (111, 219, 0), (220, 300, 3))
PULSE: tuple[Band, ...] = ((20, 40, 3), (41, 50, 1), (51, 90, 0), (91, 110, 1), (111, 130, 2), (131, 250, 3))
TEMPERATURE: tuple[Band, ...] = (
    (2500, 3500, 3), (3510, 3600, 1), (3610, 3800, 0), (3810, 3900, 1), (3910, 4500, 2),
)  # fmt: skip


def _normal_saturation(patient: Values) -> tuple[Formula, Formula]:
    second = patient["scale"] == 1
    on_oxygen = patient["oxygen"] == 1
    return z3.If(second, 88, 96), z3.If(z3.And(second, on_oxygen), 92, 100)


INPUTS = (
    Input("respiration", "respiration", 1, 80, 16, (12, 20), unit=" a minute"),
    choice("scale", "saturation scale", "1", "2", fact=True),
    Input("saturation", "oxygen saturation", 50, 100, 97, _normal_saturation, unit=" %"),
    choice("oxygen", "breathing", "air", "oxygen"),
    Input("systolic", "systolic pressure", 40, 300, 120, (111, 219), unit=" mmHg"),
    Input("pulse", "pulse", 20, 250, 70, (51, 90), unit=" a minute"),
    choice("consciousness", "consciousness", "alert", "newly confused or not fully awake"),
    Input("temperature", "temperature", 2500, 4500, 3700, (3610, 3800), " °C", scale=100, printed=10),
)


def _lines(value: Formula, bands: tuple[Band, ...], also: tuple[Formula, ...] = ()) -> tuple[Line, ...]:
    return tuple(Line(z3.And(value >= low, value <= high, *also), points) for low, high, points in bands)


def _saturation(patient: Values, *, asks_for_oxygen: bool) -> tuple[Line, ...]:
    value, second = patient["saturation"], patient["scale"] == 1
    oxygen = (second, patient["oxygen"] == 1) if asks_for_oxygen else (second,)
    air = (second, patient["oxygen"] == 0)
    lines = _lines(value, SATURATION_1, (patient["scale"] == 0,)) + _lines(value, SATURATION_2, (second,))
    lines += _lines(value, SATURATION_2_OXYGEN, oxygen)
    return lines + (_lines(value, SATURATION_2_AIR, air) if asks_for_oxygen else ())


def _tables(patient: Values, *, asks_for_oxygen: bool = True) -> tuple[Table, ...]:
    oxygen = (Line(patient["oxygen"] == 0, 0), Line(patient["oxygen"] == 1, 2))
    awake = (Line(patient["consciousness"] == 0, 0), Line(patient["consciousness"] == 1, 3))
    return (
        Table("respiration", _lines(patient["respiration"], RESPIRATION)),
        Table("saturation", _saturation(patient, asks_for_oxygen=asks_for_oxygen)),
        Table("air or oxygen", oxygen),
        Table("systolic pressure", _lines(patient["systolic"], SYSTOLIC)),
        Table("pulse", _lines(patient["pulse"], PULSE)),
        Table("consciousness", awake),
        Table("temperature", _lines(patient["temperature"], TEMPERATURE)),
    )


def _without_oxygen(patient: Values) -> tuple[Table, ...]:
    return _tables(patient, asks_for_oxygen=False)


def _level(tables: tuple[Table, ...]) -> Formula:
    total = z3.Sum(*(table.value for table in tables))
    any_three = z3.Or(*(table.value == 3 for table in tables))
    below_5 = z3.If(any_three, 2, z3.If(total >= 1, z3.IntVal(1), z3.IntVal(0)))
    return z3.If(total >= 7, 4, z3.If(total >= 5, 3, below_5))


def _floors(patient: Values) -> tuple[Floor, ...]:
    with_three = [table for table in _tables(patient) if any(line.says == 3 for line in table.lines)]
    return tuple(Floor(f"{table.name}: 3 points", table.says(3), 2) for table in with_three)


NEWS2 = RuleSet(
    id="N",
    name="NEWS2",
    levels=LEVELS,
    inputs=INPUTS,
    tables=_tables,
    level=_level,
    floors=_floors,
    plain=plain.news2,
    possible=lambda _: z3.BoolVal(True),  # noqa: FBT003 - the solver's own constant
    notes={
        "between": "No fault of the score: its chart is printed in tenths of a degree, and is read from a "
        "thermometer that shows tenths. A program that converts from Fahrenheit, or averages, has to round "
        "first, and the chart does not say how.",
        "silence-software": "About software, not about the score. The chart gives points to what was "
        "measured, and has no line for what was not.",
        "same-answer": "About software, not about the score. The chart gives no points to a saturation of 93 "
        "or more on scale 2 when the patient breathes air. Here the other reading is the more urgent one.",
    },
    variants=(
        Variant("scale 2 read without asking for oxygen", _without_oxygen, plain.news2_without_oxygen),
    ),
)
