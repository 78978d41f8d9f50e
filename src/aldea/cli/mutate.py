"""`aldea pack mutate`: does any reading or case notice when one thing in the rulebook is changed?"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from typing import TextIO

from aldea.packs import load_pack
from aldea.proofs.mutation.judge import Fate, Verdict
from aldea.proofs.mutation.run import KILLED, MutationRun, mutate


def run_mutate(options: Namespace) -> int:
    """Judges the mutants and prints what became of them."""
    _check_rule(options.pack, options.rule)
    told = _tell if sys.stderr.isatty() else None
    run = mutate(options.pack, options.rule, options.readings, options.processes, told)
    return report(run, sys.stdout, as_json=options.json)


def _check_rule(name: str, rule: str) -> None:
    if rule and rule not in {each.id for each in load_pack(name).rules}:
        raise ValueError(f"there is no rule '{rule}' in this pack")


def _tell(done: int, count: int) -> None:
    end = "\n" if done == count else ""
    sys.stderr.write(f"\r{done} of {count} mutants{end}")
    sys.stderr.flush()


def report(run: MutationRun, out: TextIO, *, as_json: bool = False) -> int:
    """Prints what became of the mutants; 1 where one survived."""
    if as_json:
        out.write(json.dumps(run.as_dict(), indent=1, ensure_ascii=False) + "\n")
        return 1 if run.failures else 0
    _table(run, out)
    if run.equivalent:
        out.write("\nProved equivalent: no report is answered otherwise.\n")
    for verdict in run.equivalent:
        out.write(f"  {_name(verdict)}\n    {verdict.by}\n")
    for verdict in run.failures:
        _survivor(verdict, out)
    counts = run.counts
    out.write(
        f"\n{len(run.verdicts)} mutants of {run.pack_id} {run.pack_version}: "
        f"{counts[Fate.READINGS]} killed by readings, {counts[Fate.CASE]} by cases, "
        f"{counts[Fate.EQUIVALENT]} proved equivalent, {len(run.failures)} survived\n"
        f"mutation score {run.score:.4g} %\n"
    )
    return 1 if run.failures else 0


def _table(run: MutationRun, out: TextIO) -> None:
    killed = Counter((v.of, v.kind, v.fate) for v in run.verdicts)
    kinds = dict.fromkeys((v.of, v.kind) for v in run.verdicts)
    out.write(f"{'':<28}{'readings':>10}{'cases':>8}{'equivalent':>12}{'survived':>10}\n")
    for of, kind in kinds:
        by = [killed[of, kind, fate] for fate in (*KILLED, Fate.EQUIVALENT)]
        left = killed[of, kind, Fate.SURVIVED] + killed[of, kind, Fate.NOT_DECIDED]
        out.write(f"{of + ': ' + kind:<28}{by[0]:>10}{by[1]:>8}{by[2]:>12}{left:>10}\n")


def _survivor(verdict: Verdict, out: TextIO) -> None:
    out.write(f"\n{verdict.fate.value.upper()}: {_name(verdict)}\n  differs in: {verdict.by}\n")
    if verdict.story is not None:
        out.write(f"{verdict.story.text}\nAs a case, once somebody has said what is right:\n")
        out.write(f"{verdict.story.case}\n")


def _name(verdict: Verdict) -> str:
    return f"{verdict.of} {verdict.id}: {verdict.words}"
