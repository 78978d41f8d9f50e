"""Worse is never milder, and silence never reassures: one observation changes, all else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import z3

from aldea.language.pack import ContextItem, Kind, Observation
from aldea.proofs.problem import Claim, Problem
from aldea.proofs.readings import HarmlessReadings, Test
from aldea.proofs.symbols import (
    Formula,
    SymbolicAnswer,
    SymbolicPast,
    SymbolicReport,
    any_of,
    exact,
)

WORSE, SILENCE, LIMITS = "worse-is-never-milder", "silence-never-reassures", "a-looser-limit-never-applies"
WORSE_WHEN = {Kind.YESNO: "yes", Kind.AMOUNT: "more", Kind.COUNT: "more", Kind.TEXT: "given"}


def step_claims(problem: Problem) -> Iterator[Claim]:
    """Each step of each observation, of now and of the past, and each observation left out."""
    for id_, observation in problem.pack.observations.items():
        if not problem.wants(frozenset({id_})):
            continue
        yield _silence(problem, observation)
        for says, given, answer in _steps(problem, observation):
            yield _never_milder(
                problem, WORSE, id_, says, given, problem.with_observation(id_, answer), then_milder=True
            )
    for id_ in problem.report.past:
        if problem.wants(frozenset({id_})):
            yield from _past_steps(problem, id_)
    yield from _direction(problem)
    for item in problem.pack.context.values():
        if item.stricter is not None and problem.wants(frozenset({item.id})):
            yield _looser_limit(problem, item)


def _never_milder(
    problem: Problem,
    property_: str,
    id_: str,
    says: str,
    given: list[Formula],
    then: SymbolicReport,
    *,
    then_milder: bool,
) -> Claim:
    """From one report to another the urgency does not fall (`then_milder`), or does not rise."""
    sheet, changed = problem.sheet, problem.sheet.of(then)
    wrong = changed.milder_than(sheet) if then_milder else sheet.milder_than(changed)
    return Claim(property_, f"{id_}: {says}", _sentence(property_, id_, says), wrong,
                 frozenset({id_}), tuple(given), then)  # fmt: skip


def _sentence(property_: str, id_: str, says: str) -> str:
    if property_ == WORSE:
        return f"{id_}: {says} never makes the answer milder"
    return f"{id_} {says} is never milder than a harmless answer"


def _steps(problem: Problem, observation: Observation) -> Iterator[tuple[str, list[Formula], SymbolicAnswer]]:
    """Every step towards the worse: in words, what is known of the two answers, and the second answer."""
    now = problem.report.observation(observation.id)
    then, within = problem.any_other(observation.id)

    def step(says: str, *known: Formula) -> tuple[str, list[Formula], SymbolicAnswer]:
        return says, [*within, *known], then

    match observation.kind:
        case Kind.YESNO:
            yield step("no to yes", now.form("no"), then.form("yes"))
            yield step("no to not sure", now.form("no"), then.form("not_sure"))
        case Kind.AMOUNT:
            any_amount = z3.Or(then.form("yes"), then.form("not_sure"), then.form("number"))
            yield step("no to yes, not sure or an amount", now.form("no"), any_amount)
            yield step("a larger amount", *_more(now, then))
        case Kind.COUNT:
            yield step("a larger count", *_more(now, then))
            few = now.value <= problem.readings.not_sure_counts_as.get(observation.id, 0)
            yield step("a count to not sure", now.form("number"), few, then.form("not_sure"))
        case Kind.TEXT:
            yield step("no words to words", now.form("blank"), then.form("given"))
        case Kind.CHOICE:
            harmless = str(problem.readings.harmless.get(observation.id, "none"))
            yield step("none to another", now.form(harmless), then.asked)
        case Kind.READINGS:
            yield from _reading_steps(problem, observation, now, then, within)
        case Kind.QUANTITY:
            yield step("more", *_more(now, then))


def _more(now: SymbolicAnswer, then: SymbolicAnswer) -> tuple[Formula, ...]:
    return now.form("number"), then.form("number"), then.value > now.value


def _reading_steps(
    problem: Problem,
    observation: Observation,
    now: SymbolicAnswer,
    then: SymbolicAnswer,
    within: list[Formula],
) -> Iterator[tuple[str, list[Formula], SymbolicAnswer]]:
    """One more reading; and one reading moved further out, whatever the others are."""
    both = [*within, now.form("readings"), then.form("readings")]
    wider = [then.low <= now.low, then.high >= now.high]
    yield "one more reading", [*both, *wider], then
    limits = problem.readings.harmless.get(observation.id)
    if not isinstance(limits, HarmlessReadings):
        return
    context = problem.report.context
    low, high = context(limits.above_own), context(limits.below_own)
    first, second = z3.Real("step/reading"), z3.Real("step/reading further out")
    others, lowest, highest = z3.Bool("step/others"), z3.Real("step/lowest"), z3.Real("step/highest")
    set_ = [lowest <= highest, *_extremes(now, first, others, lowest, highest)]
    set_ += _extremes(then, second, others, lowest, highest)
    not_low = z3.And(first >= exact(limits.at_least), z3.Implies(low.form("number"), first >= low.value))
    not_high = z3.And(first <= exact(limits.at_most), z3.Implies(high.form("number"), first <= high.value))
    yield "a reading that is not low goes up", [*both, *set_, second > first, not_low], then
    yield "a reading that is not high goes down", [*both, *set_, second < first, not_high], then


def _extremes(
    answer: SymbolicAnswer, reading: Formula, others: Formula, lowest: Formula, highest: Formula
) -> list[Formula]:
    """The lowest and highest of one reading and, where there are any, the others."""
    return [
        answer.low == z3.If(z3.And(others, lowest < reading), lowest, reading),
        answer.high == z3.If(z3.And(others, highest > reading), highest, reading),
    ]


def _past_steps(problem: Problem, id_: str) -> Iterator[Claim]:
    """Any aggregate of the past grows: that it does with one more report is a lemma of its own."""
    past = problem.report.past[id_]
    for index, now in enumerate(past):
        then, given = _grown(now, f"then/past/{id_}/{now.hours_ago}")
        changed = problem.with_past(id_, (*past[:index], then, *past[index + 1 :]))
        says = f"one more report {_hours(now)} hours ago"
        yield _never_milder(problem, WORSE, id_, says, given, changed, then_milder=True)


def _grown(now: SymbolicPast, name: str) -> tuple[SymbolicPast, list[Formula]]:
    if now.total is not None:
        total = z3.Int(f"{name}/total")
        return replace(now, total=total), [total >= now.total]
    if now.low is not None:
        low, high, read = z3.Real(f"{name}/low"), z3.Real(f"{name}/high"), z3.Bool(f"{name}/read")
        wider = z3.Implies(now.read, z3.And(read, low <= now.low, high >= now.high))
        return replace(now, read=read, low=low, high=high), [low <= high, wider]
    raised = z3.Bool(f"{name}/raised")
    return replace(now, raised=raised), [z3.Implies(now.raised, raised)]


def _hours(past: SymbolicPast) -> str:
    return f"{float(past.hours_ago):g}"


def _silence(problem: Problem, observation: Observation) -> Claim:
    """The report as it is has no answer; the other has a harmless one."""
    answer, within = problem.any_other(observation.id)
    harmless = problem.required.answered_harmless(answer, observation.id)
    if observation.kind is Kind.QUANTITY:
        harmless = (
            answer.form("number")
            if not _weighs(problem, observation.id)
            else z3.And(answer.form("number"), _no_gain(problem, observation.id, answer))
        )
    given = [*within, z3.Not(problem.report.observation(observation.id).asked), harmless]
    then = problem.with_observation(observation.id, answer)
    return _never_milder(problem, SILENCE, observation.id, "not asked", given, then, then_milder=False)


def _weighs(problem: Problem, id_: str) -> bool:
    return any(test.observation == id_ and test.setting for test in _tests(problem))


def _tests(problem: Problem) -> Iterator[Test]:
    return (test for finding in problem.readings.findings for sign in finding.signs for test in sign.tests)


def _no_gain(problem: Problem, id_: str, answer: SymbolicAnswer) -> Formula:
    """This weight is no gain from which the hospital counts."""
    report = problem.with_observation(id_, answer)
    gains = [test for test in _tests(problem) if test.observation == id_ and test.setting]
    return z3.Not(any_of(problem.required.of(report).met(test) for test in gains))


def _direction(problem: Problem) -> Iterator[Claim]:
    """The pack says in which direction each observation is worse: it must be the one that is proved."""
    for observation in problem.pack.observations.values():
        if not problem.wants(frozenset({observation.id})):
            continue
        wanted = WORSE_WHEN.get(observation.kind)
        if observation.kind is Kind.READINGS:
            limits = problem.readings.harmless[observation.id]
            assert isinstance(limits, HarmlessReadings)
            wanted = f"outside {float(limits.at_least):g} to {float(limits.at_most):g}"
        if wanted is not None:
            wrong = z3.BoolVal(observation.worse_when != wanted)
            says = f"{observation.id} is worse when: {wanted}"
            yield Claim(WORSE, f"{observation.id}: direction", says, wrong, frozenset({observation.id}))
        counts_as = problem.readings.not_sure_counts_as.get(observation.id)
        if observation.kind is Kind.COUNT:
            wrong = z3.BoolVal(observation.unsure_counts_as != str(counts_as))
            says = f"{observation.id} that is not sure counts as {counts_as}"
            yield Claim(SILENCE, f"{observation.id}: not sure", says, wrong, frozenset({observation.id}))


def _looser_limit(problem: Problem, item: ContextItem) -> Claim:
    """With a looser limit the answer is the same as without any."""
    answer = problem.report.context(item.id)
    limits = next(each for each in problem.readings.harmless.values() if isinstance(each, HarmlessReadings))
    upper = item.id == limits.below_own
    looser = answer.value > exact(limits.at_most) if upper else answer.value < exact(limits.at_least)
    without = SymbolicAnswer({form: z3.BoolVal(False) for form in answer.forms}, value=answer.value)  # noqa: FBT003 - the solver's own constant
    then = problem.report.with_answers({("context", item.id): without})
    changed = problem.sheet.of(then)
    wrong = z3.Or(changed.milder_than(problem.sheet), problem.sheet.milder_than(changed))
    return Claim(
        LIMITS,
        item.id,
        f"{item.id} that is looser than the leaflet's changes nothing",
        wrong,
        frozenset({item.id}),
        (answer.stated, looser, z3.Not(answer.form("not_sure"))),
        then,
    )
