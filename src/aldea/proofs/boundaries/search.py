"""For each comparison of a rule: two reports, alike but for its answer, of which only one fires the rule.

The comparison decides: on the one side the rule would not fire were it not for it, on the other it would.
Of such reports the plainest is taken: whatever can be as it is where nothing is wrong, is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import z3

from aldea.language.conditions import AllOf, AnyOf, Condition, ContextAtMost, Earlier, Leaf, Named, leaves
from aldea.language.pack import Kind, Pack, Rule
from aldea.packs.worked_cases import HARMLESS, SharedAnswers
from aldea.proofs.boundaries.constants import Constants, says
from aldea.proofs.boundaries.edges import UNSURE, Edge, Side, edges_of, number
from aldea.proofs.conditions import Conditions, parts_of
from aldea.proofs.symbols import Formula, Item, SymbolicAnswer, SymbolicReport

ALWAYS_TRUE, NEVER_TRUE = AllOf(()), AnyOf(())
OTHERS = {
    Kind.YESNO: (False, True, UNSURE, None),
    Kind.AMOUNT: (False, True, UNSURE, None),
    Kind.COUNT: (0, 1, 2, 3, None),
    Kind.TEXT: ("", "something", None),
}


@dataclass(frozen=True, slots=True)
class Boundary:
    """One report at the edge of one comparison: what it says beside the base, and whether the rule fires."""

    rule: str
    leaf: Leaf
    side: Side
    fires: bool
    answers: Mapping[Item, Any]


class Searcher:
    """Finds the boundaries of the rules of one pack."""

    def __init__(self, pack: Pack, shared: SharedAnswers) -> None:
        self.pack = pack
        self.constants = Constants(pack)
        self.conditions = Conditions(pack)
        self.person = next(iter(shared.people), "")
        harmless = {id_: HARMLESS.get(item.kind) for id_, item in pack.observations.items()}
        told = {**harmless, **shared.harmless}
        known = shared.people.get(self.person, {})
        self.base: dict[Item, Any] = {("observations", id_): told.get(id_) for id_ in pack.observations}
        self.base |= {("context", id_): known.get(id_) for id_ in pack.context}

    def boundaries(self, rule: Rule) -> Iterator[Boundary]:
        """Both sides of every edge of every comparison that can decide alone."""
        for index, leaf in enumerate(leaves(rule.when)):
            for edge in edges_of(leaf, self.pack, self.base):
                answers = None
                for tried in (edge, *_with_past(edge, rule)):
                    if answers is None and (answers := self._plainest(rule, index, tried)) is not None:
                        edge = tried  # noqa: PLW2901 - the same edge, with what was said before
                if answers is None:
                    continue
                for side, fires in zip(edge, (True, False), strict=True):
                    yield Boundary(rule.id, leaf, side, fires, {**answers, **side.answers})

    def report(self, boundary: Boundary) -> SymbolicReport:
        """The whole report, known throughout."""
        return self.constants.report({**self.base, **boundary.answers}, boundary.side, {})

    def _plainest(self, rule: Rule, index: int, edge: Edge) -> Mapping[Item, Any] | None:
        """What the other items of the rule must say: context first as it is, then as few signs as can be."""
        free = self._free(rule, edge)
        solver = z3.SimpleSolver()
        for item in free:
            solver.add(*self.constants.any(item)[1])
        solver.add(*self._turns(rule.when, index, edge, {item: self.constants.any(item)[0] for item in free}))
        return self._fixed(solver, free) if solver.check() == z3.sat else None

    def _fixed(self, solver: Formula, items: list[Item]) -> Mapping[Item, Any]:
        """As much as can be as it is where nothing is wrong, the first items first; halves save time."""
        base = {item: self.base[item] for item in items}
        if self._can_be(solver, base):
            found: Mapping[Item, Any] = base
        elif len(items) > 1:
            half = len(items) // 2
            first = self._fixed(solver, items[:half])
            return {**first, **self._fixed(solver, items[half:])}
        else:
            fitting = (
                value for value in self._candidates(items[0]) if self._can_be(solver, {items[0]: value})
            )
            found = {items[0]: next(fitting)}
        solver.add(*(self._says(item, value) for item, value in found.items()))
        return found

    def _can_be(self, solver: Formula, answers: Mapping[Item, Any]) -> bool:
        solver.push()
        solver.add(*(self._says(item, value) for item, value in answers.items()))
        found = solver.check()
        solver.pop()
        return bool(found == z3.sat)

    def _says(self, item: Item, value: Any) -> Formula:
        return says(self.constants.any(item)[0], self.constants.answer(item, value))

    def _turns(
        self, when: Condition, index: int, edge: Edge, free: Mapping[Item, SymbolicAnswer]
    ) -> Iterator[Formula]:
        """The rule fires on the one side and not on the other, and only because of this comparison."""
        inside, outside = (self.constants.report(self.base, side, free) for side in edge)
        without, with_ = (_with_leaf(when, index, known) for known in (NEVER_TRUE, ALWAYS_TRUE))
        yield self.conditions.truth(when, inside).true
        yield z3.Not(self.conditions.truth(without, inside).true)
        yield z3.Not(self.conditions.truth(when, outside).true)
        yield self.conditions.truth(with_, outside).true

    def _free(self, rule: Rule, edge: Edge) -> list[Item]:
        """What the rule looks at and the edge does not fix: context, then the signs, the last first."""
        looked_at = {part for leaf in leaves(rule.when) for part in parts_of(leaf, self.pack)}
        fixed = {item for side in edge for item in side.answers}
        signs = [("observations", id_) for id_ in reversed(list(self.pack.observations))]
        context = [("context", id_) for id_ in self.pack.context]
        return [item for item in (*context, *signs) if item in looked_at and item not in fixed]

    def _candidates(self, item: Item) -> Iterator[Any]:
        known = self.constants.item(item)
        yield self.base[item]
        others: tuple[Any, ...] = OTHERS.get(known.kind, ())
        if known.kind is Kind.CHOICE:
            others = (*known.choices, None)
        elif known.kind is Kind.READINGS:
            others = (None, UNSURE)
        elif item[0] == "context" and known.kind is Kind.QUANTITY:
            others = (None, *self._near_limits(item[1]))
        yield from (value for value in others if value != self.base[item] or value is not self.base[item])

    def _near_limits(self, id_: str) -> list[Any]:
        """Round numbers on both sides of each limit that the pack has for a context item."""
        found = {
            leaf.limit
            for rule in self.pack.rules
            for leaf in leaves(rule.when)
            if isinstance(leaf, ContextAtMost) and leaf.item == id_
        }
        return [number(each) for limit in sorted(found) for each in (limit, limit + 1)]


def _with_past(edge: Edge, rule: Rule) -> Iterator[Edge]:
    """The same edge after an earlier report that the rule looks back at."""
    if any(side.earlier for side in edge):
        return
    for leaf in leaves(rule.when):
        if isinstance(leaf, Earlier):
            past = {"observation": leaf.observation, "earlier": ((leaf.oldest, True),)}
            inside, outside = (replace(side, **past) for side in edge)  # type: ignore[arg-type]  # by name
            yield inside, outside


def _with_leaf(condition: Condition, index: int, known: Condition) -> Condition:
    """The condition with one comparison (counted in reading order) that is known beforehand."""
    match condition:
        case Named(name, inner):
            return Named(name, _with_leaf(inner, index, known))
        case AnyOf(parts) | AllOf(parts):
            changed = []
            for part in parts:
                size = len(leaves(part))
                changed.append(_with_leaf(part, index, known) if 0 <= index < size else part)
                index -= size
            return type(condition)(tuple(changed))
        case _:
            return known
