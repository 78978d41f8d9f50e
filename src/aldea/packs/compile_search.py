"""Compiles lay_words.yaml: what people type in the search, and which pages they mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from aldea.language.conditions import leaves
from aldea.language.folding import folded
from aldea.language.pack import EmergencyWords, FurtherReading, LayWords, Pack, SearchWords, Topic
from aldea.language.urgency import Urgency
from aldea.packs.diagnostics import Diagnostics, Position
from aldea.packs.reader import Reader
from aldea.packs.yaml_tree import Fields, Node, Scalar, parse_yaml

FILE = "lay_words.yaml"
SECTIONS = ("small_words", "emergency", "lay_words")
LOST_WORD = "whoever types it would not be led to the right page"


def compile_search(folder: Path, pack: Pack, diagnostics: Diagnostics) -> SearchWords:
    """The words of the search; each is held against the topics, the advice and the emergency signs."""
    reader = Reader(diagnostics)
    tree = parse_yaml(folder / FILE, FILE, diagnostics)
    if tree is None:
        return SearchWords()
    fields = reader.fields(tree, SECTIONS).fields
    small = frozenset(word for text in reader.texts(fields.get("small_words")) for word in folded(text))
    return SearchWords(
        lay=tuple(_lay_words(reader, fields.get("lay_words"), pack)),
        emergency=_emergency_words(reader, fields.get("emergency"), pack, small),
        small=small,
    )


def compile_further_reading(
    reader: Reader, node: Node | None, statements: Collection[str]
) -> tuple[FurtherReading, ...]:
    """The pages of others that the source names; each cites the statements that name it."""
    known = ("title", "address", "statements")
    found = []
    for item in reader.items(node):
        fields = reader.fields(item, known, known).fields
        address = reader.text(fields.get("address"))
        if not address.startswith("https://"):
            reader.complain(item.position, f"'{address}' is no safe address", "begin it with https://")
        cited = reader.ids(fields.get("statements"), statements, "statement")
        found.append(FurtherReading(reader.text(fields.get("title")), address, cited))
    return tuple(found)


class _Page:
    """A topic, with its words as they are compared."""

    def __init__(self, topic: Topic) -> None:
        self.id = topic.id
        self.said = _said(topic)
        self.search = {folded(word) for word in topic.search}


def _lay_words(reader: Reader, node: Node | None, pack: Pack) -> Iterator[LayWords]:
    topics = {topic.id: _Page(topic) for topic in pack.topics}
    seen: dict[tuple[str, ...], Position] = {}
    for item in reader.items(node):
        entry = reader.fields(item, ("words", "means", "topics", "advice"), ("words", "means", "topics"))
        fields = entry.fields
        found = LayWords(
            words=_new_words(reader, fields.get("words"), seen),
            means=reader.texts(fields.get("means")),
            topics=reader.ids(fields.get("topics"), topics, "topic"),
            advice=reader.ids(fields.get("advice"), pack.advice, "advice"),
        )
        named = [topics[id_] for id_ in found.topics]
        _check_own_words(reader, fields.get("words"), named)
        _check_meaning(reader, entry, found, named)
        yield found


def _new_words(reader: Reader, node: Node | None, seen: dict[tuple[str, ...], Position]) -> tuple[str, ...]:
    """The words of one entry; each stands once in the file, however it is spelled."""
    for item in _scalars(reader, node):
        key = folded(item.text)
        if not key:
            reader.complain(item.position, f"'{item.text}' is no word", "write letters or figures", LOST_WORD)
        elif key in seen:
            reader.complain(
                item.position,
                f"'{item.text}' stands here twice, first in line {seen[key].line}",
                "name every topic in one entry, and delete the other",
                LOST_WORD,
            )
        else:
            seen[key] = item.position
    return reader.texts(node)


def _check_own_words(reader: Reader, node: Node | None, topics: Collection[_Page]) -> None:
    for item in _scalars(reader, node):
        for topic in topics:
            if folded(item.text) in topic.search:
                reader.complain(
                    item.position,
                    f"'{item.text}' is a search word of the topic '{topic.id}' already",
                    "keep it in one place",
                    "one of the two would be forgotten when the other is changed",
                )


def _check_meaning(reader: Reader, entry: Fields, found: LayWords, topics: Collection[_Page]) -> None:
    """Each topic says at least one of the words that are meant, and each of these is said by some topic."""
    said = {topic.id: topic.said for topic in topics}
    everywhere = " ".join(said.values())
    for meant in found.means:
        if topics and not _is_said(meant, everywhere):
            reader.complain(
                entry.position,
                f"no topic of this entry says '{meant}'",
                "use words that stand on the page",
                "the search could not show the sentence",
            )
    for id_, text in said.items():
        if not any(_is_said(meant, text) for meant in found.means):
            reader.complain(
                entry.position,
                f"the topic '{id_}' says none of these words",
                "add a word of that page to `means`, or take the topic out",
                "the search could not show the sentence",
            )


def _said(topic: Topic) -> str:
    text = " ".join((topic.title, *(text for _, text in topic.blocks)))
    return f" {' '.join(folded(text))} "


def _is_said(meant: str, text: str) -> bool:
    return f" {' '.join(folded(meant))} " in text


def _emergency_words(
    reader: Reader, node: Node | None, pack: Pack, small: Collection[str]
) -> tuple[EmergencyWords, ...]:
    """The words of each emergency sign. A sign without words would not be recognised: refused."""
    signs = list(dict.fromkeys(_emergency_signs(pack)))
    seen: dict[tuple[str, ...], Position] = {}
    found = []
    for item in reader.items(node):
        fields = reader.fields(item, ("observation", "words"), ("words",)).fields
        sign = reader.id(fields.get("observation"), signs, "emergency sign")
        found.append(EmergencyWords(sign, _new_words(reader, fields.get("words"), seen)))
        _check_what_is_left(reader, fields.get("words"), small)
    for sign in signs:
        if sign not in {entry.observation for entry in found if entry.words}:
            reader.complain(
                node.position if node else Position(FILE, 1, 1),
                f"there are no emergency words for '{sign}'",
                "add what people would type",
                "someone who types it must be told to call 999",
            )
    return tuple(found)


def _check_what_is_left(reader: Reader, node: Node | None, small: Collection[str]) -> None:
    """Small words are passed over: of several words at least two are left, of one that one."""
    for item in _scalars(reader, node):
        words = folded(item.text)
        left = [word for word in words if word not in small]
        if len(left) < min(len(words), 2):
            reader.complain(
                item.position,
                f"without its small words '{item.text}' is only '{' '.join(left)}'",
                "say it with other words, or take a word out of `small_words`",
                "it would be found in what is no emergency",
            )


def _emergency_signs(pack: Pack) -> Iterator[str]:
    for rule in pack.rules:
        if rule.urgency is Urgency.EMERGENCY_999:
            for leaf in leaves(rule.when):
                if (id_ := getattr(leaf, "observation", None)) is not None:
                    yield id_


def _scalars(reader: Reader, node: Node | None) -> Iterator[Scalar]:
    nodes = (node,) if isinstance(node, Scalar) else reader.items(node)
    return (item for item in nodes if isinstance(item, Scalar))
