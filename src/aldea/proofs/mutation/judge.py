"""What becomes of a mutant: killed by the readings or by a case, proved equivalent, or a survivor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

import z3

from aldea.language.pack import Pack, Rule
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
from aldea.proofs.symbols import Formula, Window, windows_of


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

    def __init__(
        self, pack: Pack, readings: ReadingsFile, book: CaseBook, mutants: Iterable[Mutant]
    ) -> None:
        """`mutants` are all that will be judged: any report has to know what they look back over."""
        self.problem = Problem(pack, readings, windows=_windows(pack, mutants))
        self.book = book
        self.solver = solver_for(self.problem.report)

    def check_original(self) -> None:
        """Raises NotProved where the pack itself breaks a claim that is to kill its mutants."""
        for claim in _claims(self.problem, None):
            if self._found(claim) != z3.unsat:
                raise NotProved(f"{claim.says}: this does not hold of the pack itself; run aldea pack prove")

    def judge(self, mutant: Mutant) -> Verdict:
        """Readings first, then cases, then the proof that no answer differs."""
        changed = self.problem.of_pack(mutant.pack)
        undecided = ""
        for claim in _claims(changed, self.problem):
            answer = self._found(claim)
            if answer == z3.sat:
                return _verdict(mutant, Fate.READINGS, claim.says)
            if answer == z3.unknown:
                undecided = claim.says
        if case := self.book.killer(mutant):
            return _verdict(mutant, Fate.CASE, case)
        if undecided:
            return _verdict(mutant, Fate.NOT_DECIDED, undecided)
        for claim in differences(changed, self.problem):
            answer = self._found(claim)
            if answer == z3.unknown:
                return _verdict(mutant, Fate.NOT_DECIDED, claim.says)
            if answer == z3.sat:
                story = story_of_survivor(changed, self.problem, claim, mutant.name)
                return _verdict(mutant, Fate.SURVIVED, claim.says, story)
        return _verdict(mutant, Fate.EQUIVALENT, why_equivalent(mutant, changed, self.problem, self.solver))

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


def _claims(problem: Problem, original: Problem | None) -> Iterator[Claim]:
    """The claims that decide, of what differs from the original (of everything where there is none)."""
    sheet, required, was = problem.sheet, problem.required, original.sheet if original else None
    for level in ABOVE_NONE:
        now = sheet.at_least(level)
        if was is None or not now.eq(was.at_least(level)):
            yield _claim(f"{level.id} or more exactly where a finding says so", now != required.at_least(level))
    yield from _asking(problem, original)
    if original is not None:  # urgency and questions are the same by now, so nothing else is incomplete
        sheet.incomplete = original.sheet.incomplete
    for advice in problem.readings.reassures:
        if advice not in problem.pack.advice or not problem.pack.advice[advice].reassures:
            yield _claim(f"{advice} is withheld while something is asked",
                         z3.And(sheet.given(advice), sheet.incomplete))  # fmt: skip
    for advice in problem.pack.advice if original is None else original.pack.advice:
        given = sheet.given(advice)
        if was is None or not given.eq(was.given(advice)):
            yield _claim(f"{advice} is given exactly where the readings say", given != should_be_given(problem, advice))
    yield from _reasons(problem, original)


def _reasons(problem: Problem, original: Problem | None) -> Iterator[Claim]:
    for statement in problem.pack.statements:
        cites = problem.sheet.cites(statement)
        if original is not None and cites.eq(original.sheet.cites(statement)):
            continue
        if problem.readings.reasons_of_advice:
            wrong = cites != should_be_named(problem, statement)
            yield _claim(f"{statement} is a reason exactly where a finding or an advice rests on it", wrong)
            continue
        for finding in problem.readings.findings:
            if statement in finding.statements:
                missing = z3.And(problem.required.present(finding), z3.Not(cites))
                yield _claim(f"'{finding.name}' always names {statement}", missing)


def _asking(problem: Problem, original: Problem | None) -> Iterator[Claim]:
    same = original is None or problem.pack.observations is original.pack.observations
    for rule in _changed(problem.pack.rules, original if same else None):
        if rule.urgency is not Urgency.NONE:
            yield nothing_missed(problem, rule)
    for part, id_ in problem.items:
        asks = problem.sheet.asks_by_rule(id_)
        if original is None or not asks.eq(original.sheet.asks_by_rule(id_)):
            wrong = asks != problem.required.also_asked((part, id_))
            yield _claim(f"{id_} is asked beside what could raise exactly where the readings say", wrong)


def _changed(rules: Sequence[Rule], original: Problem | None) -> Iterator[Rule]:
    """The rules that may ask otherwise: those whose condition was changed, or all."""
    if original is None:
        yield from rules
        return
    known = {rule.id: rule for rule in original.pack.rules}
    yield from (rule for rule in rules if known[rule.id].when is not rule.when)


def differences(changed: Problem, original: Problem) -> Iterator[Claim]:
    """Everything in which the answers of two packs can differ: urgency, advice, because, ask.

    What is asked to know more hangs on the urgency of fuller reports alone, once no rule misses anything
    (that was among the claims that decide), so equal urgencies ask the same.
    """
    now, was = changed.sheet, original.sheet
    for level in ABOVE_NONE:
        yield from _differs(f"another urgency at {level.id}", now.at_least(level), was.at_least(level))
    for advice in original.pack.advice:
        yield from _differs(f"another answer on {advice}", now.given(advice), was.given(advice))
    for statement in original.pack.statements:
        yield from _differs(f"{statement} among the reasons", now.cites(statement), was.cites(statement))
    for _, id_ in original.items:
        yield from _differs(f"{id_} asked", now.asks_by_rule(id_), was.asks_by_rule(id_))


def _differs(says: str, now: Formula, was: Formula) -> Iterator[Claim]:
    if not now.eq(was):
        yield _claim(says, now != was)


def _claim(says: str, refutes: Formula) -> Claim:
    return Claim("mutation", says, says, refutes)
