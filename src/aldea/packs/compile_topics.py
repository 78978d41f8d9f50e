"""Compiles topics/*.md: short pages made of blocks, each marked with the statements that it tells."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from aldea.language.pack import Topic
from aldea.packs.diagnostics import Diagnostics, Position
from aldea.packs.reader import Reader
from aldea.packs.yaml_tree import Fields, parse_yaml_text

MARK = re.compile(r"^<!--\s*([A-Z0-9 -]+?)\s*-->\s*$")
TOPIC_FIELDS = ("id", "title", "theme", "order", "search", "planned")


def compile_topics(folder: Path, statements: Collection[str], diagnostics: Diagnostics) -> tuple[Topic, ...]:
    """Every topic of the folder, by theme and order."""
    found = [
        topic
        for path in sorted(folder.glob("*.md"))
        if (topic := _topic(path, f"topics/{path.name}", statements, diagnostics))
    ]
    return tuple(sorted(found, key=lambda topic: (topic.order, topic.id)))


def _topic(path: Path, name: str, statements: Collection[str], diagnostics: Diagnostics) -> Topic | None:
    reader = Reader(diagnostics)
    lines = path.read_text(encoding="utf-8").splitlines()
    start = Position(name, 1, 1)
    if lines[:1] != ["---"] or "---" not in lines[1:]:
        reader.complain(start, "the topic has no head", "begin with --- id, title, theme, order ---")
        return None
    end = lines.index("---", 1)
    head = parse_yaml_text("\n".join(["", *lines[1:end]]), name, diagnostics)
    if not isinstance(head, Fields):
        return None
    fields = reader.fields(head, TOPIC_FIELDS, ("id", "title", "theme", "order")).fields
    order = reader.number(fields.get("order"))
    return Topic(
        id=reader.text(fields.get("id")),
        title=reader.text(fields.get("title")),
        theme=reader.text(fields.get("theme")),
        order=int(order or 0),
        search=reader.texts(fields.get("search")),
        planned=frozenset(reader.ids(fields.get("planned"), statements, "statement")),
        blocks=_blocks(lines, end + 1, name, statements, reader),
    )


def _blocks(
    lines: list[str], first: int, name: str, statements: Collection[str], reader: Reader
) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The marked blocks; text before the first mark belongs to no statement and is refused."""
    blocks: list[tuple[tuple[str, ...], list[str]]] = []
    for index in range(first, len(lines)):
        position = Position(name, index + 1, 1)
        if match := MARK.match(lines[index]):
            ids = tuple(match.group(1).split())
            for id_ in ids:
                if id_ not in statements:
                    reader.complain(position, f"there is no statement '{id_}'", "use an id of statements.tsv")
            blocks.append((ids, []))
        elif blocks:
            blocks[-1][1].append(lines[index])
        elif lines[index].strip():
            reader.complain(position, "this text cites no statement", "put <!-- ID --> above it")
    return tuple((ids, "\n".join(text).strip()) for ids, text in blocks)
