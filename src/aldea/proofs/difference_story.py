"""A difference between two packs as a nurse reads it: one report, and what each of the two says of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aldea.engines.reference import assess
from aldea.language.answers import number_text
from aldea.language.assessment import Assessment
from aldea.language.pack import Pack
from aldea.packs.border import read_report
from aldea.proofs.story import EncodingDiffers, foretold_urgency, person_words, said_words, told_words
from aldea.proofs.symbols import Formula
from aldea.proofs.two_packs import Side, TwoPacks
from aldea.proofs.witness import raw_report, settings_of, smallest_model

Raw = Mapping[str, Any]
Shows = Callable[[Assessment, Assessment], bool]


@dataclass(frozen=True, slots=True)
class DifferenceStory:
    """The smallest report on which two packs differ. `seen_by_new` is what NEW is asked of it.

    The two are the same wherever both packs know the same items.
    """

    report: Raw
    seen_by_new: Raw
    settings: Mapping[str, Fraction]
    old: Assessment
    new: Assessment
    text: str

    @property
    def id(self) -> str:
        """A digest of the report and of both answers: another answer is another story."""
        told = {
            "report": self.report,
            "seen_by_new": self.seen_by_new,
            "settings": {id_: number_text(value) for id_, value in self.settings.items()},
            "old": outcome_of(self.old),
            "new": outcome_of(self.new),
        }
        plain = json.dumps(told, sort_keys=True, default=str)
        return hashlib.sha256(plain.encode()).hexdigest()[:16]

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "report": _plain(self.report),
            "seen_by_new": _plain(self.seen_by_new),
            "settings": {id_: number_text(value) for id_, value in self.settings.items()},
            "old": outcome_of(self.old),
            "new": outcome_of(self.new),
            "text": self.text,
        }


def outcome_of(answer: Assessment) -> dict[str, Any]:
    """What an answer says, whichever rules say it and in whatever order."""
    return {
        "urgency": answer.urgency.id,
        "advice": sorted(answer.advice),
        "because": sorted(answer.because),
        "ask": sorted(answer.ask),
    }


def tell(two: TwoPacks, formulas: tuple[Formula, ...], shows: Shows) -> tuple[DifferenceStory, Formula]:
    """The smallest story of which all formulas hold, and its model.

    Raises EncodingDiffers where the reference engine does not answer what the solver foretold.
    """
    model = smallest_model((two.old.report, two.new.report), formulas)
    settings = {**settings_of(two.old.report, model), **settings_of(two.new.report, model)}
    reports = [raw_report(side.report, model, side.pack) for side in (two.old, two.new)]
    old, new = (
        _judged(side, raw, settings, model) for side, raw in zip((two.old, two.new), reports, strict=True)
    )
    if not shows(old, new):
        raise EncodingDiffers(
            f"the solver foretold a difference; the engine says {outcome_of(old)} and {outcome_of(new)}"
        )
    text = "\n".join(_lines(two, reports[0], reports[1], settings, old, new))
    return DifferenceStory(reports[0], reports[1], settings, old, new, text), model


def _judged(side: Side, raw: Raw, settings: Mapping[str, Fraction], model: Formula) -> Assessment:
    reading = read_report(side.pack, raw)
    if reading.problems:
        raise EncodingDiffers(f"the border refuses the solver's report: {reading.problems[0].message}")
    answer = assess(side.pack, reading.report, settings)
    foretold = foretold_urgency(side.sheet.at_least, model)
    if answer.urgency is not foretold:
        raise EncodingDiffers(f"{foretold.id} was foretold, the engine says {answer.urgency.id}")
    return answer


def _lines(
    two: TwoPacks, report: Raw, other: Raw, settings: Mapping[str, Fraction], old: Assessment, new: Assessment
) -> Iterator[str]:
    known = _union(two.old.pack, two.new.pack)
    whole = {
        **report,
        "context": {**other["context"], **report["context"]},
        "observations": {**other["observations"], **report["observations"]},
    }
    yield from person_words(known, whole, settings)
    yield from said_words(known, whole)
    yield from _not_asked("OLD", known, whole, report)
    yield from _not_asked("NEW", known, whole, other)
    for name, answer in (("OLD", old), ("NEW", new)):
        for line in told_words(answer):
            yield line.replace("The rulebook answers", f"{name} ({answer.pack_version}) answers", 1)


def _not_asked(name: str, known: Pack, whole: Raw, asked: Raw) -> Iterator[str]:
    """What only the other pack can be told."""
    missing = [
        items[id_].name
        for part, items in (("observations", known.observations), ("context", known.context))
        for id_, value in whole[part].items()
        if asked[part].get(id_) != value
    ]
    if missing:
        yield f"{name} does not know, or does not accept: {', '.join(missing)}. To it this is not asked."


def _union(old: Pack, new: Pack) -> Pack:
    return replace(
        new,
        observations={**old.observations, **new.observations},
        context={**old.context, **new.context},
    )


def _plain(value: Any) -> Any:
    """As JSON: decimals as numbers."""
    match value:
        case Mapping():
            return {key: _plain(each) for key, each in value.items()}
        case list():
            return [_plain(each) for each in value]
        case Decimal():
            return float(value)
    return value
