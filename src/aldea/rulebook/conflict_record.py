"""Where the source contradicts itself, as `aldea pack conflicts --record` keeps it beside the pack.

Ids and values only: words come from the pack. The solver itself is no part of an installation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from aldea.language.pack import Pack
from aldea.language.urgency import Urgency

When = tuple[Mapping[str, str], ...]
"""Any of these: what is said, in which circumstance or outside of which. One that is empty is always."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A report that shows it: what is not harmless, what is known of the patient, what the pack answers."""

    context: Mapping[str, Any]
    observations: Mapping[str, Any]
    earlier: Sequence[Mapping[str, Any]]
    settings: Mapping[str, str]
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Answered:
    """An urgency that the pack answers, when, and a report that shows it."""

    urgency: Urgency
    when: When
    scene: Scene


@dataclass(frozen=True, slots=True)
class Disagreement:
    """All that the source says of one finding, where it does not agree.

    `statements` and `readings` come with when they are a reason. `overruled` are statements that are more
    urgent than some answer; `undecided` are pairs for which no reading is cited.
    """

    observations: tuple[str, ...]
    finding: str
    statements: tuple[tuple[str, When], ...]
    answers: tuple[Answered, ...]
    readings: tuple[tuple[int, When], ...]
    overruled: tuple[str, ...]
    undecided: tuple[tuple[tuple[str, ...], Scene], ...]


@dataclass(frozen=True, slots=True)
class AdviceConflict:
    """The first advice gives way to the second; `call` when that says whom to call."""

    loser: str
    winner: str
    call: bool
    readings: tuple[int, ...]
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True)
class ConflictRecord:
    """Every disagreement of one pack."""

    pack_id: str
    pack_digest: str
    solver: str
    levels: tuple[Disagreement, ...]
    advice: tuple[AdviceConflict, ...]
    circumstances: Mapping[str, Sequence[Mapping[str, Sequence[str]]]]

    def is_of(self, pack: Pack) -> bool:
        """Whether it is about this very pack, byte by byte."""
        return self.pack_digest == pack.digest

    @property
    def undecided(self) -> int:
        """How many disagreements nobody has decided."""
        return sum(bool(each.undecided) for each in self.levels) + sum(
            not each.readings for each in self.advice
        )


def record_path(pack_id: str) -> Path:
    """Where the record of a pack stands: beside the protocols."""
    return Path(str(files("aldea.protocols").joinpath(f"{pack_id}.conflicts.json")))


def read_record(pack: Pack) -> ConflictRecord | None:
    """The record of a pack; None where nobody looked. It may be of another digest: see `is_of`."""
    path = record_path(pack.id)
    return record_of(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def record_of(found: Mapping[str, Any]) -> ConflictRecord:
    """From JSON, as the command prints it."""
    return ConflictRecord(
        pack_id=found["pack"],
        pack_digest=found["pack_digest"],
        solver=found["solver"],
        levels=tuple(map(_disagreement, found["levels"])),
        advice=tuple(
            AdviceConflict(
                each["loser"],
                each["winner"],
                each["call"],
                tuple(each["readings"]),
                tuple(map(_scene, each["scenes"])),
            )
            for each in found["advice"]
        ),
        circumstances=found["circumstances"],
    )


def _disagreement(found: Mapping[str, Any]) -> Disagreement:
    return Disagreement(
        observations=tuple(found["observations"]),
        finding=found["finding"],
        statements=tuple((each["id"], tuple(each["when"])) for each in found["statements"]),
        answers=tuple(
            Answered(Urgency.from_id(each["urgency"]), tuple(each["when"]), _scene(each["scene"]))
            for each in found["answers"]
        ),
        readings=tuple((each["number"], tuple(each["when"])) for each in found["readings"]),
        overruled=tuple(found["overruled"]),
        undecided=tuple((tuple(each["statements"]), _scene(each["scene"])) for each in found["undecided"]),
    )


def _scene(found: Mapping[str, Any]) -> Scene:
    return Scene(
        found["context"],
        found["observations"],
        found.get("earlier", ()),
        found.get("settings", {}),
        Urgency.from_id(found["urgency"]),
    )
