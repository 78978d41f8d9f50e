"""The rulebook is searched by ids, words, lay words and with slips."""

import pytest
from django.test import Client

from tests.integration.conftest import People
from tests.integration.test_rulebook import SignIn, linked_rules, main_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(people: People, signed_in: SignIn) -> Client:
    """The computer of a nurse."""
    return signed_in(people.nurse())


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


def test_a_search_without_a_find_says_what_to_try(desk: Client) -> None:
    page = words_of(desk.get("/rulebook/", {"q": "<b>xyzzy"}).content.decode())
    assert "0 rules of 107 have “<b>xyzzy”." in page
    assert "Try fewer letters" in page
