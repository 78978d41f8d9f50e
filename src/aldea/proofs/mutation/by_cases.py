"""The worked cases and page tests against a mutant: only those that can tell it from the original."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aldea.engines.reference import assess
from aldea.engines.reference.conditions import Case, holds
from aldea.language.conditions import Condition
from aldea.language.pack import Pack
from aldea.language.truth import Truth
from aldea.packs.border import read_report
from aldea.packs.page_tests import PageTest, run_page
from aldea.packs.worked_cases import WorkedCase, run_case
from aldea.proofs.mutation.mutants import Mutant


class CaseBook:
    """The cases that hold on a pack, ready to be put to its mutants."""

    def __init__(self, pack: Pack, cases: Iterable[WorkedCase], pages: Iterable[PageTest]) -> None:
        outcomes = [run_case(case, pack, assess) for case in cases]
        self.pack = pack
        self.outcomes = [outcome for outcome in outcomes if not outcome.failures]
        self.reports = {
            outcome.case.id: read_report(pack, outcome.case.raw).report for outcome in self.outcomes
        }
        self.pages = [page for page in pages if not run_page(page, pack)]

    def killer(self, mutant: Mutant) -> str:
        """The first case that fails on the mutant; empty where none does."""
        for case in self._able(mutant):
            if run_case(case, mutant.pack, assess).failures:
                return f"the case {case.id}"
        return ""

    def page_killer(self, mutant: Mutant) -> str:
        """The first page test that fails on the mutant, which only one of an advice can."""
        for page in self.pages if mutant.of == "advice" else ():
            if page.server == f"advice:{mutant.id}" and run_page(page, mutant.pack):
                return f"the page test of {page.statement}"
        return ""

    def _able(self, mutant: Mutant) -> Iterator[WorkedCase]:
        conditions = list(_changed(self.pack, mutant.pack))
        for outcome in self.outcomes:
            if mutant.of == "observation":
                if mutant.id in outcome.case.named:
                    yield outcome.case
            elif (
                (mutant.of == "advice" and mutant.id in outcome.assessment.advice)
                or (mutant.kind != "citation" and self._touched(mutant, outcome.case, conditions))
                or (mutant.of == "rule" and mutant.id in outcome.assessment.rules)
            ):
                yield outcome.case

    def _touched(
        self, mutant: Mutant, case: WorkedCase, conditions: Sequence[tuple[Condition | None, ...]]
    ) -> bool:
        """One of the changed conditions is not plainly false, before the change or after it."""
        if mutant.kind in ("dropped_when", "urgency", "reassures") and mutant.of == "advice":
            return True
        report = self.reports[case.id]
        judged = Case(self.pack, report, case.settings)
        return any(
            each is not None and holds(each, judged) is not Truth.FALSE
            for pair in conditions
            for each in pair
        )


def _changed(old: Pack, new: Pack) -> Iterator[tuple[Condition | None, ...]]:
    """The conditions of each rule and advice that differs, as they were and as they are."""
    rules = {rule.id: rule for rule in new.rules}
    for rule in old.rules:
        other = rules.get(rule.id)
        if other is not rule:
            yield rule.when, other.when if other else None
    for id_, advice in old.advice.items():
        if (now := new.advice.get(id_)) is not advice:
            yield advice.when, now.when if now else None
