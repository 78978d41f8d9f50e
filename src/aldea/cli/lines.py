"""One JSON line in, one report out of it: strict about what JSON leaves open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO, NamedTuple

import msgspec

from aldea.language.report import Notice

LONGEST_LINE = 4_000_000
AT_ONCE = 65_536


class ReadLine(NamedTuple):
    """A JSON value, and what is wrong with the line itself."""

    raw: object
    problems: tuple[Notice, ...]

    @property
    def id(self) -> str | int | None:
        """The report's id, where it has one."""
        found = self.raw.get("id") if isinstance(self.raw, dict) else None
        return found if isinstance(found, (str, int)) and not isinstance(found, bool) else None


def chunks_of(stream: BinaryIO) -> Iterator[list[bytes]]:
    """Every line, in lists of those that arrived together; one that is too long is cut, and then refused.

    A list is given as soon as no more input is at hand, so that nothing waits for what comes later.
    """
    begun = b""
    while chunk := read_some(stream):
        *lines, rest = chunk.split(b"\n")
        if not lines:
            begun = (begun + rest)[: LONGEST_LINE + 1]
            continue
        lines[0] = begun + lines[0]
        begun = rest
        yield [line + b"\n" if len(line) <= LONGEST_LINE else line[: LONGEST_LINE + 1] for line in lines]
    if begun:
        yield [begun]


def read_some(stream: BinaryIO) -> bytes:
    """What is there already, up to a limit; waits only where nothing is."""
    read = getattr(stream, "read1", None)
    found: bytes = read(AT_ONCE) if read else stream.readline()
    return found


_DECODER = msgspec.json.Decoder(float_hook=Decimal)


def read_line(line: bytes) -> ReadLine:
    """Reads one line. A key that stands twice is left out, since nobody can tell which one was meant."""
    if len(line) > LONGEST_LINE:
        return _refused("the line is longer than 4 MB")
    try:
        raw = _DECODER.decode(line)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return _read_with_care(line)
    return ReadLine(_plain_id(raw), ()) if _has_each_key_once(raw, line) else _read_with_care(line)


def _has_each_key_once(raw: object, line: bytes) -> bool:
    """Whether it is plain to see; false also where it would take more than counting.

    A colon stands for each key that is written, and in texts. Where there are no more than keys that were
    read, and those in the time of the report, no key was written twice.
    """
    if not isinstance(raw, dict) or b"\\" in line:
        return False
    read = len(raw)
    for value in raw.values():
        if value.__class__ is dict:
            read += len(value)
    at = raw.get("at")
    return line.count(b":") == read + (at.count(":") if isinstance(at, str) else 0)


def _read_with_care(line: bytes) -> ReadLine:
    """The same, for a line with something wrong: says what."""
    twice: list[str] = []

    def fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            for key in {key for key in keys if keys.count(key) > 1}:
                twice.append(key)
                del found[key]
        return found

    try:
        raw = json.loads(
            line.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=Decimal,
            object_pairs_hook=fields,
        )
    except UnicodeDecodeError as error:
        return _refused(f"the line is no UTF-8 text (byte {error.start + 1})")
    except json.JSONDecodeError as error:
        return _refused(f"{error.msg} (column {error.colno})" if line.strip() else "the line is empty")
    except RecursionError:
        return _refused("the line is nested too deeply")
    problems = tuple(
        Notice("duplicate_key", f"'{key}' stands twice on this line; write it once", key) for key in twice
    )
    return ReadLine(_plain_id(raw), problems)


def _plain_id(raw: object) -> object:
    if isinstance(raw, dict) and isinstance(raw.get("id"), Decimal):
        id_ = raw["id"]
        return {**raw, "id": int(id_) if id_.is_finite() and id_ == id_.to_integral() else str(id_)}
    return raw


def _refused(message: str) -> ReadLine:
    return ReadLine(None, (Notice("not_json", f"this is no JSON: {message}", ""),))
