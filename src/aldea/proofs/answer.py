"""The answer to a symbolic report: which rules fire, how urgent, which advice (decisions.md 16 and 20)."""

from __future__ import annotations

from functools import cached_property

import z3

from aldea.language.pack import Advice, Pack, Rule, Show
from aldea.language.urgency import Urgency
from aldea.proofs.ask import found_sets, smallest
from aldea.proofs.conditions import Conditions, SymbolicTruth
from aldea.proofs.symbols import ALWAYS, NEVER, Formula, Item, SymbolicReport, all_of, any_of, both, either

ABOVE_NONE = tuple(Urgency)[1:]


class SymbolicAnswerSheet:
    """Everything that the pack says of a report, each part made when it is first asked for."""

    def __init__(self, conditions: Conditions, report: SymbolicReport, pack: Pack | None = None) -> None:
        self.conditions = conditions
        self.pack = pack or conditions.pack
        self.report = report

    def of(self, report: SymbolicReport) -> SymbolicAnswerSheet:
        """What the same pack says of another report."""
        return SymbolicAnswerSheet(self.conditions, report, self.pack)

    def take_urgency(self, other: SymbolicAnswerSheet) -> None:
        """The urgency was proved to be the same as that of another sheet: its formulas serve for both."""
        self._at_least = other._at_least

    def truth(self, rule: Rule) -> SymbolicTruth:
        """Whether a rule fires, does not, or cannot be told."""
        return self.conditions.truth(rule.when, self.report)

    def fired(self, rule: Rule) -> Formula:
        return self.truth(rule).true

    @cached_property
    def _at_least(self) -> dict[Urgency, Formula]:
        fired = [(rule.urgency, self.fired(rule)) for rule in self.pack.rules]
        return {
            level: any_of(formula for urgency, formula in fired if urgency >= level) for level in ABOVE_NONE
        }

    def at_least(self, level: Urgency) -> Formula:
        """The urgency is this one or higher."""
        return ALWAYS if level is Urgency.NONE else self._at_least[level]

    def below(self, level: Urgency) -> Formula:
        return z3.Not(self.at_least(level))

    def exactly(self, level: Urgency) -> Formula:
        if level is Urgency.EMERGENCY_999:
            return self.at_least(level)
        return both(self.at_least(level), self.below(Urgency(level + 1)))

    def milder_than(self, other: SymbolicAnswerSheet) -> Formula:
        """The urgency is lower than that of another report."""
        return any_of(both(other.at_least(level), self.below(level)) for level in ABOVE_NONE)

    @cached_property
    def found(self) -> dict[frozenset[Item], Formula]:
        """Sets of unanswered items whose answers could raise the urgency, each with when it is one."""
        return found_sets(self)

    @cached_property
    def smallest(self) -> dict[frozenset[Item], Formula]:
        """The same, less those that hold another."""
        return smallest(self.found)

    def asks_by_rule(self, item: str) -> Formula:
        """A rule that fired says itself that this is asked."""
        return any_of(self.fired(rule) for rule in self.pack.rules if item in rule.asks)

    def asks_to_know(self, item: Item) -> Formula:
        """A higher urgency could hang on this item (decisions.md 16)."""
        return any_of(formula for items, formula in self.smallest.items() if item in items)

    def asks(self, item: Item) -> Formula:
        return either(self.asks_to_know(item), self.asks_by_rule(item[1]))

    @cached_property
    def incomplete(self) -> Formula:
        """Something is asked."""
        by_rule = (self.fired(rule) for rule in self.pack.rules if rule.asks)
        return any_of([*self.found.values(), *by_rule])

    @cached_property
    def _applies(self) -> dict[str, Formula]:
        return {advice.id: self._does_apply(advice) for advice in self.pack.advice.values()}

    def applies(self, advice: str) -> Formula:
        """The advice belongs to this answer, before anything is dropped."""
        return self._applies.get(advice, NEVER)

    def _does_apply(self, advice: Advice) -> Formula:
        if advice.show is Show.LEVEL:
            return NEVER if advice.level is None else self.exactly(advice.level)
        by_rule = any_of(self.fired(rule) for rule in self.pack.rules if advice.id in rule.advice)
        if advice.when is None:
            return by_rule
        parts = [self.at_least(advice.from_urgency), self.conditions.truth(advice.when, self.report).true]
        if advice.below_urgency is not None:
            parts.append(self.below(advice.below_urgency))
        return any_of([by_rule, all_of(parts)])

    def given(self, advice: str) -> Formula:
        """The advice is part of the answer."""
        known = self.pack.advice.get(advice)
        if known is None:
            return NEVER
        dropped = any_of(self.applies(other) for other in sorted(known.dropped_when))
        withheld = self.incomplete if known.reassures else NEVER
        return both(self.applies(advice), z3.Not(dropped), z3.Not(withheld))

    def cites(self, statement: str) -> Formula:
        """The statement is among the reasons: of a rule that fired, or of an advice that is given."""
        rules = [self.fired(rule) for rule in self.pack.rules if statement in rule.statements]
        advice = [self.given(a.id) for a in self.pack.advice.values() if statement in a.statements]
        return any_of([*rules, *advice])

    def level_advice(self) -> dict[str, Formula]:
        """Each advice that says how soon to act, with when it is given."""
        levels = (advice.id for advice in self.pack.advice.values() if advice.show is Show.LEVEL)
        return {id_: self.given(id_) for id_ in levels}
