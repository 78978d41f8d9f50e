"""The answers of a report in the words of the team: what was reported first, then what was denied."""

from collections.abc import Iterator
from dataclasses import dataclass

from aldea.language import Pack
from aldea.language.pack import Kind
from aldea.reports.check_draft import is_raised
from aldea.reports.check_words import answer_words
from aldea.reports.models import Report


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``raised``: it says that something is, or may be, there."""

    name: str
    words: str
    raised: bool


def answers_of(pack: Pack, report: Report) -> list[Answer]:
    """Every answer but free text, those that say that something is there first, in the order of the pack."""
    return sorted(_answers(pack, report), key=lambda answer: not answer.raised)


def _answers(pack: Pack, report: Report) -> Iterator[Answer]:
    for id, item in pack.observations.items():
        raw = report.observations.get(id)
        if raw is not None and item.kind is not Kind.TEXT:
            measured = item.kind in (Kind.READINGS, Kind.QUANTITY)
            yield Answer(item.name, answer_words(item, raw), measured or is_raised(item, raw))
