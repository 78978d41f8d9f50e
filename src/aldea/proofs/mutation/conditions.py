"""Every small change of a condition, each with its words: what a slip of the hand could make of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from aldea.engines.reference.reasoning import wanted
from aldea.language.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Chosen,
    Condition,
    ContextAtMost,
    ContextIs,
    Earlier,
    Leaf,
    Named,
    NotSure,
    Over,
    PersonalLimit,
    PlainYes,
    Unanswered,
    Under,
    Yes,
)
from aldea.language.pack import ContextItem, Kind, Pack

Variant = tuple[str, Condition]
LIMIT_STEPS = (Fraction(1, 100), Fraction(1))
DAY_STEPS = (Fraction(1, 100), Fraction(1), Fraction(7))
COUNT_STEPS = (Fraction(1), Fraction(2))
HOUR_STEPS = (Fraction(1, 2), Fraction(12))


def variants(condition: Condition, pack: Pack) -> Iterator[Variant]:
    """Each change of one node, in words, and the whole condition with it."""
    match condition:
        case Named(name, inner):
            for words, changed in variants(inner, pack):
                yield f"{words} (in {name})", Named(name, changed)
        case AnyOf(parts) | AllOf(parts):
            yield from _of_parts(condition, parts, pack)
        case _:
            for leaf in leaf_variants(condition, pack):
                yield f"'{leaf_text(condition)}' becomes '{leaf_text(leaf)}'", leaf


def _of_parts(condition: AnyOf | AllOf, parts: tuple[Condition, ...], pack: Pack) -> Iterator[Variant]:
    whole, other = (AnyOf, AllOf) if isinstance(condition, AnyOf) else (AllOf, AnyOf)
    word = {AnyOf: "any", AllOf: "all"}
    if len(parts) > 1:
        yield f"'{word[whole]}' of {_listed(parts)} becomes '{word[other]}'", other(parts)
        for index, part in enumerate(parts):
            yield f"without its part '{text(part)}'", whole((*parts[:index], *parts[index + 1 :]))
    for index, part in enumerate(parts):
        for words, changed in variants(part, pack):
            yield words, whole((*parts[:index], changed, *parts[index + 1 :]))


def text(condition: Condition) -> str:
    """A condition in a few words."""
    match condition:
        case Named(name, _):
            return name
        case AnyOf(parts):
            return f"any of {_listed(parts)}"
        case AllOf(parts):
            return f"all of {_listed(parts)}"
        case _:
            return leaf_text(condition)


def _listed(parts: Iterable[Condition]) -> str:
    return "(" + "; ".join(text(part) for part in parts) + ")"


def leaf_text(leaf: Leaf) -> str:
    """One comparison in a few words."""
    id_ = leaf.item if isinstance(leaf, ContextIs | ContextAtMost) else leaf.observation
    return f"{id_}: {wanted(leaf) or 'nothing'}"


def leaf_variants(leaf: Leaf, pack: Pack) -> Iterator[Leaf]:
    """Every change of one comparison; none of them is the comparison itself."""
    match leaf:
        case Yes(id_):
            yield from (PlainYes(id_), NotSure(id_))
        case PlainYes(id_):
            yield from (Yes(id_), NotSure(id_))
        case NotSure(id_):
            yield from (Yes(id_), PlainYes(id_))
        case Unanswered(id_):
            yield NotSure(id_)
        case Over() | Under():
            yield from _limits(leaf, pack)
        case AtLeast(_, count, within):
            yield from (replace(leaf, count=each) for each in _moved(count, COUNT_STEPS))
            yield from _windows(leaf, within)
        case Chosen(id_, choices):
            yield from (
                replace(leaf, choices=choices ^ {choice}) for choice in pack.observations[id_].choices
            )
        case Earlier(_, youngest, oldest):
            found = [replace(leaf, youngest=each) for each in _moved(youngest, HOUR_STEPS)]
            found += [replace(leaf, oldest=each) for each in _moved(oldest, HOUR_STEPS)]
            yield from (each for each in found if each.youngest <= each.oldest)
        case ContextAtMost(_, limit):
            yield from (replace(leaf, limit=each) for each in _moved(limit, DAY_STEPS))
        case ContextIs(id_, values, unknown):
            yield replace(leaf, unknown_counts=not unknown)
            yield from (replace(leaf, values=values ^ {form}) for form in said_of(pack.context[id_]))
        case _:  # a gain has a local setting for its only number
            return


def said_of(item: ContextItem) -> tuple[str, ...]:
    """What can be said of a context item, other than a number."""
    return ("yes", "no", "not_sure") if item.kind is Kind.YESNO else item.choices


def _moved(number: Fraction, steps: tuple[Fraction, ...]) -> Iterator[Fraction]:
    for step in steps:
        yield number + step
        if number - step >= 0:
            yield number - step


def _limits(leaf: Over | Under, pack: Pack) -> Iterator[Leaf]:
    other = Under if isinstance(leaf, Over) else Over
    yield other(leaf.observation, leaf.limit, leaf.within)
    if isinstance(leaf.limit, PersonalLimit):
        own = pack.context[leaf.limit.item].stricter
        if own is not None:
            yield replace(leaf, limit=own.standard)
    else:
        yield from (replace(leaf, limit=each) for each in _moved(leaf.limit, LIMIT_STEPS))
    yield from _windows(leaf, leaf.within)


def _windows(leaf: Over | Under | AtLeast, within: Fraction | None) -> Iterator[Leaf]:
    if within is None:
        yield replace(leaf, within=Fraction(24))
        return
    yield from (replace(leaf, within=each) for each in _moved(within, HOUR_STEPS))
    yield replace(leaf, within=None)
