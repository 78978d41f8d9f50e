"""Each limit stands exactly where the readings put it, seen from both sides."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import z3

from aldea.language.answers import number_text
from aldea.language.conditions import AtLeast, ContextAtMost, Earlier, Leaf, Over, Under, leaves
from aldea.language.pack import Pack
from aldea.proofs.conditions import leaf_truth, parts_of
from aldea.proofs.problem import Claim, Problem
from aldea.proofs.readings import ReadingsFile, Word
from aldea.proofs.symbols import Formula, exact

EDGE = "edges"


def edge_claims(problem: Problem) -> Iterator[Claim]:
    """Every limit that a rule or an advice of the pack names."""
    seen: set[tuple[str, str]] = set()
    for leaf in _pack_leaves(problem.pack):
        for kind, id_, number in _numbers(leaf):
            about = f"{id_}: {kind} {number_text(number)}"
            if (about, kind) in seen:
                continue
            seen.add((about, kind))
            items = frozenset(id_ for _, id_ in parts_of(leaf, problem.pack))
            yield Claim(
                EDGE,
                f"{about} is named",
                f"the limit {number_text(number)} of {id_} ({kind}) is one that the readings name",
                z3.BoolVal((kind, id_, number) not in _named(problem.readings)),
                items,
            )
            for side, wrong in _sides(problem, leaf, kind, number):
                yield Claim(EDGE, f"{about}, {side}", f"{id_}: {side}", wrong, items)


def _pack_leaves(pack: Pack) -> Iterator[Leaf]:
    for rule in pack.rules:
        yield from leaves(rule.when)
    for advice in pack.advice.values():
        if advice.when is not None:
            yield from leaves(advice.when)


def _numbers(leaf: Leaf) -> Iterator[tuple[str, str, Fraction]]:
    """(what it limits, of which item, the number) for each number of a leaf."""
    match leaf:
        case Over(observation, limit, _) if isinstance(limit, Fraction):
            yield "over", observation, limit
        case Under(observation, limit, _) if isinstance(limit, Fraction):
            yield "under", observation, limit
        case AtLeast(observation, count, _):
            yield "at least", observation, count
        case ContextAtMost(item, limit):
            yield "at most", item, limit
        case Earlier(observation, youngest, oldest):
            yield "from hours ago", observation, youngest
            yield "to hours ago", observation, oldest
        case _:
            pass
    if isinstance(leaf, Over | Under | AtLeast) and leaf.within is not None:
        yield "within hours", leaf.observation, leaf.within


def _named(readings: ReadingsFile) -> set[tuple[str, str, Fraction]]:
    found: set[tuple[str, str, Fraction]] = set()
    words = {Word.OVER: "over", Word.UNDER: "under", Word.AT_LEAST: "at least"}
    signs = [sign for finding in readings.findings for sign in finding.signs]
    for test in (test for sign in signs for test in sign.tests):
        if test.word in words and not test.own:
            found.add((words[test.word], test.observation, test.limit))
        if test.word is Word.EARLIER and test.window:
            found.add(("from hours ago", test.observation, test.window[0]))
            found.add(("to hours ago", test.observation, test.window[1]))
        elif test.window:
            found.add(("within hours", test.observation, test.window[1]))
    wheres = [finding.where for finding in readings.findings] + [line.where for line in readings.advice]
    for line in (line for where in wheres if where is not None for line in where.lines):
        found |= {("at most", id_, limit) for id_, limit in line.at_most.items()}
    return found


def _sides(problem: Problem, leaf: Leaf, kind: str, number: Fraction) -> Iterator[tuple[str, Formula]]:
    """What must not be, just inside and just outside of the limit; windows are seen by the stretches."""
    truth = leaf_truth(leaf, problem.report, problem.pack)
    edge, text = exact(number), number_text(number)
    match leaf:
        case Over() if kind == "over":
            now = problem.report.observation(leaf.observation)
            silent = _no_past(problem, leaf.observation)
            read = z3.And(now.form("readings"), silent)
            yield f"{text} and below is not over", z3.And(read, now.high <= edge, truth.true)
            yield f"anything above {text} is over", z3.And(read, now.high > edge, z3.Not(truth.true))
        case Under() if kind == "under":
            now = problem.report.observation(leaf.observation)
            read = z3.And(now.form("readings"), _no_past(problem, leaf.observation))
            yield f"{text} and above is not under", z3.And(read, now.low >= edge, truth.true)
            yield f"anything below {text} is under", z3.And(read, now.low < edge, z3.Not(truth.true))
        case AtLeast() if kind == "at least":
            now = problem.report.observation(leaf.observation)
            read = z3.And(now.form("number"), _no_past(problem, leaf.observation))
            yield f"{text} is enough", z3.And(read, now.value >= edge, z3.Not(truth.true))
            yield f"less than {text} is not", z3.And(read, now.value < edge, truth.true)
        case ContextAtMost() if kind == "at most":
            now = problem.report.context(leaf.item)
            yield f"{text} still counts", z3.And(now.form("number"), now.value <= edge, z3.Not(truth.true))
            yield f"more than {text} does not", z3.And(now.form("number"), now.value > edge, truth.true)
        case _:
            return


def _no_past(problem: Problem, id_: str) -> Formula:
    quiet = []
    for past in problem.report.past.get(id_, ()):
        quiet += [z3.Not(past.raised), z3.Not(past.read)]
        quiet += [past.total == 0] if past.total is not None else []
    return z3.And(*quiet)
