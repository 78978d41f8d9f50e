"""What was proved of a rulebook, as it is printed: handed in by whoever proved it, for one digest."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class ProofResult(StrEnum):
    """What came of one property. Only the first is a pass."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One property: what must hold, what it is about in words, what came of it, and each counterexample."""

    property: str
    about: str
    result: ProofResult
    stories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProofsChapter:
    """A whole run: its rows, who proved it and when, and the digests of what it was proved of and against."""

    rows: tuple[ProofRow, ...]
    solver: str
    solver_version: str
    proved_on: date
    pack_digest: str
    readings_digest: str
    approver: str


def chapter_values(chapter: ProofsChapter | None, digest: str) -> dict[str, Any] | None:
    """The chapter as values for the template; ``of_this_pack`` is whether it is about this very digest."""
    if chapter is None:
        return None
    return asdict(chapter) | {
        "rows": [asdict(row) | {"result": row.result.value} for row in chapter.rows],
        "proved_on": f"{chapter.proved_on.day} {chapter.proved_on:%B %Y}",
        "of_this_pack": chapter.pack_digest == digest,
    }
