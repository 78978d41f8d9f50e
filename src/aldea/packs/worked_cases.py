"""Worked cases (cases.yaml, cases/*.yaml): what must come out, written by hand or made from the readings.

A case is judged by whichever engine is handed in; packs know of none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from aldea.language.assessment import Assessment
from aldea.language.pack import Kind, Observation, Pack
from aldea.language.report import Report
from aldea.language.urgency import Urgency
from aldea.packs.border import read_report
from aldea.packs.compile_rules import compile_numbers
from aldea.packs.diagnostics import Diagnostics, Position
from aldea.packs.reader import Reader
from aldea.packs.yaml_tree import Fields, Items, Node, Scalar, parse_yaml

Engine = Callable[[Pack, Report, Mapping[str, Fraction]], Assessment]
CASE_TIME = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CASE_FIELDS = ("id", "about", "reading", "given", "expect", "why", "from", "signed_by")
ORIGINS = ("readings", "solver")
GIVEN_FIELDS = (
    "person",
    "context",
    "everything_else",
    "observations",
    "history",
    "settings",
    "raw",
    "line",
    "at",
)
EXPECT_FIELDS = (
    "urgency", "because", "not_because", "advice", "not_advice", "ask", "not_ask", "incomplete",
    "beyond_leaflet", "warning", "error", "only_advice", "rules", "not_rules",
)  # fmt: skip
HARMLESS = {Kind.YESNO: False, Kind.AMOUNT: False, Kind.COUNT: 0, Kind.TEXT: "", Kind.CHOICE: "none"}


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """Given this report, expect this answer. `named` are the ids that the case gives by name.

    `given` is what the file says, `person` the context of whom it names; `raw` is the report that it makes.
    `origin` is empty for a case written by hand, else where its expectation comes from.
    """

    id: str
    position: Position
    about: tuple[str, ...]
    readings: tuple[int, ...]
    given: Mapping[str, Any]
    person: Mapping[str, Any]
    raw: object
    settings: Mapping[str, Fraction]
    expect: Mapping[str, Any]
    named: frozenset[str]
    origin: str = ""
    signed_by: str = ""

    @property
    def by_hand(self) -> bool:
        """Somebody wrote or signed it; the others are made from the readings."""
        return not self.origin or bool(self.signed_by)

    @property
    def counts(self) -> bool:
        """Its expectation is from the readings, or somebody stands for it."""
        return self.origin != "solver" or bool(self.signed_by)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of one case: the answer where there is one, and each way in which it is wrong."""

    case: WorkedCase
    assessment: Assessment
    failures: tuple[str, ...]


@dataclass(slots=True)
class SharedAnswers:
    """The people of the cases, and what is harmless where no or nothing is no answer."""

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    harmless: dict[str, Any] = field(default_factory=dict)


def example_files(folder: Path) -> list[Path]:
    """cases.yaml or cases/*.yaml, people first."""
    return [
        *folder.glob("cases.yaml"),
        *sorted((folder / "cases").glob("*.yaml"), key=lambda path: (path.stem != "people", path.stem)),
    ]


def load_cases(folder: Path, pack: Pack) -> tuple[WorkedCase, ...]:
    """Every worked case of a pack; raises PackError where one cannot be read."""
    diagnostics = Diagnostics()
    reader = Reader(diagnostics)
    shared = SharedAnswers()
    found: dict[str, WorkedCase] = {}
    for path in example_files(folder):
        name = path.relative_to(folder).as_posix()
        root = reader.fields(parse_yaml(path, name, diagnostics), ("people", "harmless", "cases")).fields
        shared.people.update(plain(root["people"]) if "people" in root else {})
        shared.harmless.update(plain(root["harmless"]) if "harmless" in root else {})
        for node in reader.items(root.get("cases")):
            case = _case(node, shared, pack, reader)
            if case.id in found:
                reader.complain(
                    case.position, f"the case '{case.id}' stands here twice", "give it a name of its own"
                )
            found[case.id] = case
    diagnostics.raise_if_any()
    return tuple(found.values())


def load_shared(folder: Path) -> SharedAnswers:
    """The people and the harmless answers of all case files; raises PackError where one cannot be read."""
    diagnostics = Diagnostics()
    shared = SharedAnswers()
    for path in example_files(folder):
        root = parse_yaml(path, path.relative_to(folder).as_posix(), diagnostics)
        fields = root.fields if isinstance(root, Fields) else {}
        shared.people.update(plain(fields["people"]) if "people" in fields else {})
        shared.harmless.update(plain(fields["harmless"]) if "harmless" in fields else {})
    diagnostics.raise_if_any()
    return shared


def plain(node: Node) -> Any:
    """A tree as JSON: true, false, null and decimals are what they look like; quoted is text."""
    match node:
        case Fields():
            return {key: plain(value) for key, value in node.fields.items()}
        case Items():
            return [plain(item) for item in node.items]
        case Scalar(text, _, quoted):
            if quoted:
                return text
            try:
                return json.loads(text, parse_float=Decimal)
            except ValueError:
                return text


def _case(node: Node, shared: SharedAnswers, pack: Pack, reader: Reader) -> WorkedCase:
    fields = reader.fields(node, CASE_FIELDS, ("id", "given", "expect")).fields
    given_node = reader.fields(fields.get("given"), GIVEN_FIELDS)
    expect_node = reader.fields(fields.get("expect"), EXPECT_FIELDS)
    given, expect = plain(given_node), plain(expect_node)
    person = given.get("person")
    if person is not None and person not in shared.people:
        reader.complain(given_node.position, f"there is no person '{person}'", "add them under people")
    _check_expected_ids(expect, expect_node.position, pack, reader)
    context = {**shared.people.get(person, {}), **(given.get("context") or {})}
    observations = given.get("observations") or {}
    history = given.get("history") or []
    named = {*observations, *(given.get("context") or {})}
    named |= {
        id_ for earlier in history if isinstance(earlier, dict) for id_ in (earlier.get("observations") or {})
    }
    return WorkedCase(
        id=reader.text(fields.get("id")),
        position=node.position,
        about=reader.ids(fields.get("about"), pack.statements, "statement"),
        readings=compile_numbers(reader, fields.get("reading"), pack.readings),
        given=given,
        person=shared.people.get(person, {}),
        raw=_raw(given, context, observations, history, shared, pack),
        settings={id_: Fraction(str(value)) for id_, value in (given.get("settings") or {}).items()},
        expect=expect,
        named=frozenset(named),
        origin=reader.id(fields.get("from"), ORIGINS, "origin") if "from" in fields else "",
        signed_by=_signature(fields.get("signed_by"), reader),
    )


def _signature(node: Node | None, reader: Reader) -> str:
    if node is None:
        return ""
    signed = reader.text(node)
    if not re.fullmatch(r"\S.*, \d{4}-\d{2}-\d{2}", signed):
        reader.complain(node.position, f"'{signed}' is no signature", 'write signed_by: "NAME, 2026-11-24"')
    return signed


def _raw(
    given: Mapping[str, Any], context: Any, observations: Any, history: Any, shared: SharedAnswers, pack: Pack
) -> object:
    if "raw" in given:
        return given["raw"]
    if given.get("everything_else") == "harmless":
        harmless = {
            id_: value for id_, item in pack.observations.items() if (value := _harmless(item)) is not None
        }
        observations = {**harmless, **shared.harmless, **observations}
    raw: dict[str, Any] = {
        "at": given.get("at", CASE_TIME.isoformat()),
        "context": context,
        "observations": observations,
    }
    if history:
        raw["history"] = [_earlier(entry) for entry in history]
    return raw


def raw_report(given: Mapping[str, Any], shared: SharedAnswers, pack: Pack) -> object:
    """The report that a case makes of what it gives."""
    context = {**shared.people.get(str(given.get("person")), {}), **(given.get("context") or {})}
    observations, history = given.get("observations") or {}, given.get("history") or []
    return _raw(given, context, observations, history, shared, pack)


def _harmless(observation: Observation) -> object:
    return HARMLESS.get(observation.kind)


def _earlier(entry: Mapping[str, Any]) -> dict[str, Any]:
    if "at" in entry or "hours_ago" not in entry:
        return dict(entry)
    ago = timedelta(microseconds=int(Fraction(str(entry["hours_ago"])) * 3_600_000_000))
    rest = {key: value for key, value in entry.items() if key != "hours_ago"}
    return {"at": (CASE_TIME - ago).isoformat(), **rest}


def _check_expected_ids(expect: Mapping[str, Any], position: Position, pack: Pack, reader: Reader) -> None:
    rules = {rule.id for rule in pack.rules}
    items = {*pack.observations, *pack.context}
    known: dict[str, Any] = {
        "because": pack.statements, "not_because": pack.statements, "advice": pack.advice,
        "not_advice": pack.advice, "only_advice": pack.advice, "ask": items, "not_ask": items,
        "rules": rules, "not_rules": rules,
    }  # fmt: skip
    for key, ids in known.items():
        for id_ in expect.get(key) or ():
            if id_ not in ids:
                reader.complain(position, f"'{id_}' in {key} is no id of the pack", "use an id of the pack")


def run_case(case: WorkedCase, pack: Pack, engine: Engine) -> Outcome:
    """Judges one case and compares."""
    reading = read_report(pack, case.raw)
    assessment = engine(pack, reading.report, case.settings)
    codes = [problem.code for problem in reading.problems]
    return Outcome(case, assessment, tuple(failures(case.expect, assessment, codes)))


def failures(expect: Mapping[str, Any], got: Assessment, codes: list[str]) -> Iterator[str]:
    """Each way in which an answer is not what a case expects."""
    yield from _level_failures(expect, got, codes)
    lists = {"because": got.because, "advice": got.advice, "ask": got.ask, "rules": got.rules}
    for key, values in lists.items():
        yield from (f"{id_} is missing in {key}" for id_ in expect.get(key) or () if id_ not in values)
        yield from (f"{id_} must not be in {key}" for id_ in expect.get(f"not_{key}") or () if id_ in values)
    if "only_advice" in expect and set(expect["only_advice"]) != set(got.advice):
        yield f"expected exactly the advice {sorted(expect['only_advice'])}, got {sorted(got.advice)}"
    for key, value in (("incomplete", got.incomplete), ("beyond_leaflet", got.beyond_leaflet)):
        if key in expect and expect[key] is not value:
            yield f"expected {key} {expect[key]}, got {value} (ask {', '.join(got.ask) or 'nothing'})"
    if "warning" in expect and expect["warning"] not in [warning.code for warning in got.warnings]:
        yield f"the warning {expect['warning']} is missing"


def _level_failures(expect: Mapping[str, Any], got: Assessment, codes: list[str]) -> Iterator[str]:
    error = expect.get("error")
    if error:
        if error["code"] not in codes:
            yield f"expected the error {error['code']}, got {codes or 'none'}"
        if "at_least" in error and Urgency.from_id(error["at_least"]) is not got.urgency:
            yield f"expected at least {error['at_least']}, got {got.urgency.id}"
    elif codes:
        yield f"could not be read: {codes}"
    elif "urgency" in expect and Urgency.from_id(expect["urgency"]) is not got.urgency:
        yield f"expected {expect['urgency']}, got {got.urgency.id} (rules {', '.join(got.rules) or 'none'})"
