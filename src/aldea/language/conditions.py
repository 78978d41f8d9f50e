"""The conditions of the rule language: frozen nodes, one class for each thing that can be asked.

There is no 'not': it could make a 'not sure' milder. What is written in YAML is on the right.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Yes:
    """yes: cough - yes or not sure; a text that was given; an amount above nothing."""

    observation: str


@dataclass(frozen=True, slots=True)
class PlainYes:
    """plain_yes: skin_colour_change - yes, where 'not sure' has a meaning of its own."""

    observation: str


@dataclass(frozen=True, slots=True)
class NotSure:
    """not_sure: skin_colour_change - asked, and not certain."""

    observation: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """unanswered: temperature - not asked, or declined; never unknown."""

    observation: str


@dataclass(frozen=True, slots=True)
class PersonalLimit:
    """A limit that the team gave to this patient; where none is recorded, none was given."""

    item: str


Limit = Fraction | PersonalLimit


@dataclass(frozen=True, slots=True)
class Over:
    """over: {observation: temperature, limit: 37.5 Cel, within: 24 h} - any reading strictly above.

    A reading that was declined counts as over. `within` (hours) adds the readings of earlier reports.
    """

    observation: str
    limit: Limit
    within: Fraction | None


@dataclass(frozen=True, slots=True)
class Under:
    """under: {observation: temperature, limit: 36 Cel, within: 24 h} - any reading strictly below."""

    observation: str
    limit: Limit
    within: Fraction | None


@dataclass(frozen=True, slots=True)
class AtLeast:
    """at_least: {observation: vomiting_24h, count: 2, within: 24 h} - the sum over the window."""

    observation: str
    count: Fraction
    within: Fraction | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """chosen: {observation: vaccine_planned, any_of: [live]}."""

    observation: str
    choices: frozenset[str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """earlier: {observation: nausea, between: [12 h, 48 h]} - yes in a report that old, both ends in."""

    observation: str
    youngest: Fraction
    oldest: Fraction


@dataclass(frozen=True, slots=True)
class Gained:
    """gained: {observation: weight, since: weight_cycle_start, setting: weight_gain_kg}.

    At least the local setting; while the hospital has not set it, nothing is derived.
    """

    observation: str
    since: str
    setting: str


@dataclass(frozen=True, slots=True)
class ContextIs:
    """context: {route: [intravenous, not_asked]} - one of these; `unknown_counts` is 'not_asked'.

    For a yes/no item 'not_sure' is a value of its own; for a choice or a number it is unknown.
    """

    item: str
    values: frozenset[str]
    unknown_counts: bool


@dataclass(frozen=True, slots=True)
class ContextAtMost:
    """context_at_most: {item: days_since_last_infusion, limit: 7 d} - up to and including."""

    item: str
    limit: Fraction


@dataclass(frozen=True, slots=True)
class AnyOf:
    """any: [...]"""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """all: [...]"""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """definition: capillary_leak_window - a condition that has a name in rules.yaml."""

    name: str
    condition: Condition


Leaf = (
    Yes
    | PlainYes
    | NotSure
    | Unanswered
    | Over
    | Under
    | AtLeast
    | Chosen
    | Earlier
    | Gained
    | ContextIs
    | ContextAtMost
)
Condition = Leaf | AnyOf | AllOf | Named


def leaves(condition: Condition) -> tuple[Leaf, ...]:
    """Every leaf below a condition, in reading order."""
    match condition:
        case AnyOf(parts) | AllOf(parts):
            return tuple(leaf for part in parts for leaf in leaves(part))
        case Named(_, inner):
            return leaves(inner)
        case _:
            return (condition,)
