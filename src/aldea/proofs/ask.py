"""What is still asked of a symbolic report: the reference engine's way to find it, for the solver.

Each more urgent rule gives the ways in which answers to unanswered items would make it true; a way is
kept when the answers pass the border and the rule does then hold. `aldea.proofs.properties.asking`
proves that the smallest sets so found are those of decisions.md 16.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from math import ceil
from typing import TYPE_CHECKING

import z3

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
    PlainYes,
    Under,
    Yes,
)
from aldea.language.pack import ContextItem, Kind, Observation, Pack, Rule
from aldea.language.urgency import Urgency
from aldea.proofs.conditions import Conditions, limit_of, past_of
from aldea.proofs.symbols import (
    ALWAYS,
    Formula,
    Item,
    SymbolicAnswer,
    SymbolicReport,
    all_of,
    any_of,
    both,
    exact,
)

if TYPE_CHECKING:
    from aldea.proofs.answer import SymbolicAnswerSheet

Answers = dict[Item, SymbolicAnswer]
Way = tuple[Formula, Answers]


def found_sets(sheet: SymbolicAnswerSheet) -> dict[frozenset[Item], Formula]:
    """Every set of items whose answers could raise the urgency, each with when it is one."""
    when: dict[frozenset[Item], list[Formula]] = {}
    for rule in sheet.pack.rules:
        if rule.urgency is Urgency.NONE:
            continue
        for items, guard in rule_sets(rule, sheet).items():
            when.setdefault(items, []).append(both(guard, sheet.below(rule.urgency)))
    return {items: any_of(guards) for items, guards in when.items()}


def rule_sets(rule: Rule, sheet: SymbolicAnswerSheet) -> dict[frozenset[Item], Formula]:
    """The same for one rule alone, whatever the urgency reached; the empty set is left out."""
    return sheet.conditions.completions(rule.when, sheet.report, _sets)


def _sets(
    condition: Condition, report: SymbolicReport, conditions: Conditions
) -> dict[frozenset[Item], Formula]:
    when: dict[frozenset[Item], list[Formula]] = {}
    for guard, answers in ways(condition, report, conditions):
        if answers:
            then = conditions.truth(condition, report.with_answers(answers)).true
            when.setdefault(frozenset(answers), []).append(both(guard, then))
    return {items: any_of(guards) for items, guards in when.items()}


def smallest(found: Mapping[frozenset[Item], Formula]) -> dict[frozenset[Item], Formula]:
    """Each set, when it is one and no part of it is one."""
    return {
        items: both(guard, *(z3.Not(found[other]) for other in found if other < items))
        for items, guard in found.items()
    }


def ways(condition: Condition, report: SymbolicReport, conditions: Conditions) -> list[Way]:
    """Ways to make a condition true by answering what is unanswered; without answers when it is true."""
    match condition:
        case Named(_, inner):
            return ways(inner, report, conditions)
        case AnyOf(parts):
            already = conditions.truth(condition, report).true
            found = [way for part in parts for way in ways(part, report, conditions) if way[1]]
            return [(already, {}), *((both(z3.Not(already), guard), answers) for guard, answers in found)]
        case AllOf(parts):
            return list(_together([ways(part, report, conditions) for part in parts]))
        case _:
            truth = conditions.truth(condition, report)
            found = list(_witnesses(condition, report, conditions.pack))
            return [
                (truth.true, {}),
                *((both(truth.unknown, legal), answers) for legal, answers in found),
            ]


def _together(parts: list[list[Way]]) -> Iterator[Way]:
    for combination in product(*parts):
        merged: Answers | None = {}
        for _, answers in combination:
            merged = _merged(merged, answers)
            if merged is None:
                break
        if merged is not None:
            yield all_of(guard for guard, _ in combination), merged


def _merged(one: Answers | None, other: Answers) -> Answers | None:
    """Both sets of answers in one, or None where they contradict each other."""
    result = dict(one or {})
    for item, answer in other.items():
        known = result.get(item)
        if known is None:
            result[item] = answer
        elif known.forms != answer.forms:
            return None
        elif known.value is not None:
            result[item] = SymbolicAnswer(known.forms, value=_larger(known.value, answer.value))
        elif known.low is not None:
            result[item] = SymbolicAnswer(
                known.forms,
                low=_smaller(known.low, answer.low),
                high=_larger(known.high, answer.high),
            )
    return result


@cache
def said(form: str) -> SymbolicAnswer:
    """An answer that has this form."""
    return SymbolicAnswer({form: ALWAYS})


def counted(value: Formula) -> SymbolicAnswer:
    """A number as answer."""
    return SymbolicAnswer({"number": ALWAYS}, value=value)


def read(value: Formula) -> SymbolicAnswer:
    """One reading as answer."""
    return SymbolicAnswer({"readings": ALWAYS}, low=value, high=value)


def nearest(value: Formula, item: Observation | ContextItem) -> Formula:
    """The number nearest to this one that the border lets in."""
    if item.accept is None:
        return value
    lowest, highest = item.accept
    if item.kind is Kind.COUNT:
        return _smaller(_larger(value, z3.IntVal(int(lowest))), z3.IntVal(int(highest)))
    return _smaller(_larger(value, exact(lowest)), exact(highest))


def _witnesses(leaf: Leaf, report: SymbolicReport, pack: Pack) -> Iterator[Way]:
    """Answers that make an unknown leaf true, each with when they can be given."""
    match leaf:
        case Gained():
            yield from _gain(leaf, report, pack)
        case ContextIs(item, values, _):
            for value in sorted(values):
                yield ALWAYS, {("context", item): said(value)}
        case ContextAtMost(item, limit):
            highest = nearest(exact(limit), pack.context[item])
            yield highest <= exact(limit), {("context", item): counted(highest)}
        case Over() | Under():
            beyond, value = _outside(leaf, report, pack)
            yield beyond, {("observations", leaf.observation): read(value)}
        case AtLeast(observation, count, _):
            so_far = z3.Sum(z3.IntVal(0), *(past.total for past in past_of(leaf, report)))
            more = nearest(ceil(count) - so_far, pack.observations[observation])
            yield so_far + more >= ceil(count), {("observations", observation): counted(more)}
        case NotSure(observation):
            yield ALWAYS, {("observations", observation): said("not_sure")}
        case Chosen(observation, choices):
            for choice in sorted(choices):
                yield ALWAYS, {("observations", observation): said(choice)}
        case Yes(observation) | PlainYes(observation):
            text = pack.observations[observation].kind is Kind.TEXT
            yield ALWAYS, {("observations", observation): said("given" if text else "yes")}


def _outside(leaf: Over | Under, report: SymbolicReport, pack: Pack) -> tuple[Formula, Formula]:
    """A reading beyond the limit that can be given: one degree further, or else the furthest."""
    limit, item = limit_of(leaf, report), pack.observations[leaf.observation]
    if isinstance(leaf, Under):
        value = nearest(limit - 1, item)
        return value < limit, value
    value = nearest(limit + 1, item)
    return value > limit, value


def _larger(one: Formula, other: Formula) -> Formula:
    return z3.If(one >= other, one, other)


def _smaller(one: Formula, other: Formula) -> Formula:
    return z3.If(one <= other, one, other)


def _gain(leaf: Gained, report: SymbolicReport, pack: Pack) -> Iterator[Way]:
    """A weight that is enough, a start that is low enough, or both, where one is not known."""
    now, start = report.observation(leaf.observation), report.context(leaf.since)
    weighed, began = ("observations", leaf.observation), ("context", leaf.since)
    limit = report.settings[leaf.setting].value
    item, since = pack.observations[leaf.observation], pack.context[leaf.since]
    missing_now, missing_start = z3.Not(now.asked), z3.Not(start.form("number"))
    weight = nearest(start.value + limit, item)
    yield (
        both(missing_now, start.form("number"), weight - start.value >= limit),
        {weighed: counted(weight)},
    )
    lightest = nearest(now.value - limit, since)
    yield (
        both(now.form("number"), missing_start, now.value - lightest >= limit),
        {began: counted(lightest)},
    )
    first = exact(since.accept[0]) if since.accept else nearest(100 + limit, item) - limit
    last = nearest(first + limit, item)
    yield (
        both(missing_now, missing_start, last - first >= limit),
        {weighed: counted(last), began: counted(first)},
    )
