"""`aldea pack check|test|trace`: is the pack whole, do its cases hold, is every statement served?"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TextIO

from aldea.engines.reference import assess
from aldea.engines.reference.conditions import Case, holds
from aldea.language.conditions import leaves
from aldea.language.pack import Pack, Rule
from aldea.language.truth import Truth
from aldea.packs import load_pack, pack_folder, read_report
from aldea.packs.page_tests import load_pages, run_page
from aldea.packs.trace import COLUMNS, trace
from aldea.packs.worked_cases import Outcome, load_cases, run_case

MOST = 1000
"""No local threshold is as large: keeps a mistype from switching a rule off unseen."""


def check(name: str, out: TextIO | None = None) -> int:
    """Reads the whole pack; a PackError is printed by the caller."""
    out = out or sys.stdout
    pack = load_pack(name)
    cases = load_cases(pack_folder(name), pack)
    pages = load_pages(pack_folder(name), pack)
    out.write(
        f"{pack.id} {pack.version} is whole: {len(pack.statements)} statements, {len(pack.rules)} rules, "
        f"{len(pack.observations)} observations, {len(pack.advice)} advices, {len(pack.topics)} topics, "
        f"{len(cases)} cases, {len(pages)} page tests\n{pack.digest}\n"
    )
    return 0


def run_tests(name: str, out: TextIO | None = None) -> int:
    """Runs every worked case and page test; every rule needs one that fires and one near miss."""
    out = out or sys.stdout
    pack = load_pack(name)
    folder = pack_folder(name)
    cases = load_cases(folder, pack)
    outcomes = [run_case(case, pack, assess) for case in cases if case.counts]
    pages = load_pages(folder, pack)
    failures = [
        f"{outcome.case.position}: {outcome.case.id}: {failure}"
        for outcome in outcomes
        for failure in outcome.failures
    ]
    failures += [f"{page.position}: {failure}" for page in pages for failure in run_page(page, pack)]
    failures += _uncovered(pack, outcomes)
    for failure in failures:
        out.write(failure + "\n")
    failed = sum(bool(outcome.failures) for outcome in outcomes)
    out.write(
        f"{len(outcomes) - failed} of {len(outcomes)} cases hold, {len(pages)} page tests, "
        f"{len(failures)} failures\n"
    )
    if waiting := len(cases) - len(outcomes):
        out.write(f"{waiting} cases do not count: nobody has signed what they expect\n")
    return 1 if failures else 0


def _uncovered(pack: Pack, outcomes: Sequence[Outcome]) -> Iterator[str]:
    fired = Counter(rule for outcome in outcomes for rule in outcome.assessment.rules)
    for rule in pack.rules:
        if not fired[rule.id]:
            yield f"rules.yaml: no case fires the rule '{rule.id}'"
        if not any(_is_near_miss(rule, outcome, pack) for outcome in outcomes):
            yield f"rules.yaml: no case is a near miss of the rule '{rule.id}'"


def _is_near_miss(rule: Rule, outcome: Outcome, pack: Pack) -> bool:
    """The case names something that the rule looks at, and the rule does not fire."""
    looked_at = {
        getattr(leaf, "observation", None) or getattr(leaf, "item", "") for leaf in leaves(rule.when)
    }
    if rule.id in outcome.assessment.rules or not looked_at & outcome.case.named:
        return False
    case = Case(pack, read_report(pack, outcome.case.raw).report, outcome.case.settings)
    return holds(rule.when, case) is Truth.FALSE


def print_trace(name: str, out: TextIO | None = None) -> int:
    """One row for each statement; 1 when one is unaccounted for."""
    out = out or sys.stdout
    pack = load_pack(name)
    folder = pack_folder(name)
    by_hand = [case for case in load_cases(folder, pack) if case.by_hand]
    rows = trace(pack, by_hand, load_pages(folder, pack), assess)
    out.write("\t".join(COLUMNS) + "\n")
    for row in rows:
        out.write("\t".join(row.cells()) + "\n")
    unaccounted = [row for row in rows if row.status == "open" or row.unproved]
    counts = Counter(row.status for row in rows)
    sys.stderr.write(
        f"{len(rows)} statements: {counts['served']} served, {counts['planned']} planned, "
        f"{counts['open']} open\n"
    )
    for row in unaccounted:
        missing = ", ".join(row.unproved) or "nothing serves it"
        sys.stderr.write(f"{row.statement}: no case or page test fails without {missing}\n")
    return 1 if unaccounted else 0


def parse_settings(pack: Pack, texts: Sequence[str]) -> dict[str, Fraction]:
    """Local thresholds from NAME=VALUE; raises ValueError with what to write."""
    settings = {}
    for text in texts:
        name, _, value = text.partition("=")
        if name not in pack.settings:
            known = ", ".join(pack.settings)
            raise ValueError(f"'{name}' is no local setting of this pack; it has {known}")
        try:
            settings[name] = Fraction(value)
        except (ValueError, ZeroDivisionError):
            raise ValueError(f"'{value}' is no number; write {name}=2.5") from None
        if not 0 < settings[name] < MOST:
            raise ValueError(f"{name}={value} cannot be right; it is more than 0 and less than {MOST}")
    return settings
