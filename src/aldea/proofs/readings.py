"""What must hold of a rulebook, as frozen values (readings.yaml): findings, their level, their advice.

A finding is what somebody may report; its level holds whatever else is reported, and is not exceeded
when nothing else is. Nothing here is read by rules or engines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from aldea.language.urgency import Urgency

Window = tuple[Fraction, Fraction]


class Word(Enum):
    """What can be said of one observation in readings.yaml."""

    RAISED = "raised"
    YES = "yes"
    NOT_SURE = "not sure"
    NO_READING = "no reading"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "or more"
    CHOSEN = "chosen"
    EARLIER = "ago"
    GAINED = "gained"


@dataclass(frozen=True, slots=True)
class Test:
    """One observation says this. `window` is in hours ago, both ends in; `own` names a personal limit."""

    observation: str
    word: Word
    text: str
    limit: Fraction = Fraction(0)
    window: Window | None = None
    own: str = ""
    choice: str = ""
    since: str = ""
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """All of these tests hold at once."""

    tests: tuple[Test, ...]

    @property
    def observations(self) -> frozenset[str]:
        return frozenset(test.observation for test in self.tests)


def sign_text(sign: Sign) -> str:
    """A sign in a few words, for lists of proofs."""
    return " and ".join(f"{test.observation}: {test.text}" for test in sign.tests)


@dataclass(frozen=True, slots=True)
class Line:
    """One way to be in a circumstance: each item says one of its words, or is at most a number."""

    words: Mapping[str, frozenset[str]]
    at_most: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Facts about person and treatment; one line is enough."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Any of these signs, in this circumstance: at least this level, for these reasons, with this advice."""

    name: str
    signs: tuple[Sign, ...]
    where: Circumstance | None
    level: Urgency
    statements: tuple[str, ...]
    advice: tuple[str, ...]
    readings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AdviceWhen:
    """An advice that belongs to an answer in a circumstance; `from_level` in, `below` out."""

    advice: str
    signs: tuple[Sign, ...]
    where: Circumstance | None
    from_level: Urgency
    below: Urgency | None


@dataclass(frozen=True, slots=True)
class AlsoAsked:
    """An item that is asked although the answer already counts it."""

    item: str
    signs: tuple[Sign, ...]
    where: Circumstance | None


@dataclass(frozen=True, slots=True)
class Telephone:
    """On the ward `ward_advice` stands for every advice that says whom to call."""

    ward: Circumstance
    ward_advice: str
    from_level: Urgency
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HarmlessReadings:
    """Readings inside these limits, and inside the patient's own, say nothing."""

    at_least: Fraction
    at_most: Fraction
    above_own: str
    below_own: str


@dataclass(frozen=True, slots=True)
class ReadingsFile:
    """All that must hold of one pack. `digest` is of the file, byte by byte.

    Where `reasons_of_advice` is there, an answer names no other reasons than those of its findings and these.
    `gives_way_readings` say by which reading the first advice of a pair gives way to the second.
    """

    pack_id: str
    status: str
    approved_by: str
    digest: str
    harmless: Mapping[str, HarmlessReadings | str]
    not_sure_counts_as: Mapping[str, int]
    counts_as_no_reading: Mapping[str, str]
    findings: tuple[Finding, ...]
    advice: tuple[AdviceWhen, ...]
    level_advice: Mapping[Urgency, str]
    telephone: Telephone
    gives_way: Mapping[str, tuple[str, ...]]
    gives_way_readings: Mapping[tuple[str, str], tuple[int, ...]]
    reassures: tuple[str, ...]
    also_asked: tuple[AlsoAsked, ...]
    reasons_of_advice: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def windows(self) -> dict[str, set[Window]]:
        """Every window that a finding looks back over, by observation."""
        found: dict[str, set[Window]] = {}
        signs = [sign for finding in self.findings for sign in finding.signs]
        for test in (test for sign in signs for test in sign.tests):
            if test.window is not None:
                found.setdefault(test.observation, set()).add(test.window)
        return found
