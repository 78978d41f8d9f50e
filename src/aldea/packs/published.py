"""Published packs are kept, whole, so that every change can be compared with what it replaces.

They stand beside the folder of the pack: `published/ID/VERSION/`, and next to each its readings, what
changed (`VERSION.changes.json`) and who accepted that (`VERSION.approval.yaml`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aldea.language.pack import Pack, PackVersion
from aldea.packs.diagnostics import Diagnostics
from aldea.packs.reader import Reader
from aldea.packs.registry import compile_version, digest_of
from aldea.packs.yaml_tree import Fields, parse_yaml

PUBLISHED = "published"


class Stopped(ValueError):
    """The gate stays shut; the message is a letter to whoever wants to publish."""


def published_home(folder: Path, pack_id: str) -> Path:
    """Where the published versions of a pack stand; also for a kept copy itself."""
    beside = folder.resolve().parent
    if beside.name == pack_id and beside.parent.name == PUBLISHED:
        return beside
    return beside / PUBLISHED / pack_id


def changes_path(folder: Path, pack: Pack) -> Path:
    """The record of what this version changes."""
    return published_home(folder, pack.id) / f"{pack.version}.changes.json"


def approval_path(folder: Path, pack: Pack) -> Path:
    """Who accepted what this version makes milder."""
    return published_home(folder, pack.id) / f"{pack.version}.approval.yaml"


def published_versions(home: Path) -> Mapping[str, PackVersion | None]:
    """Each kept version with what it says that it replaces."""
    folders = sorted(path.parent for path in home.glob("*/pack.yaml"))
    return {folder.name: _replaced_by(folder) for folder in folders}


def _replaced_by(folder: Path) -> PackVersion | None:
    diagnostics = Diagnostics()
    tree = parse_yaml(folder / "pack.yaml", f"{folder.name}/pack.yaml", diagnostics)
    head = tree.fields if isinstance(tree, Fields) else {}
    found = compile_version(Reader(diagnostics), head.get("replaces"))
    diagnostics.raise_if_any()
    return found


def replaced_copy(folder: Path, pack: Pack) -> Path | None:
    """The kept copy of what a pack replaces; None for the first version. Raises Stopped."""
    home = published_home(folder, pack.id)
    kept = published_versions(home)
    if pack.version in kept and digest_of(home / pack.version) != pack.digest:
        raise Stopped(
            f"{pack.id} {pack.version} was published and reads otherwise now.\n"
            f"A version that people rely on never changes. Give this one a new version, and let it replace:\n"
            f"  replaces: {{version: {pack.version}, digest: {digest_of(home / pack.version)}}}"
        )
    others = {version: by for version, by in kept.items() if version != pack.version}
    followed = {by.version for by in others.values() if by is not None}
    newest = [version for version in others if version not in followed]
    if pack.replaces is None:
        if newest:
            raise Stopped(_must_replace(pack, home, newest, "says that it replaces nothing"))
        return None
    if pack.replaces.version not in newest:
        raise Stopped(_must_replace(pack, home, newest, f"says that it replaces {pack.replaces.version}"))
    copy = home / pack.replaces.version
    if digest_of(copy) != pack.replaces.digest:
        raise Stopped(
            f"The kept copy of {pack.id} {pack.replaces.version} is not what pack.yaml says it replaces.\n"
            f"  pack.yaml  {pack.replaces.digest}\n  kept copy  {digest_of(copy)}\n"
            f"Either the copy was altered: restore it. Or the digest is mistyped: mend pack.yaml."
        )
    return copy


def _must_replace(pack: Pack, home: Path, newest: list[str], says: str) -> str:
    if not newest:
        return f"{pack.id} {pack.version} {says}, and nothing is published in {home}. Write: replaces: none"
    return "\n".join([
        f"{pack.id} {pack.version} {says}, and that is not the newest published version.",
        "A change is compared with what patients are judged by until then. Write in pack.yaml:",
        *(f"  replaces: {{version: {each}, digest: {digest_of(home / each)}}}" for each in newest),
    ])  # fmt: skip


def keep_copy(folder: Path, pack: Pack, readings: Path) -> Path:
    """Keeps the whole folder and its readings, all or nothing; raises Stopped for a version that is kept."""
    home = published_home(folder, pack.id)
    kept = home / pack.version
    if kept.exists():
        raise Stopped(f"{pack.id} {pack.version} is published already, in {kept}. Give a new version.")
    home.mkdir(parents=True, exist_ok=True)
    partial = home / f".{pack.version}.partial"
    if partial.exists():
        shutil.rmtree(partial)
    shutil.copytree(folder, partial)
    shutil.copyfile(readings, home / f"{pack.version}.readings.yaml")
    partial.rename(kept)
    return kept


def write_changes(folder: Path, pack: Pack, record: Mapping[str, Any]) -> Path:
    """Writes the record of what a version changes, for the pages."""
    path = changes_path(folder, pack)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    partial.replace(path)
    return path


def read_changes(folder: Path, pack: Pack) -> Mapping[str, Any] | None:
    """The record of what this version changes, of whatever digests; None where there is none."""
    path = changes_path(folder, pack)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def is_of(record: Mapping[str, Any], pack: Pack) -> bool:
    """Whether a record is about this very pack and what it replaces, byte by byte."""
    old = pack.replaces.digest if pack.replaces is not None else ""
    return bool(record["new"]["digest"] == pack.digest and record["old"]["digest"] == old)
