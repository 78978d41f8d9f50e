"""Seconds of `aldea pack prove`, as a whole process: the whole pack, its widest rule, and a usual one."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median_low
from typing import NamedTuple

from aldea.packs import load_pack
from aldea.rulebook.proof_record import read_record

ALDEA = Path(sys.executable).with_name("aldea")
ROUNDS = 3


class ProofTimes(NamedTuple):
    """Seconds, the best of some rounds each, and the two rules that were taken."""

    whole: float
    widest: float
    usual: float
    widest_rule: str
    usual_rule: str


def proof_times() -> ProofTimes:
    """The widest rule is the one with the most claims in the record of the proofs, the usual one the median.

    Raises RuntimeError where there is no record, and CalledProcessError where something is not proved.
    """
    record = read_record(load_pack("aldesleukin"))
    if record is None:
        raise RuntimeError("write the record first: aldea pack prove aldesleukin --record")
    claims = {rule: sum(counts.values()) for rule, counts in record.rules.items()}
    widest = max(claims, key=claims.__getitem__)
    usual = next(rule for rule, made in claims.items() if made == median_low(claims.values()))
    return ProofTimes(_seconds(), _seconds("--rule", widest), _seconds("--rule", usual), widest, usual)


def _seconds(*options: str) -> float:
    return min(_once(*options) for _ in range(ROUNDS))


def _once(*options: str) -> float:
    began = time.perf_counter()
    subprocess.run([ALDEA, "pack", "prove", "aldesleukin", *options], check=True, capture_output=True)
    return time.perf_counter() - began
