"""The advice of the pack by theme: what an answer can say, all of it, for everybody to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from aldea.language.folding import folded
from aldea.language.pack import Advice, Pack, Topic
from aldea.site.topics.passages import passages_of
from aldea.site.topics.texts import is_beyond, to_html


@dataclass(frozen=True, slots=True)
class ShownAdvice:
    """One advice. ``gives_way_to``: where an answer says one of these (by id, in short), it is left out."""

    id: str
    html: Markup
    beyond: bool
    gives_way_to: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AdviceOfTopic:
    """The advice that rests on what a topic tells."""

    topic: Topic
    advice: tuple[ShownAdvice, ...]


@dataclass(frozen=True, slots=True)
class AdviceOfTheme:
    """The advice of a theme, by topic."""

    name: str
    topics: tuple[AdviceOfTopic, ...]


def main_advice(pack: Pack, number: str) -> tuple[ShownAdvice, ...]:
    """What an answer says first, the most urgent at the top."""
    found = [advice for advice in pack.advice.values() if advice.level is not None]
    found.sort(key=lambda advice: -(advice.level or 0))
    return tuple(_shown(pack, advice, number) for advice in found)


def advice_by_theme(pack: Pack, number: str) -> tuple[AdviceOfTheme, ...]:
    """All the other advice, in the order of the themes and topics."""
    placed = [(topic, advice) for advice, topic in placed_advice(pack) if advice.level is None]
    by_topic = tuple(
        AdviceOfTopic(topic, tuple(_shown(pack, advice, number) for each, advice in placed if each is topic))
        for topic in pack.topics
        if any(each is topic for each, _ in placed)
    )
    return tuple(
        AdviceOfTheme(name, tuple(parts)) for name, parts in groupby(by_topic, lambda part: part.topic.theme)
    )


def placed_advice(pack: Pack) -> Iterator[tuple[Advice, Topic]]:
    """Each advice with the topic that tells most of its statements; one that nobody tells is left out."""
    for advice in pack.advice.values():
        topics = [topic for topic in pack.topics if _told(topic, advice)]
        if topics:
            yield advice, max(topics, key=lambda topic: (_told(topic, advice), _shares(topic, advice)))


def _told(topic: Topic, advice: Advice) -> int:
    told = {id for ids, _ in topic.blocks for id in ids}
    return len(told.intersection(advice.statements))


def _shares(topic: Topic, advice: Advice) -> int:
    """How many words the advice shares with those under which the topic is found."""
    called = {word for text in (topic.title, *topic.search) for word in folded(text)}
    return len(called.intersection(folded(advice.patient)))


def _shown(pack: Pack, advice: Advice, number: str) -> ShownAdvice:
    others = (pack.advice[id] for id in pack.advice if id in advice.dropped_when)
    return ShownAdvice(
        id=advice.id,
        html=to_html(advice.patient, number),
        beyond=is_beyond(pack, advice.statements),
        gives_way_to=tuple((other.id, next(passages_of(other.patient, number))) for other in others),
    )
