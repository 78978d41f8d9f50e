"""Telephone numbers as they are typed about a call: with spaces and brackets, and with an extension."""

import re

SPOKEN = re.compile(r"(\+?[0-9]{3,15})(?:(?:ext|x)[0-9]{1,6})?", re.IGNORECASE)
"""A number without its spaces and brackets; one within a hospital has as few as three digits."""


def is_number(typed: str) -> bool:
    """Whether somebody can be called back at this."""
    return SPOKEN.fullmatch(_plain(typed)) is not None


def dialled(typed: str) -> str:
    """What a telephone dials for it: without an extension, which somebody is asked for."""
    found = SPOKEN.fullmatch(_plain(typed))
    return found.group(1) if found else _plain(typed)


def _plain(typed: str) -> str:
    return re.sub(r"[\s().\-]", "", typed)
