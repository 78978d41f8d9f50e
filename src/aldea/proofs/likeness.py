"""Which reports tell the same story: the same things said, with numbers between the same limits."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from aldea.language.conditions import AtLeast, ContextAtMost, Leaf, Over, Under, leaves
from aldea.language.pack import Pack
from aldea.proofs.symbols import Formula, SymbolicAnswer, SymbolicPast, SymbolicReport, all_of, any_of, exact
from aldea.proofs.witness import fraction_of, is_true

Limits = dict[str, list[Fraction]]


def limits_of(*packs: Pack) -> Limits:
    """Every fixed limit that a rule or an advice compares with, by item."""
    found: Limits = {}
    for pack in packs:
        conditions = [rule.when for rule in pack.rules]
        conditions += [advice.when for advice in pack.advice.values() if advice.when is not None]
        for leaf in (leaf for condition in conditions for leaf in leaves(condition)):
            for item, limit in _limit(leaf):
                found.setdefault(item, []).append(limit)
    return found


def _limit(leaf: Leaf) -> Iterator[tuple[str, Fraction]]:
    match leaf:
        case Over(observation, Fraction() as limit) | Under(observation, Fraction() as limit):
            yield observation, limit
        case AtLeast(observation, count):
            yield observation, Fraction(count) - 1
        case ContextAtMost(item, limit):
            yield item, limit


def tells_the_same(report: SymbolicReport, model: Formula, limits: Limits) -> Formula:
    """What the example says is said (a yes also as not sure); whatever else is said."""
    parts: list[Formula] = []
    for (part, id_), answer in report.answers.items():
        parts += _said(part, answer, model)
        if is_true(model, answer.form("number")) and answer.value is not None:
            parts += _between(answer.value, model, limits.get(id_, []))
        if is_true(model, answer.form("readings")):
            parts += _read(answer, model, limits.get(id_, []))
    for id_, past in ((id_, past) for id_, pasts in report.past.items() for past in pasts):
        parts += [formula for formula in (past.raised, past.read) if is_true(model, formula)]
        if is_true(model, past.read) and past.low is not None:
            parts += _read(past, model, limits.get(id_, []))
        if past.total is not None and fraction_of(model, past.total):
            parts += [past.total > 0, *_between(past.total, model, limits.get(id_, []))]
    parts += [setting.is_set for setting in report.settings.values() if is_true(model, setting.is_set)]
    return all_of(parts)


def _said(part: str, answer: SymbolicAnswer, model: Formula) -> Iterator[Formula]:
    if is_true(model, answer.stated):
        yield answer.stated
    for form, formula in answer.forms.items():
        if is_true(model, formula):
            yield answer.raised if form == "yes" and part == "observations" else formula


def _read(of: SymbolicAnswer | SymbolicPast, model: Formula, limits: list[Fraction]) -> list[Formula]:
    """Of one reading: a reading there, whatever else was read. Of two: both."""
    low, high = fraction_of(model, of.low), fraction_of(model, of.high)
    if low == high:
        return [any_of(all_of(_inside(end, low, limits)) for end in (of.low, of.high))]
    return [*_inside(of.low, low, limits), *_inside(of.high, high, limits)]


def _between(number: Formula, model: Formula, limits: list[Fraction]) -> list[Formula]:
    """The number lies between the same two limits."""
    return _inside(number, fraction_of(model, number), limits)


def _inside(number: Formula, value: Fraction, limits: list[Fraction]) -> list[Formula]:
    below = [limit for limit in limits if limit < value]
    above = [limit for limit in limits if limit >= value]
    found = [number > exact(max(below))] if below else []
    return found + ([number <= exact(min(above))] if above else [])
