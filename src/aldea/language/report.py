"""A report: what a patient, carer or nurse sent at one time (FHIR QuestionnaireResponse)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from aldea.language.answers import Answer


@dataclass(frozen=True, slots=True)
class EarlierReport:
    """A report before this one; `hours_ago` is exact."""

    hours_ago: Fraction
    observations: Mapping[str, Answer]


NOTHING: Mapping[str, Answer] = MappingProxyType({})


class Report(NamedTuple):
    """Answers by id; what is absent was not asked.

    A tuple, because a million of them are made in a row, and a frozen dataclass takes five times as long.
    """

    observations: Mapping[str, Answer] = NOTHING
    context: Mapping[str, Answer] = NOTHING
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
