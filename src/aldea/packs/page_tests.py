"""Page tests (pages.yaml): what a topic or a standing advice must say of a statement, written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aldea.language.pack import Pack
from aldea.packs.diagnostics import Diagnostics, Position
from aldea.packs.reader import Reader
from aldea.packs.yaml_tree import parse_yaml


@dataclass(frozen=True, slots=True)
class PageTest:
    """A statement's own block of a topic, or a standing advice shown beside it, says these phrases."""

    statement: str
    server: str
    says: tuple[str, ...]
    position: Position


def load_pages(folder: Path, pack: Pack) -> tuple[PageTest, ...]:
    """Every page test of a pack; raises PackError where one cannot be read."""
    diagnostics = Diagnostics()
    reader = Reader(diagnostics)
    topics = {topic.id for topic in pack.topics}
    found = []
    for node in reader.items(parse_yaml(folder / "pages.yaml", "pages.yaml", diagnostics)):
        fields = reader.fields(node, ("statement", "topic", "advice", "says"), ("statement", "says")).fields
        statement = reader.id(fields.get("statement"), pack.statements, "statement")
        if "advice" in fields:
            server = "advice:" + reader.id(fields["advice"], pack.advice, "advice")
        else:
            server = "topic:" + reader.id(fields.get("topic"), topics, "topic")
        says = reader.texts(fields.get("says"))
        if not says or not all(phrase.strip() for phrase in says):
            reader.complain(
                node.position, "this page test says nothing", "name a phrase that carries the fact"
            )
        found.append(PageTest(statement, server, says, node.position))
    diagnostics.raise_if_any()
    return tuple(found)


def run_page(page: PageTest, pack: Pack) -> tuple[str, ...]:
    """Each phrase that the statement's own block, or the advice, does not say."""
    texts = [" ".join(text.split()).lower() for text in _texts(page, pack)]
    return tuple(
        f"{page.server} does not say '{phrase}' for {page.statement}"
        for phrase in page.says
        if not any(phrase.lower() in text for text in texts)
    )


def _texts(page: PageTest, pack: Pack) -> Iterator[str]:
    kind, _, id_ = page.server.partition(":")
    if kind == "advice":
        advice = pack.advice.get(id_)
        if advice is not None and page.statement in advice.statements:
            yield advice.patient
        return
    for topic in pack.topics:
        if topic.id == id_:
            yield from (text for ids, text in topic.blocks if page.statement in ids)
