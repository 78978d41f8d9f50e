"""Words as they are compared: without capitals, accents and apostrophes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['\u2018\u2019\u02bc][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class FoldedWord:
    """One word of a text: where it stands, and as it is compared."""

    start: int
    end: int
    word: str


def fold(text: str) -> str:
    """The letters and figures alone, small, without accents; `Ménière's` is `menieres`."""
    apart = unicodedata.normalize("NFKD", text)
    plain = unicodedata.normalize("NFKD", apart.casefold())
    return "".join(character for character in plain if character.isalnum())


def words_in(text: str) -> Iterator[FoldedWord]:
    """Each word of the text, in order."""
    for match in _WORD.finditer(text):
        if word := fold(match.group()):
            yield FoldedWord(match.start(), match.end(), word)


def folded(text: str) -> tuple[str, ...]:
    """The words of the text as they are compared."""
    return tuple(each.word for each in words_in(text))
