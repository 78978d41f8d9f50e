"""What has been answered so far in a check, as frozen values. No Django, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from aldea.language.pack import Kind, Observation, Pack

Raw = bool | int | Decimal | str | list[Any] | dict[str, Any]
"""One answer as the core reads it: see ``read_report``. Numbers are int or Decimal, never float."""

UNSURE = "unsure"
NO_CHOICE = "none"

WITH_AMOUNT = frozenset({Kind.COUNT, Kind.AMOUNT, Kind.TEXT, Kind.CHOICE})
"""Kinds that are ticked first and told in full on the page after."""

PLAIN_NO: Mapping[Kind, Raw] = {
    Kind.YESNO: False,
    Kind.COUNT: 0,
    Kind.AMOUNT: False,
    Kind.TEXT: "",
    Kind.CHOICE: NO_CHOICE,
}
"""What 'none of these' means, by kind."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An answer of an earlier report that still stands; ``at`` is when that report was sent."""

    value: Raw
    at: datetime


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known about the person before the check begins.

    ``carried``: answers of this cycle to what is asked once a cycle. ``told``: what was raised in the
    last report among the observations that are asked on change, with that report's time.
    ``counted_since``: the last report within 24 hours in which events were counted, if there is one.
    """

    context: Mapping[str, Raw] = field(default_factory=dict)
    carried: Mapping[str, Carried] = field(default_factory=dict)
    told: Mapping[str, datetime] = field(default_factory=dict)
    counted_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers so far.

    ``ticked``: observations of a kind in ``WITH_AMOUNT`` that were ticked. ``not_sure``: groups whose page
    'what are you not sure about' is still open. ``no_reading``: the person cannot take the temperature.
    """

    answers: Mapping[str, Raw] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    not_sure: frozenset[str] = frozenset()
    no_reading: bool = False
    in_hospital: Raw | None = None

    def with_answers(self, answers: Mapping[str, Raw | None]) -> Draft:
        """The draft with these answers; None takes an answer back."""
        merged = {**self.answers, **answers}
        return replace(self, answers={id: raw for id, raw in merged.items() if raw is not None})


def is_raised(observation: Observation, raw: Raw | None) -> bool:
    """Whether the answer is anything but 'not asked' and a plain no. Not sure is raised."""
    return raw is not None and raw != PLAIN_NO.get(observation.kind)


def draft_as_json(draft: Draft) -> tuple[dict[str, Raw], dict[str, Any]]:
    """The two stored parts of a draft: the answers, and the place in the check."""
    place = {
        "ticked": sorted(draft.ticked),
        "not_sure": sorted(draft.not_sure),
        "no_reading": draft.no_reading,
        "in_hospital": draft.in_hospital,
    }
    return dict(draft.answers), place


def draft_of_report(pack: Pack, observations: Mapping[str, Raw], context: Mapping[str, Any]) -> Draft:
    """The draft from which a report was sent, as far as the report tells: to be put right and sent again."""
    items = {id: pack.observations[id] for id in observations if id in pack.observations}
    measured = [item.id for item in pack.observations.values() if item.kind is Kind.READINGS]
    return Draft(
        answers=dict(observations),
        ticked=frozenset(
            id for id, item in items.items() if item.kind in WITH_AMOUNT and is_raised(item, observations[id])
        ),
        no_reading=any(id not in observations for id in measured),
        in_hospital=context.get("in_hospital"),
    )


def draft_from_json(answers: Mapping[str, Raw], place: Mapping[str, Any]) -> Draft:
    """The draft that ``draft_as_json`` stored; an empty place is a check that has just begun."""
    return Draft(
        answers=answers,
        ticked=frozenset(place.get("ticked", ())),
        not_sure=frozenset(place.get("not_sure", ())),
        no_reading=place.get("no_reading", False),
        in_hospital=place.get("in_hospital"),
    )
