"""The shipped pack: every worked case, every page test, every statement served by what is missed."""

from dataclasses import replace
from functools import cache

import pytest

from aldea.cli.pack import run_tests
from aldea.engines.reference import assess
from aldea.language.conditions import leaves
from aldea.language.pack import Topic
from aldea.language.urgency import Urgency
from aldea.packs import load_pack, pack_folder, statements_cited
from aldea.packs.page_tests import PageTest, load_pages, run_page
from aldea.packs.trace import is_missed, trace, without_advice, without_rule
from aldea.packs.worked_cases import WorkedCase, load_cases, run_case

PACK = load_pack("aldesleukin")
CASES = load_cases(pack_folder("aldesleukin"), PACK)
PAGES = load_pages(pack_folder("aldesleukin"), PACK)


@cache
def fired_by() -> dict[str, tuple[str, ...]]:
    """The rules that each case fires, worked out once."""
    return {case.id: run_case(case, PACK, assess).assessment.rules for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_case_holds(case: WorkedCase) -> None:
    assert run_case(case, PACK, assess).failures == ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.statement}-{page.server}")
def test_the_page_says_it(page: PageTest) -> None:
    assert run_page(page, PACK) == ()


def test_the_trace_has_178_rows_and_none_is_open() -> None:
    rows = trace(PACK, [case for case in CASES if case.by_hand], PAGES, assess)
    assert len(rows) == 178
    assert [row.statement for row in rows] == list(PACK.statements)
    assert {row.statement: row.unproved for row in rows if row.unproved or row.status == "open"} == {}
    assert {row.status for row in rows if row.kind in ("symptom", "threshold", "warning")} == {"served"}


def test_every_rule_has_a_case_that_fires_it_and_a_near_miss() -> None:
    assert run_tests("aldesleukin") == 0


def test_a_server_that_nothing_tests_is_not_counted_as_serving() -> None:
    outcomes = [run_case(case, PACK, assess) for case in CASES if "INFECT-2" not in case.about]
    without_evidence = [outcome for outcome in outcomes if "temperature-high" not in outcome.assessment.rules]
    assert not is_missed("rule:temperature-high", PACK, without_evidence, (), assess)
    assert not is_missed("topic:infection", PACK, (), (), assess)


def test_an_emptied_block_of_a_topic_fails_its_page_test() -> None:
    page = next(page for page in PAGES if page.server.startswith("topic:"))
    emptied = tuple(
        replace(topic, blocks=tuple((ids, "") for ids, _ in topic.blocks))
        if f"topic:{topic.id}" == page.server
        else topic
        for topic in PACK.topics
    )
    topics: tuple[Topic, ...] = emptied
    assert run_page(page, replace(PACK, topics=topics)) != ()


@pytest.mark.parametrize("rule", [rule.id for rule in PACK.rules])
def test_without_any_one_rule_some_case_fails(rule: str) -> None:
    less = without_rule(PACK, rule)
    relevant = [case for case in CASES if rule in fired_by()[case.id]]
    assert any(run_case(case, less, assess).failures for case in relevant)


@pytest.mark.parametrize(
    "advice", [advice.id for advice in PACK.advice.values() if advice.when or advice.level]
)
def test_without_any_one_level_or_context_advice_some_case_fails(advice: str) -> None:
    less = without_advice(PACK, advice)
    relevant = [case for case in CASES if advice in (case.expect.get("advice") or ())]
    assert any(run_case(case, less, assess).failures for case in relevant)


def test_all_91_observations_17_context_items_and_64_advices_are_there() -> None:
    assert (len(PACK.observations), len(PACK.context), len(PACK.advice)) == (91, 17, 64)


def test_every_statement_that_has_an_urgency_is_cited_by_a_rule_or_an_advice() -> None:
    cited = statements_cited(PACK)
    for id_, statement in PACK.statements.items():
        if statement.urgency not in (None, Urgency.NONE):
            assert any(not server.startswith("topic:") for server in cited[id_]), id_


def test_everything_that_may_be_reported_moves_an_answer_or_is_named_as_one_that_does_not() -> None:
    looked_at = {getattr(leaf, "observation", None) for rule in PACK.rules for leaf in leaves(rule.when)} | {
        item.masked_by for item in PACK.observations.values()
    }
    assert set(PACK.observations) - looked_at == set()
