"""How each claim came out, found on one processor or shared between several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, zip_longest
from multiprocessing import get_all_start_methods, get_context
from threading import active_count
from typing import Any

from aldea.proofs.problem import Problem
from aldea.proofs.properties import PROPERTIES
from aldea.proofs.solve import Outcome, answer_claims
from aldea.proofs.story import Story, story_of

MOST_STORIES = 2
"""One fault shows itself in many claims: so many of each property are told as a story."""

Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Result:
    """One claim and how it came out; a story where it is refuted, and few were told of its property."""

    property: str
    about: str
    says: str
    items: frozenset[str]
    outcome: Outcome
    story: Story | None

    def as_dict(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "property": self.property,
            "about": self.about,
            "says": self.says,
            "outcome": self.outcome.value,
        }
        if self.story is not None:
            found |= {"story": self.story.text, "case": self.story.case}
        return found


_copied: list[Problem] = []
"""In a copy of this process: the problem that it was copied with, since formulas cannot be sent."""


def results_of(problem: Problem, processes: int, told: Told) -> tuple[Result, ...]:
    """Every claim with its outcome, in the order in which they are made; `told` hears how many are done.

    Each further process is a copy of this one (fork), which has the problem already; where the system
    cannot copy a process, or threads run in this one, it does it all. Raises what any of them raises,
    also when one of them dies.
    """
    if processes <= 1 or "fork" not in get_all_start_methods() or active_count() > 1:
        return tuple(chain.from_iterable(_share(problem, 0, 1, told)))
    with ProcessPoolExecutor(processes - 1, get_context("fork"), _copied.append, (problem,)) as pool:
        theirs = [pool.submit(_share_of_copy, which, processes) for which in range(1, processes)]
        shares = [list(_share(problem, 0, processes, told))]
        shares += [share.result() for share in theirs]
    return tuple(chain.from_iterable(part for turn in zip_longest(*shares, fillvalue=[]) for part in turn))


def _share_of_copy(which: int, of: int) -> list[list[Result]]:
    return list(_share(_copied[-1], which, of, lambda _: None))


def _share(problem: Problem, which: int, of: int, told: Told) -> Iterator[list[Result]]:
    """Every so-manieth part of the properties, whose formulas nobody else then makes."""
    done = 0
    stories = Counter[str]()
    for claims_of in PROPERTIES[which::of]:
        found = []
        for answered in answer_claims(problem, claims_of(problem)):
            claim = answered.claim
            story = None
            if answered.outcome is Outcome.REFUTED and answered.model is not None:
                stories[claim.property] += 1
                story = story_of(problem, claim) if stories[claim.property] <= MOST_STORIES else None
            done += of
            told(done)
            found.append(
                Result(claim.property, claim.about, claim.says, claim.items, answered.outcome, story)
            )
        yield found
