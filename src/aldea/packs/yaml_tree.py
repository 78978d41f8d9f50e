"""YAML as a tree of texts with their positions.

Scalars stay text: YAML would read `no` as false, 37.10 as a float and 1:30 as ninety. What a text means
is decided by the field that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from aldea.packs.diagnostics import Diagnostics, Position

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single text."""

    text: str
    position: Position
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    position: Position

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping; `keys` holds the position of each key."""

    fields: Mapping[str, Node]
    position: Position
    keys: Mapping[str, Position] = field(default_factory=dict)


Node = Scalar | Items | Fields


def parse_yaml(path: Path, name: str, diagnostics: Diagnostics) -> Node | None:
    """The tree of one file; None where it is missing, empty or no YAML (with a diagnostic)."""
    start = Position(name, 1, 1)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        diagnostics.add(start, "this file is missing", "a pack cannot be read without it", f"add {name}")
        return None
    except UnicodeDecodeError as error:
        diagnostics.add(
            start, f"this is no UTF-8 text ({error.reason})", "a text would be lost", "save it as UTF-8"
        )
        return None
    return parse_yaml_text(text, name, diagnostics)


def parse_yaml_text(text: str, name: str, diagnostics: Diagnostics) -> Node | None:
    """The tree of one text; None where it is empty or no YAML (with a diagnostic)."""
    start = Position(name, 1, 1)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        position = Position(name, mark.line + 1, mark.column + 1) if mark else start
        diagnostics.add(
            position, f"this is no YAML: {error.problem}", "nothing after it can be read", "mend the YAML"
        )
        return None
    if root is None:
        diagnostics.add(start, "this file is empty", "a pack needs it", "fill it in")
        return None
    return _tree(root, name, diagnostics)


def _tree(node: yaml.Node, name: str, diagnostics: Diagnostics) -> Node:
    position = Position(name, node.start_mark.line + 1, node.start_mark.column + 1)
    match node:
        case yaml.MappingNode():
            return _fields(node, position, name, diagnostics)
        case yaml.SequenceNode():
            return Items(tuple(_tree(item, name, diagnostics) for item in node.value), position)
        case _:
            return Scalar(str(node.value), position, quoted=getattr(node, "style", None) in ("'", '"'))


def _fields(node: yaml.MappingNode, position: Position, name: str, diagnostics: Diagnostics) -> Fields:
    fields: dict[str, Node] = {}
    keys: dict[str, Position] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        at = Position(name, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key in fields:
            diagnostics.add(at, f"'{key}' stands here twice", "only one of the two could count", "keep one")
        fields[key] = _tree(value_node, name, diagnostics)
        keys[key] = at
    return Fields(fields, position, keys)
