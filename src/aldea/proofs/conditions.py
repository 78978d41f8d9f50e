"""When is a condition true of a symbolic report, and when false? Neither is unknown.

The same meaning as the reference engine, written a second time for the solver; generated packs and
reports hold the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from operator import attrgetter

import z3

from aldea.language.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Chosen,
    Condition,
    ContextAtMost,
    ContextIs,
    Earlier,
    Gained,
    Leaf,
    Named,
    NotSure,
    Over,
    PersonalLimit,
    PlainYes,
    Unanswered,
    Under,
    Yes,
    leaves,
)
from aldea.language.pack import Kind, Pack
from aldea.proofs.symbols import (
    NEVER,
    Formula,
    Item,
    SymbolicAnswer,
    SymbolicPast,
    SymbolicReport,
    all_of,
    any_of,
    both,
    either,
    exact,
    window_of,
)


@dataclass(frozen=True, slots=True)
class SymbolicTruth:
    """True, false, or (where neither holds) unknown."""

    true: Formula
    false: Formula

    @property
    def unknown(self) -> Formula:
        return z3.Not(either(self.true, self.false))


_true, _false = attrgetter("true"), attrgetter("false")


def plain(formula: Formula) -> SymbolicTruth:
    """What is never unknown."""
    return SymbolicTruth(formula, z3.Not(formula))


class Conditions:
    """What the conditions of one pack say of symbolic reports; what two reports share is made once."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._parts: dict[int, tuple[Part, ...]] = {}
        self._known: dict[tuple[int, ...], tuple[SymbolicTruth, list[object]]] = {}
        self._completions: dict[tuple[int, int], tuple[Completions, list[object]]] = {}

    def truth(self, condition: Condition, report: SymbolicReport) -> SymbolicTruth:
        """A condition of a report: 'all' is true when all are and false when one is; 'any' the other way."""
        looked_at = [_part(report, part) for part in self._looked_at(condition)]
        key = (id(condition), *map(id, looked_at))
        if key not in self._known:  # what is looked at is kept, so that no id is used twice
            self._known[key] = self._made(condition, report), [condition, *looked_at]
        return self._known[key][0]

    def completions(self, condition: Condition, report: SymbolicReport, make: MakeCompletions) -> Completions:
        """What `make` finds for a condition of a report, made once."""
        key = (id(condition), id(report))
        if key not in self._completions:
            self._completions[key] = make(condition, report, self), [condition, report]
        return self._completions[key][0]

    def _made(self, condition: Condition, report: SymbolicReport) -> SymbolicTruth:
        match condition:
            case AnyOf(parts):
                found = [self.truth(part, report) for part in parts]
                return SymbolicTruth(any_of(map(_true, found)), all_of(map(_false, found)))
            case AllOf(parts):
                found = [self.truth(part, report) for part in parts]
                return SymbolicTruth(all_of(map(_true, found)), any_of(map(_false, found)))
            case Named(_, inner):
                return self.truth(inner, report)
            case _:
                return leaf_truth(condition, report, self.pack)

    def _looked_at(self, condition: Condition) -> tuple[Part, ...]:
        if id(condition) not in self._parts:
            found = {part for leaf in leaves(condition) for part in parts_of(leaf, self.pack)}
            self._parts[id(condition)] = tuple(sorted(found))
        return self._parts[id(condition)]


Completions = dict[frozenset[Item], Formula]
MakeCompletions = Callable[[Condition, SymbolicReport, Conditions], Completions]
Part = tuple[str, str]
"""(observations|context|past|settings, id): a part of a report that a condition can look at."""


def parts_of(leaf: Leaf, pack: Pack) -> frozenset[Part]:
    """The parts of a report that one comparison looks at."""
    found: set[Part] = set()
    if isinstance(leaf, ContextIs | ContextAtMost):
        found.add(("context", leaf.item))
    else:
        found.add(("observations", leaf.observation))
        if window_of(leaf) is not None:
            found.add(("past", leaf.observation))
    if isinstance(leaf, Gained):
        found |= {("context", leaf.since), ("settings", leaf.setting)}
    if isinstance(leaf, Over | Under):
        if isinstance(leaf.limit, PersonalLimit):
            found.add(("context", leaf.limit.item))
        if mask := pack.observations[leaf.observation].masked_by:
            found.add(("observations", mask))
    return frozenset(found)


def _part(report: SymbolicReport, part: Part) -> object:
    where, id_ = part
    if where == "past":
        return report.past.get(id_)
    return report.settings[id_] if where == "settings" else report.answers[part]


def leaf_truth(leaf: Leaf, report: SymbolicReport, pack: Pack) -> SymbolicTruth:
    """One comparison of a report."""
    match leaf:
        case Unanswered(observation):
            answer = report.observation(observation)
            return plain(either(z3.Not(answer.asked), answer.form("not_sure")))
        case Earlier():
            return plain(any_of(past.raised for past in past_of(leaf, report)))
        case Over() | Under():
            return _beyond_limit(leaf, report, pack)
        case AtLeast():
            return _at_least(leaf, report, pack)
        case Gained():
            return _gained(leaf, report)
        case ContextIs():
            return _context_is(leaf, report, pack)
        case ContextAtMost(item, limit):
            days = report.context(item)
            number, low = days.form("number"), days.value <= exact(limit)
            return SymbolicTruth(both(number, low), both(number, z3.Not(low)))
        case Yes() | PlainYes() | NotSure() | Chosen():
            answer = report.observation(leaf.observation)
            met = _is(leaf, answer, pack)
            return SymbolicTruth(both(answer.asked, met), both(answer.asked, z3.Not(met)))


def _is(leaf: Yes | PlainYes | NotSure | Chosen, answer: SymbolicAnswer, pack: Pack) -> Formula:
    match leaf:
        case Yes():
            return answer.raised
        case PlainYes():
            return both(answer.raised, z3.Not(answer.form("not_sure")))
        case NotSure():
            return answer.form("not_sure")
        case Chosen(observation, choices):
            unsure = pack.observations[observation].unsure_counts_as in choices
            counts = [*sorted(choices), *(["not_sure"] if unsure else [])]
            return any_of(answer.form(form) for form in counts)


def past_of(leaf: Over | Under | AtLeast | Earlier, report: SymbolicReport) -> tuple[SymbolicPast, ...]:
    """The stretches of the past that a leaf looks at."""
    window = window_of(leaf)
    return report.past_within(leaf.observation, window) if window else ()


def _beyond_limit(leaf: Over | Under, report: SymbolicReport, pack: Pack) -> SymbolicTruth:
    """Any reading outside; what was declined now is over the leaflet's limit, never over a personal one."""
    now = report.observation(leaf.observation)
    given = report.context(leaf.limit.item) if isinstance(leaf.limit, PersonalLimit) else None
    limit = limit_of(leaf, report)

    def outside(of: SymbolicAnswer | SymbolicPast) -> Formula:
        return of.low < limit if isinstance(leaf, Under) else of.high > limit

    found = [both(now.form("readings"), outside(now))]
    found += [both(past.read, outside(past)) for past in past_of(leaf, report)]
    declined = NEVER if isinstance(leaf, Under) else now.form("not_sure")
    met = either(*found, declined if given is None else NEVER)
    not_known = either(z3.Not(now.asked), declined, _masked(leaf.observation, report, pack))
    if given is None:
        return SymbolicTruth(met, z3.Not(either(met, not_known)))
    known = given.form("number")
    return SymbolicTruth(both(known, met), either(z3.Not(known), z3.Not(either(met, not_known))))


def limit_of(leaf: Over | Under, report: SymbolicReport) -> Formula:
    """The limit of the leaflet, or this patient's own."""
    limit = leaf.limit
    return report.context(limit.item).value if isinstance(limit, PersonalLimit) else exact(limit)


def _masked(observation: str, report: SymbolicReport, pack: Pack) -> Formula:
    mask = pack.observations[observation].masked_by
    return report.observation(mask).raised if mask else NEVER


def counted_now(observation: str, report: SymbolicReport, pack: Pack) -> Formula:
    """The count that the answer of this report stands for; 0 where there is none."""
    answer = report.observation(observation)
    unsure = int(pack.observations[observation].unsure_counts_as or 0)
    return z3.If(answer.form("number"), answer.value, z3.If(answer.form("not_sure"), unsure, 0))


def _at_least(leaf: AtLeast, report: SymbolicReport, pack: Pack) -> SymbolicTruth:
    now = counted_now(leaf.observation, report, pack)
    total = z3.Sum(now, *(past.total for past in past_of(leaf, report)))
    met = total >= ceil(leaf.count)
    asked = report.observation(leaf.observation).asked
    return SymbolicTruth(met, both(asked, z3.Not(met)))


def _gained(leaf: Gained, report: SymbolicReport) -> SymbolicTruth:
    """Nothing is derived while the hospital has not set what counts as a gain."""
    setting = report.settings[leaf.setting]
    now, start = report.observation(leaf.observation), report.context(leaf.since)
    weighed = both(setting.is_set, now.form("number"), start.form("number"))
    met = now.value - start.value >= setting.value
    return SymbolicTruth(both(weighed, met), either(z3.Not(setting.is_set), both(weighed, z3.Not(met))))


def _context_is(leaf: ContextIs, report: SymbolicReport, pack: Pack) -> SymbolicTruth:
    answer = report.context(leaf.item)
    yes_no = pack.context[leaf.item].kind is Kind.YESNO
    known = [form for form in answer.forms if yes_no or form != "not_sure"]
    met = any_of(answer.form(form) for form in known if form in leaf.values)
    missed = any_of(answer.form(form) for form in known if form not in leaf.values)
    if leaf.unknown_counts:
        return SymbolicTruth(z3.Not(missed), missed)
    return SymbolicTruth(met, missed)
