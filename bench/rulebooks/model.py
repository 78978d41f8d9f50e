"""A published rule set as formulas: inputs, tables of lines, and the level that they come to.

Nothing is rounded: a figure is a whole number of `scale` parts of its unit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import z3

Formula = Any
"""A boolean or number of the solver; z3 has no types of its own for the type checker."""

Values = Mapping[str, Formula]
"""A patient of whom nothing is known yet: a symbol for each input."""

Patient = Mapping[str, Decimal]
"""One patient: a figure for each input. A choice is the number of its word."""

Plain = Callable[[Patient], frozenset[str]]
"""The same criteria in plain Python: every level that they give this patient; none where they are silent."""

NOTHING = -1
"""What a line says that only leads to the next table."""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that is measured or seen. `words` are its choices, harmless first.

    `printed` is the step in which the criteria are printed, in parts of the scale. A `fact` is known of
    the patient: it has no worse, and is never missing.
    """

    id: str
    name: str
    lowest: int
    highest: int
    usual: int
    normal: tuple[int, int] | Callable[[Values], tuple[Formula, Formula]]
    unit: str = ""
    scale: int = 1
    printed: int = 1
    words: tuple[str, ...] = ()
    fact: bool = False

    def normal_of(self, patient: Values) -> tuple[Formula, Formula]:
        """The lowest and highest normal figure, for this patient."""
        return self.normal if isinstance(self.normal, tuple) else self.normal(patient)

    def shown(self, figure: Decimal) -> str:
        """A figure as people write it."""
        if self.words:
            return self.words[int(figure)]
        return f"{figure.normalize():f}{self.unit}"


def choice(id_: str, name: str, *words: str, fact: bool = False) -> Input:
    """An input with words, harmless first and each worse than the one before."""
    return Input(id_, name, 0, len(words) - 1, 0, (0, 0), words=words, fact=fact)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: where it holds it gives so many points, or a level, or NOTHING."""

    when: Formula
    says: int


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of which one is meant to hold, wherever the criteria come to them."""

    name: str
    lines: tuple[Line, ...]
    reached: Formula = field(default_factory=lambda: z3.BoolVal(True))  # noqa: FBT003 - the solver's own constant

    @property
    def silent(self) -> Formula:
        """The criteria come here, and no line holds."""
        return z3.And(self.reached, *(z3.Not(line.when) for line in self.lines))

    @property
    def torn(self) -> Formula:
        """Two lines hold that say different things."""
        pairs = [
            z3.And(one.when, other.when)
            for number, one in enumerate(self.lines)
            for other in self.lines[number + 1 :]
            if one.says != other.says
        ]
        return z3.And(self.reached, z3.Or(*pairs))

    @property
    def value(self) -> Formula:
        """What the line that holds says; of two that hold, the more urgent."""
        found: Formula = z3.IntVal(NOTHING)
        for line in sorted(self.lines, key=lambda line: line.says):
            found = z3.If(z3.And(self.reached, line.when), line.says, found)
        return found

    def says(self, wanted: int) -> Formula:
        """The criteria come here, and a line holds that says this."""
        return z3.And(self.reached, z3.Or(*(line.when for line in self.lines if line.says == wanted)))


@dataclass(frozen=True, slots=True)
class Floor:
    """A level that the criteria themselves give to a finding."""

    finding: str
    when: Formula
    level: int


@dataclass(frozen=True, slots=True)
class Variant:
    """The same criteria as some software reads them."""

    name: str
    tables: Callable[[Values], tuple[Table, ...]]
    plain: Plain


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Published criteria. `levels` are named mildest first.

    `notes` say, by property, what a refutation is about and what it is not.
    """

    id: str
    name: str
    levels: tuple[str, ...]
    inputs: tuple[Input, ...]
    tables: Callable[[Values], tuple[Table, ...]]
    level: Callable[[tuple[Table, ...]], Formula]
    floors: Callable[[Values], tuple[Floor, ...]]
    plain: Plain
    possible: Callable[[Values], Formula]
    notes: Mapping[str, str]
    variants: tuple[Variant, ...] = ()

    def patient(self, name: str) -> dict[str, Formula]:
        """A patient of whom nothing is known yet."""
        return {each.id: z3.Int(f"{name}/{each.id}") for each in self.inputs}

    def within(self, patient: Values, *, as_printed: bool = True) -> Formula:
        """The figures can be, and have no more digits than the criteria print."""
        found = [self.possible(patient)]
        for each in self.inputs:
            value = patient[each.id]
            found += [value >= each.lowest, value <= each.highest]
            found += [value % each.printed == 0] if as_printed and each.printed > 1 else []
        return z3.And(*found)

    def answered(self, patient: Values) -> Formula:
        """The criteria are nowhere silent."""
        return z3.Not(z3.Or(*(table.silent for table in self.tables(patient))))

    def clear(self, patient: Values) -> Formula:
        """The criteria give one answer, and not two."""
        return z3.And(self.answered(patient), *(z3.Not(table.torn) for table in self.tables(patient)))

    def level_of(self, patient: Values) -> Formula:
        """The number of the level, where there is an answer; the more urgent, where there are two."""
        return self.level(self.tables(patient))


def most(numbers: list[Formula]) -> Formula:
    """The largest of some numbers."""
    found = numbers[0]
    for each in numbers[1:]:
        found = z3.If(each > found, each, found)
    return found
