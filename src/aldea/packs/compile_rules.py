"""Compiles rules.yaml and advice.yaml."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from aldea.language.pack import Advice, Rule, Show, Statement
from aldea.language.urgency import Urgency
from aldea.packs.compile_conditions import ConditionCompiler
from aldea.packs.reader import Reader
from aldea.packs.yaml_tree import Fields, Node

RULE_FIELDS = (
    "id", "when", "urgency", "statements", "advice", "asks", "reading", "patient", "team",
)  # fmt: skip
ADVICE_FIELDS = (
    "id", "show", "level", "when", "from", "below", "statements", "dropped_when", "reassures", "claim",
    "patient", "team",
)  # fmt: skip
SHOWS = {show.value: show for show in Show}


def compile_definitions(compiler: ConditionCompiler, node: Node | None) -> None:
    """Named conditions, in order: each may use those above it."""
    if node is None:
        return
    if not isinstance(node, Fields):
        compiler.reader.complain(node.position, "definitions have names", "write name: condition")
        return
    for name, value in node.fields.items():
        compiler.definitions[name] = compiler.compile(value)


def compile_rules(
    compiler: ConditionCompiler,
    node: Node | None,
    statements: Mapping[str, Statement],
    advice: Collection[str],
    readings: Collection[int],
) -> tuple[Rule, ...]:
    """Every rule, in the order of the file."""
    reader = compiler.reader
    items = {*compiler.observations, *compiler.context}
    rules: dict[str, Rule] = {}
    for item in reader.items(node):
        entry = reader.fields(item, RULE_FIELDS, ("id", "when", "urgency", "statements", "patient", "team"))
        fields = entry.fields
        rule = Rule(
            id=reader.text(fields.get("id")),
            when=compiler.compile(fields.get("when")),
            urgency=reader.urgency(fields.get("urgency")),
            statements=reader.ids(fields.get("statements"), statements, "statement"),
            advice=reader.ids(fields.get("advice"), advice, "advice"),
            asks=reader.ids(fields.get("asks"), items, "observation or context item"),
            readings=compile_numbers(reader, fields.get("reading"), readings),
            why_patient=reader.text(fields.get("patient")),
            why_team=reader.text(fields.get("team")),
        )
        _check_level(reader, entry, rule, statements)
        if rule.id in rules:
            reader.complain(entry.position, f"'{rule.id}' stands here twice", "ids are unique: rename one")
        rules[rule.id] = rule
    return tuple(rules.values())


def compile_numbers(reader: Reader, node: Node | None, readings: Collection[int]) -> tuple[int, ...]:
    """The readings that an entry cites, each of which readings.md must have."""
    found = []
    for item in reader.items(node):
        number = reader.number(item)
        if number is not None and number not in readings:
            reader.complain(
                item.position,
                f"there is no reading {reader.text(item)}",
                "write it in readings.md",
                "nobody could check why the rule is as it is",
            )
        elif number is not None:
            found.append(int(number))
    return tuple(found)


def _check_level(reader: Reader, entry: Fields, rule: Rule, statements: Mapping[str, Statement]) -> None:
    """A rule is as urgent as the statements that it cites; any other level needs a reading that says why."""
    if not rule.statements:
        reader.complain(entry.position, f"rule '{rule.id}' cites no statement", "cite what it serves",
                        "a rule without a source is an invention")  # fmt: skip
    levels = [level for id_ in rule.statements if (level := statements[id_].urgency) is not None]
    highest = max(levels, default=Urgency.NONE)
    if rule.urgency != highest and not rule.readings:
        reader.complain(
            entry.position,
            f"rule '{rule.id}' is {rule.urgency.id}, but its statements say {highest.id}",
            "mend the urgency, or cite the reading that decides it",
            "an answer above or below its source is wrong",
        )


def compile_advice(
    reader: Reader, node: Node | None, statements: Collection[str]
) -> dict[str, tuple[Fields, Advice]]:
    """Every advice but its own condition, which may name definitions that are compiled later."""
    found: dict[str, tuple[Fields, Advice]] = {}
    nodes = reader.items(node)
    ids = {reader.text(item.fields.get("id")) for item in nodes if isinstance(item, Fields)}
    for item in nodes:
        entry = reader.fields(item, ADVICE_FIELDS, ("id", "show", "statements", "patient", "team"))
        fields = entry.fields
        show = SHOWS[reader.one_of(fields.get("show"), SHOWS, "symptom")]
        advice = Advice(
            id=reader.text(fields.get("id")),
            show=show,
            level=reader.urgency(fields["level"]) if "level" in fields else None,
            when=None,
            from_urgency=reader.urgency(fields["from"]) if "from" in fields else Urgency.NONE,
            below_urgency=reader.urgency(fields["below"]) if "below" in fields else None,
            statements=reader.ids(fields.get("statements"), statements, "statement"),
            dropped_when=frozenset(reader.ids(fields.get("dropped_when"), ids, "advice")),
            reassures=reader.flag(fields.get("reassures")),
            claim=reader.text(fields.get("claim")),
            patient=reader.text(fields.get("patient")),
            team=reader.text(fields.get("team")),
        )
        if (show is Show.LEVEL) is (advice.level is None):
            reader.complain(
                item.position, f"'{advice.id}': show and level do not fit", "give a level advice its level"
            )
        if advice.id in found:
            reader.complain(item.position, f"'{advice.id}' stands here twice", "ids are unique: rename one")
        found[advice.id] = (entry, advice)
    return found
