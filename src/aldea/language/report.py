"""A report: what a patient, carer or nurse sent at one time (FHIR QuestionnaireResponse)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from aldea.language.answers import Answer


@dataclass(frozen=True, slots=True)
class EarlierReport:
    """A report before this one; `hours_ago` is exact."""

    hours_ago: Fraction
    observations: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Report:
    """Answers by id; what is absent was not asked."""

    observations: Mapping[str, Answer] = field(default_factory=dict)
    context: Mapping[str, Answer] = field(default_factory=dict)
    history: tuple[EarlierReport, ...] = ()
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A problem or a warning: what is wrong, in words, and where (such as 'observations.temperature')."""

    code: str
    message: str
    where: str

    def as_dict(self) -> dict[str, str]:
        return {"code": self.code, "message": self.message, "where": self.where}
