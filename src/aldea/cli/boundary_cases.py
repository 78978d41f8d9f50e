"""`aldea pack cases`: a case just on each side of every edge of every rule."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from aldea.packs import load_pack, pack_folder
from aldea.packs.worked_cases import load_shared
from aldea.proofs import load_readings
from aldea.proofs.boundaries import BoundaryCase, boundary_cases, written


def run_cases(options: Namespace) -> int:
    """Prints or writes the cases; 1 where the reference engine does not answer as the readings say."""
    text, cases = case_text(options.pack, options.rule, options.readings)
    if options.write is None:
        sys.stdout.write(text)
    else:
        options.write.write_text(text, encoding="utf-8")
    unsigned = sum(case.expected is None for case in cases)
    wrong = [case for case in cases if case.wrong]
    for case in wrong:
        sys.stderr.write(f"{case.id}: {'; '.join(case.wrong)}\n")
    sys.stderr.write(
        f"{len(cases)} boundary cases, {len(wrong)} on which the reference engine answers otherwise, "
        f"{unsigned} that need a signature\n"
    )
    return 1 if wrong else 0


def case_text(
    name: str, rule: str = "", readings: Path | None = None
) -> tuple[str, tuple[BoundaryCase, ...]]:
    """The case file and its cases; the same pack and readings give the same text."""
    pack = load_pack(name)
    if rule and rule not in {each.id for each in pack.rules}:
        raise ValueError(f"there is no rule '{rule}' in this pack")
    cases = boundary_cases(pack, load_readings(pack, readings), load_shared(pack_folder(name)), rule)
    named = f" --rule {rule}" if rule else ""
    return written(cases, f"aldea pack cases {pack.id}{named}"), cases
