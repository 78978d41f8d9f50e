"""Reads the safety records: hazards, the register of numbers, and what they point at in this repository."""

import ast
import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
HAZARDS = ROOT / "safety" / "hazard-log"
REGISTER = ROOT / "safety" / "threshold-register.tsv"
PACK = ROOT / "src" / "aldea" / "protocols" / "aldesleukin"
PROOFS = ROOT / "src" / "aldea" / "protocols" / "aldesleukin.proofs.json"
PLANNED = "planned"
STATUSES = ("open", "transferred", "closed")
TEXTS = (
    "id", "name", "description", "effect", "harm", "severity", "likelihood", "risk", "owner", "status",
)  # fmt: skip
LISTS = ("causes", "controls", "hospital", "not_covered")
MAY_BE_EMPTY = ("hospital", "not_covered")
CONTROL = ("what", "module", "test")
NAMED_IN_YAML = re.compile(r"\b(?:id|statement): *\"?([^\s\"',}]+)")
FIGURE = re.compile(r"\d+(?:\.\d+)?½?")


@dataclass(frozen=True)
class Pointer:
    """A control of a hazard, and the module or test that it names."""

    hazard: str
    names: str


def read_yaml(path: Path) -> Any:
    """A YAML file as plain values."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  texts stay texts


def hazards() -> dict[str, dict[str, Any]]:
    """Every hazard by the name of its file."""
    return {path.stem: read_yaml(path) for path in sorted(HAZARDS.glob("*.yaml"))}


def field_problems(stem: str, hazard: dict[str, Any]) -> Iterator[str]:
    """Each field that is missing, unknown or of the wrong kind."""
    known = {*TEXTS, *LISTS}
    yield from (f"{stem}: {key} is no field" for key in hazard if key not in known)
    for key in TEXTS:
        if not isinstance(hazard.get(key), str) or not hazard[key].strip():
            yield f"{stem}: {key} says nothing"
    for key in LISTS:
        found = hazard.get(key)
        if not isinstance(found, list) or not (found or key in MAY_BE_EMPTY):
            yield f"{stem}: {key} is no list with something in it"
        elif key == "controls":
            yield from _control_problems(stem, found)
        elif not all(isinstance(item, str) and item.strip() for item in found):
            yield f"{stem}: {key} holds something that is no text"


def _control_problems(stem: str, controls: list[Any]) -> Iterator[str]:
    for control in controls:
        if not isinstance(control, dict) or tuple(control) != CONTROL:
            yield f"{stem}: a control has {CONTROL}, in this order"
        elif not all(isinstance(value, str) and value.strip() for value in control.values()):
            yield f"{stem}: a control has an empty field"


def pointers(key: str) -> list[Pointer]:
    """What the controls name under `module` or `test`, less what is only planned."""
    return [
        Pointer(stem, control[key])
        for stem, hazard in hazards().items()
        for control in hazard["controls"]
        if control[key].split()[0] != PLANNED
    ]


def module_exists(name: str) -> bool:
    """Whether there is such a Python module of ours, or such a file in the repository."""
    if not re.fullmatch(r"aldea(\.\w+)*", name):
        return (ROOT / name).is_file()
    path = ROOT.joinpath("src", *name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def test_exists(pointer: str) -> bool:
    """Whether `path::name` is a test function, a worked case or a page test of the repository.

    `proof::property` and `proof::property::rule` are in the record of what was proved.
    """
    file, _, name = pointer.partition("::")
    if file == "proof":
        return _is_proved(name)
    path = ROOT / file
    if not name or not path.is_file():
        return False
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return name in _functions(text)
    return path.suffix == ".yaml" and name in NAMED_IN_YAML.findall(text)


test_exists.__test__ = False  # type: ignore[attr-defined]  # it is asked by tests, and is none


def _is_proved(name: str) -> bool:
    property_, _, rule = name.partition("::")
    record = json.loads(PROOFS.read_text(encoding="utf-8"))
    found = record["rules"].get(rule, {}) if rule else record["properties"]
    return int(found.get(property_, 0)) > 0


def _functions(source: str) -> set[str]:
    """The test functions of a source file, as `name` or `Class::name`."""
    found: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{part.name}" for part in node.body if isinstance(part, ast.FunctionDef)}
    return found


def register() -> list[dict[str, str]]:
    """The rows of the register of numbers."""
    with REGISTER.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def statement_ids() -> set[str]:
    """The ids of all statements of the source."""
    with (PACK / "statements.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["id"] for row in csv.DictReader(lines, delimiter="\t")}


def judged_numbers() -> set[tuple[str, str]]:
    """File and number of everything that the protocol judges by: conditions, ranges, what doubt counts as."""
    rules = read_yaml(PACK / "rules.yaml")
    conditions = [*rules["definitions"].values(), *(rule["when"] for rule in rules["rules"])]
    found = {("rules.yaml", number) for number in _numbers(conditions)}
    advice = [entry.get("when") for entry in read_yaml(PACK / "advice.yaml")["advice"]]
    found |= {("advice.yaml", number) for number in _numbers(advice)}
    for section in ("observations", "context"):
        for item in read_yaml(PACK / f"{section}.yaml")[section]:
            ranges = [item.get(key) for key in ("accept", "stricter", "unsure_counts_as")]
            found |= {(f"{section}.yaml", number) for number in _numbers(ranges)}
    return found


def _numbers(node: Any) -> Iterator[str]:
    """Every number in a tree: alone, or before its unit as in '37.5 Cel'."""
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _numbers(part)
    elif isinstance(node, str) and (match := re.fullmatch(r"(\d+(?:\.\d+)?)(?: \S+)?", node)):
        yield match.group(1)


def told_numbers() -> set[str]:
    """Every number that a patient reads in advice, reasons and topics, less the numbers to call."""
    texts = [entry["patient"] for entry in read_yaml(PACK / "advice.yaml")["advice"]]
    texts += [rule["patient"] for rule in read_yaml(PACK / "rules.yaml")["rules"]]
    for path in sorted((PACK / "topics").glob("*.md")):
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        texts.append(re.sub(r"<!--.*?-->|24-hour|999|111|There are 2 ways|interleukin-2|IL2", "", body))
    words = " ".join(texts).replace("24-hour", "").replace("999", "").replace("111", "")
    return {figure.replace("½", ".5") for figure in FIGURE.findall(words)}
