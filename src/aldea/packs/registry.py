"""Loads a pack by its id or from a folder, and refuses one that is not whole."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from aldea.language.pack import Advice, Pack, PackVersion, Rule, Show
from aldea.language.urgency import Urgency
from aldea.packs.compile_conditions import ConditionCompiler
from aldea.packs.compile_items import (
    compile_context,
    compile_groups,
    compile_observations,
    compile_statements,
)
from aldea.packs.compile_readings import compile_readings
from aldea.packs.compile_rules import compile_advice, compile_definitions, compile_rules
from aldea.packs.compile_search import compile_further_reading, compile_search
from aldea.packs.compile_topics import compile_topics
from aldea.packs.diagnostics import Diagnostics, Position
from aldea.packs.reader import Reader
from aldea.packs.yaml_tree import Fields, Node, Scalar, parse_yaml

PACK_FIELDS = (
    "id", "version", "title", "status", "language", "replaces", "authors", "review_by", "sources", "settings",
    "further_reading",
)  # fmt: skip
EXAMPLES = ("cases", "pages")
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def pack_folder(name: str) -> Path:
    """The folder of a pack that ships with Aldea, or a folder of one's own; raises PackError."""
    if "/" in name or name.startswith("."):
        folder = Path(name)
    else:
        folder = Path(str(files("aldea.protocols").joinpath(name)))
    if not (folder / "pack.yaml").is_file():
        diagnostics = Diagnostics()
        diagnostics.add(
            Position(name, 1, 1), "there is no pack here", "a pack is a folder with a pack.yaml",
            "give the id of a pack, such as aldesleukin, or a path such as ./my-pack",
        )  # fmt: skip
        diagnostics.raise_if_any()
    return folder


def load_pack(name: str) -> Pack:
    """Reads and checks a whole pack; raises PackError with every diagnostic."""
    folder = pack_folder(name)
    diagnostics = Diagnostics()
    pack = _compile(folder, diagnostics)
    pack = replace(pack, search=compile_search(folder, pack, diagnostics))
    for check in (_check_advice, _check_statements, _check_only_when):
        check(pack, diagnostics)
    diagnostics.raise_if_any()
    return pack


def digest_of(folder: Path) -> str:
    """A digest over every file that can change an answer, its words or its grounds; tests are not in it.

    The readings are in it: a rule that is understood in another way is another rule to whoever signed it.
    """
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.suffix in (".yaml", ".tsv", ".md") and not relative.parts[0].startswith(EXAMPLES):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"{relative.as_posix()} {content}\n".encode())
    return f"sha256:{total.hexdigest()}"


def _file(folder: Path, name: str, known: Iterable[str], reader: Reader) -> Mapping[str, Node]:
    tree = parse_yaml(folder / name, name, reader.diagnostics)
    return reader.fields(tree, tuple(known)).fields if tree else {}


def _compile(folder: Path, diagnostics: Diagnostics) -> Pack:
    reader = Reader(diagnostics)
    head = _file(folder, "pack.yaml", PACK_FIELDS, reader)
    settings = _settings(reader, head.get("settings"))
    statements = compile_statements(folder / "statements.tsv", diagnostics)
    observed = _file(folder, "observations.yaml", ("groups", "observations"), reader)
    groups = compile_groups(reader, observed.get("groups"))
    observations = compile_observations(reader, observed.get("observations"), groups, statements)
    known = _file(folder, "context.yaml", ("context",), reader)
    context = compile_context(reader, known.get("context"), statements)
    advised = _file(folder, "advice.yaml", ("advice",), reader)
    advice_entries = compile_advice(reader, advised.get("advice"), statements)
    ruled = _file(folder, "rules.yaml", ("definitions", "rules"), reader)
    compiler = ConditionCompiler(reader, observations, context, settings)
    compile_definitions(compiler, ruled.get("definitions"))
    readings = compile_readings(folder, diagnostics)
    rules = compile_rules(compiler, ruled.get("rules"), statements, advice_entries, readings)
    return Pack(
        id=reader.text(head.get("id")),
        version=reader.text(head.get("version")),
        digest=digest_of(folder),
        title=reader.text(head.get("title")),
        status=reader.text(head.get("status")),
        sources=_sources(reader, head.get("sources")),
        statements=statements,
        groups=groups,
        observations=observations,
        context=context,
        rules=rules,
        advice=_with_conditions(compiler, advice_entries),
        settings=settings,
        topics=compile_topics(folder / "topics", statements, diagnostics),
        readings=readings,
        further_reading=compile_further_reading(reader, head.get("further_reading"), statements),
        replaces=compile_version(reader, head.get("replaces")),
    )


def compile_version(reader: Reader, node: Node | None) -> PackVersion | None:
    """Which version is meant: none, or its version and digest."""
    if node is None or (isinstance(node, Scalar) and node.text == "none"):
        return None
    fields = reader.fields(node, ("version", "digest"), ("version", "digest")).fields
    found = PackVersion(reader.text(fields.get("version")), reader.text(fields.get("digest")))
    if not DIGEST.fullmatch(found.digest):
        reader.complain(
            node.position, f"'{found.digest}' is no digest of a pack",
            "write none, or {version: 1.0.0, digest: sha256:...} as `aldea pack check` prints it",
            "nobody could tell what was compared with what",
        )  # fmt: skip
    return found


def _with_conditions(
    compiler: ConditionCompiler, entries: Mapping[str, tuple[Fields, Advice]]
) -> dict[str, Advice]:
    """Each advice with the condition of its own that it may have."""
    return {
        id_: replace(item, when=compiler.compile(entry.fields["when"])) if "when" in entry.fields else item
        for id_, (entry, item) in entries.items()
    }


def _settings(reader: Reader, node: Node | None) -> Mapping[str, str]:
    """The local numbers that a hospital has to set, by id, with what each is."""
    return {key: reader.text(value) for key, value in node.fields.items()} if isinstance(node, Fields) else {}


def _sources(reader: Reader, node: Node | None) -> tuple[tuple[str, str], ...]:
    found = (reader.fields(item, ("id", "title"), ("id", "title")).fields for item in reader.items(node))
    return tuple((reader.text(fields.get("id")), reader.text(fields.get("title"))) for fields in found)


def _check_advice(pack: Pack, diagnostics: Diagnostics) -> None:
    """Every advice can be given, and every urgency has exactly one level advice."""
    where = Position("advice.yaml", 1, 1)
    from_rules = {id_ for rule in pack.rules for id_ in rule.advice}
    for advice in pack.advice.values():
        if (
            advice.show in (Show.SYMPTOM, Show.CONTEXT)
            and advice.when is None
            and advice.id not in from_rules
        ):
            diagnostics.add(
                where, f"no rule gives the advice '{advice.id}'", "nobody would ever read it",
                "give it in a rule, give it a condition with `when`, or delete it",
            )  # fmt: skip
    for level in Urgency:
        found = [advice.id for advice in pack.advice.values() if advice.level is level]
        if level is not Urgency.NONE and len(found) != 1:
            diagnostics.add(
                where, f"{len(found)} level advices for {level.id}", "an answer holds exactly one",
                f"give exactly one advice `level: {level.id}`",
            )  # fmt: skip


def statements_cited(pack: Pack) -> dict[str, list[str]]:
    """What serves each statement: 'rule:...', 'advice:...', 'topic:...'."""
    cited: dict[str, list[str]] = {id_: [] for id_ in pack.statements}

    def cite(kind: str, item: Rule | Advice, ids: Iterable[str]) -> None:
        for id_ in ids:
            cited[id_].append(f"{kind}:{item.id}")

    for rule in pack.rules:
        cite("rule", rule, rule.statements)
    for advice in pack.advice.values():
        cite("advice", advice, advice.statements)
    for topic in pack.topics:
        for id_ in dict.fromkeys(id_ for ids, _ in topic.blocks for id_ in ids):
            if id_ in cited:
                cited[id_].append(f"topic:{topic.id}")
    return cited


def _check_statements(pack: Pack, diagnostics: Diagnostics) -> None:
    for id_, servers in statements_cited(pack).items():
        if not servers:
            diagnostics.add(
                Position("statements.tsv", 1, 1), f"nothing cites {id_}",
                "a claim of the source would be lost", "cite it in a rule, an advice or a topic",
            )  # fmt: skip


def _check_only_when(pack: Pack, diagnostics: Diagnostics) -> None:
    for observation in pack.observations.values():
        if observation.only_when and observation.only_when not in pack.context:
            diagnostics.add(
                Position("observations.yaml", 1, 1),
                f"'{observation.id}' is asked only when '{observation.only_when}', which is no context item",
                "it would never be asked", "use an id of context.yaml",
            )  # fmt: skip
