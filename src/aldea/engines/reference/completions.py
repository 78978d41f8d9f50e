"""What should still be asked (decisions.md 16).

An item is asked when it belongs to a smallest set of answers to unanswered items that would raise the
urgency. Such a set is built from the conditions of each more urgent rule, then tried out on that rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import ceil

from aldea.engines.reference.conditions import Case, answers_within, counted, holds, leaf_holds
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
from aldea.language.pack import Kind
from aldea.language.truth import Truth
from aldea.language.urgency import Urgency

Item = tuple[str, str]
Answers = dict[Item, Answer]
Range = tuple[Fraction, Fraction] | None


def asked(case: Case, reached: Urgency) -> set[Item]:
    """The unanswered items, as (part of the report, id), that a higher urgency could hang on."""
    found: set[frozenset[Item]] = set()
    for rule in case.pack.rules:
        if rule.urgency > reached:
            for answers in ways(rule.when, case):
                if holds(rule.when, completed(case, answers)) is Truth.TRUE:
                    found.add(frozenset(answers))
    smallest = {items for items in found if not any(other < items for other in found)}
    return {item for items in smallest for item in items}


def completed(case: Case, answers: Answers) -> Case:
    """The same report with these answers added."""
    report = case.report
    return replace(
        case,
        report=report._replace(
            observations={**report.observations, **_part(answers, "observations")},
            context={**report.context, **_part(answers, "context")},
        ),
    )


def _part(answers: Answers, part: str) -> dict[str, Answer]:
    return {id_: answer for (where, id_), answer in answers.items() if where == part}


def ways(condition: Condition, case: Case) -> list[Answers]:
    """Ways to make a condition true by answering what is unanswered; [{}] when it is true already."""
    match condition:
        case Named(_, inner):
            return ways(inner, case)
        case AnyOf(parts):
            found = [way for part in parts for way in ways(part, case)]
            return [{}] if {} in found else found
        case AllOf(parts):
            return _together([ways(part, case) for part in parts])
        case _:
            match leaf_holds(condition, case):
                case Truth.TRUE:
                    return [{}]
                case Truth.FALSE:
                    return []
                case Truth.UNKNOWN:
                    return list(_witnesses(condition, case))


def _together(parts: list[list[Answers]]) -> list[Answers]:
    if not all(parts):
        return []
    found: list[Answers] = []
    for combination in product(*parts):
        merged: Answers | None = {}
        for answers in combination:
            merged = _merged(merged, answers)
            if merged is None:
                break
        if merged is not None and merged not in found:
            found.append(merged)
    return found


def _merged(one: Answers | None, other: Answers) -> Answers | None:
    """Both sets of answers in one, or None where they contradict each other."""
    result = dict(one or {})
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


def _witnesses(leaf: Leaf, case: Case) -> Iterator[Answers]:
    """Answers that make an unknown leaf true. A number that nobody could report is no answer."""
    match leaf:
        case Gained(observation, since, setting):
            yield from _gain(observation, since, case.settings[setting], case)
        case ContextIs(item, values, _):
            for value in sorted(values):
                yield {("context", item): _context_answer(value, item, case)}
        case ContextAtMost(item, limit):
            highest = _nearest(limit, case.pack.context[item].accept)
            if highest <= limit:
                yield {("context", item): Number(highest)}
        case Over() | Under():
            for reading in _outside(leaf, case):
                yield {("observations", leaf.observation): Readings((reading,))}
        case AtLeast(observation, count, within):
            so_far = sum(
                (counted(a, observation, case) for a in answers_within(observation, within, case)),
                start=Fraction(0),
            )
            more = _nearest(Fraction(ceil(count - so_far)), case.pack.observations[observation].accept)
            if so_far + more >= count:
                yield {("observations", observation): Number(more)}
        case NotSure(observation):
            yield {("observations", observation): Said.NOT_SURE}
        case Chosen(observation, choices):
            for choice in sorted(choices):
                yield {("observations", observation): Choice(choice)}
        case Yes(observation) | PlainYes(observation):
            yield {("observations", observation): _yes(observation, case)}


def _nearest(value: Fraction, accept: Range) -> Fraction:
    """The number nearest to this one that the border lets in."""
    return value if accept is None else min(max(value, accept[0]), accept[1])


def _yes(observation: str, case: Case) -> Answer:
    item = case.pack.observations[observation]
    match item.kind:
        case Kind.TEXT:
            return Text("something")
        case Kind.COUNT | Kind.QUANTITY:
            return Number(_nearest(Fraction(1), item.accept))
        case _:
            return Said.YES


def _context_answer(value: str, item: str, case: Case) -> Answer:
    if case.pack.context[item].kind is Kind.YESNO:
        return {"yes": Said.YES, "no": Said.NO, "not_sure": Said.NOT_SURE}[value]
    return Choice(value)


def _outside(leaf: Over | Under, case: Case) -> Iterator[Fraction]:
    limit = leaf.limit
    if isinstance(limit, PersonalLimit):
        answer = case.report.context[limit.item]
        assert isinstance(answer, Number)
        limit = answer.value
    beyond = limit + 1 if isinstance(leaf, Over) else limit - 1
    value = _nearest(beyond, case.pack.observations[leaf.observation].accept)
    if value > limit if isinstance(leaf, Over) else value < limit:
        yield value


def _gain(observation: str, since: str, limit: Fraction, case: Case) -> Iterator[Answers]:
    """Weights that are a gain; a start that is not sure is as good as not known."""
    now = case.report.observations.get(observation)
    start = case.report.context.get(since)
    weights, starts = case.pack.observations[observation].accept, case.pack.context[since].accept
    match now, start:
        case None, Number(value):
            weight = _nearest(value + limit, weights)
            if weight - value >= limit:
                yield {("observations", observation): Number(weight)}
        case Number(value), None | Said.NOT_SURE:
            lightest = _nearest(value - limit, starts)
            if value - lightest >= limit:
                yield {("context", since): Number(lightest)}
        case None, None | Said.NOT_SURE:
            lightest = starts[0] if starts else _nearest(100 + limit, weights) - limit
            weight = _nearest(lightest + limit, weights)
            if weight - lightest >= limit:
                yield {("observations", observation): Number(weight), ("context", since): Number(lightest)}
        case _:
            return
