"""Rules whose answers can touch each other: each way is put into the report and tried out.

So it is where one branch of a rule looks at the same item twice. Rare, slow, and the same meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import ceil

from aldea.engines.compiled.layout import Layout
from aldea.engines.compiled.measures import total
from aldea.engines.compiled.nodes import Item
from aldea.language.answers import Answer, Choice, Number, Readings, Said, Text
from aldea.language.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Chosen,
    Condition,
    ContextAtMost,
    ContextIs,
    Gained,
    Leaf,
    Named,
    NotSure,
    Over,
    PersonalLimit,
    PlainYes,
    Under,
    Yes,
)
from aldea.language.pack import Kind, Rule
from aldea.language.report import Report

Answers = dict[Item, Answer]
SAID = {"yes": Said.YES, "no": Said.NO, "not_sure": Said.NOT_SURE}


@dataclass(frozen=True, slots=True)
class Trial:
    """One report on which ways are tried out, with its facts."""

    layout: Layout
    look: Callable[[Report], int]
    report: Report
    seen: int
    unanswered: int

    def sets(self, rule: Rule) -> set[int]:
        """The items of each way that makes the rule fire."""
        found = set()
        for answers in self.ways(self.layout.when[rule.id]):
            if self.look(self._completed(answers)) & self.layout.rank(rule):
                found.add(sum(self.layout.item(*item) for item in answers))
        return found

    def _completed(self, answers: Answers) -> Report:
        parts: dict[str, dict[str, Answer]] = {
            "observations": dict(self.report.observations),
            "context": dict(self.report.context),
        }
        for (part, id_), answer in answers.items():
            parts[part][id_] = answer
        return self.report._replace(observations=parts["observations"], context=parts["context"])

    def ways(self, condition: Condition) -> list[Answers]:
        """Answers that could make a condition true; one that is empty where it is true already."""
        match condition:
            case Named(_, inner):
                return self.ways(inner)
            case AnyOf(parts):
                found = [way for part in parts for way in self.ways(part)]
                return [{}] if {} in found else found
            case AllOf(parts):
                return _together([self.ways(part) for part in parts])
            case _:
                if self.seen & self.layout.fact(condition):
                    return [{}]
                return list(self._witnesses(condition)) if self._is_open(condition) else []

    def _is_open(self, leaf: Leaf) -> bool:
        return any(
            self.unanswered & opening.unanswered or self.seen & opening.fact
            for opening in self.layout.openings(leaf)
        )

    def _witnesses(self, leaf: Leaf) -> Iterator[Answers]:
        pack = self.layout.pack
        match leaf:
            case Gained():
                yield self._gain(leaf)
            case ContextIs(item, values, _):
                yes_no = pack.context[item].kind is Kind.YESNO
                for value in sorted(values):
                    yield {("context", item): SAID[value] if yes_no else Choice(value)}
            case ContextAtMost(item, limit):
                yield {("context", item): Number(_nearest(limit, pack.context[item].accept))}
            case Over(x) | Under(x):
                yield {("observations", x): Readings((self._outside(leaf),))}
            case AtLeast(x, count, within):
                item_ = pack.observations[x]
                unsure = Fraction(item_.unsure_counts_as or 0)
                now = self.report.observations.get(x)
                so_far = total(now, self.report.history, x, within, unsure)
                yield {("observations", x): Number(_nearest(Fraction(ceil(count - so_far)), item_.accept))}
            case Chosen(x, choices):
                for choice in sorted(choices):
                    yield {("observations", x): Choice(choice)}
            case NotSure(x):
                yield {("observations", x): Said.NOT_SURE}
            case Yes(x) | PlainYes(x):
                yield {("observations", x): self._yes(x)}

    def _yes(self, observation: str) -> Answer:
        item = self.layout.pack.observations[observation]
        if item.kind is Kind.TEXT:
            return Text("something")
        amount = item.kind in (Kind.COUNT, Kind.QUANTITY)
        return Number(_nearest(Fraction(1), item.accept)) if amount else Said.YES

    def _outside(self, leaf: Over | Under) -> Fraction:
        limit = leaf.limit
        if isinstance(limit, PersonalLimit):
            answer = self.report.context[limit.item]
            assert isinstance(answer, Number)
            limit = answer.value
        beyond = limit + 1 if isinstance(leaf, Over) else limit - 1
        return _nearest(beyond, self.layout.pack.observations[leaf.observation].accept)

    def _gain(self, leaf: Gained) -> Answers:
        pack, limit = self.layout.pack, self.layout.settings[leaf.setting]
        weights, starts = pack.observations[leaf.observation].accept, pack.context[leaf.since].accept
        weight: Item = ("observations", leaf.observation)
        since: Item = ("context", leaf.since)
        match self.report.observations.get(leaf.observation), self.report.context.get(leaf.since):
            case None, Number(value):
                return {weight: Number(_nearest(value + limit, weights))}
            case Number(value), _:
                return {since: Number(_nearest(value - limit, starts))}
            case _:
                lightest = starts[0] if starts else _nearest(100 + limit, weights) - limit
                return {weight: Number(_nearest(lightest + limit, weights)), since: Number(lightest)}


def _nearest(value: Fraction, accept: tuple[Fraction, Fraction] | None) -> Fraction:
    return value if accept is None else min(max(value, accept[0]), accept[1])


def _together(parts: list[list[Answers]]) -> list[Answers]:
    found: list[Answers] = []
    for combination in product(*parts):
        merged: Answers | None = {}
        for answers in combination:
            merged = None if merged is None else _merged(merged, answers)
        if merged is not None and merged not in found:
            found.append(merged)
    return found


def _merged(one: Answers, other: Answers) -> Answers | None:
    """Both sets of answers in one; None where they contradict each other."""
    result = dict(one)
    for item, answer in other.items():
        match result.get(item), answer:
            case None, _:
                result[item] = answer
            case Readings(values), Readings(more):
                result[item] = Readings(tuple(dict.fromkeys((*values, *more))))
            case Number(value), Number(another):
                result[item] = Number(max(value, another))
            case known, new if known != new:
                return None
    return result
