"""`aldea triage`: JSON Lines in, JSON Lines out, in order, as they arrive."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any, BinaryIO, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from aldea.cli.lines import lines_of, read_line
from aldea.engines.reference import assess
from aldea.language.pack import Pack
from aldea.language.report import Notice
from aldea.packs import read_report


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
    with _progress(source) as advance:
        for line in lines_of(source):
            answer = judge_line(pack, settings, line, now or datetime.now(UTC))
            status |= "error" in answer
            target.write(_as_line(answer))
            target.flush()
            advance(len(line))
    return int(status)


def _as_line(answer: Mapping[str, Any]) -> bytes:
    """One line of UTF-8. Half a surrogate pair has no bytes in UTF-8, so it goes out escaped."""
    try:
        return json.dumps(answer, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(answer).encode() + b"\n"


def judge_line(pack: Pack, settings: Mapping[str, Fraction], line: bytes, now: datetime) -> dict[str, Any]:
    """The answer to one line, or its error with `at_least`: the urgency of what could be read."""
    read = read_line(line)
    unread = any(problem.code == "not_json" for problem in read.problems)
    reading = read_report(pack, {} if unread else read.raw, now)
    problems = (*read.problems, *reading.problems)
    assessment = assess(pack, reading.report, settings)
    if not problems:
        return {"id": read.id, **assessment.as_dict()}
    return {"id": read.id, "error": _error(problems), "at_least": assessment.urgency.id}


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
