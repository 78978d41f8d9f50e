"""Names as they are looked for: folded, word by word, so that their beginnings are found by an index.

Everything is spelled in a-z and 0-9. What has no such letter is spelled by the number of its character, so
that the beginning of a word is the beginning of its spelling in every script and in every database.
"""

import unicodedata

LAST = "\N{LATIN SMALL LETTER Z}" * 8
"""Comes after every spelling that it is put behind."""


def fold(text: str) -> str:
    """One word or name without accents, case and punctuation: ``Ana-María`` is ``anamaria``."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(_spelled(character) for character in plain if character.isalnum())


def name_key(name: str) -> str:
    """The key that orders lists of names: the last word first, as lists of patients are read.

    Words are set apart by a zero, which comes before every letter in every database.
    """
    words = name.split()
    return "0".join(fold(word) for word in [*words[-1:], *words[:-1]])[:500]


def words_of(*texts: str) -> list[str]:
    """The words under which somebody is found, each once."""
    parts = [word for text in texts for word in text.replace("-", " ").split()]
    return list(dict.fromkeys(folded[:200] for word in parts if (folded := fold(word))))


def word_range(beginning: str) -> tuple[str, str]:
    """The least spelling with this beginning, and one that comes after all of them."""
    folded = fold(beginning)
    return folded, folded + LAST


def _spelled(character: str) -> str:
    is_plain = character.isascii() and character.isalnum()
    return character if is_plain else f"x{ord(character):05x}"
