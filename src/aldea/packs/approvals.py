"""An approval: who accepts that a version is milder than what it replaces, in which stories, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aldea.language.pack import Pack, PackVersion
from aldea.packs.diagnostics import Diagnostics
from aldea.packs.reader import Reader
from aldea.packs.registry import compile_version
from aldea.packs.yaml_tree import parse_yaml

FIELDS = ("approves", "old", "new", "approved_by", "on", "stories", "why")
NOBODY = ("", "nobody", "NAME")


@dataclass(frozen=True, slots=True)
class Approval:
    """Both versions, byte by byte; the ids of the stories that are accepted; who, when and why."""

    pack_id: str
    old: PackVersion
    new: PackVersion
    approved_by: str
    on: date
    stories: frozenset[str]
    why: str

    def falls_short(self, pack_id: str, old: PackVersion, new: PackVersion, stories: Iterable[str]) -> str:
        """What is missing for this change, in words; nothing where it is enough."""
        for name, named, is_ in (("old", self.old, old), ("new", self.new, new)):
            if named != is_ or self.pack_id != pack_id:
                return (
                    f"The approval is of other digests: its {name} pack is {self.pack_id} {named.version} "
                    f"({named.digest}), this one is {pack_id} {is_.version} ({is_.digest}). Whoever "
                    f"approved has not seen this change."
                )
        missing = sorted({*stories} - self.stories)
        if missing:
            return f"The approval does not accept {len(missing)} of the stories: {', '.join(missing)}."
        return ""

    def is_enough(self, pack_id: str, old: PackVersion, new: PackVersion, stories: Iterable[str]) -> bool:
        """It is of this very change, and accepts every story."""
        return not self.falls_short(pack_id, old, new, stories)


def load_approval(path: Path) -> Approval:
    """Reads an approval; raises PackError with every mistake."""
    diagnostics = Diagnostics()
    reader = Reader(diagnostics)
    root = reader.fields(parse_yaml(path, path.name, diagnostics), FIELDS, FIELDS)
    fields = root.fields
    diagnostics.raise_if_any()
    old, new = compile_version(reader, fields["old"]), compile_version(reader, fields["new"])
    who, why = reader.text(fields["approved_by"]).strip(), reader.text(fields["why"]).strip()
    for name, text in (("approved_by", who), ("why", why)):
        if text in NOBODY:
            reader.complain(
                fields[name].position, f"{name} says nothing", "write it", "somebody has to answer for it"
            )
    for name, version in (("old", old), ("new", new)):
        if version is None:
            reader.complain(fields[name].position, f"{name} names no version", "write version and digest")
    try:
        on = date.fromisoformat(reader.text(fields["on"]))
    except ValueError:
        on = date.min
        reader.complain(fields["on"].position, "this is no day", "write it as 2026-11-23")
    stories = frozenset(reader.texts(fields["stories"]))
    diagnostics.raise_if_any()
    assert old is not None
    assert new is not None
    return Approval(reader.text(fields["approves"]), old, new, who, on, stories, why)


def approval_to_fill_in(old: Pack, new: Pack, stories: Iterable[str]) -> str:
    """An approval of these stories, for a person to complete."""
    return "\n".join([
        f"approves: {new.id}",
        f"old: {{version: {old.version}, digest: {old.digest}}}",
        f"new: {{version: {new.version}, digest: {new.digest}}}",
        "approved_by: NAME",
        "on: YYYY-MM-DD",
        "why: ",
        "stories:",
        *(f"  - {story}" for story in stories),
    ])  # fmt: skip
