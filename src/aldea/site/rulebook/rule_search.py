"""Finds rules by what a clinician types: an id, a statement, the words of a rule, or a lay word. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from aldea.language.folding import fold, folded
from aldea.language.pack import Pack, Rule
from aldea.site.topics.closeness import FAR_OFF, closeness

Line = TypeVar("Line")
Lay = Mapping[str, Sequence[str]]

MARKS = ",;.?!"
"""What may stand behind a word and is no part of it."""


@dataclass(frozen=True, slots=True)
class Text:
    """All that a rule is found by, in small letters; the ids of its statements apart."""

    words: str
    ids: frozenset[str]


def text_of(rule: Rule, when: str, pack: Pack) -> Text:
    """The text of one rule; a statement that another one names is not found by that."""
    claims = (f"{id_} {pack.statements[id_].claim}" for id_ in rule.statements)
    words = " ".join((rule.id, rule.why_team, rule.why_patient, when, *claims))
    return Text(_small(words), frozenset(_small(id_) for id_ in rule.statements))


def found_in(lines: Sequence[tuple[Line, Text]], typed: str, pack: Pack) -> list[Line]:
    """The lines that have all that was typed; where none has, all that it is spelled most like.

    An id of a statement is taken whole, and as it is: nothing is like INFECT-99.
    """
    lay = _lay_words(pack)
    ids = {_small(id_) for id_ in pack.statements}
    words = [word.strip(MARKS) for word in _small(typed).split()]
    found = _having(lines, _wanted(words, lay, pack), lay, ids)
    if found:
        return found
    said = {word for _, text in lines for word in folded(text.words)}
    known = said.union(*map(folded, lay))
    meant = [_respelled(word, said, known) for word in words]
    return _having(lines, _wanted(meant, lay, pack), lay, ids) if meant != words else []


def _small(text: str) -> str:
    return text.casefold().replace("\u2019", "'")


def _lay_words(pack: Pack) -> Lay:
    """What a lay word, or some of them together, means: 'fever' is 'temperature' too."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in pack.search.lay:
        for word in entry.words:
            found[_small(word)] += [_small(each) for each in entry.means]
    return found


def _wanted(words: Sequence[str], lay: Lay, pack: Pack) -> list[str]:
    """The lay phrases and the words that say what is looked for; the others where there are none."""
    parts = [part for part in _parts(words, lay) if part]
    return [part for part in parts if part in lay or fold(part) not in pack.search.small] or parts


def _parts(words: Sequence[str], lay: Lay) -> Iterator[str]:
    """The words, those of a lay phrase together; the longest phrase first."""
    start = 0
    while start < len(words):
        ends = range(len(words), start, -1)
        end = next((end for end in ends if " ".join(words[start:end]) in lay), start + 1)
        yield " ".join(words[start:end])
        start = end


def _having(lines: Sequence[tuple[Line, Text]], wanted: Sequence[str], lay: Lay, ids: Set[str]) -> list[Line]:
    ways = [re.compile("|".join(map(_beginning, (word, *lay.get(word, ()))))) for word in wanted]
    return [
        line
        for line, text in lines
        if all(
            word in text.ids if word in ids else way.search(text.words)
            for word, way in zip(wanted, ways, strict=True)
        )
    ]


def _beginning(word: str) -> str:
    """Where a word begins so: 'pee' is not in 'speech'."""
    return rf"(?<!\w){re.escape(word)}"


def _respelled(word: str, said: Set[str], known: Set[str]) -> str:
    """The known word that is spelled most like it; itself where a rule says it, or where it is no word."""
    if not word.isalpha() or any(each.startswith(word) for each in said):
        return word
    nearest = max(known, key=lambda each: (closeness(word, each), each), default=word)
    return nearest if closeness(word, nearest) >= FAR_OFF else word
