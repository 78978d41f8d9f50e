"""When is a condition true of a report? One function for each node of the language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from aldea.language.answers import Answer, Choice, Number, Readings, Said, Text
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
    Limit,
    Named,
    NotSure,
    Over,
    PersonalLimit,
    PlainYes,
    Unanswered,
    Under,
    Yes,
)
from aldea.language.pack import Kind, Pack
from aldea.language.report import Report
from aldea.language.truth import Truth, all_of, any_of, truth


@dataclass(frozen=True, slots=True)
class Case:
    """What a condition is asked of: a report, judged by a pack with a hospital's local settings."""

    pack: Pack
    report: Report
    settings: Mapping[str, Fraction]


def holds(condition: Condition, case: Case) -> Truth:
    """Whether a condition is true of a report, false, or unknown because something was not asked."""
    match condition:
        case AnyOf(parts):
            return any_of(holds(part, case) for part in parts)
        case AllOf(parts):
            return all_of(holds(part, case) for part in parts)
        case Named(_, inner):
            return holds(inner, case)
        case _:
            return leaf_holds(condition, case)


def leaf_holds(leaf: Leaf, case: Case) -> Truth:
    """The same for a single comparison."""
    match leaf:
        case Unanswered(observation):
            return truth(case.report.observations.get(observation) in (None, Said.NOT_SURE))
        case Earlier():
            return truth(_was_earlier(leaf, case))
        case Over() | Under():
            return _beyond_limit(leaf, case)
        case AtLeast():
            return _at_least(leaf, case)
        case Gained():
            return _gained(leaf, case)
        case ContextIs():
            return _context_is(leaf, case)
        case ContextAtMost(item, limit):
            answer = case.report.context.get(item)
            return truth(answer.value <= limit) if isinstance(answer, Number) else Truth.UNKNOWN
        case Yes() | PlainYes() | NotSure() | Chosen():
            answer = case.report.observations.get(leaf.observation)
            return Truth.UNKNOWN if answer is None else truth(_is(leaf, answer, case))


def raised(answer: Answer) -> bool:
    """Yes or not sure, a text that was given, an amount above nothing (decisions.md 16)."""
    match answer:
        case Said():
            return answer is not Said.NO
        case Number(value):
            return value > 0
        case Text():
            return answer.given
        case Choice() | Readings():
            return True


def _is(leaf: Yes | PlainYes | NotSure | Chosen, answer: Answer, case: Case) -> bool:
    match leaf:
        case Yes():
            return raised(answer)
        case PlainYes():
            return raised(answer) and answer is not Said.NOT_SURE
        case NotSure():
            return answer is Said.NOT_SURE
        case Chosen(observation, choices):
            if answer is Said.NOT_SURE:
                return case.pack.observations[observation].unsure_counts_as in choices
            return isinstance(answer, Choice) and answer.id in choices


def _was_earlier(leaf: Earlier, case: Case) -> bool:
    return any(
        leaf.youngest <= earlier.hours_ago <= leaf.oldest
        and (answer := earlier.observations.get(leaf.observation)) is not None
        and raised(answer)
        for earlier in case.report.history
    )


def answers_within(observation: str, within: Fraction | None, case: Case) -> Iterator[Answer]:
    """The answers to one observation, now and in the reports of the window, both ends in."""
    if (answer := case.report.observations.get(observation)) is not None:
        yield answer
    for earlier in case.report.history:
        in_window = within is not None and earlier.hours_ago <= within
        if in_window and (answer := earlier.observations.get(observation)) is not None:
            yield answer


def _limit(limit: Limit, case: Case) -> Fraction | None:
    if not isinstance(limit, PersonalLimit):
        return limit
    answer = case.report.context.get(limit.item)
    return answer.value if isinstance(answer, Number) else None


def _beyond_limit(leaf: Over | Under, case: Case) -> Truth:
    """Any reading outside counts; what was declined now is over the leaflet's limit (observations.tsv).

    Against a personal limit, what was declined says nothing: nobody has measured.
    """
    limit = _limit(leaf.limit, case)
    if limit is None:
        return Truth.FALSE
    now = case.report.observations.get(leaf.observation)
    values = [
        value
        for answer in answers_within(leaf.observation, leaf.within, case)
        if isinstance(answer, Readings)
        for value in answer.values
    ]
    if isinstance(leaf, Under):
        declined, outside = False, any(value < limit for value in values)
    else:
        declined, outside = now is Said.NOT_SURE, any(value > limit for value in values)
    if outside or (declined and not isinstance(leaf.limit, PersonalLimit)):
        return Truth.TRUE
    return Truth.UNKNOWN if now is None or declined or _is_masked(leaf.observation, case) else Truth.FALSE


def _is_masked(observation: str, case: Case) -> bool:
    """A reading inside the limits counts as no reading, for example on paracetamol (decisions.md 2)."""
    mask = case.pack.observations[observation].masked_by
    answer = case.report.observations.get(mask) if mask else None
    return answer is not None and raised(answer)


def counted(answer: Answer, observation: str, case: Case) -> Fraction:
    """The number that an answer counts as; 'not sure' counts as its observation says."""
    if isinstance(answer, Number):
        return answer.value
    return Fraction(case.pack.observations[observation].unsure_counts_as or 0)


def _at_least(leaf: AtLeast, case: Case) -> Truth:
    total = sum(
        (
            counted(answer, leaf.observation, case)
            for answer in answers_within(leaf.observation, leaf.within, case)
        ),
        start=Fraction(0),
    )
    if total >= leaf.count:
        return Truth.TRUE
    return Truth.UNKNOWN if case.report.observations.get(leaf.observation) is None else Truth.FALSE


def _gained(leaf: Gained, case: Case) -> Truth:
    limit = case.settings.get(leaf.setting)
    if limit is None:
        return Truth.FALSE
    now = case.report.observations.get(leaf.observation)
    start = case.report.context.get(leaf.since)
    if isinstance(now, Number) and isinstance(start, Number):
        return truth(now.value - start.value >= limit)
    return Truth.UNKNOWN


def _context_is(leaf: ContextIs, case: Case) -> Truth:
    match case.report.context.get(leaf.item):
        case None:
            return Truth.TRUE if leaf.unknown_counts else Truth.UNKNOWN
        case Said.YES:
            return truth("yes" in leaf.values)
        case Said.NO:
            return truth("no" in leaf.values)
        case Said.NOT_SURE if case.pack.context[leaf.item].kind is not Kind.YESNO:
            return Truth.TRUE if leaf.unknown_counts else Truth.UNKNOWN
        case Said.NOT_SURE:
            return truth("not_sure" in leaf.values)
        case Choice(choice):
            return truth(choice in leaf.values)
        case Number() | Readings() | Text():
            return Truth.FALSE
