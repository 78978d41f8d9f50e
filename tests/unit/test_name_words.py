"""Names are found by their beginnings, in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aldea.people.name_words import fold, name_key, word_range, words_of

words = st.text(min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Ana-María", "anamaria"), ("O'Neill", "oneill"), ("ŻÓŁĆ", "zox00142c"), ("Straße", "strasse")],
)
def test_accents_case_and_punctuation_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_list_reads_by_the_last_name_first() -> None:
    names = ["Zoe Adams", "Ada Baker", "Bea Adams"]
    assert sorted(names, key=name_key) == ["Bea Adams", "Zoe Adams", "Ada Baker"]


def test_each_part_of_a_name_and_the_number_is_a_word_of_its_own() -> None:
    assert words_of("Ana-María de la Cruz", "T1002") == ["ana", "maria", "de", "la", "cruz", "t1002"]


@given(words, st.integers(min_value=1, max_value=20))
def test_every_beginning_of_a_word_finds_it(word: str, length: int) -> None:
    first, last = word_range(word[:length])
    whole = fold(word)
    if fold(word[:length]) and whole.startswith(fold(word[:length])):
        assert first <= whole < last or whole.startswith(first + "z" * 8)


@given(words)
def test_a_spelling_has_only_letters_and_figures_that_every_database_orders_alike(word: str) -> None:
    assert all(
        character.isascii() and (character.isdigit() or character.islower()) for character in fold(word)
    )
