"""Judges every mutant of a pack, on several processors, and says so in a form that can be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from aldea.packs import load_pack, pack_folder
from aldea.packs.page_tests import load_pages
from aldea.packs.worked_cases import load_cases
from aldea.proofs.mutation.by_cases import CaseBook
from aldea.proofs.mutation.judge import Fate, Judge, Verdict
from aldea.proofs.mutation.mutants import Mutant, mutants_of
from aldea.proofs.readings_file import load_readings

AT_ONCE = 60
"""Neighbours share most of their formulas, so they are judged together."""

KILLED = (Fate.READINGS, Fate.CASE)
FAILED = (Fate.SURVIVED, Fate.NOT_DECIDED)
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Work:
    """Some of the mutants of one pack, by their places."""

    pack: str
    readings: Path | None
    rule: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class MutationRun:
    """The verdict on every mutant of one pack."""

    pack_id: str
    pack_version: str
    pack_digest: str
    readings_digest: str
    verdicts: tuple[Verdict, ...]

    @property
    def counts(self) -> Counter[Fate]:
        return Counter(verdict.fate for verdict in self.verdicts)

    @property
    def failures(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.fate in FAILED)

    @property
    def equivalent(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.fate is Fate.EQUIVALENT)

    @property
    def score(self) -> float:
        """Killed mutants in a hundred of those that change an answer."""
        killed = sum(self.counts[fate] for fate in KILLED)
        return 100 * killed / (killed + len(self.failures)) if killed or self.failures else 100.0

    def as_dict(self) -> dict[str, Any]:
        return {
            "pack": {"id": self.pack_id, "version": self.pack_version, "digest": self.pack_digest},
            "readings": {"digest": self.readings_digest},
            "score": self.score,
            "counts": {fate.value: self.counts[fate] for fate in Fate},
            "mutants": [_verdict_dict(verdict) for verdict in self.verdicts],
        }


def _verdict_dict(verdict: Verdict) -> dict[str, Any]:
    found: dict[str, Any] = {
        "of": verdict.of,
        "id": verdict.id,
        "kind": verdict.kind,
        "change": verdict.words,
        "fate": verdict.fate.value,
        "by": verdict.by,
    }
    if verdict.story is not None:
        found |= {"story": verdict.story.text, "case": verdict.story.case}
    return found


def mutate(
    name: str, rule: str = "", readings: Path | None = None, processes: int = 2, told: Told | None = None
) -> MutationRun:
    """Judges the mutants of a pack, or of one of its rules; `told` hears how many are done, and of how many.

    Raises NotProved where the pack itself is not what its readings say.
    """
    pack = load_pack(name)
    count = sum(1 for _ in mutants_of(pack, rule))
    work = [
        Work(name, readings, rule, first, min(first + AT_ONCE, count)) for first in range(0, count, AT_ONCE)
    ]
    verdicts: list[Verdict] = []
    for found in _judged(work, min(processes, len(work))):
        verdicts += found
        if told is not None:
            told(len(verdicts), count)
    digest = load_readings(pack, readings).digest
    return MutationRun(pack.id, pack.version, pack.digest, digest, tuple(verdicts))


def _judged(work: list[Work], processes: int) -> Iterator[list[Verdict]]:
    """In the order of the mutants, however many processes there are."""
    if processes <= 1:
        yield from map(judge_some, work)
        return
    with get_context("spawn").Pool(processes) as pool:
        yield from pool.imap(judge_some, work)


def judge_some(work: Work) -> list[Verdict]:
    """The verdicts on some mutants; what they share is kept for those that come next."""
    judge, mutants = _judge(work.pack, work.readings, work.rule)
    return [judge.judge(mutant) for mutant in mutants[work.first : work.last]]


@cache
def _judge(name: str, readings: Path | None, rule: str) -> tuple[Judge, list[Mutant]]:
    pack, folder = load_pack(name), pack_folder(name)
    mutants = list(mutants_of(pack, rule))
    book = CaseBook(pack, load_cases(folder, pack), load_pages(folder, pack))
    judge = Judge(pack, load_readings(pack, readings), book, mutants)
    judge.check_original()
    return judge, mutants
