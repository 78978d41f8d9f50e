"""How plain a text is: its sentences, its words, its school grade, and what it shares with another text."""

import re
from collections.abc import Collection, Iterator
from hashlib import sha256

RUN = 7
"""So many words in a row, the same as in the leaflet, are a copy and no longer the same fact."""

_SYLLABLES = {
    "aldesleukin": 4,
    "anaemia": 4,
    "area": 3,
    "being": 2,
    "diabetes": 4,
    "diarrhoea": 4,
    "dietitian": 4,
    "hospital_number": 4,
    "ibuprofen": 4,
    "immediately": 5,
    "medicine": 3,
    "medicines": 3,
    "psoriasis": 4,
    "radiotherapy": 6,
    "sure": 1,
    "vein": 1,
}
"""Where counting the groups of vowels goes wrong."""


def sentences(text: str) -> list[str]:
    """The sentences of a text. A line is at least one; the point in 37.5 ends none."""
    return [part for line in text.splitlines() for part in re.split(r"(?<=[.!?])\s+", line) if words(part)]


def words(text: str) -> list[str]:
    """The words as a reader counts them: '37.5 °C' is one, and so is 'anti-sickness'."""
    parts = re.sub(r"(\d) °", r"\1°", text).split()
    return [part for part in parts if any(character.isalnum() for character in part)]


def syllables(word: str) -> int:
    """The syllables of a word, near enough; a figure counts as one."""
    plain = re.sub(r"[^a-z_]", "", word.lower())
    if plain in _SYLLABLES:
        return _SYLLABLES[plain]
    groups = re.findall(r"[aeiouy]+", plain)
    silent = re.search(r"([^l]e|[^aeiouydt]ed|[^aeiouyscxzgh]es)$", plain) is not None
    return max(1, len(groups) - silent)


def school_grade(text: str) -> float:
    """The Flesch-Kincaid grade: 6 is for a child of 11 or 12."""
    counted = words(text)
    long = len(counted) / len(sentences(text))
    hard = sum(map(syllables, counted)) / len(counted)
    return 0.39 * long + 11.8 * hard - 15.59


def is_explained(word: str, text: str) -> bool:
    """Whether plain words stand beside: '(word)', 'called word', 'word. These are', 'word: ...'."""
    beside = (
        rf"\([^)]*\b{word}s?\b[^)]*\)",
        rf"\b{word}s? \(",
        rf"\b{word}s?(\b[,.]? (\w+ )?(means?|is|are)\b|:)",
        rf"\b(called|(words?|name)( for \w+)? (is|are)) (\w+ )?{word}s?\b",
    )
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in beside)


def hard_words(text: str, known: Collection[str]) -> Iterator[str]:
    """Which of these words, with or without an s, stand in the text."""
    return (word for word in known if re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", text, re.IGNORECASE))


def figures(text: str) -> list[str]:
    """The numbers of a text as they are written; '24-hour' has one."""
    return re.findall(r"\d+(?:[.,]\d+)*", text)


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Each run of seven words in a row, in small letters and without marks, and its fingerprint."""
    plain = re.findall(r"[a-z0-9½]+", re.sub(r"[\u2019']", "", text.lower()))
    for start in range(len(plain) - RUN + 1):
        run = " ".join(plain[start : start + RUN])
        yield run, fingerprint(run)


def fingerprint(run: str) -> str:
    """What the repository keeps of a run of the leaflet: it can be compared, and not be read."""
    return sha256(run.encode()).hexdigest()[:16]
