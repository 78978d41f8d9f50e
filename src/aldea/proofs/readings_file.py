"""Reads readings.yaml: strictly, with a position for each mistake."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

from aldea.language.pack import Kind, Observation, Pack
from aldea.language.urgency import Urgency
from aldea.packs.diagnostics import Diagnostics
from aldea.packs.reader import Reader
from aldea.packs.yaml_tree import Fields, Node, Scalar, parse_yaml
from aldea.proofs.reading_words import read_test
from aldea.proofs.readings import (
    AdviceWhen,
    AlsoAsked,
    Circumstance,
    Finding,
    HarmlessReadings,
    Line,
    ReadingsFile,
    Sign,
    Telephone,
    Test,
    sign_text,
)

SECTIONS = (
    "readings_of", "status", "approved_by", "harmless", "not_sure_counts_as", "counts_as_no_reading",
    "circumstances", "groups", "findings", "advice", "level_advice", "telephone", "gives_way", "reassures",
    "also_asked", "reasons_of_advice",
)  # fmt: skip
NEEDED = SECTIONS[:-1]
DECIDES = "gives_way_readings"
FINDING_FIELDS = ("finding", "where", "level", "statements", "advice", "readings")
UNKNOWN, NOT_SURE = "unknown", "not sure"


def readings_path(pack_id: str) -> Path:
    """Where the readings of a pack stand: beside the protocols, never inside a pack.

    Raises FileNotFoundError where there are none.
    """
    path = Path(str(files("aldea.protocols").joinpath(f"{pack_id}.readings.yaml")))
    if not path.is_file():
        raise FileNotFoundError(
            f"there are no readings for the pack '{pack_id}', so nothing can be proved of it; "
            f"name them with --readings FILE"
        )
    return path


def load_readings(pack: Pack, path: Path | None = None) -> ReadingsFile:
    """The readings of a pack; raises PackError with every mistake, among them ids that the pack has not."""
    path = path or readings_path(pack.id)
    diagnostics = Diagnostics()
    found = _ReadingsReader(Reader(diagnostics), pack).read(path, diagnostics)
    diagnostics.raise_if_any()
    assert found is not None
    return found


class _ReadingsReader:
    def __init__(self, reader: Reader, pack: Pack) -> None:
        self.reader = reader
        self.pack = pack
        self.circumstances: dict[str, Circumstance] = {}
        self.groups: dict[str, tuple[Sign, ...]] = {}

    def read(self, path: Path, diagnostics: Diagnostics) -> ReadingsFile | None:
        tree = parse_yaml(path, path.name, diagnostics)
        root = self.reader.fields(tree, (*SECTIONS, DECIDES), NEEDED).fields
        if set(NEEDED) - set(root):
            return None
        if self.reader.text(root["readings_of"]) != self.pack.id:
            self.reader.complain(
                root["readings_of"].position, f"these are not the readings of {self.pack.id}", "use its own"
            )
        self.circumstances = {
            name: self._circumstance(name, node) for name, node in self._pairs(root["circumstances"])
        }
        self.groups = {name: self._signs(node) for name, node in self._pairs(root["groups"])}
        gives_way = self._gives_way(root["gives_way"])
        return ReadingsFile(
            pack_id=self.pack.id,
            status=self.reader.text(root["status"]),
            approved_by=self.reader.text(root["approved_by"]),
            digest="sha256:" + hashlib.sha256(path.read_bytes()).hexdigest(),
            harmless=self._harmless(root["harmless"]),
            not_sure_counts_as=self._unsure(root["not_sure_counts_as"]),
            counts_as_no_reading=self._masks(root["counts_as_no_reading"]),
            findings=tuple(self._finding(node) for node in self.reader.items(root["findings"])),
            advice=tuple(self._advice(node) for node in self.reader.items(root["advice"])),
            level_advice=self._level_advice(root["level_advice"]),
            telephone=self._telephone(root["telephone"]),
            gives_way=gives_way,
            gives_way_readings=self._decides(root.get(DECIDES), gives_way),
            reassures=self.reader.ids(root["reassures"], self.pack.advice, "advice"),
            also_asked=tuple(self._also_asked(node) for node in self.reader.items(root["also_asked"])),
            reasons_of_advice=self._reasons(root.get("reasons_of_advice")),
        )

    def _gives_way(self, node: Node) -> Mapping[str, tuple[str, ...]]:
        known = self.pack.advice
        return {
            self.reader.id(Scalar(name, winners.position), known, "advice"): self.reader.ids(
                winners, known, "advice"
            )
            for name, winners in self._pairs(node)
        }

    def _level_advice(self, node: Node) -> Mapping[Urgency, str]:
        return {
            self.reader.urgency(Scalar(level, id_.position)): self.reader.id(id_, self.pack.advice, "advice")
            for level, id_ in self._pairs(node)
        }

    def _unsure(self, node: Node) -> Mapping[str, int]:
        return {
            self._observation(name, count).id: int(self.reader.number(count) or 0)
            for name, count in self._pairs(node)
        }

    def _masks(self, node: Node) -> Mapping[str, str]:
        return {
            self._observation(name, mask).id: self.reader.id(mask, self.pack.observations, "observation")
            for name, mask in self._pairs(node)
        }

    def _reasons(self, node: Node | None) -> Mapping[str, tuple[str, ...]]:
        return {
            self.reader.id(Scalar(name, ids.position), self.pack.advice, "advice"): self.reader.ids(
                ids, self.pack.statements, "statement"
            )
            for name, ids in (self._pairs(node) if node is not None else ())
        }

    def _pairs(self, node: Node) -> list[tuple[str, Node]]:
        if not isinstance(node, Fields):
            self.reader.complain(node.position, "a mapping must stand here", "write name: value")
            return []
        return list(node.fields.items())

    def _observation(self, name: str, node: Node) -> Observation:
        found = self.reader.id(Scalar(name, node.position), self.pack.observations, "observation")
        return self.pack.observations[found or next(iter(self.pack.observations))]

    def _harmless(self, node: Node) -> Mapping[str, HarmlessReadings | str]:
        found: dict[str, HarmlessReadings | str] = {}
        for name, value in self._pairs(node):
            observation = self._observation(name, value)
            if observation.kind is Kind.CHOICE:
                found[observation.id] = self.reader.id(value, observation.choices, "choice")
                continue
            fields = ("at_least", "at_most", "above_own", "below_own")
            given = self.reader.fields(value, fields, fields).fields
            found[observation.id] = HarmlessReadings(
                self.reader.quantity(given.get("at_least"), observation.unit) or Fraction(0),
                self.reader.quantity(given.get("at_most"), observation.unit) or Fraction(0),
                self.reader.id(given.get("above_own"), self.pack.context, "context item"),
                self.reader.id(given.get("below_own"), self.pack.context, "context item"),
            )
        return found

    def _circumstance(self, name: str, node: Node) -> Circumstance:
        return Circumstance(name, tuple(self._line(item) for item in self.reader.items(node)))

    def _line(self, node: Node) -> Line:
        words: dict[str, frozenset[str]] = {}
        at_most: dict[str, Fraction] = {}
        for id_, value in self.reader.fields(node, tuple(self.pack.context)).fields.items():
            item = self.pack.context.get(id_)
            if item is None:
                continue
            if isinstance(value, Scalar) and value.text.startswith("at most "):
                limit = Scalar(value.text.removeprefix("at most "), value.position)
                at_most[id_] = self.reader.quantity(limit, item.unit) or Fraction(0)
                continue
            known = ("yes", "no", NOT_SURE, UNKNOWN) if item.kind is Kind.YESNO else (*item.choices, UNKNOWN)
            words[id_] = frozenset(self.reader.ids(value, known, f"answer to {id_}"))
        return Line(words, at_most)

    def _where(self, node: Node | None) -> Circumstance | None:
        if node is None:
            return None
        return self.circumstances.get(self.reader.id(node, self.circumstances, "circumstance"))

    def _signs(self, node: Node | None) -> tuple[Sign, ...]:
        """A group by its name, one sign, or a list of signs."""
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return self.groups.get(self.reader.id(node, self.groups, "group of findings"), ())
        nodes = (node,) if isinstance(node, Fields) else self.reader.items(node)
        return tuple(Sign(self._tests(item)) for item in nodes)

    def _tests(self, node: Node) -> tuple[Test, ...]:
        return tuple(
            test
            for id_, value in self._pairs(node)
            for text in self.reader.texts(value)
            if (test := read_test(self._observation(id_, value), text, value, self.pack, self.reader))
        )

    def _finding(self, node: Node) -> Finding:
        fields = self.reader.fields(node, FINDING_FIELDS, ("finding", "level", "statements")).fields
        signs, where = self._signs(fields.get("finding")), self._where(fields.get("where"))
        named = fields.get("finding")
        name = named.text if isinstance(named, Scalar) else " or ".join(map(sign_text, signs))
        return Finding(
            name=f"{name}, {where.name}" if where else name,
            signs=signs,
            where=where,
            level=self.reader.urgency(fields.get("level")),
            statements=self.reader.ids(fields.get("statements"), self.pack.statements, "statement"),
            advice=self.reader.ids(fields.get("advice"), self.pack.advice, "advice"),
            readings=tuple(int(number) for number in self.reader.texts(fields.get("readings"))),
        )

    def _advice(self, node: Node) -> AdviceWhen:
        known = ("advice", "finding", "where", "from", "below", "readings")
        fields = self.reader.fields(node, known, ("advice",)).fields
        return AdviceWhen(
            advice=self.reader.id(fields.get("advice"), self.pack.advice, "advice"),
            signs=self._signs(fields.get("finding")),
            where=self._where(fields.get("where")),
            from_level=self.reader.urgency(fields["from"]) if "from" in fields else Urgency.NONE,
            below=self.reader.urgency(fields["below"]) if "below" in fields else None,
        )

    def _also_asked(self, node: Node) -> AlsoAsked:
        fields = self.reader.fields(
            node, ("item", "finding", "where", "readings"), ("item", "finding")
        ).fields
        items = {*self.pack.observations, *self.pack.context}
        item = self.reader.id(fields.get("item"), items, "observation or context item")
        return AlsoAsked(item, self._signs(fields.get("finding")), self._where(fields.get("where")))

    def _decides(
        self, node: Node | None, gives_way: Mapping[str, tuple[str, ...]]
    ) -> dict[tuple[str, str], tuple[int, ...]]:
        """Each line is of every pair of `gives_way` between its two lists; there must be one."""
        found: dict[tuple[str, str], tuple[int, ...]] = {}
        names = ("advice", "to", "readings")
        for item in self.reader.items(node) if node is not None else ():
            fields = self.reader.fields(item, names, names).fields
            losers = self.reader.ids(fields.get("advice"), gives_way, "advice that gives way")
            winners = self.reader.ids(fields.get("to"), self.pack.advice, "advice")
            numbers = tuple(int(number) for number in self.reader.texts(fields.get("readings")))
            pairs = {(one, other) for one in losers for other in winners if other in gives_way.get(one, ())}
            if not pairs:
                self.reader.complain(
                    item.position, "none of these gives way to any of those", "see gives_way"
                )
            found |= {pair: (*found.get(pair, ()), *numbers) for pair in pairs}
        return found

    def _telephone(self, node: Node) -> Telephone:
        names = ("ward", "ward_advice", "from", "advice")
        fields = self.reader.fields(node, names, names).fields
        return Telephone(
            ward=self._where(fields.get("ward")) or Circumstance("", ()),
            ward_advice=self.reader.id(fields.get("ward_advice"), self.pack.advice, "advice"),
            from_level=self.reader.urgency(fields.get("from")),
            advice=self.reader.ids(fields.get("advice"), self.pack.advice, "advice"),
        )
