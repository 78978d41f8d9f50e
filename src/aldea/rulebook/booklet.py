"""The booklet of a pack: its rules, advice, statements and cases put into words, ready to be printed.

It is in English throughout, the language of the pack, whatever the language of whoever prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from aldea.exports.booklet import (
    Booklet,
    BookletAdvice,
    BookletCase,
    BookletCases,
    BookletClause,
    BookletFact,
    BookletLevel,
    BookletReading,
    BookletRule,
    BookletStatement,
)
from aldea.exports.proofs_chapter import ProofsChapter
from aldea.language.conditions import AllOf
from aldea.language.pack import Advice, Pack, Rule
from aldea.language.urgency import Urgency
from aldea.packs.registry import statements_cited
from aldea.packs.worked_cases import Outcome
from aldea.rulebook.case_words import CaseWords, Fact, case_words, people_of
from aldea.rulebook.condition_words import Phrase, sentence_of
from aldea.rulebook.rule_words import NUMBER, RuleWords, in_order, rule_words
from aldea.rulebook.speech import name_of, plain, urgencies_in_words, urgency_words

HOSPITAL_NUMBER = "[24-hour number]"
MOST_FIRES, MOST_NEAR = 2, 1
"""How many cases stand with the rule itself; every case stands once in the last chapter."""

WORDS = urgency_words(plain)


def booklet_of(pack: Pack, outcomes: Sequence[Outcome], proofs: ProofsChapter | None) -> Booklet:
    """The booklet of this pack. ``outcomes`` are its worked cases, in the order of their numbers."""
    cases = {
        outcome.case.id: _case(number, case_words(outcome, pack, plain))
        for number, outcome in enumerate(outcomes, start=1)
    }
    levels = {level: _level(level, pack) for level in sorted(Urgency, reverse=True)}
    maker = _RuleMaker(pack, outcomes, cases, levels)
    return Booklet(
        pack=pack.id,
        version=pack.version,
        digest=pack.digest,
        title=pack.title,
        status=pack.status,
        sources=tuple(title for _id, title in pack.sources),
        levels=tuple(levels.values()),
        readings=tuple(_readings(pack, outcomes)),
        rules=tuple(maker.rule(rule) for rule in in_order(pack)),
        advice=tuple(_advice(pack, advice) for advice in pack.advice.values()),
        settings=tuple(BookletFact(id, words) for id, words in pack.settings.items()),
        statements=tuple(_statements(pack)),
        people=_facts(people_of(outcomes, pack, plain)),
        cases=tuple(_cases_by_subject(outcomes, cases)),
        proofs=proofs,
    )


def _level(level: Urgency, pack: Pack) -> BookletLevel:
    told = next((advice.claim for advice in pack.advice.values() if advice.level is level), "")
    return BookletLevel(level.id, level.value, WORDS[level.id], told)


def _case(number: int, case: CaseWords) -> BookletCase:
    return BookletCase(number, case.title, _facts(case.given), _facts(case.expected), case.failures)


def _facts(facts: Iterable[Fact]) -> tuple[BookletFact, ...]:
    return tuple(BookletFact(fact.name, fact.words) for fact in facts)


def _clause(phrase: Phrase) -> BookletClause:
    return BookletClause(phrase.words, tuple(_clause(part) for part in phrase.parts))


def _readings(pack: Pack, outcomes: Sequence[Outcome]) -> Iterator[BookletReading]:
    for number, reading in pack.readings.items():
        rules = tuple(rule.id for rule in in_order(pack) if number in rule.readings)
        cited = sum(number in outcome.case.readings for outcome in outcomes)
        yield BookletReading(number, reading.title, reading.text, rules, cited)


def _statements(pack: Pack) -> Iterator[BookletStatement]:
    topics = {topic.id: topic.title for topic in pack.topics}
    for id, servers in statements_cited(pack).items():
        found: dict[str, list[str]] = {"rule": [], "advice": [], "topic": []}
        for server in servers:
            kind, _colon, name = server.partition(":")
            found[kind].append(topics.get(name, name) if kind == "topic" else name)
        statement = pack.statements[id]
        yield BookletStatement(
            id=id,
            section=statement.section,
            claim=statement.claim,
            urgency=WORDS[statement.urgency.id] if statement.urgency is not None else "",
            beyond=statement.beyond,
            rules=tuple(found["rule"]),
            advice=tuple(found["advice"]),
            topics=tuple(found["topic"]),
        )


def _advice(pack: Pack, advice: Advice) -> BookletAdvice:
    rules = tuple(rule.id for rule in in_order(pack) if advice.id in rule.advice)
    below = advice.below_urgency
    own = advice.when is not None and advice.when != AllOf(())
    return BookletAdvice(
        id=advice.id,
        claim=urgencies_in_words(advice.claim, plain),
        patient=advice.patient.replace(NUMBER, HOSPITAL_NUMBER.replace(" ", "\N{NO-BREAK SPACE}")),
        team=advice.team,
        given=_given_how(advice, own or bool(rules)),
        level=WORDS[advice.level.id] if advice.level is not None else "",
        when=sentence_of(advice.when, pack, plain) if own and advice.when is not None else "",
        rules=rules,
        from_level=WORDS[advice.from_urgency.id] if advice.from_urgency > Urgency.NONE else "",
        below_level=WORDS[below.id] if below is not None else "",
        dropped_when=tuple(id for id in pack.advice if id in advice.dropped_when),
        reassures=advice.reassures,
        statements=advice.statements,
        beyond=any(pack.statements[id].beyond for id in advice.statements),
    )


def _given_how(advice: Advice, found: bool) -> str:
    """By its urgency, by findings, beside every answer, or on the pages to read alone."""
    if advice.level is not None:
        return "level"
    if found:
        return "finding"
    return "always" if advice.when is not None else "page"


def _cases_by_subject(
    outcomes: Sequence[Outcome], cases: Mapping[str, BookletCase]
) -> Iterator[BookletCases]:
    for file, found in groupby(outcomes, key=lambda outcome: outcome.case.position.file):
        title = name_of(PurePosixPath(file).stem)
        yield BookletCases(title[:1].upper() + title[1:], tuple(cases[one.case.id] for one in found))


@dataclass(frozen=True, slots=True)
class _RuleMaker:
    """Puts the rules of one pack into words, with the numbered cases of each."""

    pack: Pack
    outcomes: Sequence[Outcome]
    cases: Mapping[str, BookletCase]
    levels: Mapping[Urgency, BookletLevel]

    def rule(self, rule: Rule) -> BookletRule:
        words = rule_words(self.pack, rule, self.outcomes, HOSPITAL_NUMBER, plain)
        fires, near = self._numbered(words.fires), self._numbered(words.near)
        return BookletRule(
            id=rule.id,
            title=rule.why_team,
            patient=rule.why_patient,
            level=self.levels[rule.urgency],
            beyond=words.beyond,
            when=_clause(words.when),
            notes=words.notes,
            statements=rule.statements,
            readings=rule.readings,
            advice=tuple(self._given(words)),
            left_out=tuple(self._left_out(words)),
            fires=fires[:MOST_FIRES],
            near=near[:MOST_NEAR],
            more_fires=tuple(sorted(case.number for case in fires[MOST_FIRES:])),
            more_near=tuple(sorted(case.number for case in near[MOST_NEAR:])),
        )

    def _numbered(self, outcomes: Iterable[Outcome]) -> tuple[BookletCase, ...]:
        return tuple(self.cases[outcome.case.id] for outcome in outcomes)

    def _given(self, words: RuleWords) -> Iterator[BookletFact]:
        """The advice that comes with the rule; that of its urgency stands at the head of its group."""
        for advice in words.given:
            if self.pack.advice[advice.id].level is None:
                yield BookletFact(advice.id, advice.how)

    def _left_out(self, words: RuleWords) -> Iterator[BookletFact]:
        """What the rule's own advice drops, and what waits for an answer that the rule asks for."""
        for lost in words.lost:
            advice = self.pack.advice[lost.id]
            if advice.dropped_when & set(words.rule.advice) or (advice.reassures and words.rule.asks):
                yield BookletFact(lost.id, lost.why)
