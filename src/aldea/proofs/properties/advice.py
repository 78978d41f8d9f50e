"""Which advice: exactly what findings and circumstances call for, none against another, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from aldea.proofs.problem import Claim, Problem, finding_items
from aldea.proofs.symbols import NEVER, Formula, any_of

ADVICE, CONTRADICTION, TELEPHONE = "advice", "no-contradiction", "telephone"
REASONS = "no-other-reason"


def advice_claims(problem: Problem) -> Iterator[Claim]:
    """Each advice is given exactly where the readings say; the rest follows, and is proved by itself."""
    for advice in problem.pack.advice:
        yield from _exactly(problem, advice)
        for other in sorted(set(problem.readings.gives_way.get(advice, ()))):
            if not problem.wants(frozenset({advice, other})):
                continue
            yield Claim(
                CONTRADICTION,
                f"{advice} beside {other}",
                f"'{advice}' is never given where '{other}' applies",
                z3.And(problem.sheet.given(advice), problem.sheet.applies(other)),
                frozenset({advice, other}),
                expect={"not_advice": [advice]},
            )
        for other in sorted(problem.pack.advice[advice].dropped_when):
            if not problem.wants(frozenset({advice, other})):
                continue
            yield Claim(
                CONTRADICTION,
                f"{advice} and {other} together",
                f"'{advice}' and '{other}' never stand in one answer",
                z3.And(problem.sheet.given(advice), problem.sheet.given(other)),
                frozenset({advice, other}),
                expect={"not_advice": [advice]},
            )
    yield from _telephone(problem)
    if problem.readings.reasons_of_advice:
        for statement in problem.pack.statements:
            yield from _reason(problem, statement)


def _reason(problem: Problem, statement: str) -> Iterator[Claim]:
    readings = problem.readings
    calls = [finding_items(finding) for finding in readings.findings if statement in finding.statements]
    rests = [id_ for id_, ids in readings.reasons_of_advice.items() if statement in ids]
    items = frozenset({statement, *rests}).union(*calls)
    if not problem.wants(items):
        return
    yield Claim(
        REASONS,
        statement,
        f"{statement} is a reason exactly where a finding or an advice of the answer rests on it",
        problem.sheet.cites(statement) != should_be_named(problem, statement),
        items,
    )


def should_be_given(problem: Problem, advice: str) -> Formula:
    """The readings want this advice in the answer."""
    required, readings = problem.required, problem.readings
    wins = any_of(required.applies(other) for other in readings.gives_way.get(advice, ()))
    withheld = problem.sheet.incomplete if advice in readings.reassures else NEVER
    return z3.And(required.applies(advice), z3.Not(wins), z3.Not(withheld))


def should_be_named(problem: Problem, statement: str) -> Formula:
    """The readings want this statement among the reasons: of a finding, or of an advice that is wanted."""
    findings = (f for f in problem.readings.findings if statement in f.statements)
    advice = (id_ for id_, ids in problem.readings.reasons_of_advice.items() if statement in ids)
    wanted = [problem.required.present(finding) for finding in findings]
    return any_of([*wanted, *(should_be_given(problem, id_) for id_ in advice)])


def _exactly(problem: Problem, advice: str) -> Iterator[Claim]:
    readings = problem.readings
    calls = [finding_items(finding) for finding in readings.findings if advice in finding.advice]
    calls += [finding_items(line) for line in readings.advice if line.advice == advice]
    items = frozenset({advice}).union(*calls)
    if not problem.wants(items):
        return
    given, should = problem.sheet.given(advice), should_be_given(problem, advice)
    yield Claim(
        ADVICE,
        f"{advice}: given",
        f"'{advice}' is given wherever a finding or a circumstance calls for it and nothing wins over it",
        z3.And(should, z3.Not(given)),
        items,
        expect={"advice": [advice]},
    )
    yield Claim(
        ADVICE,
        f"{advice}: not given",
        f"'{advice}' is given nowhere else",
        z3.And(given, z3.Not(should)),
        items,
        expect={"not_advice": [advice]},
    )


def _telephone(problem: Problem) -> Iterator[Claim]:
    telephone = problem.readings.telephone
    on_the_ward = problem.required.inside(telephone.ward)
    for advice in telephone.advice:
        yield Claim(
            TELEPHONE,
            f"{advice} on the ward",
            f"on the ward '{advice}', which has a telephone number, is never given",
            z3.And(on_the_ward, problem.sheet.given(advice)),
            frozenset({advice}),
            expect={"not_advice": [advice]},
        )
    anyone = any_of(problem.sheet.given(advice) for advice in telephone.advice)
    yield Claim(
        TELEPHONE,
        "off the ward",
        f"off the ward an answer from {telephone.from_level.id} up always has a telephone number",
        z3.And(z3.Not(on_the_ward), problem.sheet.at_least(telephone.from_level), z3.Not(anyone)),
    )
    nurse = problem.sheet.given(telephone.ward_advice)
    yield Claim(
        TELEPHONE,
        "on the ward",
        f"on the ward an answer from {telephone.from_level.id} up always says to tell the nurse",
        z3.And(on_the_ward, problem.sheet.at_least(telephone.from_level), z3.Not(nurse)),
        expect={"advice": [telephone.ward_advice]},
    )
