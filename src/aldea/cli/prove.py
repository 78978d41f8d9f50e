"""`aldea pack prove`: what holds of every report, or the smallest patient story that shows it does not."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

from aldea.language.pack import Pack
from aldea.packs import load_pack
from aldea.proofs import Outcome, ProofRun, Result, load_readings, prove
from aldea.proofs.problem import rule_items
from aldea.rulebook.proof_record import ProofRecord, as_text, property_words, record_path
from aldea.rulebook.speech import plain

PROCESSES = 2
REDRAWN_EACH = 20
MOST_SHOWN = 10
"""One fault shows itself in many claims: so many are shown in words, those with a story first."""


def run_prove(
    name: str, readings: Path | None, rule: str, *, as_json: bool, keep: bool, out: TextIO | None = None
) -> int:
    """Proves a pack and prints what came of it; 0 when all was proved, 1 when not.

    `keep` writes the record beside the pack's readings, when all was proved.
    """
    out = out or sys.stdout
    pack = load_pack(name)
    if rule and rule not in {each.id for each in pack.rules}:
        raise ValueError(f"the pack {pack.id} has no rule '{rule}'")
    if rule and keep:
        raise ValueError("a record is of the whole pack; leave --rule out")
    with _progress() as told:
        run = prove(pack, load_readings(pack, readings), rule, told, PROCESSES)
    if as_json:
        out.write(json.dumps(run.as_dict(), indent=1, ensure_ascii=False) + "\n")
    else:
        out.writelines(f"{line}\n" for line in _lines(run))
    if keep and not run.failures:
        write_record(record_of(run, pack, datetime.now(UTC).date()), record_path(pack.id))
    return int(bool(run.failures))


def _lines(run: ProofRun) -> Iterator[str]:
    for result in sorted(run.failures, key=lambda each: each.story is None)[:MOST_SHOWN]:
        yield from _failure(result)
    if len(run.failures) > MOST_SHOWN:
        yield f"... and {len(run.failures) - MOST_SHOWN} more claims that fail; --json has all of them"
        yield ""
    words = property_words(plain)
    for property_, (proved, made) in run.counts.items():
        word = "proved" if proved == made else "FAILED"
        yield f"{word:<7} {proved:>5} of {made:<5} {property_}: {words[property_]}"
    made = len(run.results)
    yield (
        f"{run.pack_id} {run.pack_version}: {made - len(run.failures)} of {made} claims proved for every "
        f"report, by {run.solver}"
    )
    yield f"pack     {run.pack_digest}"
    yield f"readings {run.readings_digest}, approved by {run.approved_by}"


def _failure(result: Result) -> Iterator[str]:
    yield f"{result.outcome.value.upper()}  {result.property}: {result.about}"
    if result.story is not None:
        yield from (f"    {line}" for line in result.story.text.splitlines())
        yield "  as a case for cases.yaml:"
        yield from (f"    {line}" for line in result.story.case.splitlines())
    elif result.outcome is Outcome.NOT_DECIDED:
        yield "    The solver gave up. What is not decided is not proved."
    else:
        yield f"    This must hold and does not: {result.says}."
    yield ""


def record_of(run: ProofRun, pack: Pack, proved_on: date) -> ProofRecord:
    """What is kept of a run in which everything was proved; raises ValueError where something was not."""
    if run.failures:
        raise ValueError("not everything was proved, so nothing is recorded")
    return ProofRecord(
        run.pack_id, run.pack_version, run.pack_digest, run.readings_digest, run.approved_by, run.solver,
        proved_on,
        properties=Counter(result.property for result in run.results),
        rules={rule.id: _counts_of(run, rule_items(rule, pack)) for rule in pack.rules},
    )  # fmt: skip


def _counts_of(run: ProofRun, items: frozenset[str]) -> dict[str, int]:
    """How many claims of each property look at something that a rule looks at, gives or asks."""
    return dict(Counter(result.property for result in run.results if result.items & items))


def write_record(record: ProofRecord, path: Path) -> None:
    """Writes the record whole or not at all."""
    partial = path.with_suffix(".partial")
    partial.write_text(as_text(record), encoding="utf-8")
    partial.replace(path)


@contextmanager
def _progress() -> Iterator[Callable[[int], None] | None]:
    """How many claims are done, on a terminal; redrawn as they are done, since a thread cannot be copied."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - drawing is loaded where somebody looks on
    from rich.progress import (  # noqa: PLC0415 - as above
        BarColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
    )

    columns = (SpinnerColumn(), TextColumn("{task.completed} claims"), BarColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        task = progress.add_task("proving", total=None)
        yield lambda done: progress.update(task, completed=done, refresh=done % REDRAWN_EACH == 0)
