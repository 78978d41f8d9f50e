"""Finds the pages for what somebody typed: spelling is forgiven, and lay words lead to the pages they mean.

Pure, and never raises: a function of the index and the words. No clock, no Django.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from itertools import pairwise

from aldea.language.folding import FoldedWord, folded
from aldea.site.topics.closeness import (
    FAR_OFF,
    LONGER,
    MISSPELLED,
    MISSPELLED_LONG,
    SAME,
    SHORTEST_FORGIVEN,
    closeness,
    is_one_edit,
    misspelling,
    shares_a_stem,
)
from aldea.site.topics.index import Index, Page, Passage, Phrase
from aldea.site.topics.passages import Place

LONGEST_QUERY = 200
MOST_WORDS = 12
MOST_ADVICE = 5
MOST_SUGGESTIONS = 5
LOOKS_ALIKE = 0.68

TITLE, CALLED, SAID, THEME = 6.0, 4.0, 2.0, 1.0
"""What a word is worth, by where it stands."""
PHRASE = 12.0
NEAR_TITLE = 20.0
NEARLY = 0.75
BARELY = 0.25
"""A page with less than this share of the best one's points is left out."""
LITTLE = 0.1
READS_ALONE = {Place.HEADING: 0.5, Place.SENTENCE: 1.0, Place.POINT: 1.25}
"""A point of a list tells a sign and what to do; a heading tells nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; ``marked``: it is what was looked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One result. ``called``: under which of its words the page was found, where no sentence says it."""

    id: str
    title: str
    parts: tuple[Part, ...]
    called: str


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, best first. ``emergency``: the signs that the words may mean; '' is no single sign."""

    topics: tuple[Found, ...] = ()
    advice: tuple[Found, ...] = ()
    emergency: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was typed. ``near``: how close each word of the pages is to each word that counts."""

    all: tuple[str, ...]
    counting: tuple[str, ...]
    near: Mapping[str, Mapping[str, float]]


@dataclass(slots=True)
class _Rated:
    """A page and what speaks for it."""

    page: Page
    points: float = 0.0
    exact: bool = False
    certain: bool = False
    met: set[str] = field(default_factory=set)
    means: set[str] = field(default_factory=set)
    called: str = ""


def search(index: Index, query: str) -> Results:
    """The pages for these words. An empty query finds nothing."""
    typed = folded(query[:LONGEST_QUERY])[:MOST_WORDS]
    counting = tuple(dict.fromkeys(word for word in typed if word not in index.small))
    results = _search(index, typed, counting or typed)
    if not results.topics and counting != typed:
        return _search(index, typed, typed)
    return results


def _search(index: Index, typed: tuple[str, ...], counting: tuple[str, ...]) -> Results:
    counting = (*counting, *_joined(index, typed))
    looked = _Looked(typed, counting, {word: _near(index, word) for word in counting})
    rated = [_rate(index, page, looked) for page in index.pages]
    best = max((one.points for one in rated), default=0.0)
    kept = [one for one in rated if one.exact or one.certain or (one.points and one.points >= BARELY * best)]
    kept.sort(key=lambda one: (not one.exact, -one.points))
    topics = tuple(_found(one, looked) for one in kept if not one.page.advice)
    emergency = _emergency(index, typed)
    return Results(
        topics=topics,
        advice=tuple(_found(one, looked) for one in kept if one.page.advice and one.points)[:MOST_ADVICE],
        emergency=emergency,
        suggestions=() if topics or emergency else _suggestions(index, counting),
    )


def _joined(index: Index, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Neighbours that are one word on the pages: 'head ache'."""
    pairs = (f"{first}{second}" for first, second in pairwise(typed))
    return tuple(pair for pair in pairs if pair in index.rarity)


def _near(index: Index, word: str) -> Mapping[str, float]:
    """The words that may be meant. A word that the pages know is itself; of the others the closest count.

    A word of an emergency is always itself: 'kill' is no misspelled 'pill'.
    """
    if word in index.small:
        return {word: SAME} if word in index.rarity else {}
    rated = {known: closeness(word, known) for known in index.rarity if known not in index.small}
    best = SAME if word in index.grave else max(rated.values(), default=0.0)
    least = {SAME: LONGER, MISSPELLED_LONG: MISSPELLED, MISSPELLED: MISSPELLED}.get(best, FAR_OFF)
    return {known: close for known, close in rated.items() if close >= least and close > 0}


def _rate(index: Index, page: Page, looked: _Looked) -> _Rated:
    rated = _Rated(page)
    for word in looked.counting:
        if points := _points(index, page, looked.near[word]):
            rated.points += points
            rated.met.add(word)
    for phrase in page.phrases:
        _rate_phrase(rated, phrase, looked)
    _rate_title(index, rated, looked)
    if looked.counting:
        rated.points *= max(len(rated.met), 1) / len(looked.counting)
    return rated


def _points(index: Index, page: Page, near: Mapping[str, float]) -> float:
    """What one typed word is worth on this page: its best place of each kind."""

    def best(words: Iterable[str]) -> float:
        return max((near.get(word, 0.0) * index.rarity.get(word, 1.0) for word in words), default=0.0)

    return (
        TITLE * best(page.title_words)
        + CALLED * max((best(phrase.needed) / len(phrase.needed) for phrase in page.phrases), default=0.0)
        + SAID * best(each.word for passage in page.passages for each in passage.words)
        + THEME * best(page.theme_words)
    )


def _rate_phrase(rated: _Rated, phrase: Phrase, looked: _Looked) -> None:
    """All that a page is called was typed, in any order: it counts for more than its words."""
    met = [max(_pairs(looked, word), default=(0.0, "")) for word in phrase.needed]
    if not met or min(met)[0] == 0:
        return
    mean = sum(close for close, _ in met) / len(met)
    rated.points += PHRASE * mean * len(met) / (1 + phrase.rank / 4)
    rated.met.update(typed for _, typed in met)
    rated.means.update(phrase.means)
    rated.called = rated.called or phrase.shown


def _pairs(looked: _Looked, word: str) -> Iterable[tuple[float, str]]:
    """How close the word is to each that was typed. A beginning alone is no word: 'poo' is not 'poorly'."""
    return ((looked.near[typed].get(word, 0.0), typed) for typed in looked.counting if _may_be(typed, word))


def _rate_title(index: Index, rated: _Rated, looked: _Looked) -> None:
    """The whole title was typed, or nearly. Words that the pages know are meant as typed, but for a slip."""
    title = folded(rated.page.title)
    if rated.page.advice or not looked.all:
        return
    rated.exact = title == looked.all
    alike = SequenceMatcher(None, " ".join(looked.all), " ".join(title), autojunk=False).ratio()
    is_misspelled = any(word not in index.rarity for word in looked.all)
    if alike >= NEARLY and (
        is_misspelled or rated.exact or is_one_edit(" ".join(looked.all), " ".join(title))
    ):
        rated.certain = True
        rated.points += NEAR_TITLE * alike if is_misspelled or rated.exact else 0.0


def _found(rated: _Rated, looked: _Looked) -> Found:
    """The sentence that says most of what was looked for. Where none says it, a topic shows none of them.

    An advice that is found by what people call it answers as a whole, so all of it is shown.
    """
    page = rated.page
    weighed = [(_weight(passage, rated, looked), -place) for place, passage in enumerate(page.passages)]
    weight, place = max(weighed, default=(0.0, 0))
    if weight >= LITTLE:
        return Found(page.id, page.title, tuple(_parts(page.passages[-place], rated, looked)), "")
    whole = " ".join(passage.text for passage in page.passages) if page.advice else ""
    return Found(page.id, page.title, (Part(whole, marked=False),) if whole else (), rated.called)


def _weight(passage: Passage, rated: _Rated, looked: _Looked) -> float:
    """How much of what was looked for the passage says, and how well it can be read alone."""
    words = passage.words
    near = sum(
        max((looked.near[typed].get(each.word, 0.0) for each in words), default=0.0)
        for typed in looked.counting
    )
    meant = SAME if any(_is_meant(each, rated) for each in words) else 0.0
    alone = 0.0 if passage.place is Place.HEADING else LITTLE / 2
    return alone + (near + meant) * READS_ALONE[passage.place]


def _parts(passage: Passage, rated: _Rated, looked: _Looked) -> Iterable[Part]:
    place = 0
    for each in passage.words:
        if _is_meant(each, rated) or any(near.get(each.word, 0.0) for near in looked.near.values()):
            if each.start > place:
                yield Part(passage.text[place : each.start], marked=False)
            yield Part(passage.text[each.start : each.end], marked=True)
            place = each.end
    if place < len(passage.text):
        yield Part(passage.text[place:], marked=False)


def _is_meant(each: FoldedWord, rated: _Rated) -> bool:
    return each.word in rated.means


def _emergency(index: Index, typed: tuple[str, ...]) -> tuple[str, ...]:
    """The emergency signs whose words were all typed, whatever their order."""
    found = (
        phrase.observation
        for phrase in index.emergency
        if all(any(_is_surely(word, needed) for word in typed) for needed in phrase.needed)
    )
    return tuple(dict.fromkeys(found))


def _may_be(typed: str, word: str) -> bool:
    """The same word, with another ending or misspelled; its beginning alone is not enough."""
    return typed == word or shares_a_stem(typed, word) or bool(misspelling(typed, word))


def _is_surely(typed: str, word: str) -> bool:
    """The same, and no word that only looks like it: whoever is told to call 999 must believe it."""
    one_letter = min(len(typed), len(word)) >= SHORTEST_FORGIVEN and is_one_edit(typed, word)
    return typed == word or shares_a_stem(typed, word) or one_letter


def _suggestions(index: Index, counting: tuple[str, ...]) -> tuple[str, ...]:
    """Words of the pages that look like those that were typed."""
    known = sorted(word for word in index.rarity if word not in index.small)
    close = (match for word in counting for match in get_close_matches(word, known, n=3, cutoff=LOOKS_ALIKE))
    return tuple(dict.fromkeys(close))[:MOST_SUGGESTIONS]
