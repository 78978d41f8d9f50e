"""The page of what the running rulebook changes: shown from a record, so that no solver runs here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aldea.alerts.worklist_page import Level, level_of
from aldea.language.pack import Pack
from aldea.packs.approvals import Approval, load_approval
from aldea.packs.published import approval_path, is_of, read_changes

FIRST, MISSING, STALE, CURRENT = "first", "missing", "stale", "current"
MILDER, MORE_URGENT, LEVEL = "milder", "more urgent", "level"


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One report, the urgency before and after, and the story in words."""

    id: str
    before: Level
    after: Level
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """One advice, reason or question that differs, in one direction."""

    part: str
    about: str
    direction: str
    follows: bool
    stories: tuple[StoryLine, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What the page shows; only ``state`` and ``record`` where the record is not of these digests."""

    state: str
    record: Mapping[str, Any] = field(default_factory=dict)
    milder: tuple[StoryLine, ...] = ()
    more_urgent: tuple[StoryLine, ...] = ()
    differing: tuple[Differing, ...] = ()
    edits: tuple[Mapping[str, Any], ...] = ()
    approval: Approval | None = None


def changes_page(folder: Path, pack: Pack) -> ChangesPage:
    """The record of what this pack changes, or why there is none to show."""
    if pack.replaces is None:
        return ChangesPage(FIRST)
    record = read_changes(folder, pack)
    if record is None:
        return ChangesPage(MISSING)
    if not is_of(record, pack):
        return ChangesPage(STALE, record)
    compared = record["compared"]
    return ChangesPage(
        state=CURRENT,
        record=record,
        milder=tuple(_levels(compared, MILDER)),
        more_urgent=tuple(_levels(compared, MORE_URGENT)),
        differing=tuple(_differing(compared)),
        edits=tuple(edit for part in ("items", "rules", "advice", "wording") for edit in record[part]),
        approval=_approval(folder, pack, record["milder"]),
    )


def _levels(compared: Sequence[Mapping[str, Any]], direction: str) -> Iterator[StoryLine]:
    told: dict[str, StoryLine] = {}
    for each in compared:
        if each["part"] == LEVEL and each["direction"] == direction:
            told |= {story["id"]: _story(story) for story in each["stories"]}
    yield from told.values()


def _story(story: Mapping[str, Any]) -> StoryLine:
    before, after = (level_of(story[side]["urgency"]) for side in ("old", "new"))
    return StoryLine(story["id"], before, after, tuple(story["text"].splitlines()))


def _differing(compared: Sequence[Mapping[str, Any]]) -> Iterator[Differing]:
    for each in compared:
        if each["part"] != LEVEL and each["outcome"] != "the same":
            yield Differing(
                each["part"],
                each["about"],
                each["direction"],
                each["follows_the_level"],
                tuple(map(_story, each["stories"])),
            )


def _approval(folder: Path, pack: Pack, stories: Sequence[str]) -> Approval | None:
    """The approval beside the record, where it is of this very change and accepts every story."""
    path = approval_path(folder, pack)
    if pack.replaces is None or not stories or not path.is_file():
        return None
    approval = load_approval(path)
    return approval if approval.is_enough(pack.id, pack.replaces, pack.as_version, stories) else None
