"""Conditions in a few words and names for them, so that the generated source can be read."""

from __future__ import annotations

import re
from fractions import Fraction

from aldea.language.answers import number_text
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
    Limit,
    Named,
    NotSure,
    Over,
    PersonalLimit,
    PlainYes,
    Unanswered,
    Under,
    Yes,
)

OfAnObservation = Yes | PlainYes | NotSure | Unanswered | Over | Under | AtLeast | Chosen | Earlier | Gained


def in_words(condition: Condition) -> str:
    """A condition on one line, near to how rules.yaml says it."""
    match condition:
        case Named(name, _):
            return name
        case AnyOf(parts):
            return f"any of ({'; '.join(in_words(part) for part in parts)})"
        case AllOf(parts):
            return f"all of ({'; '.join(in_words(part) for part in parts)})" if parts else "always"
        case ContextIs(item, values, unknown_counts):
            return f"{item} is {' or '.join([*sorted(values), *(['not asked'] if unknown_counts else [])])}"
        case ContextAtMost(item, limit):
            return f"{item} at most {number_text(limit)}"
        case _:
            return f"{condition.observation} {_wanted(condition)}"


def _wanted(leaf: OfAnObservation) -> str:
    match leaf:
        case Yes():
            return "yes"
        case PlainYes():
            return "plain yes"
        case NotSure():
            return "not sure"
        case Unanswered():
            return "unanswered"
        case Over(_, limit, within):
            return f"over {_limit(limit)}{_window(within)}"
        case Under(_, limit, within):
            return f"under {_limit(limit)}{_window(within)}"
        case AtLeast(_, count, within):
            return f"at least {number_text(count)}{_window(within)}"
        case Chosen(_, choices):
            return f"is {' or '.join(sorted(choices))}"
        case Earlier(_, youngest, oldest):
            return f"{number_text(youngest)} to {number_text(oldest)} h earlier"
        case Gained(_, since, setting):
            return f"over {since} by {setting}"


def _limit(limit: Limit) -> str:
    return limit.item if isinstance(limit, PersonalLimit) else number_text(limit)


def _window(within: Fraction | None) -> str:
    return "" if within is None else f" within {number_text(within)} h"


def one_line(text: str) -> str:
    """A text that cannot end the comment it stands in."""
    return " ".join(text.split())


class Names:
    """Identifiers for conditions: whole words, no two alike."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, Condition | str], str] = {}

    def name(self, prefix: str, what: Condition | str) -> str:
        """The name of this condition or word under this prefix, always the same."""
        if (prefix, what) not in self._given:
            words = what if isinstance(what, str) else in_words(what)
            plain = re.sub(r"[^0-9A-Za-z]+", "_", f"{prefix} {words}".strip()).strip("_")[:70]
            taken = set(self._given.values())
            name, number = plain, 2
            while name in taken:
                name, number = f"{plain}_{number}", number + 1
            self._given[prefix, what] = name
        return self._given[prefix, what]
