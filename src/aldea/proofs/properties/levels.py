"""How urgent: one level for every report, at least that of each finding, and never more than the highest."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from aldea.language.urgency import Urgency
from aldea.proofs.answer import ABOVE_NONE
from aldea.proofs.problem import Claim, Problem, finding_items
from aldea.proofs.readings import Finding
from aldea.proofs.symbols import NEVER, Formula, any_of

TOTAL, FLOOR, CEILING, EXACT, REASON = "total", "floor", "ceiling", "nothing-adds-up", "reason"


def level_claims(problem: Problem) -> Iterator[Claim]:
    """Total, floors, ceilings, and that nothing but the findings decides."""
    yield from _total(problem)
    for finding in filter(lambda each: problem.wants(finding_items(each)), problem.readings.findings):
        yield from _finding(problem, finding)
    yield Claim(
        CEILING,
        "nothing reported",
        "when every answer is harmless there is no urgency, whatever the circumstances",
        z3.And(problem.required.alone(()), problem.sheet.at_least(Urgency.SELF_CARE)),
    )
    for level in ABOVE_NONE:
        yield from _exact(problem, level)


def _total(problem: Problem) -> Iterator[Claim]:
    sheet, telephone = problem.sheet, problem.readings.telephone
    given = sheet.level_advice()
    for level in Urgency:
        wanted = problem.readings.level_advice.get(level, "")
        others = any_of(formula for id_, formula in given.items() if id_ != wanted)
        stands_in = sheet.given(telephone.ward_advice)
        missing = z3.Not(z3.Or(given.get(wanted, NEVER), stands_in)) if wanted else NEVER
        yield Claim(
            TOTAL,
            f"level advice of {level.id}",
            f"an answer of {level.id} says how soon to act exactly once"
            if wanted
            else f"an answer of {level.id} names no one to call",
            z3.And(sheet.exactly(level) if level else sheet.below(Urgency.SELF_CARE), z3.Or(others, missing)),
            expect={"advice": [wanted]} if wanted else {},
        )
    deciding = [
        z3.And(sheet.exactly(level), sheet.fired(rule))
        for level in ABOVE_NONE
        for rule in problem.pack.rules
        if rule.urgency is level and rule.statements
    ]
    yield Claim(
        TOTAL,
        "explanation",
        "every urgency is explained by a rule of that urgency that names its statements",
        z3.And(sheet.at_least(Urgency.SELF_CARE), z3.Not(any_of(deciding))),
    )


def _finding(problem: Problem, finding: Finding) -> Iterator[Claim]:
    sheet, required = problem.sheet, problem.required
    present, items = required.present(finding), finding_items(finding)
    yield Claim(
        FLOOR,
        finding.name,
        f"'{finding.name}' is at least {finding.level.id}, whatever else is reported",
        z3.And(present, sheet.below(finding.level)),
        items,
    )
    if finding.level is not Urgency.EMERGENCY_999:
        named = frozenset(id_ for sign in finding.signs for id_ in sign.observations)
        yield Claim(
            CEILING,
            finding.name,
            f"'{finding.name}' alone is no more than {finding.level.id}",
            z3.And(
                present,
                required.alone(named),
                z3.Not(_graver(problem, finding)),
                sheet.at_least(Urgency(finding.level + 1)),
            ),
            items,
        )
    for statement in finding.statements:
        yield Claim(
            REASON,
            f"{finding.name}: {statement}",
            f"'{finding.name}' always names {statement} as a reason",
            z3.And(present, z3.Not(sheet.cites(statement))),
            items,
            expect={"because": [statement]},
        )


def _graver(problem: Problem, finding: Finding) -> Formula:
    """Another finding, of a higher level, is present as well."""
    return any_of(
        problem.required.present(other) for other in problem.readings.findings if other.level > finding.level
    )


def _exact(problem: Problem, level: Urgency) -> Iterator[Claim]:
    sheet, required = problem.sheet, problem.required
    yield Claim(
        EXACT,
        f"below {level.id}",
        f"a report with a finding of {level.id} or more is never below {level.id}",
        z3.And(required.at_least(level), sheet.below(level)),
    )
    yield Claim(
        EXACT,
        f"{level.id} or more",
        f"no report without a finding of {level.id} or more reaches {level.id}: findings do not add up",
        z3.And(z3.Not(required.at_least(level)), sheet.at_least(level)),
    )
