"""Logs without identifiers or clinical content, one line of ``key=value`` for each thing that happened."""

import json
import logging
import re
from datetime import UTC, datetime
from traceback import extract_tb
from types import TracebackType
from typing import Any

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
EMAIL = re.compile(r"[^\s<>@]+@[^\s<>@]+")
TELEPHONE = re.compile(r"\+?\d[\d ]{8,}\d")
TOKEN = re.compile(r"/welcome/[^\s/'\"]+")
QUERY = re.compile(r"\?[^\s'\"]+")
PLAIN = re.compile(r"[A-Za-z0-9_.:/+-]+")

REPLACEMENTS = ((TOKEN, "/welcome/(token)"), (QUERY, "?(query)"), (UUID, "(id)"), (EMAIL, "(email)"))


def without_identifiers(text: str) -> str:
    """The text with tokens, queries, ids, e-mail addresses and telephone numbers replaced by their kind."""
    for pattern, word in REPLACEMENTS:
        text = pattern.sub(word, text)
    return TELEPHONE.sub("(number)", text)


class WithoutIdentifiers(logging.Filter):
    """Cleans every record before it is written: its message, and the ``fields`` that came with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace identifiers in the finished message and in every field."""
        record.msg = without_identifiers(record.getMessage())
        record.args = ()
        given: dict[str, Any] = getattr(record, "fields", {})
        record.fields = {
            key: without_identifiers(value) if isinstance(value, str) else value
            for key, value in given.items()
        }
        return True


class LineFormatter(logging.Formatter):
    """One line of ``key=value``: time, level, logger, message, fields (docs/reference/logs.md).

    Of an exception it writes the type and the places, never the words.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line. What holds anything but plain characters is quoted as JSON, so that it stays one line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields: dict[str, Any] = {
            "at": at.replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            fields |= exception_fields(record.exc_info)
        return " ".join(f"{key}={spelled(value)}" for key, value in fields.items())


def exception_fields(info: ExceptionInfo) -> dict[str, str]:
    """The type of an exception, and the chain of places at which it happened."""
    kind, _value, trace = info
    places = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in extract_tb(trace)]
    return {"exception": kind.__name__ if kind else "", "places": "; ".join(places)}


def spelled(value: object) -> str:
    """A value as it stands in a line."""
    text = str(value)
    return text if PLAIN.fullmatch(text) else json.dumps(text)


def server_logging() -> dict[str, Any]:
    """The server's own words, in the same lines as those of the site."""
    return {
        "filters": {"without_identifiers": {"()": WithoutIdentifiers}},
        "formatters": {"line": {"()": LineFormatter}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["without_identifiers"],
                "formatter": "line",
            }
        },
        "loggers": {"_granian": {"handlers": ["console"], "propagate": False}},
    }
