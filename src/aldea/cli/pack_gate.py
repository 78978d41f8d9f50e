"""`aldea pack gate` and `aldea pack publish`: a change is understood before anyone is judged by it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from aldea.cli import pack as pack_files
from aldea.cli.pack_diff import print_difference
from aldea.language.pack import Pack
from aldea.packs import load_pack, pack_folder
from aldea.packs.approvals import Approval, load_approval
from aldea.packs.published import (
    Stopped,
    approval_path,
    keep_copy,
    replaced_copy,
    write_changes,
)
from aldea.proofs import (
    Difference,
    ProofRun,
    difference,
    load_readings,
    prove,
    readings_path,
    stop_below_readings,
    stop_unapproved,
)

DRAFT, NOBODY = "draft", ("", "nobody")


def run_gate(
    name: str, approve: Path | None, readings: Path | None, *, record: bool, out: TextIO | None = None
) -> int:
    """0 when the pack may take the place of what it replaces, 1 with a letter when not."""
    out = out or sys.stdout
    return _letter(lambda: _gate(name, approve, readings, record=record, out=out), out)


def run_publish(name: str, approve: Path | None, readings: Path | None, out: TextIO | None = None) -> int:
    """Checks, tests, compares, proves; then keeps a copy of the whole pack. 1 with a letter when stopped."""
    out = out or sys.stdout
    return _letter(lambda: _publish(name, approve, readings, out), out)


def _letter(action: Callable[[], None], out: TextIO) -> int:
    try:
        action()
    except Stopped as stopped:
        out.write(f"\nSTOPPED\n{stopped}\n")
        return 1
    return 0


def _gate(name: str, approve: Path | None, readings: Path | None, *, record: bool, out: TextIO) -> None:
    folder, pack = pack_folder(name), load_pack(name)
    found = _compared(folder, pack, out)
    if found is None:
        return
    if record:
        out.write(f"Written: {write_changes(folder, pack, found.as_dict())}\n")
    _stop(found, _proved(pack, readings, out), approval_for(folder, pack, approve))
    out.write(f"{pack.id} {pack.version} may replace {found.old.version}.\n")


def _compared(folder: Path, pack: Pack, out: TextIO) -> Difference | None:
    """The difference to what a pack replaces, told to the reader; None for a first version."""
    copy = replaced_copy(folder, pack)
    if copy is None:
        out.write(f"{pack.id} {pack.version} replaces nothing: this is the first version.\n")
        return None
    found = difference(load_pack(str(copy)), pack)
    print_difference(found, out)
    return found


def _proved(pack: Pack, readings: Path | None, out: TextIO) -> ProofRun:
    run = prove(pack, load_readings(pack, readings))
    made = len(run.results)
    out.write(f"{made - len(run.failures)} of {made} claims of the readings are proved.\n")
    return run


def _stop(found: Difference, run: ProofRun, approval: Approval | None) -> None:
    stop_below_readings(run)
    stop_unapproved(found, approval)


def approval_for(folder: Path, pack: Pack, approve: Path | None) -> Approval | None:
    """The approval that is named, else the one beside the kept copies."""
    path = approve or approval_path(folder, pack)
    if approve is None and not path.is_file():
        return None
    return load_approval(path)


def _publish(name: str, approve: Path | None, readings: Path | None, out: TextIO) -> None:
    folder, pack = pack_folder(name), load_pack(name)
    if pack.status == DRAFT:
        raise Stopped(
            f"{pack.id} {pack.version} is a draft, and a draft is not published. A named safety officer "
            f"signs first (SAFETY.md); then another status stands in pack.yaml."
        )
    pack_files.check(name, out)
    if pack_files.run_tests(name, out):
        raise Stopped("Its worked cases do not all hold. Mend the rule or the case: a case is never dropped.")
    found = _compared(folder, pack, out)
    run = _proved(pack, readings, out)
    stop_below_readings(run)
    if run.approved_by in NOBODY:
        raise Stopped("Nobody has approved the readings, so what was proved rests on nothing yet.")
    if found is not None:
        stop_unapproved(found, approval_for(folder, pack, approve))
    kept = keep_copy(folder, pack, readings or readings_path(pack.id))
    if found is not None:
        write_changes(folder, pack, found.as_dict())
    if approve is not None and approve.resolve() != approval_path(folder, pack):
        shutil.copyfile(approve, approval_path(folder, pack))
    out.write(f"Published: {kept}\n{pack.digest}\n")
