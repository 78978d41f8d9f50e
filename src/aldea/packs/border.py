"""The border: a raw report (JSON) becomes typed answers, or a clear problem for what cannot be read.

Strict here, so that everything within can be plain: unknown ids, wrong units, impossible values and naive
times are refused. What can be read is kept, so that an unreadable report still says `at_least`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from aldea.language.answers import Answer, Number, Said, Text
from aldea.language.pack import ContextItem, Kind, Observation, Pack
from aldea.language.report import EarlierReport, Notice, Report
from aldea.packs.border_values import Refused, read_answer

REPORT_FIELDS = ("id", "at", "context", "observations", "history")
YES, NO = Said.YES, Said.NO
SAYABLE = (Kind.YESNO, Kind.AMOUNT)
REMEMBERED = 4096
REMEMBERED_TYPES = (str, int, Decimal)
EARLIER_FIELDS = ("id", "at", "observations", "context")


class ReadReport(NamedTuple):
    """What could be read of a report, and what could not."""

    report: Report
    problems: tuple[Notice, ...]
    warnings: tuple[Notice, ...]


def read_report(pack: Pack, raw: object, now: datetime | None = None) -> ReadReport:
    """Reads one report.

    `raw` is a mapping as in the documentation of `aldea triage`; `now` stands in for a missing `at`
    where there is a history. Never raises for bad input: see `problems`.
    """
    return Border(pack).read(raw, now)


class Border:
    """Reads report after report of one pack; remembers how the plainest values were read, up to a limit."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._observations = _Part(pack.observations)
        self._context = _Part(pack.context)

    def read(self, raw: object, now: datetime | None = None) -> ReadReport:
        """Reads one report, as `read_report` does."""
        return _Reading(self._pack, self._observations, self._context, now).read(raw)


class _Part:
    """The items of one part of a report, and the answers that were read without a problem before."""

    def __init__(self, items: Mapping[str, Observation] | Mapping[str, ContextItem]) -> None:
        self.items = items
        self.sayable = frozenset(id_ for id_, item in items.items() if item.kind in SAYABLE)
        self.read_before: dict[tuple[str, object], Answer] = {}

    def remember(self, id_: str, value: object, answer: Answer) -> None:
        """Only numbers, choices, 'not sure' and empty texts; never what somebody typed."""
        plain = value.__class__ in REMEMBERED_TYPES and not (isinstance(answer, Text) and value)
        if plain and len(self.read_before) < REMEMBERED:
            self.read_before[id_, value] = answer


class _Reading:
    def __init__(self, pack: Pack, observations: _Part, context: _Part, now: datetime | None) -> None:
        self.pack = pack
        self.observations = observations
        self.context = context
        self.now = now
        self.problems: list[Notice] = []
        self.warnings: list[Notice] = []

    def read(self, raw: object) -> ReadReport:
        if not isinstance(raw, (dict, Mapping)):
            self._problem("not_an_object", 'a report is a JSON object such as {"observations": {...}}', "")
            return self._result(Report())
        self._known(raw, REPORT_FIELDS, "")
        if not isinstance(raw.get("id"), (str, int, type(None))) or isinstance(raw.get("id"), bool):
            self._problem("wrong_type", "the id of a report is a text", "id")
        at = self._time(raw["at"], "at") if raw.get("at") is not None else self.now
        observations = self._answers(raw.get("observations"), self.observations, "observations")
        context = self._answers(raw.get("context"), self.context, "context")
        history = self._history(raw.get("history"), at)
        return self._result(
            Report(observations, self._personal_limits(context), history, tuple(self.warnings))
        )

    def _result(self, report: Report) -> ReadReport:
        return ReadReport(report, tuple(self.problems), tuple(self.warnings))

    def _problem(self, code: str, message: str, where: str) -> None:
        self.problems.append(Notice(code, message, where))

    def _known(self, raw: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
        for key in raw:
            if key not in known:
                path = f"{where}.{key}" if where else str(key)
                self._problem("unknown_field", f"'{key}' is no field here; use {', '.join(known)}", path)

    def _time(self, raw: object, where: str) -> datetime | None:
        try:
            at = datetime.fromisoformat(raw) if isinstance(raw, str) else None
        except ValueError:
            at = None
        if at is None:
            self._problem("bad_time", "write a time as 2026-11-23T09:00:00Z", where)
        elif at.tzinfo is None or at.utcoffset() is None:
            self._problem("bad_time", "this time has no zone; write it as 2026-11-23T09:00:00Z", where)
            return None
        return at

    def _answers(self, raw: object, part: _Part, where: str) -> dict[str, Answer]:
        """The answers that can be read; null is 'not asked'."""
        if raw is None:
            return {}
        if not isinstance(raw, (dict, Mapping)):
            self._problem("wrong_type", f"'{where}' must be an object of ids and answers", where)
            return {}
        answers: dict[str, Answer] = {}
        sayable, read_before = part.sayable, part.read_before
        for id_, value in raw.items():
            if value is False and id_ in sayable:
                answers[id_] = NO
            elif value is True and id_ in sayable:
                answers[id_] = YES
            elif value.__class__ in REMEMBERED_TYPES and (known := read_before.get((id_, value))) is not None:
                answers[id_] = known
            elif (item := part.items.get(id_)) is None:
                path = f"{where}.{id_}"
                self._problem("unknown_id", f"the pack {self.pack.id} has no '{id_}' here", path)
            elif value is not None:
                problems = len(self.problems)
                answer = self._answer(item, value, f"{where}.{id_}")
                if answer is not None:
                    answers[id_] = answer
                    if len(self.problems) == problems:
                        part.remember(id_, value, answer)
        return answers

    def _answer(self, item: Observation | ContextItem, value: object, path: str) -> Answer | None:
        answer, refusals = read_answer(item, value)
        for refused in refusals:
            self._refuse(refused, path)
        return answer

    def _refuse(self, refused: Refused, path: str) -> None:
        self._problem(refused.code, refused.message, path + refused.where)

    def _personal_limits(self, context: dict[str, Answer]) -> dict[str, Answer]:
        """Only a stricter limit is personal (decisions.md 2): a looser one is left out with a warning.

        The leaflet's own is left out too, and an impossible one refused.
        """
        kept = dict(context)
        for id_, answer in context.items():
            stricter = self.pack.context[id_].stricter
            if stricter is None or not isinstance(answer, Number):
                continue
            path = f"context.{id_}"
            if stricter.is_impossible(answer.value):
                del kept[id_]
                self._problem(
                    "out_of_range", "no temperature could ever be inside this limit; check it", path
                )
            elif answer.value == stricter.standard:
                del kept[id_]
            elif stricter.is_looser(answer.value):
                del kept[id_]
                self.warnings.append(
                    Notice(
                        "looser_limit",
                        "this personal limit is looser than the leaflet's and is left out",
                        path,
                    )
                )
        return kept

    def _history(self, raw: object, at: datetime | None) -> tuple[EarlierReport, ...]:
        if raw is None:
            return ()
        if not isinstance(raw, (list, tuple)):
            self._problem("wrong_type", "history is a list of earlier reports", "history")
            return ()
        if raw and at is None:
            self._problem("bad_time", "a report with a history needs its own time in 'at'", "at")
        found = (self._earlier(item, at, f"history[{index}]") for index, item in enumerate(raw))
        return tuple(earlier for earlier in found if earlier is not None)

    def _earlier(self, raw: object, at: datetime | None, where: str) -> EarlierReport | None:
        if not isinstance(raw, (dict, Mapping)):
            self._problem("wrong_type", "an earlier report is an object with 'at' and 'observations'", where)
            return None
        self._known(raw, EARLIER_FIELDS, where)
        then = self._time(raw.get("at"), f"{where}.at")
        observations = self._answers(raw.get("observations"), self.observations, f"{where}.observations")
        if then is None or at is None:
            return None
        age = at - then
        if age.total_seconds() < 0:
            self._problem("bad_time", "this earlier report is later than the report itself", f"{where}.at")
            return None
        seconds = Fraction(age.days * 86400 + age.seconds) + Fraction(age.microseconds, 1_000_000)
        return EarlierReport(seconds / 3600, observations)
