"""A copy of the aldesleukin pack with something changed in its files."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from aldea.packs import pack_folder

Edit = tuple[str, str, str]
"""(file, what stands there, what stands there instead); it must stand there exactly once."""


def edited_pack(folder: Path, edits: Sequence[Edit]) -> Path:
    """The copy, in a folder of its own."""
    copy = folder / "aldesleukin"
    shutil.copytree(pack_folder("aldesleukin"), copy)
    for file, old, new in edits:
        text = (copy / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} has {text.count(old)} times: {old}"
        (copy / file).write_text(text.replace(old, new), encoding="utf-8")
    return copy


def rule_text(rule: str) -> str:
    """How a rule begins in rules.yaml, up to its condition."""
    return f"  - id: {rule}\n    when: "
