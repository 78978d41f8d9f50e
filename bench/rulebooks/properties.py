"""What is asked of every rule set: the same questions that our own proofs ask of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import z3

from bench.rulebooks.model import Formula, Input, Plain, RuleSet, Values

TOTAL, BETWEEN, CONTRADICTION = "total", "between", "contradiction"
FLOOR, WORSE, SILENCE, SAME = "floor", "worse", "silence-software", "same-answer"
PROPERTIES = {
    TOTAL: "a rule speaks for every patient, in figures as exact as the criteria print",
    BETWEEN: "the same, for figures between the printed ones",
    CONTRADICTION: "no two lines of one table say different things",
    FLOOR: "a finding that is enough for a level is enough whatever else is found",
    WORSE: "one sign further from normal is never milder",
    SILENCE: "where a sign that was left out could raise the answer, the answer says so",
    SAME: "the criteria as some software reads them give the same answer",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that must hold of every patient. `refutes` is its opposite: what the solver looks for.

    `then` is the second patient of a claim that compares two, and `judged_by` the criteria for that one;
    `loss`, in levels, is made as large as can be, so that the story tells the most that can go wrong. `floor`
    is the level that a finding must have.
    """

    property: str
    about: str
    refutes: Formula
    now: Values
    then: Values
    judged_by: Plain
    loss: Formula
    floor: int = 0


def all_claims(rules: RuleSet) -> Iterator[Claim]:
    """Every claim about one rule set."""
    yield from _speaking(rules)
    yield from _floors(rules)
    for each in rules.inputs:
        if not each.fact:
            yield from _worse(rules, each)
            yield _silence(rules, each)
    yield from _same(rules)


def _speaking(rules: RuleSet) -> Iterator[Claim]:
    now = rules.patient("now")
    exact = any(each.printed > 1 for each in rules.inputs)

    def claim(name: str, about: str, refutes: Formula, *, as_printed: bool = True) -> Claim:
        found = z3.And(rules.within(now, as_printed=as_printed), refutes)
        return Claim(name, about, found, now, now, rules.plain, z3.IntVal(0))

    for table in rules.tables(now):
        yield claim(TOTAL, table.name, table.silent)
        if exact:
            yield claim(BETWEEN, table.name, table.silent, as_printed=False)
        yield claim(CONTRADICTION, table.name, table.torn)


def _floors(rules: RuleSet) -> Iterator[Claim]:
    now = rules.patient("now")
    level = rules.level_of(now)
    for floor in rules.floors(now):
        lower = z3.And(rules.within(now), rules.answered(now), floor.when, level < floor.level)
        yield Claim(FLOOR, floor.finding, lower, now, now, rules.plain, floor.level - level, floor.level)


def _worse(rules: RuleSet, each: Input) -> Iterator[Claim]:
    """Up from where the sign is not low, down from where it is not high; all else stays as it is."""
    now = rules.patient("now")
    other = z3.Int(f"then/{each.id}")
    then = {**now, each.id: other}
    low, high = each.normal_of(now)
    up = z3.And(now[each.id] >= low, other > now[each.id])
    down = z3.And(now[each.id] <= high, other < now[each.id])
    both = z3.And(rules.within(now), rules.within(then), rules.answered(now), rules.answered(then))
    before, after = rules.level_of(now), rules.level_of(then)
    for way, step in (("further up", up), ("further down", down)):
        if each.words and way == "further down":
            continue
        about = f"{each.name}, {'worse' if each.words else way}"
        refutes = z3.And(both, step, after < before)
        yield Claim(WORSE, about, refutes, now, then, rules.plain, before - after)


def _silence(rules: RuleSet, each: Input) -> Claim:
    """A program that puts the usual figure where there is none, and says nothing of it, against the truth."""
    now = rules.patient("now")
    then = {**now, each.id: z3.IntVal(each.usual)}
    both = z3.And(rules.within(now), rules.within(then), rules.clear(now), rules.clear(then))
    truth, told = rules.level_of(now), rules.level_of(then)
    return Claim(SILENCE, each.name, z3.And(both, told < truth), now, then, rules.plain, truth - told)


def _same(rules: RuleSet) -> Iterator[Claim]:
    now = rules.patient("now")
    published = rules.level_of(now)
    for variant in rules.variants:
        read = rules.level(variant.tables(now))
        differs = z3.And(rules.within(now), rules.answered(now), published != read)
        loss = z3.If(published > read, published - read, read - published)
        yield Claim(SAME, variant.name, differs, now, now, variant.plain, loss)
