"""What is to be proved: a pack, its readings, any report, and the claims that are made of them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from aldea.language.conditions import leaves
from aldea.language.pack import Pack, Rule
from aldea.proofs.answer import SymbolicAnswerSheet
from aldea.proofs.conditions import Conditions, parts_of
from aldea.proofs.findings import Required
from aldea.proofs.readings import AdviceWhen, Finding, ReadingsFile
from aldea.proofs.symbols import (
    Formula,
    Item,
    SymbolicAnswer,
    SymbolicPast,
    SymbolicReport,
    Window,
    any_answer,
    symbolic_report,
    windows_of,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that must hold of every report. `refutes` is its opposite: what the solver looks for.

    `other` is the second report of a claim that compares two; `given` is what is known of the two.
    `items` are the ids that the claim is about. A claim that something is `possible` is the other way
    round: the solver must find it. `expect` is what a worked case must ask beside the urgency.
    """

    property: str
    about: str
    says: str
    refutes: Formula
    items: frozenset[str] = frozenset()
    given: tuple[Formula, ...] = ()
    other: SymbolicReport | None = None
    possible: bool = False
    expect: Mapping[str, object] = field(default_factory=dict)


class Judged(Protocol):
    """A pack, and what it says of any report."""

    @property
    def pack(self) -> Pack: ...

    @property
    def sheet(self) -> SymbolicAnswerSheet: ...


class Problem:
    """The symbols that all claims of a pack share; `conditions` may be those of a like pack."""

    def __init__(
        self,
        pack: Pack,
        readings: ReadingsFile,
        conditions: Conditions | None = None,
        only: frozenset[str] | None = None,
        windows: Mapping[str, set[Window]] | None = None,
    ) -> None:
        """`only` are the ids of items: claims about none of them are not made.

        `windows` are more stretches of the past than pack and readings look at.
        """
        self.pack = pack
        self.readings = readings
        self.windows = both_windows(both_windows(windows_of(pack), readings.windows()), windows or {})
        self.conditions = conditions or Conditions(pack)
        self.report = symbolic_report(pack, self.windows)
        self.sheet = SymbolicAnswerSheet(self.conditions, self.report)
        self.required = Required(pack, readings, self.report)
        self._only = only

    def wants(self, items: frozenset[str]) -> bool:
        """A claim about these items is to be made; one about no item in particular always is."""
        return self._only is None or not items or bool(items & self._only)

    def of_pack(self, pack: Pack) -> Problem:
        """The same problem of a pack that was changed a little: any report is the same report.

        The windows of the changed pack must be among those of this problem.
        """
        like = copy(self)
        same = pack.observations is self.pack.observations and pack.context is self.pack.context
        like.pack = pack
        like.conditions = self.conditions if same else Conditions(pack)
        like.sheet = SymbolicAnswerSheet(like.conditions, self.report, pack)
        return like

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every observation and context item, in the order of the pack."""
        return (
            *(("observations", id_) for id_ in self.pack.observations),
            *(("context", id_) for id_ in self.pack.context),
        )

    def any_other(self, id_: str) -> tuple[SymbolicAnswer, list[Formula]]:
        """A second answer to one observation, and what the border says of it."""
        within: list[Formula] = []
        return any_answer(self.pack.observations[id_], f"then/observations/{id_}", within), within

    def with_observation(self, id_: str, answer: SymbolicAnswer) -> SymbolicReport:
        """The same report with another answer to one observation."""
        return self.report.with_answers({("observations", id_): answer})

    def with_past(self, id_: str, past: tuple[SymbolicPast, ...]) -> SymbolicReport:
        """The same report with another past of one observation."""
        report = self.report
        return SymbolicReport(report.answers, {**report.past, id_: past}, report.settings, report.within)


def both_windows(one: Mapping[str, set[Window]], other: Mapping[str, set[Window]]) -> dict[str, set[Window]]:
    """The windows of either."""
    return {id_: {*one.get(id_, ()), *other.get(id_, ())} for id_ in {**one, **other}}


def finding_items(finding: Finding | AdviceWhen) -> frozenset[str]:
    """The ids that a finding, or a line about an advice, is about."""
    found = {id_ for sign in finding.signs for id_ in sign.observations}
    found |= {test.own for sign in finding.signs for test in sign.tests if test.own}
    if finding.where is not None:
        found |= {id_ for line in finding.where.lines for id_ in {**line.words, **line.at_most}}
    return frozenset(found)


def rule_items(rule: Rule, pack: Pack) -> frozenset[str]:
    """The ids of all that a rule looks at, of its advice, of what it asks, and of its statements."""
    looked_at = {id_ for leaf in leaves(rule.when) for _, id_ in parts_of(leaf, pack)}
    return frozenset({*looked_at, *rule.advice, *rule.asks, *rule.statements})
