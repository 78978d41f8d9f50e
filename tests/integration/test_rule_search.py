"""The rulebook is searched by ids, by the words of rules, and by lay words, with slips in spelling."""

import pytest
from django.test import Client

from tests.integration.test_rulebook import PACK, linked_rules, main_of, words_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("INFECT-2", {"temperature-high", "temperature-over-personal-limit", "chills-without-a-reading"}),
        ("infect-2 PERSONAL", {"temperature-over-personal-limit"}),
        ("Temperature-LOW", {"temperature-low"}),
        ("psoriasis", {"skin-condition-worse"}),
        ("finish a SENTENCE", {"severe-breathlessness"}),
    ],
)
def test_it_is_searched_by_rule_words_and_statements_whatever_the_case(
    desk: Client, words: str, rules: set[str]
) -> None:
    page = desk.get("/rulebook/", {"q": f"  {words} "}).content.decode()
    assert set(linked_rules(page)) == rules
    assert f'value="{words}"' in page


def test_a_lay_word_finds_the_rules_of_what_it_means(desk: Client) -> None:
    shown = main_of(desk, "/rulebook/?q=fever")
    for rule in ("temperature-high", "temperature-low", "feels-feverish"):
        assert f"/rulebook/rules/{rule}" in shown


@pytest.mark.parametrize(
    ("typed", "found", "not_found"),
    [
        ("pee", "urinating-often", "stroke-signs"),
        ("being sick", "vomited-more-than-once", "hair-thinning"),
        ("diarhoea", "diarrhoea", "hair-thinning"),
    ],
)
def test_lay_phrases_and_slips_are_understood_and_no_word_is_found_within_another(
    desk: Client, typed: str, found: str, not_found: str
) -> None:
    rules = linked_rules(desk.get("/rulebook/", {"q": typed}).content.decode())
    assert found in rules
    assert not_found not in rules


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("being sick", "sick"),
        ("feeling SICK, really?", "sick"),
        ("throwin up", "throwing up"),
        ("I keep throwing up", "throwing up"),
        ("can\u2019t sleep", "can't sleep"),
        ("temprature high", "high temperature"),
        ("diarhoea", "diarrhoea"),
    ],
)
def test_what_is_said_otherwise_finds_the_same_rules(desk: Client, typed: str, same: str) -> None:
    found, wanted = (
        linked_rules(desk.get("/rulebook/", {"q": words}).content.decode()) for words in (typed, same)
    )
    assert found
    assert found == wanted


@pytest.mark.parametrize("typed", ["INFECT-99", "xyzzy a", "xyzzy fever", "psoriasis sentence"])
def test_a_rule_is_found_only_if_it_has_all_that_was_typed(desk: Client, typed: str) -> None:
    assert linked_rules(desk.get("/rulebook/", {"q": typed}).content.decode()) == []


def test_the_beginning_of_an_id_finds_every_statement_that_begins_so(desk: Client) -> None:
    found = set(linked_rules(desk.get("/rulebook/", {"q": "infect-"}).content.decode()))
    citing = {rule.id for rule in PACK.rules if any(id.startswith("INFECT-") for id in rule.statements)}
    assert citing <= found
    assert found < {rule.id for rule in PACK.rules}


def test_a_search_without_a_find_says_what_to_try(desk: Client) -> None:
    page = words_of(desk.get("/rulebook/", {"q": "<b>xyzzy"}).content.decode())
    assert "0 rules of 107 have “<b>xyzzy”." in page
    assert "Try fewer letters" in page
