"""The figures as a file for a spreadsheet: name, value, unit; no cell that a spreadsheet would run."""

import csv
from collections.abc import Iterable
from io import StringIO

from aldea.alerts.numbers_page import Figure

HEADING = ("name", "value", "unit")
BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that the letters are UTF-8."""

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_of(rows: Iterable[Figure]) -> str:
    """The rows as CSV."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADING)
    writer.writerows([harmless(row.name), harmless(row.value), harmless(row.unit)] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def harmless(text: str) -> str:
    """The text, marked as text where a spreadsheet would take it for a formula."""
    begins = text.lstrip(" ").startswith(RUNS) or text.startswith(RUNS)
    return f"'{text}" if begins else text
