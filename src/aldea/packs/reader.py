"""Reads typed fields out of a YAML tree and says where one is wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from fractions import Fraction

from aldea.language.urgency import Urgency
from aldea.packs.diagnostics import Diagnostics, Position
from aldea.packs.yaml_tree import Fields, Items, Node, Scalar
from aldea.terminology import Unit, UnknownUnit, WrongDimension, convert, unit_of

WRONG_SHAPE = "Aldea reads a pack strictly, so that nothing in it is ignored or guessed"


class Reader:
    """Typed access to a tree; every complaint goes to the same diagnostics."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics

    def complain(self, position: Position, what: str, todo: str, why: str = WRONG_SHAPE) -> None:
        self.diagnostics.add(position, what, why, todo)

    def fields(self, node: Node | None, known: Collection[str], required: Collection[str] = ()) -> Fields:
        """A mapping with these keys only."""
        if not isinstance(node, Fields):
            position = node.position if node else Position("?", 1, 1)
            if node is not None:
                self.complain(position, "a mapping must stand here", f"write the fields {', '.join(known)}")
            return Fields({}, position)
        for key, position in node.keys.items():
            if key not in known:
                self.complain(position, f"'{key}' is no field here", f"use {', '.join(known)}")
        for key in required:
            if key not in node.fields:
                self.complain(node.position, f"the field '{key}' is missing", f"add {key}: ...")
        return node

    def items(self, node: Node | None) -> tuple[Node, ...]:
        """A list; absent is empty."""
        if node is None:
            return ()
        if not isinstance(node, Items):
            self.complain(node.position, "a list must stand here", "write it as [a, b] or with dashes")
            return ()
        return node.items

    def text(self, node: Node | None, default: str = "") -> str:
        """One text; absent is the default."""
        if node is None:
            return default
        if not isinstance(node, Scalar):
            self.complain(node.position, "a text must stand here", "write one text")
            return default
        return node.text

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one; absent is empty."""
        if isinstance(node, Scalar):
            return (node.text,)
        return tuple(self.text(item) for item in self.items(node))

    def ids(self, node: Node | None, known: Collection[str], kind: str) -> tuple[str, ...]:
        """A list of ids, each of which must be known."""
        nodes = (node,) if isinstance(node, Scalar) else self.items(node)
        return tuple(found for item in nodes if (found := self.id(item, known, kind)))

    def id(self, node: Node | None, known: Collection[str], kind: str) -> str:
        """One known id, or '' with a complaint."""
        text = self.text(node)
        if node is not None and text not in known:
            self.complain(
                node.position, f"there is no {kind} '{text}'", f"use an id of the pack{_nearest(text, known)}"
            )
            return ""
        return text

    def number(self, node: Node | None) -> Fraction | None:
        """An exact decimal."""
        if node is None:
            return None
        text = self.text(node)
        try:
            value = Decimal(text)
        except InvalidOperation:
            self.complain(node.position, f"'{text}' is no number", "write a decimal such as 37.5")
            return None
        if not value.is_finite():
            self.complain(node.position, f"'{text}' is no number to compare with", "write a finite decimal")
            return None
        return Fraction(value)

    def quantity(self, node: Node | None, unit: Unit | None) -> Fraction | None:
        """An amount such as '37.5 Cel', in `unit`; a number alone where there is no unit."""
        if node is None or unit is None:
            return self.number(node)
        parts = self.text(node).split()
        if len(parts) != 2:
            self.complain(node.position, "the amount has no unit", f"write it as '37.5 {unit.code}'")
            return None
        value = self.number(Scalar(parts[0], node.position))
        try:
            return None if value is None else convert(value, unit_of(parts[1]), unit)
        except (UnknownUnit, WrongDimension) as error:
            self.complain(node.position, str(error), f"use {unit.code}", "a wrong unit moves a limit unseen")
            return None

    def unit(self, node: Node | None) -> Unit | None:
        """A unit by its UCUM code."""
        if node is None:
            return None
        try:
            return unit_of(self.text(node))
        except UnknownUnit as error:
            self.complain(node.position, str(error), "use a UCUM code that Aldea knows")
            return None

    def range(self, node: Node | None) -> tuple[Fraction, Fraction] | None:
        """[lowest, highest], both ends in."""
        if node is None:
            return None
        ends = [self.number(item) for item in self.items(node)]
        if len(ends) != 2 or ends[0] is None or ends[1] is None:
            self.complain(node.position, "a range has two ends", "write it as [lowest, highest]")
            return None
        if ends[0] >= ends[1]:
            self.complain(
                node.position,
                "this range is impossible: it ends before it begins",
                "write the lower end first",
            )
            return None
        return ends[0], ends[1]

    def urgency(self, node: Node | None) -> Urgency:
        """An urgency by its id."""
        text = self.text(node)
        try:
            return Urgency.from_id(text)
        except ValueError as error:
            if node is not None:
                self.complain(node.position, str(error), "use one of them")
            return Urgency.NONE

    def flag(self, node: Node | None) -> bool:
        """true or false; absent is false."""
        text = self.text(node, "false")
        if text not in ("true", "false"):
            assert node is not None
            self.complain(node.position, f"'{text}' is neither true nor false", "write true or false")
        return text == "true"

    def one_of(self, node: Node | None, choices: Mapping[str, object] | Collection[str], default: str) -> str:
        """One of a few words; absent is the default."""
        text = self.text(node, default)
        if text not in choices:
            if node is not None:
                self.complain(
                    node.position, f"'{text}' cannot stand here", f"use one of {', '.join(choices)}"
                )
            return default
        return text


def _nearest(text: str, known: Collection[str]) -> str:
    close = get_close_matches(text, list(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
