"""Makes pages of the pack's topics: by theme, each block as HTML with its marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markdown_it import MarkdownIt
from markupsafe import Markup

from aldea.language.pack import Pack, Show, Topic

NUMBER = "{hospital_number}"
CLASSES = {
    "h2": "nhsuk-heading-m",
    "h3": "nhsuk-heading-s",
    "ul": "nhsuk-list nhsuk-list--bullet",
    "ol": "nhsuk-list nhsuk-list--number",
}
# Raw HTML is not let through: the texts are data, and data is not trusted to be a page.
_markdown = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True, slots=True)
class Block:
    """One marked block. ``beyond``: goes beyond the leaflet; ``planned``: not arranged by Aldea yet."""

    html: Markup
    beyond: bool
    planned: bool


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


def blocks_of(pack: Pack, topic: Topic, number: str) -> Iterator[Block]:
    """The blocks of a topic, with the hospital's ``number`` in its place."""
    for ids, text in topic.blocks:
        yield Block(
            html=to_html(text, number),
            beyond=_is_beyond(pack, ids),
            planned=not topic.planned.isdisjoint(ids),
        )


def standing_advice(pack: Pack, number: str) -> tuple[StandingAdvice, ...]:
    """What holds on every day: given with every answer, or on the pages alone."""
    return tuple(
        StandingAdvice(advice.id, to_html(advice.patient, number), _is_beyond(pack, advice.statements))
        for advice in pack.advice.values()
        if advice.show is Show.STANDING
    )


def to_html(text: str, number: str) -> Markup:
    """The Markdown as HTML with the classes of the design; the number never breaks over two lines."""
    tokens = _markdown.parse(text.replace(NUMBER, number.replace(" ", "\N{NO-BREAK SPACE}")))
    for token in tokens:
        if token.nesting == 1 and token.tag in CLASSES:
            token.attrSet("class", CLASSES[token.tag])
    return Markup(_markdown.renderer.render(tokens, _markdown.options, {}))  # noqa: S704  html is off above


def _is_beyond(pack: Pack, ids: tuple[str, ...]) -> bool:
    return any(pack.statements[id].beyond for id in ids)
