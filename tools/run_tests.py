"""Run the steps, go on when one fails, and say at the end what passed, what failed and what did not run.

    make test                       every step
    make check                      the part that takes seconds
    .venv/bin/python -m tools.run_tests --only journeys

A step whose needs cannot be met on this machine is named, and the run then counts as failed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools.steps import ROOT, Missing, Step, scratch_folder, steps

PASSED, FAILED, NOT_RUN = "passed", "FAILED", "DID NOT RUN"


@dataclass(frozen=True)
class Ended:
    """How a step ended."""

    step: Step
    outcome: str
    seconds: float
    words: str = ""


def run(step: Step) -> Ended:
    """Meet the needs of one step and run it."""
    began = time.monotonic()
    try:
        given = step.needs()
    except Missing as missing:
        return Ended(step, NOT_RUN, time.monotonic() - began, str(missing))
    sys.stdout.flush()
    answer = subprocess.run(
        step.command,
        cwd=ROOT,
        env={**os.environ, **step.environment, **given},
        stdout=subprocess.PIPE if step.quiet else None,
        stderr=subprocess.STDOUT if step.quiet else None,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    outcome = PASSED if answer.returncode == 0 else FAILED
    return Ended(step, outcome, time.monotonic() - began, answer.stdout or "")


def run_part(part: Sequence[Step]) -> list[Ended]:
    """Run the steps of one part: quiet ones side by side, those that speak one after the other."""
    if all(step.quiet for step in part):
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            return [tell(ended) for ended in pool.map(run, part)]
    ended = []
    for step in part:
        print(f"\n== {step.name}", flush=True)
        ended.append(tell(run(step)))
    return ended


def tell(ended: Ended) -> Ended:
    """Print how a step ended, with its words when it did not pass."""
    print(f"{ended.outcome:<12} {ended.step.name} ({ended.seconds:.1f} s)", flush=True)
    if ended.outcome != PASSED and ended.words:
        print(ended.words.rstrip(), flush=True)
    return ended


def summary(all_ended: Sequence[Ended]) -> int:
    """Print the table of all steps; return the exit status."""
    print("\n== summary")
    for ended in all_ended:
        reason = f": {ended.words}" if ended.outcome == NOT_RUN else ""
        print(f"{ended.outcome:<12} {ended.seconds:7.1f} s  {ended.step.name}{reason}")
    bad = [ended.step.name for ended in all_ended if ended.outcome != PASSED]
    print(f"\nNot passed: {', '.join(bad)}" if bad else "\nAll passed.")
    return 1 if bad else 0


def main() -> int:
    """Run all parts, or the one that was asked for."""
    scratch = scratch_folder()
    try:
        every = steps(scratch)
        parts = list(dict.fromkeys(step.part for step in every))
        reader = argparse.ArgumentParser(description="Check and test Aldea.")
        reader.add_argument("--only", choices=parts, help="run one part")
        only = reader.parse_args().only
        ended = []
        for part in [only] if only else parts:
            ended += run_part([step for step in every if step.part == part])
        return summary(ended)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
