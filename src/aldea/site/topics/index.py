"""What the search looks through: each page with its passages, its search words, and what people call it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aldea.language.folding import FoldedWord, folded, words_in
from aldea.language.pack import Pack, Topic
from aldea.site.topics.advice import placed_advice
from aldea.site.topics.passages import Place, marked_passages_of

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a page that can be read alone, with its words."""

    text: str
    place: Place
    words: tuple[FoldedWord, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a page is called. ``means``: what it says for it. ``rank``: the first page fits best.

    ``needed``: the words without those that say nothing; ``shown`` as its author wrote it.
    """

    needed: Words
    shown: str
    means: frozenset[str]
    rank: int


@dataclass(frozen=True, slots=True)
class Page:
    """Something that can be found: a topic, or (``advice``) one advice, with the title of its topic."""

    id: str
    title: str
    advice: bool
    title_words: Words
    theme_words: Words
    phrases: tuple[Phrase, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class EmergencyPhrase:
    """Words that, in any order, are those of an emergency sign."""

    observation: str
    needed: Words


@dataclass(frozen=True, slots=True)
class Index:
    """Every page. ``rarity``: 1 for a word of few pages, less for one of many; its keys are all words.

    ``grave``: the words of an emergency, which are never taken for another word.
    """

    pages: tuple[Page, ...]
    emergency: tuple[EmergencyPhrase, ...]
    grave: frozenset[str]
    small: frozenset[str]
    rarity: Mapping[str, float]


FEW_PAGES = 3
LEAST_RARE = 0.15


def build_index(pack: Pack, number: str) -> Index:
    """The index of the pack, with the hospital's ``number`` in its place."""
    topics = tuple(_topic_page(pack, topic, number) for topic in pack.topics)
    pages = (*topics, *_advice_pages(pack, number))
    spread = Counter(word for page in topics for word in _all_words(page))
    unseen = {word: 1 for page in pages for word in _all_words(page)}
    emergency = tuple(
        EmergencyPhrase(entry.observation, _needed(pack, words))
        for entry in pack.search.emergency
        for words in entry.words
    )
    return Index(
        pages=pages,
        emergency=emergency,
        grave=frozenset(word for phrase in emergency for word in phrase.needed),
        small=pack.search.small,
        rarity={
            word: max(LEAST_RARE, min(1.0, FEW_PAGES / count)) for word, count in (unseen | spread).items()
        },
    )


def _topic_page(pack: Pack, topic: Topic, number: str) -> Page:
    own = (Phrase(_needed(pack, words), words, frozenset(), 0) for words in topic.search)
    lay = (
        Phrase(_needed(pack, words), words, _meant(entry.means), entry.topics.index(topic.id))
        for entry in pack.search.lay
        if topic.id in entry.topics
        for words in entry.words
    )
    return Page(
        id=topic.id,
        title=topic.title,
        advice=False,
        title_words=_needed(pack, topic.title),
        theme_words=_needed(pack, topic.theme),
        phrases=(*own, *lay),
        passages=tuple(passage for _, block in topic.blocks for passage in _passages(block, number)),
    )


def _advice_pages(pack: Pack, number: str) -> Iterator[Page]:
    """Each advice as a page of its own; what people call its topic does not lead here."""
    for advice, topic in placed_advice(pack):
        phrases = tuple(
            Phrase(_needed(pack, words), words, _meant(entry.means), 0)
            for entry in pack.search.lay
            if advice.id in entry.advice
            for words in entry.words
        )
        passages = tuple(_passages(advice.patient, number))
        yield Page(
            id=advice.id,
            title=topic.title,
            advice=True,
            title_words=(),
            theme_words=(),
            phrases=phrases,
            passages=passages,
        )


def _needed(pack: Pack, text: str) -> Words:
    """The words that count; all of them where none does."""
    words = folded(text)
    return tuple(word for word in words if word not in pack.search.small) or words


def _meant(means: Words) -> frozenset[str]:
    return frozenset(word for text in means for word in folded(text))


def _passages(markdown: str, number: str) -> Iterator[Passage]:
    for text, place in marked_passages_of(markdown, number):
        yield Passage(text, place, tuple(words_in(text)))


def _all_words(page: Page) -> frozenset[str]:
    passages = (each.word for passage in page.passages for each in passage.words)
    called = (word for phrase in page.phrases for word in phrase.needed)
    return frozenset((*page.title_words, *page.theme_words, *passages, *called))
