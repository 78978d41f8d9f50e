"""Why a rule fired, did not fire, or could not be told: the values that it saw, in words."""

from __future__ import annotations

from fractions import Fraction

from aldea.engines.reference.conditions import Case, answers_within, holds, leaf_holds
from aldea.language.answers import answer_text, number_text
from aldea.language.assessment import RuleReasoning, Seen
from aldea.language.conditions import (
    AtLeast,
    Chosen,
    ContextAtMost,
    ContextIs,
    Earlier,
    Gained,
    Leaf,
    Limit,
    NotSure,
    Over,
    PersonalLimit,
    PlainYes,
    Unanswered,
    Under,
    Yes,
    leaves,
)
from aldea.language.pack import Rule


def reasoning(rule: Rule, case: Case) -> RuleReasoning:
    """One rule with everything that it looked at."""
    seen = tuple(dict.fromkeys(_seen(leaf, case) for leaf in leaves(rule.when)))
    return RuleReasoning(
        rule=rule.id,
        truth=holds(rule.when, case),
        urgency=rule.urgency,
        statements=rule.statements,
        readings=rule.readings,
        why=rule.why_team,
        seen=seen,
    )


def _seen(leaf: Leaf, case: Case) -> Seen:
    part, item, value = _looked_at(leaf, case)
    return Seen(item, part, value, wanted(leaf), leaf_holds(leaf, case))


def _looked_at(leaf: Leaf, case: Case) -> tuple[str, str, str]:
    match leaf:
        case ContextIs(item) | ContextAtMost(item):
            return "context", item, answer_text(case.report.context.get(item))
        case Earlier(observation, youngest, oldest):
            answers = [
                f"{answer_text(earlier.observations[observation])} {number_text(earlier.hours_ago)} h ago"
                for earlier in case.report.history
                if observation in earlier.observations and youngest <= earlier.hours_ago <= oldest
            ]
            return "history", observation, "; ".join(answers) or "no report"
        case Gained(observation, since):
            now = answer_text(case.report.observations.get(observation))
            start = answer_text(case.report.context.get(since))
            return "observations", observation, f"{now}, at the start {start}"
        case Over() | Under() | AtLeast() if leaf.within is not None:
            found = [answer_text(a) for a in answers_within(leaf.observation, leaf.within, case)]
            return "observations", leaf.observation, "; ".join(found) or "not asked"
        case _:
            return (
                "observations",
                leaf.observation,
                answer_text(case.report.observations.get(leaf.observation)),
            )


def wanted(leaf: Leaf) -> str:
    """What would make a leaf true, in words."""
    match leaf:
        case Yes():
            return "yes or not sure"
        case PlainYes():
            return "yes"
        case NotSure():
            return "not sure"
        case Unanswered():
            return "no reading"
        case Over(_, limit, within):
            return f"over {_limit_text(limit)}{_window(within)}"
        case Under(_, limit, within):
            return f"under {_limit_text(limit)}{_window(within)}"
        case AtLeast(_, count, within):
            return f"{number_text(count)} or more{_window(within)}"
        case Chosen(_, choices):
            return " or ".join(sorted(choices))
        case Earlier(_, youngest, oldest):
            return f"yes {number_text(youngest)} to {number_text(oldest)} hours ago"
        case Gained(_, _, setting):
            return f"a gain of at least the local setting {setting}"
        case ContextIs(_, values, unknown_counts):
            return " or ".join([*sorted(values), *(["not asked"] if unknown_counts else [])])
        case ContextAtMost(_, limit):
            return f"{number_text(limit)} or less"


def _limit_text(limit: Limit) -> str:
    return f"the personal limit ({limit.item})" if isinstance(limit, PersonalLimit) else number_text(limit)


def _window(within: Fraction | None) -> str:
    return "" if within is None else f" within {number_text(within)} hours"
