"""What becomes of a mutant: killed by the readings or by a case, proved equivalent, or a survivor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

import z3

from aldea.language.pack import Pack
from aldea.language.urgency import Urgency
from aldea.proofs.answer import ABOVE_NONE
from aldea.proofs.mutation.by_cases import CaseBook
from aldea.proofs.mutation.mutants import Mutant
from aldea.proofs.mutation.reasons import why_equivalent
from aldea.proofs.mutation.stories import story_of_survivor
from aldea.proofs.problem import Claim, Problem
from aldea.proofs.properties.advice import should_be_given, should_be_named
from aldea.proofs.properties.asking import nothing_missed
from aldea.proofs.readings import ReadingsFile
from aldea.proofs.solve import solver_for
from aldea.proofs.story import Story
from aldea.proofs.symbols import Formula, Window, any_of, windows_of


class Fate(Enum):
    """How a mutant ended; the last two are failures."""

    READINGS = "killed by readings"
    CASE = "killed by a case"
    EQUIVALENT = "proved equivalent"
    SURVIVED = "survived"
    NOT_DECIDED = "not decided"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`by` is what the mutant breaks, or why it is equivalent, or where it differs."""

    of: str
    id: str
    kind: str
    words: str
    fate: Fate
    by: str
    story: Story | None = None


class NotProved(ValueError):
    """The pack itself does not do what the readings say: nothing can be said of its mutants."""


class Judge:
    """Judges the mutants of one pack; all share the symbols of one report."""

    def __init__(self, pack: Pack, readings: ReadingsFile, book: CaseBook, mutants: Iterable[Mutant]) -> None:
        """`mutants` are all that will be judged: any report has to know what they look back over."""
        self.problem = Problem(pack, readings, windows=_windows(pack, mutants))
        self.book = book
        self.solver = solver_for(self.problem.report)

    def check_original(self) -> None:
        """Raises NotProved where the pack itself breaks a claim that is to kill its mutants."""
        for claim in _original_claims(self.problem):
            if self._found(claim) != z3.unsat:
                raise NotProved(f"the pack itself is not what the readings say: {claim.says}; "
                                f"run aldea pack prove")  # fmt: skip

    def judge(self, mutant: Mutant) -> Verdict:
        """Readings first, then cases, then the proof that no answer differs."""
        changed = self.problem.of_pack(mutant.pack)
        undecided = ""
        for claim in _against_readings(changed, self.problem):
            answer = self._found(claim)
            if answer == z3.sat:
                return _verdict(mutant, Fate.READINGS, claim.says)
            if answer == z3.unknown:
                undecided = claim.says
        if not undecided and self._same_answers(changed):
            killer = self.book.page_killer(mutant)
        else:
            killer = self.book.killer(mutant) or self.book.page_killer(mutant)
        if killer:
            return _verdict(mutant, Fate.CASE, killer)
        if undecided:
            return _verdict(mutant, Fate.NOT_DECIDED, undecided)
        for claim in _reasons(changed, self.problem):  # all else was compared already
            answer = self._found(claim)
            if answer == z3.unknown:
                return _verdict(mutant, Fate.NOT_DECIDED, claim.says)
            if answer == z3.sat:
                story = story_of_survivor(changed, self.problem, claim, mutant.name)
                return _verdict(mutant, Fate.SURVIVED, claim.says, story)
        return _verdict(mutant, Fate.EQUIVALENT, why_equivalent(mutant, changed, self.problem, self.solver))

    def _same_answers(self, changed: Problem) -> bool:
        """No case can tell them apart: all but the reasons was compared, and perhaps these as well."""
        if self.problem.readings.reasons_of_advice:
            return True
        return all(self._found(claim) == z3.unsat for claim in _reasons(changed, self.problem))

    def _found(self, claim: Claim) -> object:
        self.solver.push()
        self.solver.add(*claim.given, claim.refutes)
        found = self.solver.check()
        self.solver.pop()
        return found


def _windows(pack: Pack, mutants: Iterable[Mutant]) -> dict[str, set[Window]]:
    """What the rules and advices look back over that are not those of the pack."""
    known = {id(each) for each in (*pack.rules, *pack.advice.values())}
    windows: dict[str, set[Window]] = {}
    for mutant in mutants:
        rules = tuple(rule for rule in mutant.pack.rules if id(rule) not in known)
        advice = {id_: each for id_, each in mutant.pack.advice.items() if id(each) not in known}
        for id_, found in windows_of(replace(pack, rules=rules, advice=advice)).items():
            windows.setdefault(id_, set()).update(found)
    return windows


def _verdict(mutant: Mutant, fate: Fate, by: str, story: Story | None = None) -> Verdict:
    return Verdict(mutant.of, mutant.id, mutant.kind, mutant.words, fate, by, story)


def _original_claims(problem: Problem) -> Iterator[Claim]:
    """Urgency, advice, reasons and questions of the pack itself are exactly those of the readings."""
    sheet, required = problem.sheet, problem.required
    for level in ABOVE_NONE:
        yield _claim(f"{level.id} or more", sheet.at_least(level) != required.at_least(level))
    for advice in problem.pack.advice:
        yield _claim(f"the advice {advice}", sheet.given(advice) != should_be_given(problem, advice))
    if problem.readings.reasons_of_advice:
        for statement in problem.pack.statements:
            yield _claim(
                f"{statement} as a reason", sheet.cites(statement) != should_be_named(problem, statement)
            )
    for part, id_ in problem.items:
        wrong = sheet.asks_by_rule(id_) != required.also_asked((part, id_))
        yield _claim(f"{id_} asked beside what could raise", wrong)


def _against_readings(changed: Problem, original: Problem) -> Iterator[Claim]:
    """Where the mutant breaks the readings: they fix the answers of the original exactly.

    So whatever differs from the original, differs from the readings; reasons only where they are fixed.
    """
    yield from _urgency(changed, original)
    changed.sheet.take_urgency(original.sheet)
    yield from _asking(changed, original)
    changed.sheet.incomplete = original.sheet.incomplete  # urgency and questions are the same by now
    yield from _advice(changed, original)
    if original.readings.reasons_of_advice:
        yield from _reasons(changed, original)
        return
    for finding in original.readings.findings:
        for statement in finding.statements:
            cites = changed.sheet.cites(statement)
            if not cites.eq(original.sheet.cites(statement)):
                missing = z3.And(original.required.present(finding), z3.Not(cites))
                yield _claim(f"'{finding.name}' names {statement}", missing)


def _urgency(changed: Problem, original: Problem) -> Iterator[Claim]:
    """Only the rules that changed are compared, where no other rule reaches the level."""
    same = changed.conditions is original.conditions
    kept = {id(rule) for rule in original.pack.rules} & {id(rule) for rule in changed.pack.rules if same}
    seen: set[tuple[int, ...]] = set()
    for level in reversed(ABOVE_NONE):
        was, now = (
            [problem.sheet.fired(rule) for rule in problem.pack.rules
             if rule.urgency >= level and id(rule) not in kept]
            for problem in (original, changed)
        )  # fmt: skip
        key = tuple(each.get_id() for each in (*was, z3.BoolVal(True), *now))  # noqa: FBT003 - between the two
        if key in seen or [each.get_id() for each in was] == [each.get_id() for each in now]:
            continue  # where a higher level was the same, more rules cannot tell them apart
        seen.add(key)
        others = any_of(
            original.sheet.fired(rule)
            for rule in original.pack.rules
            if rule.urgency >= level and id(rule) in kept
        )
        yield _claim(f"the urgency {level.id}", z3.And(z3.Not(others), any_of(was) != any_of(now)))


def _asking(changed: Problem, original: Problem) -> Iterator[Claim]:
    same = changed.conditions is original.conditions
    known = {rule.id: rule.when for rule in original.pack.rules}
    for rule in changed.pack.rules:
        if rule.urgency is not Urgency.NONE and not (same and known[rule.id] is rule.when):
            yield nothing_missed(changed, rule)
    for _, id_ in original.items:
        now, was = changed.sheet.asks_by_rule(id_), original.sheet.asks_by_rule(id_)
        yield from _differs(f"{id_} asked beside what could raise", now, was)


def _advice(changed: Problem, original: Problem) -> Iterator[Claim]:
    for advice in original.pack.advice:
        now, was = changed.sheet.given(advice), original.sheet.given(advice)
        yield from _differs(f"the advice {advice}", now, was)


def _reasons(changed: Problem, original: Problem) -> Iterator[Claim]:
    for statement in original.pack.statements:
        now, was = changed.sheet.cites(statement), original.sheet.cites(statement)
        yield from _differs(f"{statement} as a reason", now, was)


def _differs(says: str, now: Formula, was: Formula) -> Iterator[Claim]:
    if not now.eq(was):
        yield _claim(says, now != was)


def _claim(says: str, refutes: Formula) -> Claim:
    return Claim("mutation", says, says, refutes)
