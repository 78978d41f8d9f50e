"""What can be said of a condition before any report is seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, product

from aldea.language.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Chosen,
    Condition,
    ContextAtMost,
    ContextIs,
    Earlier,
    Gained,
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

NEVER = AnyOf(())
MOST_BRANCHES = 4096
OF_ONE_ANSWER = (Yes, PlainYes, NotSure, Chosen)
Item = tuple[str, str]
Branch = tuple[Leaf, ...]


def settled(condition: Condition, settings: Mapping[str, Fraction]) -> Condition:
    """The same condition, less what can never hold while a local setting is not set."""
    match condition:
        case Gained():
            return condition if settings.get(condition.setting) is not None else NEVER
        case Named(name, inner):
            within = settled(inner, settings)
            return NEVER if within == NEVER else Named(name, within)
        case AnyOf(parts):
            left = [part for part in (settled(each, settings) for each in parts) if part != NEVER]
            flat = [one for part in left for one in (part.conditions if isinstance(part, AnyOf) else (part,))]
            return flat[0] if len(flat) == 1 else AnyOf(tuple(flat))
        case AllOf(parts):
            left = [settled(each, settings) for each in parts]
            flat = [one for part in left for one in (part.conditions if isinstance(part, AllOf) else (part,))]
            if NEVER in flat:
                return NEVER
            return flat[0] if len(flat) == 1 else AllOf(tuple(flat))
        case _:
            return condition


def split(condition: Condition) -> tuple[tuple[Leaf, ...], tuple[Condition, ...]]:
    """The leaves each of which alone makes it true, and the other alternatives."""
    match condition:
        case Named(_, inner):
            alone, rest = split(inner)
            return alone, (condition,) if rest else ()
        case AnyOf(parts):
            pairs = [split(part) for part in parts]
            alone = tuple(dict.fromkeys(leaf for leaves_, _ in pairs for leaf in leaves_))
            return alone, tuple(one for _, rest in pairs for one in rest)
        case AllOf():
            return (), (condition,)
        case _:
            return (condition,), ()


def triggers(condition: Condition) -> frozenset[Leaf] | None:
    """Leaves of which one at least is true wherever the condition is; None where context alone can do it."""
    match condition:
        case Named(_, inner):
            return triggers(inner)
        case AnyOf(parts):
            found = [triggers(part) for part in parts]
            known = [each for each in found if each is not None]
            return frozenset().union(*known) if len(known) == len(found) else None
        case AllOf(parts):
            known = [each for part in parts if (each := triggers(part)) is not None]
            return min(known, key=_reluctance) if known else None
        case ContextIs() | ContextAtMost():
            return None
        case _:
            return frozenset((condition,))


def _reluctance(found: frozenset[Leaf]) -> tuple[bool, int]:
    return any(isinstance(leaf, Unanswered) for leaf in found), len(found)


def named_within(condition: Condition) -> Iterator[Named]:
    """Every definition that a condition uses, each after those that it uses itself."""
    match condition:
        case Named(_, inner):
            yield from named_within(inner)
            yield condition
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from named_within(part)


def items_of(leaf: Leaf) -> tuple[Item, ...]:
    """The items whose present answer a leaf looks at."""
    match leaf:
        case ContextIs(item) | ContextAtMost(item):
            return (("context", item),)
        case Gained(observation, since):
            return (("observations", observation), ("context", since))
        case Earlier():
            return ()
        case Over(observation, PersonalLimit(item)) | Under(observation, PersonalLimit(item)):
            return (("observations", observation), ("context", item))
        case _:
            return (("observations", leaf.observation),)


def implies(one: Leaf, other: Leaf) -> bool:
    """Whether the other leaf is true wherever this one is."""
    match one, other:
        case ((PlainYes(a) | NotSure(a) | Chosen(a)), Yes(b)):
            return a == b
        case AtLeast(a, count, within), AtLeast(b, fewer, same) if within == same:
            return a == b and fewer <= count
        case _:
            return one == other


@lru_cache(4096)
def is_plain(condition: Condition) -> bool:
    """Whether no answer that makes one part of it true can undo another part that it needs.

    So it is where no branch looks at the same item twice. Then the ways to make it true can be read off its
    leaves: each branch that can be made true is a way, and none needs to be tried out.
    """
    found = _branches(condition)
    if found is None:
        return False
    pairs = [pair for branch in found for pair in combinations(branch, 2)]
    return not any(_meet(one, other) and not (_is_still(one) and _is_still(other)) for one, other in pairs)


def _meet(one: Leaf, other: Leaf) -> bool:
    return one != other and bool(set(items_of(one)) & set(items_of(other)))


def _is_still(leaf: Leaf) -> bool:
    """No answer to its item can make it true once it is not."""
    return isinstance(leaf, Unanswered) or (
        isinstance(leaf, ContextIs) and (leaf.unknown_counts or not leaf.values)
    )


def _branches(condition: Condition) -> list[Branch] | None:
    """The condition as alternatives of leaves that hold together; None where there are too many."""
    match condition:
        case Named(_, inner):
            return _branches(inner)
        case AnyOf(parts):
            found = [_branches(part) for part in parts]
            known = [branch for each in found if each is not None for branch in each]
            return known if None not in found and len(known) <= MOST_BRANCHES else None
        case AllOf(parts):
            together: list[Branch] = [()]
            for part in parts:
                more = _branches(part)
                if more is None or len(together) * len(more) > MOST_BRANCHES:
                    return None
                together = [tuple(dict.fromkeys((*one, *two))) for one, two in product(together, more)]
            return together
        case _:
            return [(condition,)]
