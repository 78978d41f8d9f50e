"""Lines a second of `aldea triage`, as a whole process: start, load the pack, read, judge, write."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.reports import lines

ALDEA = Path(sys.executable).with_name("aldea")


def triage_speed(count: int, rounds: int) -> tuple[float, float]:
    """Return (lines a second with start-up, seconds for a single line); the best of some rounds each."""
    many = "".join(f"{line}\n" for line in lines(count))
    one = many.partition("\n")[0] + "\n"
    whole = min(_seconds(many, count) for _ in range(rounds))
    single = min(_seconds(one, 1) for _ in range(rounds))
    return count / whole, single


def _seconds(text: str, expected: int) -> float:
    """From file to file, so that nobody who reads or writes at the other end of a pipe is measured too."""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as target:
        source.write(text.encode())
        source.seek(0)
        began = time.perf_counter()
        subprocess.run([ALDEA, "triage", "--pack", "aldesleukin"], stdin=source, stdout=target, check=True)
        took = time.perf_counter() - began
        target.seek(0)
        answered = sum(1 for _ in target)
    if answered != expected:
        raise RuntimeError(f"{answered} answers to {expected} reports")
    return took
