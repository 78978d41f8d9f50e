"""What a change of a pack means: for every report there can be, where two packs answer differently.

Each level, advice, reason and question is proved to be the same, or shown by the smallest patient story
on which the two differ. What became milder is told completely, since somebody has to answer for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import z3

from aldea.language.pack import Pack, Rule
from aldea.language.urgency import Urgency
from aldea.proofs.difference_story import DifferenceStory, Shows, tell
from aldea.proofs.likeness import limits_of, tells_the_same
from aldea.proofs.pack_changes import RENAMED, REORDERED, Change, PackChanges, pack_changes
from aldea.proofs.properties.rules import makes_a_difference
from aldea.proofs.prove import solver as solver_name
from aldea.proofs.solve import Outcome, solver_for
from aldea.proofs.symbols import ALWAYS, Formula, both
from aldea.proofs.two_packs import Side, TwoPacks, is_empty

MILDER, MORE_URGENT, LOST, GAINED = "milder", "more urgent", "no longer", "now"
LEVEL, ADVICE, REASON, ASK = "level", "advice", "reason", "ask"
MOST_STORIES = 30
"""More ways in which one rule became milder are not told one by one: the change is too large to approve."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One level, advice, reason or question in one direction: the same for all reports, or not.

    `follows` where it differs only on reports of which the urgency differs too. `all_told` is false where
    there are more stories than are told.
    """

    part: str
    about: str
    direction: str
    outcome: Outcome
    stories: tuple[DifferenceStory, ...] = ()
    follows: bool = False
    all_told: bool = True

    @property
    def is_same(self) -> bool:
        return self.outcome is Outcome.PROVED

    def as_dict(self) -> dict[str, Any]:
        return {
            "part": self.part,
            "about": self.about,
            "direction": self.direction,
            "outcome": "the same" if self.is_same else _WORDS[self.outcome],
            "follows_the_level": self.follows,
            "all_told": self.all_told,
            "stories": [story.as_dict() for story in self.stories],
        }


_WORDS = {Outcome.REFUTED: "differs", Outcome.NOT_DECIDED: "not decided"}


@dataclass(frozen=True, slots=True)
class Difference:
    """Two packs, what was edited, and what it means. `idle` are the edits of rules that change nothing."""

    old: Pack
    new: Pack
    changes: PackChanges
    compared: tuple[Compared, ...]
    idle: frozenset[Change]
    solver: str

    @property
    def is_same(self) -> bool:
        """Every report has the same urgency, advice, reasons and questions."""
        return all(each.is_same for each in self.compared)

    @property
    def milder(self) -> tuple[Compared, ...]:
        """Where NEW is below OLD, or nobody can tell."""
        return tuple(each for each in self.compared if each.direction == MILDER and not each.is_same)

    @property
    def milder_stories(self) -> tuple[str, ...]:
        """The ids of the stories in which NEW is below OLD."""
        return tuple(sorted({story.id for each in self.milder for story in each.stories}))

    @property
    def undecided(self) -> tuple[Compared, ...]:
        return tuple(each for each in self.compared if each.outcome is Outcome.NOT_DECIDED)

    def of(self, part: str, direction: str = "") -> tuple[Compared, ...]:
        """What was compared of one part, in one direction or both."""
        return tuple(c for c in self.compared if c.part == part and direction in ("", c.direction))

    def as_dict(self) -> dict[str, Any]:
        changes = self.changes
        return {
            **{
                name: {"id": pack.id, "version": pack.version, "digest": pack.digest}
                for name, pack in (("old", self.old), ("new", self.new))
            },
            "same": self.is_same,
            "milder": list(self.milder_stories),
            "solver": self.solver,
            "compared": [each.as_dict() for each in self.compared],
            "items": [change.as_dict() for change in changes.items],
            "rules": [
                {**change.as_dict(), "changes_nothing": change in self.idle} for change in changes.rules
            ],
            "advice": [change.as_dict() for change in changes.advice],
            "wording": [change.as_dict() for change in changes.wording],
        }


def difference(old: Pack, new: Pack) -> Difference:
    """Compares two versions of a pack for all reports.

    Raises ValueError for two packs that are not versions of one, NotProvable where a pack says what the
    encoding does not know, and EncodingDiffers where the reference engine contradicts the solver.
    """
    if old.id != new.id:
        raise ValueError(f"'{old.id}' and '{new.id}' are two packs; compare two versions of one")
    two = TwoPacks(old, new)
    if is_empty(two):
        raise ValueError("no report passes the border of both packs, so nothing can be compared")
    comparison = _Comparison(two)
    compared = (*comparison.levels(), *comparison.parts())
    changes = pack_changes(old, new)
    same = all(each.is_same for each in compared)
    idle = frozenset(change for change in changes.rules if same or comparison.is_idle(change))
    return Difference(old, new, changes, compared, idle, solver_name())


class _Comparison:
    """Puts each question to one solver."""

    def __init__(self, two: TwoPacks) -> None:
        self.two, self.old, self.new = two, two.old, two.new
        self.solver = solver_for(two.old.report)
        self.limits = limits_of(two.old.pack, two.new.pack)

    def levels(self) -> Iterator[Compared]:
        """Milder first: what becomes of each level of OLD."""
        for level in sorted(Urgency, reverse=True):
            if level is not Urgency.NONE:
                yield self._milder(level)
        for level in sorted(Urgency, reverse=True):
            if level is not Urgency.EMERGENCY_999:
                higher = self.new.sheet.at_least(Urgency(level + 1))
                formula = both(self.old.sheet.exactly(level), higher)
                yield self._one(LEVEL, level.id, MORE_URGENT, formula, lambda o, n: n.urgency > o.urgency)

    def parts(self) -> Iterator[Compared]:
        """Advice, reasons and questions: where the urgency is the same, else only that they follow it."""
        old, new = self.old, self.new
        for advice in {**new.pack.advice, **old.pack.advice}:
            pair = old.sheet.given(advice), new.sheet.given(advice)
            yield from self._part(ADVICE, advice, *pair)
        for statement in {**new.pack.statements, **old.pack.statements}:
            pair = old.sheet.cites(statement), new.sheet.cites(statement)
            yield from self._part(REASON, statement, *pair)
        for item in {**new.report.answers, **old.report.answers}:
            yield from self._part(ASK, item[1], old.sheet.asks(item), new.sheet.asks(item))

    def is_idle(self, change: Change) -> bool:
        """On its own this edit of a rule changes no answer."""
        if change.how in (RENAMED, REORDERED):
            return True
        rules = [
            next((rule for rule in side.pack.rules if rule.id == change.id), None)
            for side in (self.old, self.new)
        ]
        if rules[0] is not None and rules[1] is not None:
            return change.how == "when" and self._is_same_condition(rules[0], rules[1])
        return all(self._decides_nothing(*pair) for pair in zip((self.old, self.new), rules, strict=True))

    def _is_same_condition(self, old: Rule, new: Rule) -> bool:
        one, other = self.old.sheet.fired(old), self.new.sheet.fired(new)
        return bool(one.eq(other)) or self._check(one != other) is Outcome.PROVED

    def _decides_nothing(self, side: Side, rule: Rule | None) -> bool:
        if rule is None:
            return True
        return self._check(side.sheet.fired(rule), makes_a_difference(side, rule)) is Outcome.PROVED

    def _check(self, *formulas: Formula) -> Outcome:
        """Proved where no report fits."""
        found = self.solver.check(*(formula for formula in formulas if formula is not ALWAYS))
        if found == z3.unknown:
            return Outcome.NOT_DECIDED
        return Outcome.REFUTED if found == z3.sat else Outcome.PROVED

    def _one(self, part: str, about: str, direction: str, formula: Formula, shows: Shows) -> Compared:
        outcome = self._check(formula)
        stories = (tell(self.two, (formula,), shows)[0],) if outcome is Outcome.REFUTED else ()
        return Compared(part, about, direction, outcome, stories)

    def _milder(self, level: Urgency) -> Compared:
        formula = both(self.old.sheet.exactly(level), self.new.sheet.below(level))
        outcome = self._check(formula)
        if outcome is not Outcome.REFUTED:
            return Compared(LEVEL, level.id, MILDER, outcome)
        stories: dict[str, DifferenceStory] = {}
        all_told = True
        for rule in (rule for rule in self.old.pack.rules if rule.urgency is level):
            found, whole = self._stories_of(both(self.old.sheet.fired(rule), formula))
            all_told = all_told and whole
            stories |= {story.id: story for story in found}
        return Compared(LEVEL, level.id, MILDER, outcome, tuple(stories.values()), all_told=all_told)

    def _stories_of(self, formula: Formula) -> tuple[list[DifferenceStory], bool]:
        """Every story that holds no other one; and whether that is all."""
        told: list[DifferenceStory] = []
        others: list[Formula] = []
        while (outcome := self._check(formula, *others)) is Outcome.REFUTED:
            if len(told) == MOST_STORIES:
                return told, False
            story, model = tell(self.two, (formula, *others), lambda old, new: new.urgency < old.urgency)
            told.append(story)
            same = (tells_the_same(side.report, model, self.limits) for side in (self.old, self.new))
            others.append(z3.Not(both(*same)))
        return told, outcome is Outcome.PROVED

    def _part(self, part: str, about: str, old: Formula, new: Formula) -> Iterable[Compared]:
        if old.eq(new):
            return [Compared(part, about, direction, Outcome.PROVED) for direction in (LOST, GAINED)]
        return [
            self._directed(part, about, LOST, both(old, z3.Not(new))),
            self._directed(part, about, GAINED, both(new, z3.Not(old))),
        ]

    def _directed(self, part: str, about: str, direction: str, formula: Formula) -> Compared:
        outcome = self._check(formula, self.two.same_level)
        if outcome is Outcome.PROVED:
            follows = self._check(formula)
            return Compared(part, about, direction, follows, follows=follows is Outcome.REFUTED)
        if outcome is Outcome.NOT_DECIDED:
            return Compared(part, about, direction, outcome)
        story, _ = tell(self.two, (formula, self.two.same_level), _shows(part, about, direction))
        return Compared(part, about, direction, outcome, (story,))


def _shows(part: str, about: str, direction: str) -> Shows:
    """The engine's two answers differ in this very thing."""
    of = {ADVICE: "advice", REASON: "because", ASK: "ask"}[part]

    def shows(*answers: Any) -> bool:
        old, new = (about in getattr(answer, of) for answer in answers)
        return bool(old and not new if direction == LOST else new and not old)

    return shows
