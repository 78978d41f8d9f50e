"""Writes, for each urgency, the function that finds the smallest sets of answers that would raise it.

A set is one bit for each item. Observations of which one alone is enough are no matter of these functions:
they are `SINGLES`, and a set that holds one is never a smallest one. A function is told facts and unanswered
observations as two numbers, masked to what it reads: equal numbers, equal answer, so it may be remembered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from aldea.engines.compiled.layout import Layout
from aldea.engines.compiled.nodes import OF_ONE_ANSWER, implies, is_plain, named_within, split
from aldea.engines.compiled.words import Names, in_words, one_line
from aldea.language.conditions import AllOf, AnyOf, AtLeast, Condition, Leaf, Named
from aldea.language.pack import Rule
from aldea.language.urgency import Urgency

DEAD = "NO_WAY"


@dataclass(slots=True)
class Level:
    """What can be asked while this urgency is reached."""

    reached: Urgency
    singles: int = 0
    tried: list[Rule] = field(default_factory=list)
    facts: int = 0
    unanswered: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"ways_above_{self.reached.id}"


class WaysWriter:
    """The text of one such function."""

    def __init__(self, layout: Layout, names: Names, reached: Urgency) -> None:
        self.layout = layout
        self.names = names
        self.level = Level(reached)
        self.more = [rule for rule in layout.ranked if rule.urgency > reached]
        self.alone = [leaf for rule in self.more for leaf in split(layout.when[rule.id])[0]]
        self.known: dict[Named, str] = {}

    def write(self) -> Level:
        """The singles, the rules that must be tried out, and the lines for all others."""
        level = self.level
        for leaf in dict.fromkeys(self.alone):
            for opening in self.layout.openings(leaf):
                level.singles |= opening.unanswered
        for leaf in dict.fromkeys(self.alone):
            for opening in self.layout.openings(leaf):
                if opening.fact:
                    self._reads(opening.fact, 0, opening.items)
                    level.lines.append(f"    if seen & {opening.fact:#x}:  # {one_line(in_words(leaf))}")
                    level.lines.append(f"        found += ({opening.items:#x},)")
        for rule in self.more:
            condition = self.layout.when[rule.id]
            if not is_plain(condition):
                level.tried.append(rule)
            elif rest := split(condition)[1]:
                self._rule(rule, AnyOf(rest))
        return level

    def _rule(self, rule: Rule, rest: Condition) -> None:
        ways = self.ways(rest)
        if ways == DEAD:
            return
        self.level.lines.append(f"    # Rule {one_line(rule.id)}: {one_line(in_words(rest))}")
        self.level.lines.append(f"    found += {ways}")

    def ways(self, condition: Condition) -> str:
        """An expression for the ways to make a condition true."""
        match condition:
            case Named():
                return self._named(condition)
            case AllOf(parts):
                found = [self.ways(part) for part in parts]
                return DEAD if DEAD in found else self._call("both", found, "HELD")
            case AnyOf(parts):
                return self._either(parts)
            case _:
                return self._leaf(condition)

    def _call(self, name: str, found: list[str], empty: str) -> str:
        if not found:
            return empty
        return found[0] if len(found) == 1 else f"{name}({', '.join(found)})"

    def _either(self, parts: tuple[Condition, ...]) -> str:
        true, unanswered = 0, 0
        found = []
        for part in parts:
            if isinstance(part, OF_ONE_ANSWER):
                held, left = self._of_one_answer(part)
                true, unanswered = true | held, unanswered | left
            elif (ways := self.ways(part)) != DEAD:
                found.append(ways)
        if true or unanswered:
            found.insert(0, self._any_of(true, unanswered))
        return self._call("either", found, DEAD)

    def _any_of(self, true: int, unanswered: int) -> str:
        self._reads(true, unanswered, unanswered)
        held = f"seen & {true:#x}" if true else "0"
        return f"any_of({held}, unanswered & {unanswered:#x})" if unanswered else f"held_if({held})"

    def _of_one_answer(self, leaf: Leaf) -> tuple[int, int]:
        """The fact, and the unanswered observation, that are still of use.

        Where the leaf implies one that fires a more urgent rule, it is not true, or that urgency would be
        reached. Where its observation alone is enough for a more urgent rule, no larger set is smallest.
        """
        held = 0 if any(implies(leaf, other) for other in self.alone) else self.layout.fact(leaf)
        left = 0
        for opening in self.layout.openings(leaf):
            left |= opening.unanswered & ~self.level.singles
        return held, left

    def _leaf(self, leaf: Leaf) -> str:
        if isinstance(leaf, OF_ONE_ANSWER):
            held, left = self._of_one_answer(leaf)
            return self._any_of(held, left) if held or left else DEAD
        fact = self.layout.fact(leaf)
        if isinstance(leaf, AtLeast) and any(implies(leaf, other) for other in self.alone):
            fact = 0
        self._reads(fact, 0, 0)
        ways = DEAD
        for opening in self.layout.openings(leaf):
            left = opening.unanswered & ~self.level.singles
            if left or opening.fact:
                self._reads(opening.fact, left, opening.items)
                checks = [f"unanswered & {left:#x}"] * bool(left) + [f"seen & {opening.fact:#x}"] * bool(
                    opening.fact
                )
                ways = f"({opening.items:#x},) if {' or '.join(checks)} else {ways}"
        if not fact:
            return DEAD if ways == DEAD else f"({ways})"
        return f"(HELD if seen & {fact:#x} else {ways})"

    def _named(self, named: Named) -> str:
        """A definition is worked out once for each report, before the first rule that uses it."""
        for each in dict.fromkeys(named_within(named)):
            if each not in self.known:
                ways = self.ways(each.condition)
                name = self.names.name("ways", each)
                if ways != DEAD:
                    self.level.lines.append(f"    {name} = {ways}  # {one_line(each.name)}")
                self.known[each] = DEAD if ways == DEAD else name
        return self.known[named]

    def _reads(self, facts: int, unanswered: int, items: int) -> None:
        self.level.facts |= facts
        self.level.unanswered |= unanswered | (items & self.level.singles)


def function_lines(level: Level) -> Iterator[str]:
    """The function of one urgency, with the masks of what it reads."""
    yield f"def {level.name}(seen, unanswered):"
    yield f'    """Smallest sets of answers that would raise {level.reached.id}, and every item of them."""'
    yield "    found = ()"
    yield from level.lines
    yield f"    kept = smallest(found, unanswered & {level.singles:#x})"
    yield "    return union(kept), kept"
