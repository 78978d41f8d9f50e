"""What is asked is what decisions.md 16 says, neither more nor less.

Let a set of unanswered items be enough when some answers to it give a higher urgency. Two lemmas, proved
for each rule: whenever a fuller report makes a rule true, the items newly answered hold a set that was
found; and each set that was found is enough. So the smallest sets found are the smallest that are enough.
What a fired rule asks on top is named in readings.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

import z3

from aldea.language.conditions import leaves
from aldea.language.pack import ContextItem, Rule
from aldea.language.urgency import Urgency
from aldea.proofs.ask import rule_sets
from aldea.proofs.conditions import parts_of
from aldea.proofs.problem import Claim, Problem, rule_items
from aldea.proofs.symbols import (
    Formula,
    Item,
    SymbolicAnswer,
    SymbolicReport,
    all_of,
    any_answer,
    any_of,
)

ASKING, REASSURING = "asking", "reassurance"


def asking_claims(problem: Problem) -> Iterator[Claim]:
    """Nothing that could raise the urgency is left unasked, nothing else is asked, and none reassures."""
    for rule in problem.pack.rules:
        if rule.urgency is not Urgency.NONE and problem.wants(rule_items(rule, problem.pack)):
            yield nothing_missed(problem, rule)
    sheet = problem.sheet
    for part, id_ in (item for item in problem.items if problem.wants(frozenset({item[1]}))):
        yield Claim(
            ASKING,
            f"{id_}: beside what could raise",
            f"{id_} is asked beside what could raise the urgency exactly where the readings say so",
            sheet.asks_by_rule(id_) != problem.required.also_asked((part, id_)),
            frozenset({id_}),
        )
        yield Claim(
            ASKING,
            f"{id_}: only what is open",
            f"{id_} is asked to know more only where it is not answered",
            z3.And(sheet.asks_to_know((part, id_)), z3.Not(problem.required.unanswered((part, id_)))),
            frozenset({id_}),
            expect={"not_ask": [id_]},
        )
    anything = any_of(sheet.asks((part, id_)) for part, id_ in problem.items)
    yield Claim(
        ASKING,
        "incomplete",
        "an answer is incomplete exactly when something is asked",
        sheet.incomplete != anything,
    )
    for advice in filter(lambda each: problem.wants(frozenset({each})), problem.readings.reassures):
        yield Claim(
            REASSURING,
            advice,
            f"'{advice}' is never given beside an answer that asks something",
            z3.And(sheet.given(advice), anything),
            frozenset({advice}),
            expect={"not_advice": [advice]},
        )


def nothing_missed(problem: Problem, rule: Rule) -> Claim:
    """A fuller report makes this rule true, yet no set found lies among the items newly answered.

    That each set found is enough needs no proof: `rule_sets` holds one only where the rule, with its
    answers, is true, and answers that the border lets through.
    """
    fuller, given = _fuller(problem, rule)
    newly = {
        item: z3.And(fuller.answers[item].asked, problem.required.unanswered(item))
        for item in problem.report.answers
        if fuller.answers[item] is not problem.report.answers[item]
    }
    found = [
        all_of((guard, *(newly[item] for item in items)))
        for items, guard in rule_sets(rule, problem.sheet).items()
        if newly.keys() >= items
    ]
    would = problem.conditions.truth(rule.when, fuller).true
    missed = z3.And(z3.Not(problem.sheet.fired(rule)), would, z3.Not(any_of(found)))
    return Claim(
        ASKING,
        f"{rule.id}: nothing is missed",
        f"where answers could still make '{rule.id}' true, they are asked",
        missed,
        rule_items(rule, problem.pack),
        tuple(given),
        fuller,
        expect={"incomplete": True},
    )


def _fuller(problem: Problem, rule: Rule) -> tuple[SymbolicReport, list[Formula]]:
    """Any report that says the same and perhaps more, of the items that a rule looks at.

    A personal limit that is not recorded was not given: no answer can add one.
    """
    given: list[Formula] = []
    answers: dict[Item, SymbolicAnswer] = {}
    for part, id_ in sorted({part for leaf in leaves(rule.when) for part in parts_of(leaf, problem.pack)}):
        if (part, id_) not in problem.report.answers:
            continue
        item = problem.pack.context[id_] if part == "context" else problem.pack.observations[id_]
        if isinstance(item, ContextItem) and item.stricter is not None:
            continue
        now = problem.report.answers[part, id_]
        then = any_answer(item, f"fuller/{part}/{id_}", given)
        given.append(z3.Or(problem.required.unanswered((part, id_)), _same(now, then)))
        answers[part, id_] = then
    return problem.report.with_answers(answers), given


def _same(one: SymbolicAnswer, other: SymbolicAnswer) -> Formula:
    parts = [one.form(form) == other.form(form) for form in one.forms]
    parts += [
        getattr(one, name) == getattr(other, name)
        for name in ("value", "low", "high")
        if getattr(one, name) is not None
    ]
    return z3.And(*parts)
