"""Finds rules by what a clinician types: an id, a statement, the words of a rule, or a lay word. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from aldea.language.folding import folded
from aldea.language.pack import Pack, Rule
from aldea.site.topics.closeness import FAR_OFF, closeness

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Text:
    """All that a rule is found by, in small letters; the ids of its statements apart."""

    words: str
    ids: frozenset[str]


def text_of(rule: Rule, when: str, pack: Pack) -> Text:
    """The text of one rule; a statement that another one names is not found by that."""
    claims = " ".join(pack.statements[id_].claim for id_ in rule.statements)
    words = " ".join((rule.id, rule.why_team, rule.why_patient, when, claims)).casefold()
    return Text(words, frozenset(id_.casefold() for id_ in rule.statements))


def found_in(lines: Sequence[tuple[Line, Text]], typed: str, pack: Pack) -> list[Line]:
    """The lines that have all that was typed; where none has, what is spelled most like it, or most of it."""
    lay = _lay_words(pack)
    whole = " ".join(typed.casefold().split())
    wanted = [whole] if whole in lay else whole.split()
    if not wanted:
        return [line for line, _ in lines]
    ids = {id_.casefold() for id_ in pack.statements}
    found = _having(lines, wanted, lay, ids)
    if len(found[len(wanted)]) == 0:
        known = {word for text in (*(text.words for _, text in lines), *lay) for word in folded(text)}
        found = _having(lines, [_respelled(word, known) for word in wanted], lay, ids)
    return next((found[count] for count in range(len(wanted), 0, -1) if found[count]), [])


def _lay_words(pack: Pack) -> Mapping[str, list[str]]:
    """What a lay word, or some of them together, means: 'fever' is 'temperature' too."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in pack.search.lay:
        for word in entry.words:
            found[word.casefold()] += [each.casefold() for each in entry.means]
    return found


def _having(
    lines: Sequence[tuple[Line, Text]],
    wanted: Sequence[str],
    lay: Mapping[str, Sequence[str]],
    ids: Set[str],
) -> Mapping[int, list[Line]]:
    """The lines by how many of the words they have."""
    ways = [re.compile("|".join(map(_beginning, (word, *lay.get(word, ()))))) for word in wanted]
    found: dict[int, list[Line]] = defaultdict(list)
    for line, text in lines:
        there = [
            word in text.ids if word in ids else way.search(text.words) is not None
            for word, way in zip(wanted, ways, strict=True)
        ]
        found[sum(there)].append(line)
    return found


def _beginning(word: str) -> str:
    """Where a word begins so: 'pee' is not in 'speech'."""
    return rf"(?<!\w){re.escape(word)}"


def _respelled(word: str, known: set[str]) -> str:
    nearest = max(known, key=lambda each: (closeness(word, each), each), default=word)
    return nearest if closeness(word, nearest) >= FAR_OFF else word
