"""From the rules that fired to urgency, advice and reasons.

The first depends on the rules alone, the second on the advice that applies and on whether the answer is
complete: both are told as one whole number, so the latest answers are remembered. How many is bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from aldea.engines.compiled.layout import Layout, own_facts
from aldea.language.pack import Advice, Show
from aldea.language.urgency import Urgency

REMEMBERED = 4096
Advised = tuple[tuple[str, ...], tuple[str, ...], bool]
Verdict = tuple[Urgency, tuple[str, ...], int, int, tuple[str, ...], bool]


def chooser(values: Iterable[tuple[str, ...]]) -> Callable[[int], tuple[str, ...]]:
    """A function that gives the texts of the values whose bits are set, in their order; eight bits at a time.

    It is written out for so many values: a loop takes half as long again.
    """
    each = tuple(values)
    width = max((len(each) + 7) // 8, 1)
    tables = {f"table_{at}": _choices(each[at * 8 : at * 8 + 8]) for at in range(width)}
    bytes_ = ", ".join(f"byte_{at}" for at in range(width))
    chosen = ", ".join(f"*table_{at}[byte_{at}]" for at in range(width))
    source = f"lambda {bytes_}: ({chosen},)"
    listed: Callable[..., tuple[str, ...]] = eval(source, tables)  # noqa: S307  numbered names, nothing else
    return lambda mask: listed(*mask.to_bytes(width, "little"))


def _choices(values: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    """The texts that each number chooses by its bits."""
    found: list[tuple[str, ...]] = [()]
    for texts in values:
        found += [(*chosen, *texts) for chosen in found]
    return found


class Verdicts:
    """What follows from the rules of one pack, whatever the report was."""

    def __init__(self, layout: Layout) -> None:
        pack = layout.pack
        self.bits = {id_: 1 << place for place, id_ in enumerate(pack.advice)}
        self.listed = chooser((id_,) for id_ in pack.advice)
        self.cited = chooser(advice.statements for advice in pack.advice.values())
        beyond = {id_ for id_, statement in pack.statements.items() if statement.beyond}
        self.beyond = self._mask(a for a in pack.advice.values() if not beyond.isdisjoint(a.statements))
        levelled = self._mask(a for a in pack.advice.values() if a.show is Show.LEVEL)
        self.urgencies = {1 << place: rule.urgency for place, rule in enumerate(layout.ranked)}
        self.rules = {
            1 << place: (
                rule.id,
                rule.statements,
                self._ids(rule.advice) & ~levelled,
                _asks(layout, rule.asks),
                not beyond.isdisjoint(rule.statements),
            )
            for place, rule in enumerate(layout.ranked)
        }
        self.level = {
            level: self._mask(a for a in pack.advice.values() if a.show is Show.LEVEL and a.level is level)
            for level in Urgency
        }
        self.own = {level: tuple(self._own(layout, level)) for level in Urgency}
        self.own_facts = 0
        for id_ in layout.advised:
            self.own_facts |= own_facts(layout, pack.advice[id_])
        self.drops = {
            self.bits[a.id]: self._ids(a.dropped_when) for a in pack.advice.values() if a.dropped_when
        }
        self.droppable = sum(bit for bit, by in self.drops.items() if by)
        self.reassures = self._mask(a for a in pack.advice.values() if a.reassures)
        self.incomplete = 1 << len(self.bits)
        self.every = self.incomplete - 1
        self.comfortless = self.every & ~self.reassures
        self.verdict = lru_cache(REMEMBERED)(self._verdict)
        self.advise = lru_cache(REMEMBERED)(self._advise)
        self.by_condition = {
            level: lru_cache(REMEMBERED)(partial(self._by_condition, level)) for level in Urgency
        }

    def _mask(self, advices: Iterable[Advice]) -> int:
        return sum(self.bits[advice.id] for advice in advices)

    def _ids(self, ids: Iterable[str]) -> int:
        return sum(self.bits[id_] for id_ in set(ids) if id_ in self.bits)

    def _own(self, layout: Layout, level: Urgency) -> Iterable[tuple[int, int]]:
        for id_ in layout.advised:
            advice = layout.pack.advice[id_]
            below = advice.below_urgency is None or level < advice.below_urgency
            if advice.from_urgency <= level and below:
                yield own_facts(layout, advice), self.bits[id_]

    def _verdict(self, fired: int) -> Verdict:
        """Urgency, rules, bits of their advice and of what they ask, statements, one beyond the leaflet."""
        if not fired:
            return Urgency.NONE, (), self.level[Urgency.NONE], 0, (), False
        urgency = self.urgencies[fired & -fired]
        applying, asks, beyond = self.level[urgency], 0, False
        ids: list[str] = []
        statements: list[str] = []
        while fired:
            lowest = fired & -fired
            id_, cited, advice, asked, is_beyond = self.rules[lowest]
            ids.append(id_)
            statements += cited
            applying |= advice
            asks |= asked
            beyond = beyond or is_beyond
            fired ^= lowest
        return urgency, tuple(ids), applying, asks, tuple(statements), beyond

    def _by_condition(self, level: Urgency, own: int) -> int:
        """The advice that applies by its own condition."""
        applying = 0
        for facts, bit in self.own[level]:
            if own & facts:
                applying |= bit
        return applying

    def _advise(self, applying: int) -> Advised:
        """What is given of the advice that applies, what each rests on, and if one is beyond the leaflet."""
        left = applying & self.droppable
        given = applying & (self.comfortless if applying & self.incomplete else self.every)
        while left:
            lowest = left & -left
            if self.drops[lowest] & applying:
                given &= ~lowest
            left ^= lowest
        return self.listed(given), self.cited(given), bool(given & self.beyond)


def _asks(layout: Layout, ids: Iterable[str]) -> int:
    """The bits of what a rule asks for by name; an id may stand for an observation and a context item."""
    named = set(ids)
    return sum(bit for (_, id_), bit in layout.items.items() if id_ in named)
