"""Compiles readings.md: how the source is understood where it leaves a choice, by number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from aldea.language.pack import Reading
from aldea.packs.diagnostics import Diagnostics, Position

NAME = "readings.md"
HEADING = re.compile(r"^## (\d+)\. (\S.*)$")


def compile_readings(folder: Path, diagnostics: Diagnostics) -> Mapping[int, Reading]:
    """Every reading, one `## 1. Title` with its text each, numbered from 1; none where there is no file."""
    path = folder / NAME
    found: dict[int, Reading] = {}
    if not path.is_file():
        return found
    for line, number, title, text in _sections(path, diagnostics):
        position = Position(NAME, line, 1)
        if number != len(found) + 1:
            diagnostics.add(
                position, f"reading {number} stands where {len(found) + 1} belongs",
                "rules and cases cite readings by their number", "number them 1, 2, 3 and so on",
            )  # fmt: skip
        if not text:
            diagnostics.add(
                position, f"reading {number} says nothing", "nobody could check a rule against it", "write it"
            )
        found[number] = Reading(number, title, text)
    return found


def _sections(path: Path, diagnostics: Diagnostics) -> list[tuple[int, int, str, str]]:
    """Line, number, title and text of each section. Above the first one only a title may stand."""
    sections: list[tuple[int, int, str, list[str]]] = []
    for line, content in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if match := HEADING.match(content):
            sections.append((line, int(match.group(1)), match.group(2), []))
        elif content.startswith("## ") or (content.strip() and not sections and not content.startswith("# ")):
            diagnostics.add(
                Position(NAME, line, 1), "this belongs to no reading", "it would be lost",
                "begin a reading with '## 1. Its title'",
            )  # fmt: skip
        elif sections:
            sections[-1][3].append(content)
    return [(line, number, title, "\n".join(text).strip()) for line, number, title, text in sections]
