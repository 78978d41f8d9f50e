"""START, for adults in an incident with many injured: five questions, four tags (US health department)."""

from __future__ import annotations

import z3

from bench.rulebooks import plain
from bench.rulebooks.model import NOTHING, Floor, Formula, Input, Line, RuleSet, Table, Values, choice, most

EXPECTANT, MINOR, DELAYED, IMMEDIATE = range(4)
LEVELS = plain.START_LEVELS

INPUTS = (
    choice("walks", "can walk", "yes", "no"),
    choice("breathes", "breathes", "yes", "only after the airway is opened", "not even then"),
    Input("respiration", "respiration", 1, 80, 16, (1, 30), unit=" a minute"),
    choice("pulse", "pulse at the wrist", "felt", "not felt"),
    Input("refill", "capillary refill", 1, 100, 10, (1, 20), unit=" s", scale=10),
    choice("obeys", "obeys commands", "yes", "no"),
)


def _tables(patient: Values) -> tuple[Table, ...]:
    walks = Table("walking", (Line(patient["walks"] == 0, MINOR), Line(patient["walks"] == 1, NOTHING)))
    breathing = Table(
        "breathing",
        (
            Line(patient["breathes"] == 0, NOTHING),
            Line(patient["breathes"] == 1, IMMEDIATE),
            Line(patient["breathes"] == 2, EXPECTANT),
        ),
        walks.says(NOTHING),
    )
    rate = patient["respiration"]
    respiration = Table(
        "respiration", (Line(rate > 30, IMMEDIATE), Line(rate < 30, NOTHING)), breathing.says(NOTHING)
    )
    felt, refill = patient["pulse"] == 0, patient["refill"]
    perfusion = Table(
        "perfusion",
        (
            Line(z3.Or(z3.Not(felt), refill > 20), IMMEDIATE),
            Line(z3.Or(felt, refill < 20), NOTHING),
        ),
        respiration.says(NOTHING),
    )
    commands = Table(
        "commands",
        (Line(patient["obeys"] == 0, DELAYED), Line(patient["obeys"] == 1, IMMEDIATE)),
        perfusion.says(NOTHING),
    )
    return walks, breathing, respiration, perfusion, commands


def _level(tables: tuple[Table, ...]) -> Formula:
    return most([table.value for table in tables])


def _floors(patient: Values) -> tuple[Floor, ...]:
    breathes = patient["breathes"] == 0
    return (
        Floor("respiration over 30", z3.And(breathes, patient["respiration"] > 30), IMMEDIATE),
        Floor("no pulse at the wrist", z3.And(breathes, patient["pulse"] == 1), IMMEDIATE),
        Floor("capillary refill over 2 s", z3.And(breathes, patient["refill"] > 20), IMMEDIATE),
        Floor("does not obey commands", z3.And(breathes, patient["obeys"] == 1), IMMEDIATE),
    )


START = RuleSet(
    id="S",
    name="START",
    levels=LEVELS,
    inputs=INPUTS,
    tables=_tables,
    level=_level,
    floors=_floors,
    plain=plain.start,
    possible=lambda patient: z3.Implies(patient["walks"] == 0, patient["breathes"] == 0),
    notes={
        "total": "About the chart as printed: it sends 'over' one way and 'under' the other, and the figure "
        "itself nowhere. Other descriptions, and the program we looked at, send 30 on to the next question.",
        "contradiction": "About the chart as printed. It names two ways to look at perfusion, joined by 'or' "
        "on both branches, and means that a rescuer uses one of them. A form that has both must choose.",
        "floor": "Meant so by its authors: the chart asks for these signs only of those who cannot walk. Who "
        "can walk is moved aside first, and is looked at again in a second triage. A program that stops at "
        "the first tag has to bring that second look about.",
        "worse": "Meant so by its authors: who does not breathe with an open airway is not expected to live, "
        "and is left while others can be saved. The order of tags is one of care, not one of illness.",
        "silence-software": "About software, not about the chart, which has every question answered in turn.",
    },
)
