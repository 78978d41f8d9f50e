"""What was edited between two packs, item by item: what may be reported, rules and advice, and words.

This is what was touched; `aldea.proofs.difference` says what it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from fractions import Fraction
from typing import Any

from aldea.language.answers import number_text
from aldea.language.pack import Advice, ContextItem, Observation, Pack, Rule, StricterLimit
from aldea.language.urgency import Urgency
from aldea.terminology import Unit

SHAPE = ("kind", "unit", "accept", "stricter", "choices", "unsure_counts_as", "masked_by", "worse_when",
         "cadence", "follow_up_of", "only_when")  # fmt: skip
RULE = ("when", "urgency", "statements", "advice", "asks")
ADVICE = ("show", "level", "when", "from_urgency", "below_urgency", "statements", "dropped_when", "reassures")
MEANING: Mapping[type, tuple[str, ...]] = {
    Observation: SHAPE, ContextItem: SHAPE, Rule: RULE, Advice: ADVICE,
}  # fmt: skip
ADDED, REMOVED, RENAMED, REORDERED = "added", "removed", "renamed", "reordered"


@dataclass(frozen=True, slots=True)
class Change:
    """One edit: of which thing, how (added, removed, renamed, or the name of a field), from what to what."""

    what: str
    id: str
    how: str
    was: str = ""
    now: str = ""

    def as_dict(self) -> dict[str, str]:
        return {"what": self.what, "id": self.id, "how": self.how, "was": self.was, "now": self.now}


@dataclass(frozen=True, slots=True)
class PackChanges:
    """Every edit, in the order in which a reader would ask."""

    items: tuple[Change, ...]
    rules: tuple[Change, ...]
    advice: tuple[Change, ...]
    wording: tuple[Change, ...]


def pack_changes(old: Pack, new: Pack) -> PackChanges:
    """Compares the two item by item; a rule that only has another id is renamed."""
    names = _renamed(old, new)
    was = {names.get(rule.id, rule.id): rule for rule in old.rules}
    now = {rule.id: rule for rule in new.rules}
    rules = [Change("rule", one, RENAMED, one, other) for one, other in names.items()]
    rules += _edited("rule", was, now)
    kept = [id_ for id_ in was if id_ in now]
    if kept != [id_ for id_ in now if id_ in was]:
        rules.append(Change("rules", "", REORDERED))
    items = (
        *_edited("observation", old.observations, new.observations),
        *_edited("context", old.context, new.context),
        *_edited("local setting", dict.fromkeys(old.settings, ""), dict.fromkeys(new.settings, "")),
    )
    advice = tuple(_edited("advice", old.advice, new.advice))
    return PackChanges(items, tuple(rules), advice, tuple(_wording(old, new, was, now)))


def _renamed(old: Pack, new: Pack) -> dict[str, str]:
    """Rules that say the same under another id."""
    before, after = {rule.id for rule in old.rules}, {rule.id for rule in new.rules}
    free = {_meaning(rule): rule.id for rule in reversed(new.rules) if rule.id not in before}
    gone = [rule for rule in old.rules if rule.id not in after]
    return {rule.id: free.pop(_meaning(rule)) for rule in gone if _meaning(rule) in free}


def _meaning(rule: Rule) -> tuple[object, ...]:
    return tuple(getattr(rule, name) for name in RULE)


def _edited(what: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for id_ in {**old, **new}:
        if id_ not in new or id_ not in old:
            yield Change(what, id_, ADDED if id_ in new else REMOVED)
        else:
            yield from _fields(what, id_, old[id_], new[id_], MEANING.get(type(new[id_]), ()))


def _fields(what: str, id_: str, old: object, new: object, names: Iterable[str]) -> Iterator[Change]:
    for name in names:
        was, now = getattr(old, name, None), getattr(new, name, None)
        if was != now:
            yield Change(what, id_, name, shown(was), shown(now))


def _wording(old: Pack, new: Pack, was: Mapping[str, Rule], now: Mapping[str, Rule]) -> Iterator[Change]:
    """Words for patient, team and clinician: no answer depends on them."""
    for name in ("title", "status"):
        yield from _fields("pack", new.id, old, new, (name,))
    yield from _words("rule", was, now)
    yield from _words("advice", old.advice, new.advice)
    yield from _words("observation", old.observations, new.observations)
    yield from _words("context", old.context, new.context)
    yield from _whole("local setting", old.settings, new.settings)
    yield from _whole("statement", old.statements, new.statements)
    yield from _whole("reading", old.readings, new.readings)
    yield from _whole("group", _by_id(old.groups), _by_id(new.groups))
    yield from _whole("page", _by_id(old.topics), _by_id(new.topics))
    yield from _whole("source", dict(old.sources), dict(new.sources))
    for name in ("search", "further_reading"):
        if getattr(old, name) != getattr(new, name):
            yield Change(name.replace("_", " "), "", "words")


def _by_id(entries: Iterable[Any]) -> dict[str, Any]:
    return {each.id: each for each in entries}


def _words(what: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for id_, entry in new.items():
        if id_ in old:
            names = [each.name for each in fields(entry) if each.name not in ("id", *MEANING[type(entry)])]
            yield from _fields(what, id_, old[id_], entry, names)


def _whole(what: str, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Iterator[Change]:
    for id_ in {**old, **new}:
        if id_ not in new or id_ not in old:
            yield Change(what, str(id_), ADDED if id_ in new else REMOVED)
        elif old[id_] != new[id_]:
            yield Change(what, str(id_), "words")


def shown(value: object) -> str:
    """A value of a pack in a few words; a condition is not repeated."""
    match value:
        case None:
            return "none"
        case str():
            return value
        case Urgency():
            return value.id
        case Enum():
            return str(value.value)
        case Fraction():
            return number_text(value)
        case Unit():
            return value.code
        case StricterLimit():
            return f"{number_text(value.standard)}, more than {number_text(value.opposite)}"
        case tuple() | frozenset():
            return ", ".join(sorted(map(shown, value)) if isinstance(value, frozenset) else map(shown, value))
        case Mapping():
            return ", ".join(f"{key}: {shown(each)}" for key, each in value.items())
        case bool() | int():
            return str(value).lower()
    return ""
