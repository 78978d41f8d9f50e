"""Three-valued truth (Kleene): what was not asked is unknown, and unknown is an answer."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """False < unknown < true, so that 'all' is the minimum and 'any' the maximum."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    @property
    def id(self) -> str:
        return self.name.lower()


def truth(value: bool) -> Truth:
    """A plain truth value as one of three."""
    return Truth.TRUE if value else Truth.FALSE


def all_of(truths: Iterable[Truth]) -> Truth:
    """True when all are, false when one is."""
    return min(truths, default=Truth.TRUE)


def any_of(truths: Iterable[Truth]) -> Truth:
    """True when one is, false when none can be."""
    return max(truths, default=Truth.FALSE)
