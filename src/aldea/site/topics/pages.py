"""Makes pages of the pack's topics: by theme, each block as HTML with its marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from aldea.language.pack import FurtherReading, Pack, Show, Topic
from aldea.site.topics.texts import is_beyond, to_html


@dataclass(frozen=True, slots=True)
class Block:
    """One marked block. ``beyond``: goes beyond the leaflet; ``planned``: not arranged by Aldea yet."""

    html: Markup
    beyond: bool
    planned: bool
    further: tuple[FurtherReading, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that follow each other and are all planned, or all not: one mark is enough."""

    planned: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """Topics that belong together, in their order."""

    name: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class StandingAdvice:
    """Advice that holds on every day, whatever was reported."""

    id: str
    html: Markup
    beyond: bool


def themes_of(pack: Pack) -> tuple[Theme, ...]:
    """The topics by theme, in the order of the pack."""
    return tuple(
        Theme(name, tuple(topics)) for name, topics in groupby(pack.topics, lambda topic: topic.theme)
    )


def find_topic(pack: Pack, slug: str) -> Topic | None:
    """The topic of this id, if the pack has it."""
    return next((topic for topic in pack.topics if topic.id == slug), None)


def sections_of(pack: Pack, topic: Topic, number: str) -> tuple[Section, ...]:
    """The blocks of a topic, those that share a mark together; the hospital's ``number`` is in its place."""
    blocks = _blocks_of(pack, topic, number)
    return tuple(
        Section(planned, tuple(grouped)) for planned, grouped in groupby(blocks, lambda block: block.planned)
    )


def _blocks_of(pack: Pack, topic: Topic, number: str) -> Iterator[Block]:
    for ids, text in topic.blocks:
        yield Block(
            html=to_html(text, number),
            beyond=is_beyond(pack, ids),
            planned=not topic.planned.isdisjoint(ids),
            further=tuple(one for one in pack.further_reading if not set(one.statements).isdisjoint(ids)),
        )


def standing_advice(pack: Pack, number: str) -> tuple[StandingAdvice, ...]:
    """What holds on every day: given with every answer, or on the pages alone."""
    return tuple(
        StandingAdvice(advice.id, to_html(advice.patient, number), is_beyond(pack, advice.statements))
        for advice in pack.advice.values()
        if advice.show is Show.STANDING
    )
