"""One rule in words: all that a clinician needs to say whether it is right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aldea.language.conditions import AllOf, Condition, ContextAtMost, ContextIs, Over, Under, leaves
from aldea.language.pack import Advice, Pack, Reading, Rule, Show, Statement
from aldea.packs.worked_cases import Outcome
from aldea.rulebook.condition_words import Phrase, phrase_of, sentence_of
from aldea.rulebook.speech import Gettext, name_of, urgencies_in_words, urgency_words

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
class RuleWords:
    """One rule. ``near`` are cases about the same things in which it must not fire."""

    rule: Rule
    when: Phrase
    notes: tuple[str, ...]
    beyond: bool
    given: tuple[GivenAdvice, ...]
    lost: tuple[LostAdvice, ...]
    statements: tuple[Statement, ...]
    readings: tuple[Reading, ...]
    fires: tuple[Outcome, ...]
    near: tuple[Outcome, ...]


def find_rule(pack: Pack, id: str) -> Rule | None:
    """The rule of this id, if the pack has it."""
    return next((rule for rule in pack.rules if rule.id == id), None)


def in_order(pack: Pack) -> list[Rule]:
    """The rules as the rulebook has them: most urgent first, then as in the pack."""
    return sorted(pack.rules, key=lambda rule: -rule.urgency)


def rule_words(
    pack: Pack, rule: Rule, outcomes: Sequence[Outcome], number: str, gettext: Gettext
) -> RuleWords:
    """Everything about the rule; ``number`` is the hospital's, which stands in the words for patients."""
    cited = tuple(pack.statements[id] for id in rule.statements)
    speaker = _Speaker(pack, number, gettext)
    return RuleWords(
        rule=rule,
        when=phrase_of(rule.when, pack, gettext),
        notes=tuple(speaker.notes(rule)),
        beyond=any(statement.beyond for statement in cited),
        given=tuple(speaker.given(rule)),
        lost=tuple(speaker.lost(rule)),
        statements=cited,
        readings=tuple(pack.readings[id] for id in rule.readings),
        fires=tuple(_firing(rule, outcomes)),
        near=tuple(_near(rule, outcomes)),
    )


def items_of(condition: Condition) -> set[str]:
    """The observations and context items that a condition looks at."""
    found = leaves(condition)
    return {leaf.item if isinstance(leaf, ContextIs | ContextAtMost) else leaf.observation for leaf in found}


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says what comes with the rules of one pack in one language."""

    pack: Pack
    number: str
    gettext: Gettext

    def notes(self, rule: Rule) -> Iterator[str]:
        limited = {leaf.observation for leaf in leaves(rule.when) if isinstance(leaf, Over | Under)}
        for item in (self.pack.observations[id] for id in sorted(limited)):
            if item.masked_by:
                mask = self.pack.observations[item.masked_by].name
                yield self.gettext(
                    "After “%(mask)s” (yes or not sure) a reading inside the limits proves nothing."
                ) % {"mask": mask}
        if rule.asks:
            names = ", ".join(f"“{_item_name(self.pack, id)}”" for id in rule.asks)
            yield self.gettext("When it fires, the answer asks for %(names)s.") % {"names": names}

    def given(self, rule: Rule) -> Iterator[GivenAdvice]:
        for advice in _level_advice(self.pack, rule):
            yield self._given_advice(
                advice, self.gettext("by its urgency, when no rule that fires is more urgent")
            )
        for advice in (self.pack.advice[id] for id in rule.advice):
            yield self._given_advice(advice, self.gettext("by this rule"))
        for advice in self.pack.advice.values():
            if _may_come_beside(advice, rule):
                assert advice.when is not None
                how = self.gettext("by its own condition: %(when)s") % {
                    "when": sentence_of(advice.when, self.pack, self.gettext)
                }
                yield self._given_advice(advice, how)

    def _given_advice(self, advice: Advice, how: str) -> GivenAdvice:
        return GivenAdvice(
            id=advice.id,
            claim=urgencies_in_words(advice.claim, self.gettext),
            patient=advice.patient.replace(NUMBER, self.number.replace(" ", "\N{NO-BREAK SPACE}")),
            team=advice.team,
            how=how,
            dropped_by=tuple(name_of(id) for id in sorted(advice.dropped_when)),
            reassures=advice.reassures,
            beyond=any(self.pack.statements[id].beyond for id in advice.statements),
        )

    def lost(self, rule: Rule) -> Iterator[LostAdvice]:
        """What its advice drops, what its urgency is too high for, and what waits for an answer."""
        given = {*rule.advice, *(advice.id for advice in _level_advice(self.pack, rule))}
        for advice in self.pack.advice.values():
            claim = urgencies_in_words(advice.claim, self.gettext)
            if by := sorted(advice.dropped_when & given):
                names = ", ".join(f"“{name_of(id)}”" for id in by)
                yield LostAdvice(advice.id, claim, self.gettext("dropped by %(names)s") % {"names": names})
            elif advice.below_urgency is not None and rule.urgency >= advice.below_urgency:
                level = {"level": urgency_words(self.gettext)[advice.below_urgency.id]}
                yield LostAdvice(advice.id, claim, self.gettext("given only below “%(level)s”") % level)
            elif advice.reassures and rule.asks:
                why = self.gettext("withheld while something is still to ask, since it reassures")
                yield LostAdvice(advice.id, claim, why)


def _item_name(pack: Pack, id: str) -> str:
    return pack.observations[id].name if id in pack.observations else pack.context[id].name


def _level_advice(pack: Pack, rule: Rule) -> Iterator[Advice]:
    return (advice for advice in pack.advice.values() if advice.level is rule.urgency)


def _may_come_beside(advice: Advice, rule: Rule) -> bool:
    """Its own condition looks at something that the rule looks at too."""
    if advice.when is None or advice.when == AllOf(()) or advice.id in rule.advice:
        return False
    low, high = advice.from_urgency, advice.below_urgency
    in_reach = low <= rule.urgency and (high is None or rule.urgency < high)
    return advice.show is not Show.LEVEL and in_reach and bool(items_of(advice.when) & items_of(rule.when))


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
