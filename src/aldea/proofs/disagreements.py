"""What is found where the source contradicts itself, as frozen values and as JSON: ids, no words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aldea.language.urgency import Urgency
from aldea.proofs.advice_conflicts import AdviceConflict
from aldea.proofs.occasions import Occasion
from aldea.proofs.readings import Circumstance
from aldea.proofs.scenes import Scene


@dataclass(frozen=True, slots=True)
class Voice:
    """One statement that says something of a finding, and when it is a reason."""

    statement: str
    when: tuple[Occasion, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An urgency that the pack answers where statements disagree, and the smallest report of it."""

    urgency: Urgency
    when: tuple[Occasion, ...]
    scene: Scene


@dataclass(frozen=True, slots=True)
class Taken:
    """A numbered reading that decides, and where it does."""

    reading: int
    when: tuple[Occasion, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """Two statements that disagree on a report for which no reading is cited."""

    statements: tuple[str, str]
    scene: Scene


@dataclass(frozen=True, slots=True)
class Disagreement:
    """All that the source says of one finding, where it does not agree.

    `overruled` are statements that are more urgent than the answer to some report of the finding.
    """

    finding: str
    observations: tuple[str, ...]
    voices: tuple[Voice, ...]
    answers: tuple[Answer, ...]
    taken: tuple[Taken, ...]
    overruled: tuple[str, ...]
    undecided: tuple[Undecided, ...]

    @property
    def occasions(self) -> Iterator[Occasion]:
        """Every occasion that is told of it."""
        whens = [each.when for each in self.voices]
        whens += [each.when for each in self.answers]
        whens += [each.when for each in self.taken]
        return (occasion for when in whens for occasion in when)

    def as_dict(self) -> dict[str, Any]:
        return {
            "finding": self.finding,
            "observations": list(self.observations),
            "statements": [{"id": each.statement, "when": _whens(each.when)} for each in self.voices],
            "answers": [
                {"urgency": each.urgency.id, "when": _whens(each.when), "scene": each.scene.as_dict()}
                for each in self.answers
            ],
            "readings": [{"number": each.reading, "when": _whens(each.when)} for each in self.taken],
            "overruled": list(self.overruled),
            "undecided": [
                {"statements": list(each.statements), "scene": each.scene.as_dict()}
                for each in self.undecided
            ],
        }


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Every disagreement of one pack. Nothing but `pack_digest` hangs on more than is written here."""

    pack_id: str
    pack_digest: str
    solver: str
    levels: tuple[Disagreement, ...]
    advice: tuple[AdviceConflict, ...]
    circumstances: tuple[Circumstance, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "pack": self.pack_id,
            "pack_digest": self.pack_digest,
            "solver": self.solver,
            "levels": [each.as_dict() for each in self.levels],
            "advice": [each.as_dict() for each in self.advice],
            "circumstances": {each.name: _lines(each) for each in self.circumstances},
        }


def _whens(occasions: tuple[Occasion, ...]) -> list[dict[str, str]]:
    return [each.as_dict() for each in occasions]


def _lines(circumstance: Circumstance) -> list[dict[str, list[str]]]:
    """Each way to be in it: for every item the words, or 'at most' and a number."""
    return [
        {
            **{id_: sorted(words) for id_, words in line.words.items()},
            **{id_: [f"at most {limit}"] for id_, limit in line.at_most.items()},
        }
        for line in circumstance.lines
    ]
