"""`aldea pack export`: the rulebook of a pack as a booklet to print, to read and to sign."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, TextIO

from aldea.engines.reference import assess
from aldea.exports.booklet import booklet_pdf
from aldea.packs import load_pack, pack_folder
from aldea.packs.worked_cases import load_cases, run_case
from aldea.rulebook.booklet import booklet_of
from aldea.rulebook.proof_chapter import recorded_chapter

STANDARD_OUTPUT = "-"


def export_booklet(
    name: str, target: str, day: date, out: BinaryIO | None = None, said: TextIO | None = None
) -> int:
    """Writes the booklet of a pack, and says what it wrote; ``target`` '' is a file named after the pack."""
    out, said = out or sys.stdout.buffer, said or sys.stderr
    pack = load_pack(name)
    path = Path(target or f"{pack.id}-{pack.version}-booklet.pdf")
    if target != STANDARD_OUTPUT:
        _refuse_where_nothing_can_be_written(path)
    by_hand = [case for case in load_cases(pack_folder(name), pack) if case.by_hand]
    outcomes = [run_case(case, pack, assess) for case in by_hand]
    document = booklet_pdf(booklet_of(pack, outcomes, recorded_chapter(pack)), day)
    if target == STANDARD_OUTPUT:
        out.write(document)
        out.flush()
    else:
        _write_whole(path, document)
    failing = sum(bool(outcome.failures) for outcome in outcomes)
    said.write(
        f"wrote {'the booklet' if target == STANDARD_OUTPUT else path}: {pack.id} {pack.version}, "
        f"{len(pack.rules)} rules, {len(outcomes)} cases, {len(document)} bytes\n{pack.digest}\n"
    )
    if failing:
        said.write(f"{failing} cases do not hold, and the booklet says so; aldea pack test {name} has more\n")
    return 0


def _refuse_where_nothing_can_be_written(path: Path) -> None:
    if path.is_dir():
        raise ValueError(f"'{path}' is a folder; name a file in it, such as {path / 'booklet.pdf'}")
    if not path.parent.is_dir():
        raise ValueError(f"there is no folder '{path.parent}' to write '{path.name}' to; make it first")


def _write_whole(path: Path, document: bytes) -> None:
    """The file is there whole or as it was: it is written beside, and then takes the name."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as beside:
            try:
                beside.write(document)
                beside.flush()
                os.fsync(beside.fileno())
                Path(beside.name).chmod(0o644)
                Path(beside.name).replace(path)
            except OSError:
                Path(beside.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise ValueError(f"'{path}' cannot be written: {error.strerror}") from None
