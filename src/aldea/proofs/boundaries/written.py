"""The boundary cases of a pack as a case file: one line of words, one case, the plainest numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aldea.engines.reference import assess
from aldea.language.answers import number_text
from aldea.language.pack import Kind, Pack
from aldea.packs.border import read_report
from aldea.packs.worked_cases import HARMLESS, SharedAnswers, failures, raw_report
from aldea.proofs.boundaries.edges import Side
from aldea.proofs.boundaries.expected import Expectations, Expected
from aldea.proofs.boundaries.search import Boundary, Searcher
from aldea.proofs.mutation.conditions import leaf_text
from aldea.proofs.readings import ReadingsFile
from aldea.proofs.story import shown
from aldea.proofs.symbols import Item

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class BoundaryCase:
    """One case: the words, what stands under `given`, and what the readings expect (None: they are silent).

    `wrong` is in what the reference engine does not answer so.
    """

    id: str
    words: str
    given: Mapping[str, Any]
    expected: Expected | None
    complete: bool
    wrong: tuple[str, ...]

    @property
    def expect(self) -> dict[str, Any]:
        if self.expected is None:
            return {}
        found: dict[str, Any] = {"urgency": self.expected.urgency.id}
        if self.expected.because:
            found["because"] = list(self.expected.because)
        found["only_advice" if self.complete else "advice"] = list(self.expected.advice)
        return found


def boundary_cases(
    pack: Pack, readings: ReadingsFile, shared: SharedAnswers, rule: str = ""
) -> tuple[BoundaryCase, ...]:
    """One case for each report at an edge, in the order of the rules; reports that are alike stand once."""
    searcher = Searcher(pack, shared)
    maker = _Maker(pack, searcher, Expectations(pack, readings), shared)
    alike: dict[str, list[Boundary]] = {}
    for each in pack.rules:
        if rule in ("", each.id):
            for boundary in searcher.boundaries(each):
                alike.setdefault(_flow(maker.given(boundary)), []).append(boundary)
    return tuple(maker.case(boundaries) for boundaries in alike.values())


class _Maker:
    def __init__(
        self, pack: Pack, searcher: Searcher, expectations: Expectations, shared: SharedAnswers
    ) -> None:
        self.pack = pack
        self.searcher = searcher
        self.expectations = expectations
        self.shared = shared
        self.ids: set[str] = set()

    def case(self, boundaries: list[Boundary]) -> BoundaryCase:
        boundary = boundaries[0]
        given = self.given(boundary)
        known = any(map(self.expectations.knows, _items(boundary)))
        complete = self._complete(boundary)
        report = self.searcher.report(boundary)
        expected = self.expectations.of(report, complete=complete) if known else None
        case = BoundaryCase(self._id(boundary), _words(boundaries), given, expected, complete, ())
        wrong = tuple(self._wrong(case, boundary))
        return BoundaryCase(case.id, case.words, given, expected, complete, wrong)

    def given(self, boundary: Boundary) -> dict[str, Any]:
        """What differs from the person and from what is harmless."""
        told = boundary.answers
        changed = {item: value for item, value in told.items() if not _same(value, self.searcher.base[item])}
        given: dict[str, Any] = {"person": self.searcher.person} if self.searcher.person else {}
        if context := {id_: value for (part, id_), value in changed.items() if part == "context"}:
            given["context"] = context
        given["everything_else"] = "harmless"
        given["observations"] = {id_: value for (part, id_), value in changed.items() if part != "context"}
        side = boundary.side
        if side.earlier:
            given["history"] = [
                {"hours_ago": _hours(hours), "observations": {side.observation: value}}
                for hours, value in side.earlier
            ]
        if side.settings:
            given["settings"] = {id_: _hours(value) for id_, value in side.settings.items()}
        return given

    def _complete(self, boundary: Boundary) -> bool:
        """Nothing is left that an answer could still change."""
        told = {**self.searcher.base, **boundary.answers}
        masks = {item.masked_by for item in self.pack.observations.values() if item.masked_by}
        asked = [("observations", id_) for id_, item in self.pack.observations.items()
                 if item.kind in HARMLESS or item.kind is Kind.READINGS]  # fmt: skip
        asked += [("context", id_) for id_, item in self.pack.context.items()
                  if item.kind in (Kind.YESNO, Kind.CHOICE) or item.id in self._limits()]  # fmt: skip
        masked = any(told.get(("observations", mask)) not in (False, None) for mask in masks)
        return not masked and all(told.get(item) is not None for item in asked)

    def _limits(self) -> frozenset[str]:
        return frozenset(
            line_id
            for where in self.expectations.circumstances()
            for line in where.lines
            for line_id in (*line.at_most, *line.words)
        )

    def _wrong(self, case: BoundaryCase, boundary: Boundary) -> Iterator[str]:
        raw = raw_report(case.given, self.shared, self.pack)
        reading = read_report(self.pack, raw)
        got = assess(self.pack, reading.report, boundary.side.settings)
        if (boundary.rule in got.rules) is not boundary.fires:
            yield f"the rule {boundary.rule} was foretold to {'fire' if boundary.fires else 'be silent'}"
        yield from failures(case.expect, got, [problem.code for problem in reading.problems])

    def _id(self, boundary: Boundary) -> str:
        said = " ".join(f"{id_} {_told(value)}" for (_, id_), value in boundary.side.answers.items())
        ago = " ".join(f"{_hours(hours)} h ago {_told(value)}" for hours, value in boundary.side.earlier)
        text = f"edge of {boundary.rule} {said} {ago}".lower()
        slug = re.sub(r"[^a-z0-9.]+", "-", text).strip("-.")
        number = next(n for n in range(1, len(self.ids) + 2) if _numbered(slug, n) not in self.ids)
        self.ids.add(_numbered(slug, number))
        return _numbered(slug, number)


def _numbered(slug: str, number: int) -> str:
    return slug if number == 1 else f"{slug}-{number}"


def _items(boundary: Boundary) -> set[str]:
    return {id_ for _, id_ in boundary.side.answers} | ({boundary.side.observation} - {""})


def _same(value: Any, base: Any) -> bool:
    return type(value) is type(base) and bool(value == base)


def _hours(value: Any) -> str:
    return number_text(value)


def _told(value: Any) -> str:
    return shown(value)


def _words(boundaries: list[Boundary]) -> str:
    """The edges that this report lies at, the first few by name."""
    named = [_edge_words(boundary) for boundary in boundaries]
    named = list(dict.fromkeys(named))
    more = len(named) - MOST_NAMED
    return "; ".join(named[:MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _edge_words(boundary: Boundary) -> str:
    side = _side_words(boundary.side)
    fires = "fires" if boundary.fires else "does not fire"
    return f"{boundary.rule} {fires}: '{leaf_text(boundary.leaf)}', and it is {side}"


def _side_words(side: Side) -> str:
    answers: list[tuple[Item, Any]] = list(side.answers.items())
    said = [_told(value) for _, value in answers[-1:]]
    said += [f"{_told(value)} {_hours(hours)} h earlier" for hours, value in side.earlier]
    return " with ".join(said)


def written(cases: tuple[BoundaryCase, ...], command: str) -> str:
    """The cases as a case file; `command` is what makes it again."""
    lines = [
        f"# Made by `{command}`: do not edit, make it again.",
        "# For every comparison of every rule: the reports just on each side of the edge at which it turns",
        "# the rule by itself. What is expected is what the readings say, never what an engine answered.",
        "# A case of which the readings say nothing (from: solver) does not count until somebody signs it.",
        "cases:" if cases else "cases: []",
    ]
    for case in cases:
        lines += [f"  # {case.words}", *_case_lines(case)]
    return "\n".join(lines) + "\n"


def _case_lines(case: BoundaryCase) -> Iterator[str]:
    yield f"  - id: {case.id}"
    yield f"    from: {'readings' if case.expected is not None else 'solver'}"
    yield f"    given: {_flow(case.given)}"
    yield f"    expect: {_flow(case.expect)}"


def _flow(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Mapping():
            return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case str() if not value:
            return '""'
        case _:
            return str(value)
