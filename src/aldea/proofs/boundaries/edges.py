"""The two sides of the edge of one comparison: what is answered just inside, and just outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aldea.language.conditions import (
    AtLeast,
    Chosen,
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
)
from aldea.language.pack import Kind, Pack
from aldea.proofs.symbols import Item

STEP, HALF_AN_HOUR = Fraction(1, 10), Fraction(1, 2)
UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Side:
    """Answers as they are written in a report; None is not asked. `earlier` is (hours ago, answer)."""

    answers: Mapping[Item, Any]
    observation: str = ""
    earlier: tuple[tuple[Fraction, Any], ...] = ()
    settings: Mapping[str, Fraction] = field(default_factory=dict)


Edge = tuple[Side, Side]
"""The side on which the comparison holds, then the side on which it does not."""


def edges_of(leaf: Leaf, pack: Pack, base: Mapping[Item, Any]) -> Iterator[Edge]:
    """Every pair of answers that lies across the edge; `base` is what is answered where nothing is wrong."""
    match leaf:
        case Yes(id_) | PlainYes(id_) | NotSure(id_) | Unanswered(id_):
            yield from _plain(leaf, ("observations", id_), pack, base)
        case Over() | Under():
            yield from _limits(leaf, pack, base)
        case AtLeast():
            yield from _counts(leaf)
        case Chosen(id_, choices):
            observation = pack.observations[id_]
            known = [*observation.choices, *([UNSURE] if observation.unsure_counts_as else [])]
            inside = [
                c for c in known if c in choices or (c == UNSURE and observation.unsure_counts_as in choices)
            ]
            yield from _across(("observations", id_), inside, [c for c in known if c not in inside])
        case Earlier(id_, youngest, oldest):
            for within, outside in ((youngest, youngest - HALF_AN_HOUR), (oldest, oldest + HALF_AN_HOUR)):
                yield Side({}, id_, ((within, True),)), Side({}, id_, ((outside, True),))
        case Gained(id_, since, setting):
            start = {("context", since): 70}
            local = {setting: Fraction(2)}
            weighed = ("observations", id_)
            yield (
                Side({**start, weighed: 72}, settings=local),
                Side({**start, weighed: Decimal("71.9")}, settings=local),
            )
        case ContextIs():
            yield from _context(leaf, pack, base)
        case ContextAtMost(id_, limit):
            item = ("context", id_)
            yield Side({item: number(limit)}), Side({item: number(limit + 1)})


def number(value: Fraction) -> Any:
    """A number as it is written in a report."""
    if value.denominator == 1:
        return int(value)
    return Decimal(value.numerator) / Decimal(value.denominator)


def _across(item: Item, inside: list[Any], outside: list[Any]) -> Iterator[Edge]:
    """Each answer on one side with the first on the other."""
    for index, one in enumerate(inside):
        for other in outside if index == 0 else outside[:1]:
            yield Side({item: one}), Side({item: other})


def _plain(
    leaf: Yes | PlainYes | NotSure | Unanswered, item: Item, pack: Pack, base: Mapping[Item, Any]
) -> Iterator[Edge]:
    kind = pack.observations[item[1]].kind
    yes, no = ("something", "") if kind is Kind.TEXT else (True, base.get(item, False))
    sure = [] if kind is Kind.TEXT else [UNSURE]
    match leaf:
        case Yes():
            yield from _across(item, [yes, *sure], [no])
        case PlainYes():
            yield from _across(item, [yes], [no, *sure])
        case NotSure():
            yield from _across(item, [UNSURE], [no, yes])
        case Unanswered():
            yield from _across(item, [None, UNSURE], [no])


def _limits(leaf: Over | Under, pack: Pack, base: Mapping[Item, Any]) -> Iterator[Edge]:
    item, own = ("observations", leaf.observation), {}
    further = STEP if isinstance(leaf, Over) else -STEP
    if isinstance(leaf.limit, PersonalLimit):
        stricter = pack.context[leaf.limit.item].stricter
        if stricter is None:
            return
        limit = stricter.standard + (-3 * STEP if stricter.upper else 3 * STEP)
        own = {("context", leaf.limit.item): number(limit)}
    else:
        limit = leaf.limit
    beyond = number(limit + further)
    yield Side({**own, item: beyond}), Side({**own, item: number(limit)})
    if leaf.within is not None:
        now = {**own, item: base.get(item)}
        yield (
            Side(now, leaf.observation, ((leaf.within, beyond),)),
            Side(now, leaf.observation, ((leaf.within + HALF_AN_HOUR, beyond),)),
        )


def _counts(leaf: AtLeast) -> Iterator[Edge]:
    item, count = ("observations", leaf.observation), int(leaf.count)
    yield Side({item: count}), Side({item: count - 1})
    if leaf.within is not None:
        now = {item: count - 1}
        yield (
            Side(now, leaf.observation, ((leaf.within, 1),)),
            Side(now, leaf.observation, ((leaf.within + HALF_AN_HOUR, 1),)),
        )


def _context(leaf: ContextIs, pack: Pack, base: Mapping[Item, Any]) -> Iterator[Edge]:
    context, item = pack.context[leaf.item], ("context", leaf.item)
    if context.kind is Kind.YESNO:
        said: dict[str, Any] = {"yes": True, "no": False, "not_sure": UNSURE}
    else:
        said = {choice: choice for choice in context.choices}
    inside = [said[form] for form in said if form in leaf.values]
    outside = [said[form] for form in said if form not in leaf.values]
    if not said and base.get(item) is not None:
        outside = [base[item]]
    (inside if leaf.unknown_counts else outside).append(None)
    yield from _across(item, inside, outside)
