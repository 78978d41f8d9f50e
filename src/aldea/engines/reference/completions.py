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
from aldea.language.pack import ContextItem, Kind, Observation
from aldea.language.truth import Truth
from aldea.language.urgency import Urgency

Item = tuple[str, str]
Answers = dict[Item, Answer]


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
        report=replace(
            report,
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
    """Answers that make an unknown leaf true."""
    match leaf:
        case Gained(observation, since, setting):
            yield from _gain(observation, since, case.settings[setting], case)
        case ContextIs(item, values, _):
            for value in sorted(values):
                yield {("context", item): _context_answer(value, item, case)}
        case ContextAtMost(item, limit):
            if accepted(case.pack.context[item], limit):
                yield {("context", item): Number(limit)}
        case Over() | Under():
            if (reading := _outside(leaf, case)) is not None:
                yield {("observations", leaf.observation): Readings((reading,))}
        case AtLeast(observation, count, within):
            so_far = sum(
                (counted(a, observation, case) for a in answers_within(observation, within, case)),
                start=Fraction(0),
            )
            missing = Fraction(ceil(count - so_far))
            if accepted(case.pack.observations[observation], missing):
                yield {("observations", observation): Number(missing)}
        case NotSure(observation):
            yield {("observations", observation): Said.NOT_SURE}
        case Chosen(observation, choices):
            for choice in sorted(choices):
                yield {("observations", observation): Choice(choice)}
        case Yes(observation) | PlainYes(observation):
            yield {("observations", observation): _yes(observation, case)}


def _yes(observation: str, case: Case) -> Answer:
    match case.pack.observations[observation].kind:
        case Kind.TEXT:
            return Text("something")
        case Kind.COUNT | Kind.QUANTITY:
            return Number(Fraction(1))
        case _:
            return Said.YES


def _context_answer(value: str, item: str, case: Case) -> Answer:
    if case.pack.context[item].kind is Kind.YESNO:
        return {"yes": Said.YES, "no": Said.NO, "not_sure": Said.NOT_SURE}[value]
    return Choice(value)


def _outside(leaf: Over | Under, case: Case) -> Fraction | None:
    """A reading beyond the limit: one degree further, or else the furthest that can be reported."""
    limit = leaf.limit
    if isinstance(limit, PersonalLimit):
        answer = case.report.context[limit.item]
        assert isinstance(answer, Number)
        limit = answer.value
    accept = case.pack.observations[leaf.observation].accept
    if isinstance(leaf, Over):
        value = limit + 1 if accept is None else min(limit + 1, accept[1])
        return value if value > limit else None
    value = limit - 1 if accept is None else max(limit - 1, accept[0])
    return value if value < limit else None


def _gain(observation: str, since: str, limit: Fraction, case: Case) -> Iterator[Answers]:
    """Weights that are a gain and can be reported; a start that is not sure is as good as not known."""
    item, start_item = case.pack.observations[observation], case.pack.context[since]
    weighed, began = ("observations", observation), ("context", since)
    now, start = case.report.observations.get(observation), case.report.context.get(since)
    match now, start:
        case None, Number(value):
            answers = {weighed: value + limit}
        case Number(value), None | Said.NOT_SURE:
            answers = {began: value - limit}
        case None, None | Said.NOT_SURE:
            lowest = start_item.accept[0] if start_item.accept else Fraction(0)
            answers = {weighed: lowest + limit, began: lowest}
        case _:
            return
    if all(accepted(item if of == weighed else start_item, value) for of, value in answers.items()):
        yield {of: Number(value) for of, value in answers.items()}


def accepted(item: Observation | ContextItem, value: Fraction) -> bool:
    """The border lets this number through."""
    return item.accept is None or item.accept[0] <= value <= item.accept[1]
