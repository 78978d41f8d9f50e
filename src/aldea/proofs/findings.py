"""Is a finding of readings.yaml present in a symbolic report, and what must then hold?

Written on the symbols themselves, not with the conditions of the rule language: what 'not sure' or 'in 24
hours' means is said a second time, so that a mistake in the language does not prove itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from math import ceil

import z3

from aldea.language.pack import Kind, Pack
from aldea.language.urgency import Urgency
from aldea.proofs.readings import (
    AdviceWhen,
    AlsoAsked,
    Circumstance,
    Finding,
    HarmlessReadings,
    Line,
    ReadingsFile,
    Sign,
    Test,
    Word,
)
from aldea.proofs.symbols import (
    ALWAYS,
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
)


class Required:
    """What readings.yaml says of one symbolic report."""

    def __init__(self, pack: Pack, readings: ReadingsFile, report: SymbolicReport) -> None:
        self.pack = pack
        self.readings = readings
        self.report = report
        self._present: dict[int, Formula] = {}
        self._harmless: dict[str, Formula] = {}

    def of(self, report: SymbolicReport) -> Required:
        """What the same readings say of another report."""
        return Required(self.pack, self.readings, report)

    def present(self, finding: Finding) -> Formula:
        """The finding is reported, in its circumstance."""
        if id(finding) not in self._present:  # the readings keep every finding alive
            self._present[id(finding)] = self.holds(finding.signs, finding.where)
        return self._present[id(finding)]

    def holds(self, signs: tuple[Sign, ...], where: Circumstance | None) -> Formula:
        """One of the signs (where any are named), in this circumstance (where one is)."""
        shown = any_of(self.shows(sign) for sign in signs) if signs else ALWAYS
        return all_of([shown, self.inside(where)])

    def shows(self, sign: Sign) -> Formula:
        return all_of(self.met(test) for test in sign.tests)

    def inside(self, where: Circumstance | None) -> Formula:
        return ALWAYS if where is None else any_of(map(self._line, where.lines))

    def _line(self, line: Line) -> Formula:
        parts = []
        for id_, words in line.words.items():
            answer = self.report.context(id_)
            yes_no = self.pack.context[id_].kind is Kind.YESNO
            said = [answer.form("not_sure" if word == "not sure" else word) for word in sorted(words)]
            if "unknown" in words:
                said.append(z3.Not(answer.asked) if yes_no else z3.Not(_told(answer)))
            parts.append(any_of(said))
        for id_, limit in line.at_most.items():
            answer = self.report.context(id_)
            parts.append(both(answer.form("number"), answer.value <= exact(limit)))
        return all_of(parts)

    def met(self, test: Test) -> Formula:
        """One test of one observation."""
        answer = self.report.observation(test.observation)
        match test.word:
            case Word.RAISED:
                return any_of([answer.form("not_sure"), answer.form("given"), _plain_yes(answer)])
            case Word.YES:
                return _plain_yes(answer)
            case Word.NOT_SURE:
                return answer.form("not_sure")
            case Word.NO_READING:
                return z3.Not(answer.form("readings"))
            case Word.CHOSEN:
                return answer.form(test.choice)
            case Word.EARLIER:
                return any_of(past.raised for past in self._past(test))
            case Word.OVER | Word.UNDER:
                return self._outside(test)
            case Word.AT_LEAST:
                unsure = self.readings.not_sure_counts_as.get(test.observation, 0)
                now = z3.If(answer.form("number"), answer.value, z3.If(answer.form("not_sure"), unsure, 0))
                return z3.Sum(now, *(past.total for past in self._past(test))) >= ceil(test.limit)
            case Word.GAINED:
                setting, start = self.report.settings[test.setting], self.report.context(test.since)
                known = both(setting.is_set, answer.form("number"), start.form("number"))
                return both(known, answer.value >= start.value + setting.value)

    def _past(self, test: Test) -> tuple[SymbolicPast, ...]:
        return self.report.past_within(test.observation, test.window) if test.window else ()

    def _outside(self, test: Test) -> Formula:
        own = self.report.context(test.own) if test.own else None
        limit = own.value if own else exact(test.limit)
        now = self.report.observation(test.observation)
        over = test.word is Word.OVER

        def beyond(of: SymbolicAnswer | SymbolicPast) -> Formula:
            return of.high > limit if over else of.low < limit

        earlier = [both(past.read, beyond(past)) for past in self._past(test)]
        found = any_of([both(now.form("readings"), beyond(now)), *earlier])
        return both(own.form("number"), found) if own else found

    def harmless(self, id_: str) -> Formula:
        """This observation was answered, and says nothing; nor did it earlier."""
        if id_ not in self._harmless:
            now = self.answered_harmless(self.report.observation(id_), id_)
            self._harmless[id_] = both(now, *map(_quiet, self.report.past.get(id_, ())))
        return self._harmless[id_]

    def answered_harmless(self, answer: SymbolicAnswer, id_: str) -> Formula:
        """The same of one answer, whatever was said earlier; a weight is harmless when it is not asked."""
        match self.pack.observations[id_].kind:
            case Kind.YESNO:
                return answer.form("no")
            case Kind.AMOUNT:
                return either(answer.form("no"), both(answer.form("number"), answer.value == 0))
            case Kind.COUNT:
                return both(answer.form("number"), answer.value == 0)
            case Kind.TEXT:
                return answer.form("blank")
            case Kind.QUANTITY:
                return z3.Not(answer.asked)
            case Kind.CHOICE:
                return answer.form(str(self.readings.harmless.get(id_, "none")))
            case Kind.READINGS:
                inside = self.readings.harmless.get(id_)
                return self._inside(answer, inside) if isinstance(inside, HarmlessReadings) else NEVER

    def _inside(self, answer: SymbolicAnswer, limits: HarmlessReadings) -> Formula:
        low, high = self.report.context(limits.above_own), self.report.context(limits.below_own)
        return both(
            answer.form("readings"),
            answer.low >= exact(limits.at_least),
            answer.high <= exact(limits.at_most),
            z3.Implies(low.form("number"), answer.low >= low.value),
            z3.Implies(high.form("number"), answer.high <= high.value),
        )

    def alone(self, observations: Iterable[str]) -> Formula:
        """Every observation but these was answered, and is harmless."""
        named = set(observations)
        return both(*(self.harmless(id_) for id_ in self.pack.observations if id_ not in named))

    @cached_property
    def _at_least(self) -> dict[Urgency, Formula]:
        return {
            level: any_of(self.present(each) for each in self.readings.findings if each.level >= level)
            for level in tuple(Urgency)[1:]
        }

    def at_least(self, level: Urgency) -> Formula:
        """A finding of this level or higher is present."""
        return ALWAYS if level is Urgency.NONE else self._at_least[level]

    def exactly(self, level: Urgency) -> Formula:
        if level is Urgency.EMERGENCY_999:
            return self.at_least(level)
        return both(self.at_least(level), z3.Not(self.at_least(Urgency(level + 1))))

    def applies(self, advice: str) -> Formula:
        """A finding or a circumstance calls for this advice, before anything gives way."""
        levels = [level for level, id_ in self.readings.level_advice.items() if id_ == advice]
        by_level = [self.exactly(level) for level in levels]
        by_finding = [self.present(each) for each in self.readings.findings if advice in each.advice]
        by_line = [self._line_applies(each) for each in self.readings.advice if each.advice == advice]
        return any_of([*by_level, *by_finding, *by_line])

    def _line_applies(self, line: AdviceWhen) -> Formula:
        parts = [self.holds(line.signs, line.where), self.at_least(line.from_level)]
        if line.below is not None:
            parts.append(z3.Not(self.at_least(line.below)))
        return all_of(parts)

    def unanswered(self, item: Item) -> Formula:
        """Not asked, or answered in a way that tells nothing.

        Such as a reading on paracetamol, and 'not sure' of a choice or a number of the context.
        """
        part, id_ = item
        answer = self.report.answers[item]
        if part == "context":
            yes_no = self.pack.context[id_].kind is Kind.YESNO
            return z3.Not(answer.asked if yes_no else _told(answer))
        mask = self.readings.counts_as_no_reading.get(id_)
        if mask is None:
            return z3.Not(answer.asked)
        raised = self.met(Test(mask, Word.RAISED, "raised"))
        return either(z3.Not(answer.asked), both(answer.form("readings"), raised))

    def also_asked(self, item: Item) -> Formula:
        """The item is asked although the answer counts it already."""
        return any_of(self._is_asked(each) for each in self.readings.also_asked if each.item == item[1])

    def _is_asked(self, asked: AlsoAsked) -> Formula:
        return self.holds(asked.signs, asked.where)


def _plain_yes(answer: SymbolicAnswer) -> Formula:
    if "number" not in answer.forms:
        return answer.form("yes")
    return either(answer.form("yes"), both(answer.form("number"), answer.value > 0))


def _told(answer: SymbolicAnswer) -> Formula:
    """Asked, and sure."""
    return any_of(formula for form, formula in answer.forms.items() if form != "not_sure")


def _quiet(past: SymbolicPast) -> Formula:
    silent = [z3.Not(past.raised), z3.Not(past.read)]
    return both(*silent) if past.total is None else both(*silent, past.total == 0)
