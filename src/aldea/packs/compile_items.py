"""Compiles statements.tsv, observations.yaml and context.yaml."""

from __future__ import annotations

import csv
from collections.abc import Collection
from pathlib import Path

from aldea.language.pack import Cadence, ContextItem, Group, Kind, Observation, Statement, StricterLimit
from aldea.language.urgency import Urgency
from aldea.packs.diagnostics import Diagnostics, Position
from aldea.packs.reader import Reader
from aldea.packs.yaml_tree import Fields, Node

STATEMENT_COLUMNS = ["id", "section", "kind", "urgency", "claim"]
KINDS = {kind.value: kind for kind in Kind}
CADENCES = {cadence.value: cadence for cadence in Cadence}


def compile_statements(path: Path, diagnostics: Diagnostics) -> dict[str, Statement]:
    """The numbered claims of the source, tab-separated; those with an id in BEYOND- go beyond the leaflet."""
    name = path.name
    if not path.exists():
        diagnostics.add(Position(name, 1, 1), "this file is missing", "rules cite its ids", f"add {name}")
        return {}
    statements: dict[str, Statement] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        for line, row in enumerate(rows, start=1):
            if line == 1:
                if row != STATEMENT_COLUMNS:
                    diagnostics.add(
                        Position(name, 1, 1),
                        "the columns are not those that Aldea reads",
                        "a claim could be lost",
                        f"use {' '.join(STATEMENT_COLUMNS)}",
                    )
                    return {}
                continue
            statement = _statement(row, Position(name, line, 1), diagnostics)
            if statement and statement.id in statements:
                diagnostics.add(
                    Position(name, line, 1),
                    f"'{statement.id}' stands here twice",
                    "ids are unique",
                    "renumber it",
                )
            if statement:
                statements[statement.id] = statement
    return statements


def _statement(row: list[str], position: Position, diagnostics: Diagnostics) -> Statement | None:
    if len(row) != len(STATEMENT_COLUMNS):
        diagnostics.add(position, f"{len(row)} columns instead of 5", "a claim could be lost", "mend the row")
        return None
    id_, section, kind, urgency, claim = row
    try:
        level = Urgency.from_id(urgency) if urgency else None
    except ValueError as error:
        diagnostics.add(position, str(error), "the claim has no level", "use one of them")
        return None
    return Statement(id_, section, kind, level, claim, beyond=id_.startswith("BEYOND-"))


OBSERVATION_FIELDS = (
    "id", "type", "unit", "accept", "choices", "unsure_counts_as", "masked_by", "worse_when", "statements",
    "meaning", "group", "order", "cadence", "follow_up_of", "only_when", "name", "question", "hint",
    "team_question", "amount_question", "amount_question_again", "patient_name", "choice_labels",
)  # fmt: skip
OBSERVATION_TEXTS = (
    "id", "worse_when", "meaning", "name", "question", "hint", "team_question", "amount_question",
    "amount_question_again", "patient_name",
)  # fmt: skip
CONTEXT_FIELDS = (
    "id", "type", "unit", "accept", "stricter", "choices", "statements", "meaning", "name", "question",
    "help", "patient_name", "choice_labels",
)  # fmt: skip


def compile_groups(reader: Reader, node: Node | None) -> tuple[Group, ...]:
    groups = []
    for item in reader.items(node):
        fields = reader.fields(item, ("id", "title", "intro"), ("id", "title")).fields
        groups.append(Group(*(reader.text(fields.get(key)) for key in ("id", "title", "intro"))))
    return tuple(groups)


def compile_observations(
    reader: Reader, node: Node | None, groups: tuple[Group, ...], statements: Collection[str]
) -> dict[str, Observation]:
    """In the order of the file, which is the order of the screens."""
    found: dict[str, Observation] = {}
    nodes = reader.items(node)
    ids = {reader.text(item.fields.get("id")) for item in nodes if isinstance(item, Fields)}
    for item in nodes:
        entry = reader.fields(
            item, OBSERVATION_FIELDS, ("id", "type", "group", "cadence", "name", "question")
        )
        observation = _observation(reader, entry, {group.id for group in groups}, statements, ids)
        if observation.id in found:
            reader.complain(
                item.position, f"'{observation.id}' stands here twice", "ids are unique: rename one"
            )
        found[observation.id] = observation
    return found


def _observation(
    reader: Reader, entry: Fields, groups: Collection[str], statements: Collection[str], ids: Collection[str]
) -> Observation:
    fields = entry.fields
    kind = KINDS[reader.one_of(fields.get("type"), KINDS, "yesno")]
    choices = reader.texts(fields.get("choices"))
    _check_completeness(reader, entry, kind, choices)
    return Observation(
        **{key: reader.text(fields.get(key)) for key in OBSERVATION_TEXTS},
        kind=kind,
        unit=reader.unit(fields.get("unit")),
        accept=reader.range(fields.get("accept")),
        choices=choices,
        choice_labels=_choice_labels(reader, entry, choices),
        unsure_counts_as=reader.text(fields.get("unsure_counts_as")) or None,
        masked_by=reader.id(fields.get("masked_by"), ids, "observation") or None,
        statements=reader.ids(fields.get("statements"), statements, "statement"),
        group=reader.id(fields.get("group"), groups, "group"),
        cadence=CADENCES[reader.one_of(fields.get("cadence"), CADENCES, "daily")],
        follow_up_of=reader.ids(fields.get("follow_up_of"), ids, "observation"),
        only_when=reader.text(fields.get("only_when")) or None,
    )


def _check_completeness(reader: Reader, entry: Fields, kind: Kind, choices: Collection[str]) -> None:
    """What not sure means, and which numbers are plausible, is said wherever it cannot be known otherwise."""
    unsure = reader.text(entry.fields.get("unsure_counts_as"))
    if kind is Kind.COUNT and not unsure:
        reader.complain(entry.position, "a count needs `unsure_counts_as`", "say what not sure counts as",
                        "not sure is never no")  # fmt: skip
    if kind is Kind.CHOICE and unsure not in choices:
        reader.complain(entry.position, "a choice needs `unsure_counts_as`", "use one of its choices",
                        "not sure is never no")  # fmt: skip
    if kind in (Kind.COUNT, Kind.QUANTITY, Kind.READINGS, Kind.AMOUNT) and not entry.fields.get("accept"):
        reader.complain(entry.position, "a number needs a plausible range", "add accept: [lowest, highest]",
                        "a mistype would be judged")  # fmt: skip


def _choice_labels(reader: Reader, entry: Fields, choices: Collection[str]) -> dict[str, str]:
    """What each choice is called on the page; where there are labels, every choice has one."""
    if "choice_labels" not in entry.fields:
        return {}
    labels = reader.fields(entry.fields["choice_labels"], choices, choices).fields
    return {choice: reader.text(node) for choice, node in labels.items()}


def compile_context(reader: Reader, node: Node | None, statements: Collection[str]) -> dict[str, ContextItem]:
    found: dict[str, ContextItem] = {}
    for item in reader.items(node):
        entry = reader.fields(item, CONTEXT_FIELDS, ("id", "type", "name", "question"))
        fields = entry.fields
        kind = KINDS[reader.one_of(fields.get("type"), KINDS, "yesno")]
        if kind not in (Kind.YESNO, Kind.CHOICE, Kind.QUANTITY):
            reader.complain(
                item.position,
                f"a context item cannot be of type {kind.value}",
                "use yesno, choice or quantity",
            )
        texts = {
            key: reader.text(fields.get(key))
            for key in ("id", "meaning", "name", "question", "help", "patient_name")
        }
        choices = reader.texts(fields.get("choices"))
        made = ContextItem(
            **texts,
            kind=kind,
            unit=reader.unit(fields.get("unit")),
            accept=reader.range(fields.get("accept")),
            stricter=_stricter(reader, fields.get("stricter")),
            choices=choices,
            choice_labels=_choice_labels(reader, entry, choices),
            statements=reader.ids(fields.get("statements"), statements, "statement"),
        )
        if made.id in found:
            reader.complain(item.position, f"'{made.id}' stands here twice", "ids are unique: rename one")
        found[made.id] = made
    return found


def _stricter(reader: Reader, node: Node | None) -> StricterLimit | None:
    if node is None:
        return None
    fields = reader.fields(node, ("side", "standard", "opposite"), ("side", "standard", "opposite")).fields
    upper = reader.one_of(fields.get("side"), ("upper", "lower"), "upper") == "upper"
    standard, opposite = reader.number(fields.get("standard")), reader.number(fields.get("opposite"))
    if standard is None or opposite is None or (standard > opposite) is not upper:
        reader.complain(node.position, "the two limits are the wrong way round", "mend standard and opposite")
        return None
    return StricterLimit(upper, standard, opposite)
