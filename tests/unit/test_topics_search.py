"""How the search of the pages matches words: laws that hold whatever somebody types."""

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aldea.language.folding import fold, folded
from aldea.language.pack import EmergencyWords, Topic
from aldea.packs import load_pack
from aldea.site.topics.closeness import closeness, is_one_edit, shares_a_stem
from aldea.site.topics.index import build_index
from aldea.site.topics.passages import passages_of
from aldea.site.topics.search import search

PACK = load_pack("aldesleukin")
INDEX = build_index(PACK, "020 7946 0123")
TITLES = {topic.title: topic.id for topic in PACK.topics}
SPOKEN = [words for entry in PACK.search.lay for words in entry.words]


@given(st.text())
def test_it_never_raises_and_finds_only_pages_of_the_pack(query: str) -> None:
    results = search(INDEX, query)
    assert {found.id for found in results.topics} <= set(TITLES.values())
    assert {found.id for found in results.advice} <= set(PACK.advice)
    assert len({found.id for found in results.topics}) == len(results.topics)


@given(st.lists(st.sampled_from([*sorted(INDEX.rarity), *sorted(INDEX.small)]), max_size=6))
def test_a_result_shows_the_sentence_that_says_it_or_all_of_an_advice_and_nothing_else(
    words: list[str],
) -> None:
    pages = {(page.id, page.advice): page for page in INDEX.pages}
    results = search(INDEX, " ".join(words))
    for advice, found in [(False, each) for each in results.topics] + [
        (True, each) for each in results.advice
    ]:
        shown = "".join(part.text for part in found.parts)
        said = [passage.text for passage in pages[found.id, advice].passages]
        if any(part.marked for part in found.parts):
            assert shown in said
        else:
            assert shown == (" ".join(said) if advice else "")


@given(
    st.sampled_from(sorted(TITLES)),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    st.text(" ,.!?"),
)
def test_a_title_typed_exactly_is_first(title: str, written: object, around: str) -> None:
    assert callable(written)
    assert search(INDEX, f"{around}{written(title)}{around}").topics[0].id == TITLES[title]


@given(st.sampled_from(sorted(TITLES)), st.data())
def test_a_title_with_one_wrong_letter_is_still_found(title: str, data: st.DataObject) -> None:
    letters = [place for place, letter in enumerate(title) if letter.isalpha()]
    place = data.draw(st.sampled_from(letters))
    typed = title[:place] + data.draw(st.sampled_from(ascii_lowercase)) + title[place + 1 :]
    assert TITLES[title] in [found.id for found in search(INDEX, typed).topics]


@pytest.mark.parametrize("words", SPOKEN)
def test_each_lay_word_of_the_pack_leads_to_its_first_page(words: str) -> None:
    entry = next(entry for entry in PACK.search.lay if words in entry.words)
    assert entry.topics[0] in [found.id for found in search(INDEX, words).topics[:3]]


@pytest.mark.parametrize("topic", PACK.topics, ids=lambda topic: topic.id)
def test_each_search_word_of_a_topic_leads_to_it(topic: Topic) -> None:
    missed = [
        words for words in topic.search if topic.id not in [found.id for found in search(INDEX, words).topics]
    ]
    assert missed == []


@pytest.mark.parametrize("entry", PACK.search.emergency, ids=lambda entry: entry.observation or "ambulance")
def test_each_emergency_word_is_recognised_whatever_stands_around_it(entry: EmergencyWords) -> None:
    for words in entry.words:
        assert entry.observation in search(INDEX, f"help my wife {words} since 3 am").emergency, words


@pytest.mark.parametrize(("typed", "meant"), [("hart", "heart"), ("raish", "rash"), ("rahs", "rash")])
def test_a_short_word_is_rather_one_with_a_letter_left_out_than_one_with_another_letter(
    typed: str, meant: str
) -> None:
    assert search(INDEX, typed).topics == search(INDEX, meant).topics


@pytest.mark.parametrize("words", ["kill", "kill myself", "killing myself"])
def test_a_word_of_an_emergency_is_taken_for_no_other_word(words: str) -> None:
    found = search(INDEX, words)
    assert "pregnancy-and-fertility" not in [each.id for each in found.topics]
    assert found.advice == ()


@given(st.text(ascii_lowercase, min_size=4, max_size=12), st.data())
def test_one_edit_is_seen_as_one_edit(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(ascii_lowercase))
    added, left_out = word[:place] + letter + word[place:], word[:place] + word[place + 1 :]
    assert is_one_edit(added, word)
    assert is_one_edit(word, left_out)
    changed = word[:place] + letter + word[place + 1 :]
    assert is_one_edit(word, changed) is (changed != word)


@given(st.text(), st.text())
def test_closeness_is_between_another_word_and_the_same(one: str, other: str) -> None:
    assert 0 <= closeness(fold(one), fold(other)) <= 1
    assert closeness(one, one) == 1


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = folded(text)
    assert folded(" ".join(once)) == once


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("pee", "peels", False),
        ("leg", "legend", False),
        ("poo", "poorly", False),
        ("leg", "log", False),
        ("eye", "eyes", True),
        ("legs", "leg", True),
        ("temp", "temperature", True),
        ("peeing", "pee", True),
        ("sickness", "sick", True),
        ("teh", "the", False),
        ("raish", "rash", True),
        ("rahs", "rash", True),
        ("diarea", "diarrhoea", True),
    ],
)
def test_words_are_close_or_not(one: str, other: str, *, close: bool) -> None:
    assert bool(closeness(one, other)) is close


def test_a_stem_takes_only_short_endings() -> None:
    assert shares_a_stem("itch", "itchy")
    assert not shares_a_stem("can", "cant")


def test_capitals_accents_and_apostrophes_make_no_difference() -> None:
    assert folded("CAN\u2019T Café l'été") == ("cant", "cafe", "lete")


def test_a_sign_and_what_to_do_stay_together() -> None:
    text = "## Head\n\nFirst. Did it start?\nThen call {hospital_number}.\n\n- **Rash.** Call now."
    assert list(passages_of(text, "020 7946")) == [
        "Head",
        "First.",
        "Did it start? Then call 020\N{NO-BREAK SPACE}7946.".replace("\N{NO-BREAK SPACE}", " "),
        "Rash. Call now.",
    ]
