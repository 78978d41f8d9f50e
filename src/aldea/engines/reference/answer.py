"""From a report to the answer: every rule is read, the highest urgency wins, every match is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from aldea.engines.reference.completions import asked
from aldea.engines.reference.conditions import Case, holds
from aldea.engines.reference.reasoning import reasoning
from aldea.language.assessment import AdviceReasoning, Assessment, Explanation
from aldea.language.pack import Advice, Pack, Rule, Show
from aldea.language.report import Report
from aldea.language.truth import Truth
from aldea.language.urgency import Urgency


def assess(pack: Pack, report: Report, settings: Mapping[str, Fraction] | None = None) -> Assessment:
    """What the pack says of a report.

    Pure: the same report, pack and local settings (by id, in the unit that the pack names) give the
    same answer. The report has passed the border (`aldea.packs.read_report`).
    """
    return _judge(Case(pack, report, settings or {}))[0]


def explain(pack: Pack, report: Report, settings: Mapping[str, Fraction] | None = None) -> Explanation:
    """The same answer with its whole reasoning: each rule fired, not fired or unknown."""
    case = Case(pack, report, settings or {})
    assessment, fates = _judge(case)
    return Explanation(assessment, tuple(reasoning(rule, case) for rule in pack.rules), fates)


def _judge(case: Case) -> tuple[Assessment, tuple[AdviceReasoning, ...]]:
    pack = case.pack
    fired = _fired(case)
    urgency = max((rule.urgency for rule in fired), default=Urgency.NONE)
    ask = _ask(case, fired, urgency)
    fates = tuple(_fates(case, fired, urgency, incomplete=bool(ask)))
    given = tuple(fate.advice for fate in fates if fate.fate == "given")
    because = _once(
        [statement for rule in fired for statement in rule.statements]
        + [statement for id_ in given for statement in pack.advice[id_].statements]
    )
    assessment = Assessment(
        urgency=urgency,
        advice=given,
        because=because,
        rules=tuple(rule.id for rule in fired),
        beyond_leaflet=any(pack.statements[id_].beyond for id_ in because),
        ask=ask,
        warnings=case.report.warnings,
        pack_id=pack.id,
        pack_version=pack.version,
        pack_digest=pack.digest,
    )
    return assessment, fates


def _fired(case: Case) -> list[Rule]:
    """Every rule that holds, the most urgent first, then in the order of the pack."""
    rules = [rule for rule in case.pack.rules if holds(rule.when, case) is Truth.TRUE]
    return sorted(rules, key=lambda rule: -rule.urgency)


def _ask(case: Case, fired: Iterable[Rule], urgency: Urgency) -> tuple[str, ...]:
    """What a higher urgency could hang on, and what the fired rules say is asked; in pack order."""
    items = {id_ for _, id_ in asked(case, urgency)} | {id_ for rule in fired for id_ in rule.asks}
    return tuple(id_ for id_ in (*case.pack.observations, *case.pack.context) if id_ in items)


def _applies(advice: Advice, case: Case, from_rules: set[str], urgency: Urgency) -> bool:
    """Whether an advice belongs to this answer, before anything is dropped."""
    if advice.show is Show.LEVEL:
        return advice.level is urgency
    if advice.id in from_rules:
        return True
    below = advice.below_urgency is None or urgency < advice.below_urgency
    in_reach = advice.from_urgency <= urgency and below
    return in_reach and advice.when is not None and holds(advice.when, case) is Truth.TRUE


def _fates(
    case: Case, fired: Iterable[Rule], urgency: Urgency, incomplete: bool
) -> Iterable[AdviceReasoning]:
    """Each advice that applies: given, dropped by others that apply, or withheld as it reassures."""
    from_rules = {id_ for rule in fired for id_ in rule.advice}
    applying = [a for a in case.pack.advice.values() if _applies(a, case, from_rules, urgency)]
    ids = {advice.id for advice in applying}
    for advice in applying:
        if by := tuple(sorted(advice.dropped_when & ids)):
            yield AdviceReasoning(advice.id, "dropped", by)
        elif advice.reassures and incomplete:
            yield AdviceReasoning(advice.id, "withheld", ("incomplete",))
        else:
            yield AdviceReasoning(advice.id, "given", ())


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
