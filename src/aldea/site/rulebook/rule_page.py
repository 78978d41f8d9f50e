"""The page of one rule: all that a clinician needs to say whether it is right."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from aldea.alerts.worklist_page import Level, level_of
from aldea.language.pack import Pack, Rule, Statement
from aldea.packs.worked_cases import Outcome
from aldea.rulebook.case_words import CaseWords, Fact, case_words, people_of
from aldea.rulebook.rule_words import RuleWords, in_order, rule_words
from aldea.site.rulebook.proofs_page import Proved, proved_of_rule


@dataclass(frozen=True, slots=True)
class CitedStatement:
    """A statement with the urgency that it has by itself, if any."""

    statement: Statement
    level: Level | None


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule with its cases, and the rules before and after it."""

    rule: Rule
    level: Level
    words: RuleWords
    statements: tuple[CitedStatement, ...]
    fires: tuple[CaseWords, ...]
    near: tuple[CaseWords, ...]
    people: tuple[Fact, ...]
    proved: Proved | None
    previous: Rule | None
    following: Rule | None


def rule_page(pack: Pack, rule: Rule, outcomes: Sequence[Outcome], number: str) -> RulePage:
    """Everything about the rule; ``number`` is the hospital's, which stands in the words for patients."""
    words = rule_words(pack, rule, outcomes, number, gettext)
    order = [None, *in_order(pack), None]
    place = next(i for i, found in enumerate(order) if found is rule)
    return RulePage(
        rule=rule,
        level=level_of(rule.urgency.id),
        words=words,
        statements=tuple(
            CitedStatement(one, level_of(one.urgency.id) if one.urgency is not None else None)
            for one in words.statements
        ),
        fires=tuple(case_words(outcome, pack, gettext) for outcome in words.fires),
        near=tuple(case_words(outcome, pack, gettext) for outcome in words.near),
        people=people_of([*words.fires, *words.near], pack, gettext),
        proved=proved_of_rule(pack, rule),
        previous=order[place - 1],
        following=order[place + 1],
    )
