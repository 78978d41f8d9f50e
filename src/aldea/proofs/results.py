"""How each claim came out, found on one processor or shared between several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from multiprocessing import get_all_start_methods, get_context
from threading import active_count
from typing import Any

from aldea.proofs.problem import Problem
from aldea.proofs.properties import all_claims
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
        return tuple(_few_stories(_share(problem, 0, 1, told)))
    with ProcessPoolExecutor(processes - 1, get_context("fork"), _copied.append, (problem,)) as pool:
        theirs = [pool.submit(_share_of_copy, which, processes) for which in range(1, processes)]
        shares = [list(_share(problem, 0, processes, told))]
        shares += [share.result() for share in theirs]
    in_order = (result for turn in zip_longest(*shares) for result in turn if result is not None)
    return tuple(_few_stories(in_order))


def _share_of_copy(which: int, of: int) -> list[Result]:
    return list(_share(_copied[-1], which, of, lambda _: None))


def _share(problem: Problem, which: int, of: int, told: Told) -> Iterator[Result]:
    """Every so-manieth claim, and how it came out."""
    stories = Counter[str]()
    for done, answered in enumerate(answer_claims(problem, islice(all_claims(problem), which, None, of)), 1):
        claim = answered.claim
        story = None
        if answered.outcome is Outcome.REFUTED and answered.model is not None:
            stories[claim.property] += 1
            story = story_of(problem, claim) if stories[claim.property] <= MOST_STORIES else None
        told(done * of)
        yield Result(claim.property, claim.about, claim.says, claim.items, answered.outcome, story)


def _few_stories(results: Iterable[Result]) -> Iterator[Result]:
    """Each process tells so many of a property; of all of them together no more are kept."""
    stories = Counter[str]()
    for result in results:
        stories[result.property] += result.story is not None
        yield replace(result, story=None) if stories[result.property] > MOST_STORIES else result
