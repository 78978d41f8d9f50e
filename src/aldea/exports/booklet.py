"""The rulebook on paper, for a clinical owner to read and to sign: what it holds, in words, and its PDF.

Every text comes in as it is to be read; here stands only what the document is made of.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time

from aldea.exports.pdf import compile_pdf
from aldea.exports.proofs_chapter import ProofsChapter, chapter_values


@dataclass(frozen=True, slots=True)
class BookletFact:
    """A name and its words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class BookletClause:
    """A line of a condition, and the lines below it."""

    words: str
    parts: tuple[BookletClause, ...] = ()


@dataclass(frozen=True, slots=True)
class BookletLevel:
    """One urgency. ``step`` is 0 to 6, and ``advice`` what is told at it."""

    id: str
    step: int
    words: str
    advice: str


@dataclass(frozen=True, slots=True)
class BookletStatement:
    """A numbered claim of the source, and the ids (of topics the titles) of what serves it."""

    id: str
    section: str
    claim: str
    urgency: str
    beyond: bool
    rules: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BookletReading:
    """A numbered decision, the rules that follow it and how many worked cases cite it."""

    number: int
    title: str
    text: str
    rules: tuple[str, ...]
    cases: int


@dataclass(frozen=True, slots=True)
class BookletCase:
    """A worked case; ``failures`` say where the answer is not the expected one."""

    number: int
    title: str
    given: tuple[BookletFact, ...]
    expected: tuple[BookletFact, ...]
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookletRule:
    """One rule. ``fires`` and ``near`` are its plainest cases, ``more_...`` the numbers of the others."""

    id: str
    title: str
    patient: str
    level: BookletLevel
    beyond: bool
    when: BookletClause
    notes: tuple[str, ...]
    statements: tuple[str, ...]
    readings: tuple[int, ...]
    advice: tuple[BookletFact, ...]
    left_out: tuple[BookletFact, ...]
    fires: tuple[BookletCase, ...]
    near: tuple[BookletCase, ...]
    more_fires: tuple[int, ...]
    more_near: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BookletAdvice:
    """One advice. ``given`` is 'level', 'finding', 'always' or 'page'; ``when`` is its own condition."""

    id: str
    claim: str
    patient: str
    team: str
    given: str
    level: str
    when: str
    rules: tuple[str, ...]
    from_level: str
    below_level: str
    dropped_when: tuple[str, ...]
    reassures: bool
    statements: tuple[str, ...]
    beyond: bool


@dataclass(frozen=True, slots=True)
class BookletCases:
    """The worked cases of one subject."""

    title: str
    cases: tuple[BookletCase, ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """The whole document. ``rules`` are in order, the most urgent first."""

    pack: str
    version: str
    digest: str
    title: str
    status: str
    sources: tuple[str, ...]
    levels: tuple[BookletLevel, ...]
    readings: tuple[BookletReading, ...]
    rules: tuple[BookletRule, ...]
    advice: tuple[BookletAdvice, ...]
    settings: tuple[BookletFact, ...]
    statements: tuple[BookletStatement, ...]
    people: tuple[BookletFact, ...]
    cases: tuple[BookletCases, ...]
    proofs: ProofsChapter | None


def booklet_pdf(booklet: Booklet, day: date) -> bytes:
    """The booklet as A4 pages, printed on this day: the same values and day give the same bytes."""
    values = asdict(booklet) | {
        "printed": f"{day.day} {day:%B %Y}",
        "proofs": chapter_values(booklet.proofs, booklet.digest),
    }
    return compile_pdf("booklet.typ", values, datetime.combine(day, time(12), UTC))
