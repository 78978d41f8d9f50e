"""Which letters the fonts inside typst have. A document with any other is not accessible, and is refused.

A letter that cannot be printed becomes a box, so that the reader sees that something is missing.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

BOX = "\N{WHITE SQUARE}"
SOFT_BREAK = "\N{ZERO WIDTH SPACE}"
LONGEST_WORD = 30
"""A longer run without a space may break anywhere, or it would run over the edge of the paper."""

RANGES = (
    (0x20, 0x7E),  # Latin, and its supplements and marks
    (0xA0, 0x377),
    (0x384, 0x38A),  # Greek
    (0x38E, 0x3A1),
    (0x3A3, 0x4FF),  # Greek and Cyrillic
    (0x5D0, 0x5EA),  # Hebrew
    (0x621, 0x63A),  # Arabic
    (0x640, 0x655),
    (0x660, 0x66D),
    (0x900, 0x97F),  # Devanagari
    (0x1D00, 0x1F15),  # more Latin
    (0x2010, 0x2027),  # dashes, quotation marks
    (0x2030, 0x2040),
    (0x2070, 0x2071),
    (0x2074, 0x208E),
    (0x20A0, 0x20C0),  # currencies
    (0x2150, 0x2151),
    (0x2153, 0x215E),  # fractions
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # signs such as less than
    (0x2460, 0x2606),  # shapes
)
"""From and to, both in. A test prints each of them."""

_unbroken = re.compile(rf"[^\s{SOFT_BREAK}]{{{LONGEST_WORD}}}(?=\S)")


def printable(value: Any) -> Any:
    """The same values, with every text in letters that can be printed."""
    match value:
        case str():
            return printable_text(value)
        case Mapping():
            return {key: printable(one) for key, one in value.items()}
        case list() | tuple():
            return [printable(one) for one in value]
    return value


def printable_text(text: str) -> str:
    """The text with a box for each letter that cannot be printed, and long runs that may break."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return _unbroken.sub(rf"\g<0>{SOFT_BREAK}", "".join(map(_printed, composed)))


def _printed(letter: str) -> str:
    if letter == "\n" or any(low <= ord(letter) <= high for low, high in RANGES):
        return letter
    match unicodedata.category(letter):
        case "Cc" | "Zs" | "Zl" | "Zp":
            return " "
        case "Cf" | "Mn":  # no shape of its own: an order to turn the text round, a variant of a picture
            return ""
    return BOX
