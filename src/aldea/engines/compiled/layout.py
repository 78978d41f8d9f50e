"""Where each fact of a report stands: one bit each in one whole number.

A fact is a leaf that is true, or something that leaves a leaf open. Above the facts stands one bit for
each rule, the most urgent lowest.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from aldea.engines.compiled.nodes import Item, settled, split
from aldea.language.conditions import (
    AtLeast,
    Chosen,
    Condition,
    ContextAtMost,
    ContextIs,
    Earlier,
    Gained,
    Leaf,
    NotSure,
    Over,
    PersonalLimit,
    PlainYes,
    Unanswered,
    Under,
    Yes,
    leaves,
)
from aldea.language.pack import Advice, Kind, Pack, Rule, Show


@dataclass(frozen=True, slots=True)
class Opening:
    """What leaves a leaf unknown (a bit of the unanswered observations, or a fact), and what is asked."""

    unanswered: int
    fact: int
    items: int


@dataclass(slots=True)
class Layout:
    """The bits of one pack with one hospital's settings."""

    pack: Pack
    settings: Mapping[str, Fraction]
    ranked: tuple[Rule, ...] = ()
    when: dict[str, Condition] = field(default_factory=dict)
    advised: dict[str, Condition] = field(default_factory=dict)
    items: dict[Item, int] = field(default_factory=dict)
    facts: dict[Hashable, int] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)
    leaves_found: tuple[Leaf, ...] = ()
    shift: int = 0

    def fact(self, *key: Hashable) -> int:
        """The bit of a leaf, or of another fact; made when it is first asked for, until all is laid out."""
        return self.facts[key] if self.shift else self.facts.setdefault(key, 1 << len(self.facts))

    def rank(self, rule: Rule) -> int:
        """The bit of a rule that fired, as it stands above the facts."""
        return 1 << (self.shift + self.ranks[rule.id])

    def item(self, part: str, id_: str) -> int:
        """The bit of an observation or context item."""
        return self.items[part, id_]

    def every_leaf(self) -> tuple[Leaf, ...]:
        """Each leaf of the rules and advice, once."""
        if self.leaves_found:
            return self.leaves_found
        conditions = (*self.when.values(), *self.advised.values())
        self.leaves_found = tuple(dict.fromkeys(leaf for each in conditions for leaf in leaves(each)))
        return self.leaves_found

    def openings(self, leaf: Leaf) -> tuple[Opening, ...]:
        """What leaves a leaf unknown although an answer could make it true."""
        match leaf:
            case Yes(x) | PlainYes(x):
                item = self.pack.observations[x]
                amount = item.kind in (Kind.COUNT, Kind.QUANTITY)
                never = amount and item.accept is not None and item.accept[1] <= 0
                return () if never else (self._unanswered(x),)
            case NotSure(x):
                return (self._unanswered(x),)
            case Chosen(x, choices):
                return (self._unanswered(x),) if choices else ()
            case Over() | Under():
                return self._beyond(leaf)
            case AtLeast():
                return self._more(leaf)
            case ContextIs(item_, values, unknown_counts):
                return (self._open("not_asked", item_),) if values and not unknown_counts else ()
            case ContextAtMost(item_, limit):
                accept = self.pack.context[item_].accept
                return (self._open("no_number", item_),) if accept is None or accept[0] <= limit else ()
            case Gained(x, since):
                now, start = self.item("observations", x), self.item("context", since)
                sides = {"now": now, "start": start, "both": now | start}
                return tuple(Opening(0, self.fact(leaf, side), asked) for side, asked in sides.items())
            case Unanswered() | Earlier():
                return ()

    def _unanswered(self, observation: str) -> Opening:
        bit = self.item("observations", observation)
        return Opening(bit, 0, bit)

    def _open(self, why: str, item: str) -> Opening:
        return Opening(0, self.fact(why, item), self.item("context", item))

    def _beyond(self, leaf: Over | Under) -> tuple[Opening, ...]:
        bit = self.item("observations", leaf.observation)
        if isinstance(leaf.limit, PersonalLimit):
            return (Opening(0, self.fact(leaf, "open"), bit),)
        item = self.pack.observations[leaf.observation]
        if item.accept is not None:
            lowest, highest = item.accept
            if not (leaf.limit < highest if isinstance(leaf, Over) else leaf.limit > lowest):
                return ()
        masked = self.fact("masked", leaf.observation) if item.masked_by else 0
        return (Opening(bit, masked, bit),)

    def _more(self, leaf: AtLeast) -> tuple[Opening, ...]:
        if self.needs_trying(leaf):
            return (Opening(0, self.fact(leaf, "open"), self.item("observations", leaf.observation)),)
        accept = self.pack.observations[leaf.observation].accept
        return (self._unanswered(leaf.observation),) if accept is None or accept[1] >= leaf.count else ()

    def needs_trying(self, leaf: AtLeast) -> bool:
        """Whether it depends on what was said before if the rest of a sum can still be reached."""
        accept = self.pack.observations[leaf.observation].accept
        return leaf.within is not None and accept is not None and (accept[0] < 0 or accept[1] < leaf.count)


def lay_out(pack: Pack, settings: Mapping[str, Fraction]) -> Layout:
    """Every bit of a pack: items in pack order, facts as they come, rules above them."""
    made = Layout(pack, settings)
    made.ranked = tuple(sorted(pack.rules, key=lambda rule: -rule.urgency))
    made.ranks = {rule.id: place for place, rule in enumerate(made.ranked)}
    made.when = {rule.id: settled(rule.when, settings) for rule in pack.rules}
    made.advised = {
        advice.id: settled(advice.when, settings)
        for advice in pack.advice.values()
        if advice.when is not None and advice.show is not Show.LEVEL
    }
    ids: list[Item] = [("observations", id_) for id_ in pack.observations]
    ids += [("context", id_) for id_ in pack.context]
    made.items = {item: 1 << place for place, item in enumerate(ids)}
    for leaf in made.every_leaf():
        made.fact(leaf)
        made.openings(leaf)
        match leaf:
            case Over(x) | Under(x) | AtLeast(x):
                made.fact("measured", x)
                if pack.observations[x].masked_by:
                    made.fact("masked", x)
            case _:
                pass
    for id_, condition in made.advised.items():
        if split(condition)[1]:
            made.fact("advice", id_)
    made.shift = max(len(made.facts), 1)
    return made


def own_facts(layout: Layout, advice: Advice) -> int:
    """The facts of which one makes an advice apply by its own condition."""
    alone, rest = split(layout.advised[advice.id])
    found = layout.fact("advice", advice.id) if rest else 0
    for leaf in alone:
        found |= layout.fact(leaf)
    return found
