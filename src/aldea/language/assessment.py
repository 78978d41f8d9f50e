"""An assessment: one evaluation of a report by a pack (FHIR GuidanceResponse)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from aldea.language.report import Notice
from aldea.language.truth import Truth
from aldea.language.urgency import Urgency


class Assessment(NamedTuple):
    """The answer, as decisions.md 16 and 20 define it. A named tuple: one is made for every report judged."""

    urgency: Urgency
    advice: tuple[str, ...]
    because: tuple[str, ...]
    rules: tuple[str, ...]
    beyond_leaflet: bool
    ask: tuple[str, ...]
    warnings: tuple[Notice, ...]
    pack_id: str
    pack_version: str
    pack_digest: str

    @property
    def incomplete(self) -> bool:
        """True when an answer that was not given could raise the urgency."""
        return bool(self.ask)

    def as_dict(self) -> dict[str, Any]:
        """The answer as JSON, as `aldea triage` prints it."""
        return {
            "urgency": self.urgency.id,
            "advice": list(self.advice),
            "because": list(self.because),
            "rules": list(self.rules),
            "beyond_leaflet": self.beyond_leaflet,
            "incomplete": self.incomplete,
            "ask": list(self.ask),
            "warnings": [warning.as_dict() for warning in self.warnings],
            "pack": {"id": self.pack_id, "version": self.pack_version, "digest": self.pack_digest},
        }


@dataclass(frozen=True, slots=True)
class Seen:
    """One value that a rule looked at, and whether it met its condition."""

    item: str
    of: str
    value: str
    wanted: str
    truth: Truth

    def as_dict(self) -> dict[str, str]:
        return {
            "item": self.item,
            "of": self.of,
            "value": self.value,
            "wanted": self.wanted,
            "truth": self.truth.id,
        }


RULE_TRUTH = {Truth.TRUE: "fired", Truth.FALSE: "not_fired", Truth.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class RuleReasoning:
    """How one rule came out, with the values it saw."""

    rule: str
    truth: Truth
    urgency: Urgency
    statements: tuple[str, ...]
    readings: tuple[int, ...]
    why: str
    seen: tuple[Seen, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "truth": RULE_TRUTH[self.truth],
            "urgency": self.urgency.id,
            "statements": list(self.statements),
            "readings": list(self.readings),
            "why": self.why,
            "seen": [seen.as_dict() for seen in self.seen],
        }


@dataclass(frozen=True, slots=True)
class AdviceReasoning:
    """What became of one advice that applied: given, dropped by others, or withheld."""

    advice: str
    fate: str
    by: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        return {"advice": self.advice, "fate": self.fate, "by": list(self.by)}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole reasoning: every rule, and every advice that applied."""

    assessment: Assessment
    rules: tuple[RuleReasoning, ...]
    advice: tuple[AdviceReasoning, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "assessment": self.assessment.as_dict(),
            "rules": [rule.as_dict() for rule in self.rules],
            "advice": [advice.as_dict() for advice in self.advice],
        }
