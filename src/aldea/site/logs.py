"""Logs without identifiers or clinical content."""

import logging
import re
from traceback import extract_tb
from types import TracebackType

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
EMAIL = re.compile(r"[^\s<>@]+@[^\s<>@]+")
TELEPHONE = re.compile(r"\+?\d[\d ]{8,}\d")
TOKEN = re.compile(r"/welcome/[^\s/'\"]+")
QUERY = re.compile(r"\?[^\s'\"]+")

REPLACEMENTS = ((TOKEN, "/welcome/(token)"), (QUERY, "?(query)"), (UUID, "(id)"), (EMAIL, "(email)"))


def without_identifiers(text: str) -> str:
    """The text with tokens, queries, ids, e-mail addresses and telephone numbers replaced by their kind."""
    for pattern, word in REPLACEMENTS:
        text = pattern.sub(word, text)
    return TELEPHONE.sub("(number)", text)


class WithoutIdentifiers(logging.Filter):
    """Cleans the message of every record before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace identifiers in the finished message."""
        record.msg = without_identifiers(record.getMessage())
        record.args = ()
        return True


class LineFormatter(logging.Formatter):
    """Time, level and logger as key=value, and the message. Of an exception: type and place, no words."""

    def __init__(self) -> None:
        super().__init__(
            "at=%(asctime)s level=%(levelname)s logger=%(name)s %(message)s", "%Y-%m-%dT%H:%M:%S"
        )

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  logging's own name
        """The chain of files and lines, and the type of the exception."""
        kind, _value, trace = ei
        places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in extract_tb(trace)]
        return "\n".join([*places, f"  {kind.__name__ if kind else ''} (its words are left out of the log)"])
