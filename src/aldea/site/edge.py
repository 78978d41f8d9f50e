"""The only place that reads the clock and makes identifiers.

Views and commands ask here and hand the values down; nothing below the edge does.
Tests put another clock and another source of ids in their place with ``replaced``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from secrets import token_urlsafe
from uuid import UUID, uuid4

from django.utils import timezone


def _read_clock() -> datetime:
    return datetime.now(UTC)


@dataclass
class _Edge:
    clock: Callable[[], datetime] = _read_clock
    source: Callable[[], UUID] = uuid4


_edge = _Edge()


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _edge.clock()


def new_id() -> UUID:
    """An identifier that was never given before."""
    return _edge.source()


def new_token() -> str:
    """A secret that nobody can guess, for a link that works once."""
    return token_urlsafe(32)


def today() -> date:
    """The day it is at the hospital."""
    return timezone.localtime(now()).date()


@contextmanager
def replaced(
    clock: Callable[[], datetime] | None = None, source: Callable[[], UUID] | None = None
) -> Iterator[None]:
    """Use another clock or another source of ids for a while (tests, loading of demo people)."""
    before = (_edge.clock, _edge.source)
    _edge.clock = clock or _edge.clock
    _edge.source = source or _edge.source
    try:
        yield
    finally:
        _edge.clock, _edge.source = before
