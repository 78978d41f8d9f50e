"""Copies of the shipped pack with one edit: what a clinician may change between two versions."""

import shutil
from pathlib import Path

from aldea.language.pack import Pack
from aldea.packs import load_pack, pack_folder

Edit = tuple[str, str, str]
SHIPPED = load_pack("aldesleukin")
STATUS: Edit = ("pack.yaml", "status: draft", "status: approved")
COUGH = "    when: {yes: cough}\n    urgency: hospital_now\n"
WHEEZING = "    when: {yes: wheezing}\n    urgency: tell_team\n"
COUGH_RULE = Path(pack_folder("aldesleukin") / "rules.yaml").read_text(encoding="utf-8")
COUGH_RULE = COUGH_RULE[COUGH_RULE.index("  - id: cough\n") : COUGH_RULE.index("  - id: sudden-cough\n")]


def edit(folder: Path, *edits: Edit) -> Path:
    """Changes a folder: (file, what stands there once, what stands there then)."""
    for name, old, new in edits:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"'{old}' stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def copy_of(folder: Path, *edits: Edit) -> Path:
    """A copy of the shipped pack in this place, changed."""
    return edit(Path(shutil.copytree(pack_folder("aldesleukin"), folder)), *edits)


def edited(tmp_path: Path, *edits: Edit) -> Pack:
    """The changed copy, loaded."""
    return load_pack(str(copy_of(tmp_path / "edited" / "aldesleukin", *edits)))
