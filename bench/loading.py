"""Seconds until a pack is loaded, in a fresh process: reading the code for it, and the pack."""

import statistics
import subprocess
import sys

ROUNDS = 7
PROGRAM = """
import time
began = time.perf_counter()
from aldea.packs import load_pack
load_pack("aldesleukin")
print(time.perf_counter() - began)
"""


def load_seconds() -> float:
    """The median of some processes."""
    command = [sys.executable, "-c", PROGRAM]
    times = [
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(ROUNDS)
    ]
    return statistics.median(times)


if __name__ == "__main__":
    print(load_seconds())
