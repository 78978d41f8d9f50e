"""Names and telephone numbers that may be of one person, though they were typed otherwise."""

import re
from difflib import SequenceMatcher
from itertools import product

from aldea.language.folding import folded

ALIKE = 0.75
"""From here up two words are one with a slip: Example and Exemple, Anna and Hanna, Meier and Meyer."""

TELEPHONE_FIGURES = 9
"""So many of the last figures are the same however a number begins: 0, 0044 or +44."""


def telephone_key(typed: str) -> str:
    """The figures by which a telephone number is found; nothing where it has none."""
    return re.sub(r"[^0-9]", "", typed)[-TELEPHONE_FIGURES:]


def shares_a_word(one: str, other: str) -> bool:
    """Whether two names have a word in common, but for a slip: enough for who was born on one day."""
    return any(_is_alike(*pair) for pair in product(folded(one), folded(other)))


def is_nearly_the_same(one: str, other: str) -> bool:
    """Whether every word of the shorter name is in the longer one, but for slips, in whatever order."""
    shorter, longer = sorted((folded(one), folded(other)), key=len)
    rest = list(longer)
    for word in shorter:
        found = max(rest, key=lambda candidate: _likeness(word, candidate), default="")
        if not found or not _is_alike(word, found):
            return False
        rest.remove(found)
    return bool(shorter)


def _is_alike(one: str, other: str) -> bool:
    return _likeness(one, other) >= ALIKE


def _likeness(one: str, other: str) -> float:
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
