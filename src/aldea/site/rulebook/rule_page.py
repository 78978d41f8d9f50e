"""The page of one rule: all that a clinician needs to say whether it is right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from aldea.alerts.urgency_words import URGENCY_WORDS
from aldea.alerts.worklist_page import Level, level_of
from aldea.language.conditions import AllOf, Condition, ContextAtMost, ContextIs, Over, Under, leaves
from aldea.language.pack import Advice, Pack, Reading, Rule, Show, Statement
from aldea.packs.worked_cases import Outcome
from aldea.site.rulebook.case_words import CaseWords, Fact, case_words, people_of
from aldea.site.rulebook.condition_words import Phrase, name_of, phrase_of, sentence_of

NUMBER = "{hospital_number}"


@dataclass(frozen=True, slots=True)
class GivenAdvice:
    """An advice that comes with the rule. ``how`` says by what, ``drops`` by what it is left out."""

    id: str
    claim: str
    patient: str
    team: str
    how: str
    dropped_by: tuple[str, ...]
    reassures: bool
    beyond: bool


@dataclass(frozen=True, slots=True)
class LostAdvice:
    """An advice that an answer with this rule leaves out, and why."""

    id: str
    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class CitedStatement:
    """A statement with the urgency that it has by itself, if any."""

    statement: Statement
    level: Level | None


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule. ``near`` are cases about the same things in which it must not fire."""

    rule: Rule
    level: Level
    when: Phrase
    notes: tuple[str, ...]
    beyond: bool
    given: tuple[GivenAdvice, ...]
    lost: tuple[LostAdvice, ...]
    statements: tuple[CitedStatement, ...]
    readings: tuple[Reading, ...]
    fires: tuple[CaseWords, ...]
    near: tuple[CaseWords, ...]
    people: tuple[Fact, ...]
    previous: Rule | None
    following: Rule | None


def find_rule(pack: Pack, id: str) -> Rule | None:
    """The rule of this id, if the pack has it."""
    return next((rule for rule in pack.rules if rule.id == id), None)


def in_order(pack: Pack) -> list[Rule]:
    """The rules as the rulebook has them: most urgent first, then as in the pack."""
    return sorted(pack.rules, key=lambda rule: -rule.urgency)


def rule_page(pack: Pack, rule: Rule, outcomes: Sequence[Outcome], number: str) -> RulePage:
    """Everything about the rule; ``number`` is the hospital's, which stands in the words for patients."""
    cited = [pack.statements[id] for id in rule.statements]
    order = [None, *in_order(pack), None]
    fires, near = _firing(rule, outcomes), _near(rule, outcomes)
    place = next(i for i, found in enumerate(order) if found is rule)
    return RulePage(
        rule=rule,
        level=level_of(rule.urgency.id),
        when=phrase_of(rule.when, pack),
        notes=tuple(_notes(pack, rule)),
        beyond=any(statement.beyond for statement in cited),
        given=tuple(_given(pack, rule, number)),
        lost=tuple(_lost(pack, rule)),
        statements=tuple(
            CitedStatement(one, level_of(one.urgency.id) if one.urgency is not None else None)
            for one in cited
        ),
        readings=tuple(pack.readings[id] for id in rule.readings),
        fires=tuple(case_words(outcome, pack) for outcome in fires),
        near=tuple(case_words(outcome, pack) for outcome in near),
        people=people_of([*fires, *near], pack),
        previous=order[place - 1],
        following=order[place + 1],
    )


def items_of(condition: Condition) -> set[str]:
    """The observations and context items that a condition looks at."""
    found = leaves(condition)
    return {leaf.item if isinstance(leaf, ContextIs | ContextAtMost) else leaf.observation for leaf in found}


def _notes(pack: Pack, rule: Rule) -> Iterator[str]:
    limited = {leaf.observation for leaf in leaves(rule.when) if isinstance(leaf, Over | Under)}
    for item in (pack.observations[id] for id in sorted(limited)):
        if item.masked_by:
            mask = pack.observations[item.masked_by].name
            yield _("After “%(mask)s” (yes or not sure) a reading inside the limits proves nothing.") % {
                "mask": mask
            }
    if rule.asks:
        names = ", ".join(f"“{_item_name(pack, id)}”" for id in rule.asks)
        yield _("When it fires, the answer asks for %(names)s.") % {"names": names}


def _item_name(pack: Pack, id: str) -> str:
    return pack.observations[id].name if id in pack.observations else pack.context[id].name


def _level_advice(pack: Pack, rule: Rule) -> Iterator[Advice]:
    return (advice for advice in pack.advice.values() if advice.level is rule.urgency)


def _given(pack: Pack, rule: Rule, number: str) -> Iterator[GivenAdvice]:
    for advice in _level_advice(pack, rule):
        yield _given_advice(pack, advice, _("by its urgency, when no rule that fires is more urgent"), number)
    for advice in (pack.advice[id] for id in rule.advice):
        yield _given_advice(pack, advice, _("by this rule"), number)
    for advice in pack.advice.values():
        if _may_come_beside(advice, rule):
            assert advice.when is not None
            how = _("by its own condition: %(when)s") % {"when": sentence_of(advice.when, pack)}
            yield _given_advice(pack, advice, how, number)


def _may_come_beside(advice: Advice, rule: Rule) -> bool:
    """Its own condition looks at something that the rule looks at too."""
    if advice.when is None or advice.when == AllOf(()) or advice.id in rule.advice:
        return False
    low, high = advice.from_urgency, advice.below_urgency
    in_reach = low <= rule.urgency and (high is None or rule.urgency < high)
    return advice.show is not Show.LEVEL and in_reach and bool(items_of(advice.when) & items_of(rule.when))


def _given_advice(pack: Pack, advice: Advice, how: str, number: str) -> GivenAdvice:
    return GivenAdvice(
        id=advice.id,
        claim=advice.claim,
        patient=advice.patient.replace(NUMBER, number.replace(" ", "\N{NO-BREAK SPACE}")),
        team=advice.team,
        how=how,
        dropped_by=tuple(name_of(id) for id in sorted(advice.dropped_when)),
        reassures=advice.reassures,
        beyond=any(pack.statements[id].beyond for id in advice.statements),
    )


def _lost(pack: Pack, rule: Rule) -> Iterator[LostAdvice]:
    """What the advice of this rule drops, what its urgency is too high for, and what waits for an answer."""
    given = {*rule.advice, *(advice.id for advice in _level_advice(pack, rule))}
    for advice in pack.advice.values():
        if by := sorted(advice.dropped_when & given):
            names = ", ".join(f"“{name_of(id)}”" for id in by)
            yield LostAdvice(advice.id, advice.claim, _("dropped by %(names)s") % {"names": names})
        elif advice.below_urgency is not None and rule.urgency >= advice.below_urgency:
            level = {"level": URGENCY_WORDS[advice.below_urgency.id]}
            yield LostAdvice(advice.id, advice.claim, _("given only below “%(level)s”") % level)
        elif advice.reassures and rule.asks:
            why = _("withheld while something is still to ask, since it reassures")
            yield LostAdvice(advice.id, advice.claim, why)


def _firing(rule: Rule, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The cases that fire the rule: the plainest first, those about its own statements before others."""
    fired = [outcome for outcome in outcomes if rule.id in outcome.assessment.rules]
    return sorted(
        fired,
        key=lambda found: (
            not set(found.case.about) & set(rule.statements),
            "error" in found.case.expect,
            len(found.assessment.rules),
        ),
    )


def _near(rule: Rule, outcomes: Sequence[Outcome]) -> list[Outcome]:
    near = [outcome for outcome in outcomes if _is_near(rule, outcome)]
    return sorted(near, key=lambda found: "error" in found.case.expect)


def _is_near(rule: Rule, outcome: Outcome) -> bool:
    """The case names the rule, or its statements and what it looks at, and does not fire it."""
    case = outcome.case
    if rule.id in outcome.assessment.rules:
        return False
    if any(rule.id in (case.expect.get(key) or ()) for key in ("rules", "not_rules")):
        return True
    return bool(set(case.about) & set(rule.statements)) and bool(case.named & items_of(rule.when))
