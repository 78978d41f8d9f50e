"""`aldea pack diff OLD NEW`: what a change means for patients, not what lines it touched."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from aldea.packs import load_pack
from aldea.proofs.difference import (
    ADVICE,
    ASK,
    GAINED,
    LEVEL,
    LOST,
    MILDER,
    MORE_URGENT,
    REASON,
    Compared,
    Difference,
    difference,
)
from aldea.proofs.pack_changes import Change
from aldea.proofs.solve import Outcome

PARTS = (
    (ADVICE, "Advice", "advices", "given"),
    (REASON, "Reasons", "statements", "named as a reason"),
    (ASK, "Questions", "items", "asked"),
)
MOST_LETTERS = 160


def run_diff(old: str, new: str, *, as_json: bool, out: TextIO | None = None) -> int:
    """Compares two versions of a pack; 0 when nothing differs in outcome, 1 when something does."""
    out = out or sys.stdout
    found = difference(load_pack(old), load_pack(new))
    if as_json:
        out.write(json.dumps(found.as_dict(), indent=1, ensure_ascii=False) + "\n")
    else:
        print_difference(found, out)
    return int(not found.is_same)


def print_difference(found: Difference, out: TextIO) -> None:
    """The same in words, milder first."""
    out.writelines(f"{line}\n" for line in _lines(found))


def _lines(found: Difference) -> Iterator[str]:
    yield f"OLD  {found.old.id} {found.old.version}  {found.old.digest}"
    yield f"NEW  {found.new.id} {found.new.version}  {found.new.digest}"
    yield ""
    if found.is_same:
        yield "Every report has the same urgency, advice, reasons and questions. Proved for all reports."
    else:
        yield from _levels(found)
    yield from _items(found.changes.items)
    if not found.is_same:
        for part, title, things, verb in PARTS:
            yield from _part(found.of(part), title, things, verb)
    yield from _edits(found)
    yield f"Proved for every report by {found.solver}; each story was put to the reference engine."


def _levels(found: Difference) -> Iterator[str]:
    milder = found.of(LEVEL, MILDER)
    if found.milder:
        yield f"MILDER: NEW is below OLD. Stories: {len(found.milder_stories)}. They need an approval."
    else:
        yield "Nothing is milder: no report is below what OLD says. Proved for all reports."
    for each in found.milder:
        yield f"What is {each.about} in OLD is milder in NEW:"
        yield from _stories(each)
    urgent = found.of(LEVEL, MORE_URGENT)
    changed = [each for each in urgent if not each.is_same]
    yield "" if found.milder else "More urgent for nobody." if not changed else ""
    for each in changed:
        yield f"More urgent: what is {each.about} in OLD is more urgent in NEW, for example:"
        yield from _stories(each)
    yield "Level by level"
    for each in milder:
        up = next((other for other in urgent if other.about == each.about), None)
        words = [f"some reports {one.direction}" for one in (each, up) if one and not one.is_same]
        yield f"  {each.about:<22}{' and '.join(words) or 'the same for every report'}"
    up = next(each for each in urgent if each.about == "none")
    yield f"  {'none':<22}{'the same for every report' if up.is_same else 'some reports more urgent'}"
    yield ""


def _stories(each: Compared) -> Iterator[str]:
    if each.outcome is Outcome.NOT_DECIDED:
        yield "  The solver gave up. What is not decided is not the same."
    for story in each.stories:
        yield f"  Story {story.id}: {story.old.urgency.id} becomes {story.new.urgency.id}"
        yield from (f"    {line}" for line in story.text.splitlines())
    if not each.all_told:
        yield "  ... and more. The change is too large to accept story by story."


def _items(items: Sequence[Change]) -> Iterator[str]:
    if items:
        yield "What may be reported"
        yield from _changes(items)
        yield "  What only one of the two can be told is not asked of the other."
        yield ""


def _part(compared: Sequence[Compared], title: str, things: str, verb: str) -> Iterator[str]:
    differs = [each for each in compared if not each.is_same]
    names = {each.about for each in compared}
    if not differs:
        yield f"{title}: all {len(names)} {things} the same for every report"
        yield ""
        return
    yield f"{title}: {len(names - {each.about for each in differs})} of {len(names)} {things} are the same"
    for each in (one for one in differs if not one.follows):
        yield f"  {each.about}: {each.direction} {verb} on some reports of the same urgency, for example:"
        yield from _stories(each)
    for direction in (LOST, GAINED):
        following = [each.about for each in differs if each.follows and each.direction == direction]
        if following:
            yield f"  {direction} {verb} where the urgency changes: {_names(following)}"
    yield ""


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:12])
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown


def _edits(found: Difference) -> Iterator[str]:
    changes = found.changes
    if changes.rules:
        yield "Rules"
        for change in changes.rules:
            note = "changes nothing" if found.is_same else "on its own changes nothing"
            yield _change(change) + (f": {note}" if change in found.idle else "")
    if changes.advice:
        yield "Advice that was edited" + (": it changes no answer" if found.is_same else "")
        yield from _changes(changes.advice)
    if changes.wording:
        yield "Wording: no answer depends on it"
        yield from _changes(changes.wording)
    if not any((changes.items, changes.rules, changes.advice, changes.wording)):
        yield (
            "Nothing was edited but notes and layout."
            if found.old.digest != found.new.digest
            else ("The two are the same, byte by byte.")
        )
    yield ""


def _changes(changes: Iterable[Change]) -> Iterator[str]:
    return (_change(change) for change in changes)


def _change(change: Change) -> str:
    name = f"  {change.what} {change.id}".rstrip()
    if change.how == "renamed":
        return f"{name} is now called {change.now}"
    if not change.was and not change.now:
        words = {"when": "another condition", "words": "other words"}
        return f"{name}: {words.get(change.how, change.how)}"
    return f"{name}, {change.how.replace('_', ' ')}: “{_short(change.was)}” becomes “{_short(change.now)}”"


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"
