"""The condition of a rule as English: a phrase with what stands below it, or one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from aldea.language.answers import number_text
from aldea.language.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Chosen,
    Condition,
    ContextAtMost,
    ContextIs,
    Earlier,
    Gained,
    Leaf,
    Named,
    NotSure,
    Over,
    PersonalLimit,
    PlainYes,
    Unanswered,
    Under,
    Yes,
)
from aldea.language.pack import ContextItem, Kind, Observation, Pack
from aldea.terminology import Unit


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line, and the lines below it."""

    words: str
    parts: tuple[Phrase, ...] = ()


def phrase_of(condition: Condition, pack: Pack) -> Phrase:
    """The whole condition, named parts spelled out."""
    match condition:
        case AnyOf(()):
            return Phrase(_("never"))
        case AllOf(()):
            return Phrase(_("always"))
        case AnyOf():
            parts = tuple(_alternatives(condition, pack))
            found = tuple(Phrase(part) if isinstance(part, str) else phrase_of(part, pack) for part in parts)
            return found[0] if len(found) == 1 else Phrase(_("any of these"), found)
        case AllOf(parts):
            return Phrase(_("all of these"), tuple(phrase_of(part, pack) for part in parts))
        case Named(name, inner):
            below = phrase_of(inner, pack)
            return Phrase(f"{_quoted(name_of(name))}: {below.words}", below.parts)
        case leaf:
            return Phrase(leaf_words(leaf, pack))


def sentence_of(condition: Condition, pack: Pack) -> str:
    """The condition in one line; a named part is its name."""
    match condition:
        case AnyOf(()) | AllOf(()):
            return phrase_of(condition, pack).words
        case AnyOf():
            parts = tuple(_alternatives(condition, pack))
            inner = [part if isinstance(part, str) else _inside(part, pack) for part in parts]
            return _("; or ").join(inner)
        case AllOf(conditions):
            return _(", and ").join(_inside(part, pack) for part in conditions)
        case Named(name, _inner):
            return _quoted(name_of(name))
        case leaf:
            return leaf_words(leaf, pack)


def name_of(id: str) -> str:
    """An id of the pack as words: 'flu_like' is 'flu like'."""
    return id.replace("_", " ")


def _quoted(words: str) -> str:
    return f"“{words}”"


def _inside(part: Condition, pack: Pack) -> str:
    words = sentence_of(part, pack)
    return f"({words})" if isinstance(part, AnyOf | AllOf) else words


def _alternatives(condition: AnyOf, pack: Pack) -> Iterator[str | Condition]:
    """What is in an 'any', 'any' within it too. Several that ask for a plain finding are one line."""
    flat = list(_flat(condition))
    plain = [part for part in flat if isinstance(part, Yes) and _is_finding(part, pack)]
    if len(plain) > 1:
        names = ", ".join(_quoted(pack.observations[part.observation].name) for part in plain)
        yield _("yes or not sure to any of %(names)s") % {"names": names}
        flat = [part for part in flat if part not in plain]
    yield from flat


def _flat(condition: AnyOf) -> Iterator[Condition]:
    for part in condition.conditions:
        if isinstance(part, AnyOf) and part.conditions:
            yield from _flat(part)
        else:
            yield part


def _is_finding(leaf: Yes, pack: Pack) -> bool:
    return pack.observations[leaf.observation].kind is Kind.YESNO


def leaf_words(leaf: Leaf, pack: Pack) -> str:
    """A single comparison."""
    match leaf:
        case Yes() | PlainYes() | NotSure() | Unanswered() | Chosen():
            return _answer_words(leaf, pack.observations[leaf.observation])
        case Over() | Under():
            return _limit_words(leaf, pack)
        case AtLeast():
            return _count_words(leaf, pack.observations[leaf.observation])
        case Earlier(id, youngest, oldest):
            return _("%(name)s was yes or not sure in a report from %(from)s to %(to)s hours before") % {
                "name": _quoted(pack.observations[id].name),
                "from": number_text(youngest),
                "to": number_text(oldest),
            }
        case Gained(id, since, setting):
            words = _("%(name)s less %(since)s is at least the local setting %(setting)s, once it is set")
            return words % {
                "name": _quoted(pack.observations[id].name),
                "since": _quoted(pack.context[since].name),
                "setting": _quoted(pack.settings[setting]),
            }
        case ContextIs():
            return _context_words(leaf, pack.context[leaf.item])
        case ContextAtMost(id, limit):
            item = pack.context[id]
            amount = {"name": _quoted(item.name), "amount": _amount(limit, item.unit)}
            return _("%(name)s is %(amount)s or less") % amount


def _answer_words(leaf: Yes | PlainYes | NotSure | Unanswered | Chosen, item: Observation) -> str:
    name = {"name": _quoted(item.name)}
    match leaf:
        case Yes() if item.kind is Kind.TEXT:
            return _("something is written under %(name)s") % name
        case Yes() if item.kind is Kind.AMOUNT:
            return _("%(name)s is yes, not sure, or any amount above nothing") % name
        case Yes():
            return _("%(name)s is yes or not sure") % name
        case PlainYes():
            return _("%(name)s is a plain yes (not sure does not count)") % name
        case NotSure():
            return _("%(name)s is not sure") % name
        case Unanswered():
            return _("%(name)s has no answer (not asked, not sure or declined)") % name
        case Chosen(_id, choices):
            labels = [_label(item, choice) for choice in item.choices if choice in choices]
            words = _("%(name)s is %(choices)s") % {**name, "choices": _either(labels)}
            unsure = item.unsure_counts_as in choices
            return _("%(words)s (not sure counts too)") % {"words": words} if unsure else words


def _limit_words(leaf: Over | Under, pack: Pack) -> str:
    item = pack.observations[leaf.observation]
    over = isinstance(leaf, Over)
    if isinstance(leaf.limit, PersonalLimit):
        limit = _("this patient's own %(name)s, where one is recorded,") % {
            "name": _quoted(pack.context[leaf.limit.item].name)
        }
        declined = ""
    else:
        limit = _amount(leaf.limit, item.unit)
        declined = _(" (a declined reading counts as over)") if over else ""
    words = _("%(name)s is over %(limit)s") if over else _("%(name)s is under %(limit)s")
    said = words % {"name": _quoted(item.name), "limit": limit}
    return said + _window(leaf.within) + declined


def _window(within: Fraction | None) -> str:
    if within is None:
        return ""
    return _(" in this report or any report of the last %(hours)s hours") % {"hours": number_text(within)}


def _count_words(leaf: AtLeast, item: Observation) -> str:
    amount = {"name": _quoted(item.name), "amount": _amount(leaf.count, item.unit)}
    if leaf.within is None:
        said = _("%(name)s is %(amount)s or more") % amount
    else:
        window = _("over this report and those of the last %(hours)s hours") % {
            "hours": number_text(leaf.within)
        }
        words = _("%(name)s adds up to %(amount)s or more %(window)s")
        said = words % {**amount, "window": window}
    if item.unsure_counts_as is None:
        return said
    return _("%(words)s (not sure counts as %(count)s)") % {"words": said, "count": item.unsure_counts_as}


def _context_words(leaf: ContextIs, item: ContextItem) -> str:
    order = ("yes", "no", "not_sure", *item.choices)
    said = {"yes": _("yes"), "no": _("no"), "not_sure": _("not sure")}
    labels = [said.get(value) or _label(item, value) for value in order if value in leaf.values]
    if leaf.unknown_counts:
        labels.append(_("not known"))
    return _("%(name)s is %(choices)s") % {"name": _quoted(item.name), "choices": _either(labels)}


def _either(labels: Sequence[str]) -> str:
    """One, two or three."""
    *first, last = labels
    return _("%(first)s or %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _label(item: Observation | ContextItem, choice: str) -> str:
    return item.choice_labels.get(choice) or name_of(choice)


def _amount(value: Fraction, unit: Unit | None) -> str:
    """A number with its unit; how often something happened has none."""
    symbol = unit.symbol if unit is not None and unit.dimension != "episodes" else ""
    return f"{number_text(value)} {symbol}".strip()
