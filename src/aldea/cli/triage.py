"""`aldea triage`: JSON Lines in, JSON Lines out, in order, as they arrive."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from fractions import Fraction
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, BinaryIO, NamedTuple, Protocol

from aldea.cli.lines import chunks_of, read_line
from aldea.engines.compiled import compile_pack
from aldea.language.assessment import Assessment
from aldea.language.pack import Pack
from aldea.language.report import Notice, Report
from aldea.language.urgency import Urgency
from aldea.packs import Border

Engine = Callable[[Report], Assessment]


class Advance(Protocol):
    """Told after each line how many bytes were read."""

    def __call__(self, read: int) -> None: ...


def triage(
    pack: Pack,
    settings: Mapping[str, Fraction],
    source: BinaryIO,
    target: BinaryIO,
    now: datetime | None = None,
) -> int:
    """Judges every line; 0 when all could be judged, 1 when one could not."""
    status = 0
    border, assess = Border(pack), compile_pack(pack, settings).assess
    with _progress(source) as advance:
        for lines in chunks_of(source):
            for line in lines:
                answer = judge_line(border, assess, line, now or datetime.now(UTC))
                status |= answer.is_error
                target.write(answer.line)
                advance(len(line))
            target.flush()
    return int(status)


class Answer(NamedTuple):
    """One line of output, and whether it is an error."""

    line: bytes
    is_error: bool


def judge_line(border: Border, assess: Engine, line: bytes, now: datetime) -> Answer:
    """The answer to one line, or its error with `at_least`: the urgency of what could be read."""
    read = read_line(line)
    unread = read.problems and any(problem.code == "not_json" for problem in read.problems)
    reading = border.read({} if unread else read.raw, now)
    assessment = assess(reading.report)
    if problems := read.problems + reading.problems:
        error = {"id": read.id, "error": _error(problems), "at_least": assessment.urgency.id}
        return Answer(_as_line(error), is_error=True)
    try:
        return Answer(_answer_text(read.id, assessment).encode() + b"\n", is_error=False)
    except UnicodeEncodeError:
        return Answer(_as_line({"id": read.id, **assessment.as_dict()}), is_error=False)


def _as_line(answer: Mapping[str, Any]) -> bytes:
    """One line of UTF-8. Half a surrogate pair has no bytes in UTF-8, so it goes out escaped."""
    try:
        return json.dumps(answer, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(answer).encode() + b"\n"


def _answer_text(id_: str | int | None, found: Assessment) -> str:
    """`{"id": ..., **assessment}` as JSON, field by field, as json.dumps would write it."""
    warnings = _json([warning.as_dict() for warning in found.warnings]) if found.warnings else "[]"
    return (
        f'{{"id": {_json(id_)}, "urgency": "{_LEVELS[found.urgency]}", "advice": {_list(found.advice)}, '
        f'"because": {_list(found.because)}, "rules": {_list(found.rules)}, '
        f'"beyond_leaflet": {_FLAGS[found.beyond_leaflet]}, "incomplete": {_FLAGS[found.incomplete]}, '
        f'"ask": {_list(found.ask)}, "warnings": {warnings}, '
        f'"pack": {_pack(found.pack_id, found.pack_version, found.pack_digest)}}}'
    )


_json = json.JSONEncoder(ensure_ascii=False).encode
_LEVELS = tuple(level.id for level in Urgency)
_FLAGS = {True: "true", False: "false"}


class _Quoted(dict[str, str]):
    """Each id of the pack as JSON, made once."""

    def __missing__(self, id_: str) -> str:
        self[id_] = encode_basestring(id_)
        return self[id_]


_quoted = _Quoted().__getitem__


def _list(ids: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, ids))}]"


@lru_cache(1)
def _pack(id_: str, version: str, digest: str) -> str:
    return _json({"id": id_, "version": version, "digest": digest})


def _error(problems: tuple[Notice, ...]) -> dict[str, Any]:
    first, *others = problems
    error: dict[str, Any] = first.as_dict()
    if others:
        error["others"] = [other.as_dict() for other in others]
    return error


@contextmanager
def _progress(source: BinaryIO) -> Iterator[Advance]:
    """A bar on a terminal, with an end where the input is a file; silent otherwise."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  only a terminal needs it, and it is slow to load
    from rich.progress import (  # noqa: PLC0415  as above
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("judging"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("bytes"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("judging", total=_size(source))
        yield lambda read: progress.advance(task, read)


def _size(source: BinaryIO) -> int | None:
    try:
        status = os.fstat(source.fileno())
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None
