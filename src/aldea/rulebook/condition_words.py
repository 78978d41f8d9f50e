"""The condition of a rule as English: a phrase with what stands below it, or one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

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
from aldea.rulebook.speech import Gettext, name_of
from aldea.terminology import Unit


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line, and the lines below it."""

    words: str
    parts: tuple[Phrase, ...] = ()


def phrase_of(condition: Condition, pack: Pack, gettext: Gettext) -> Phrase:
    """The whole condition, named parts spelled out."""
    return _Speaker(pack, gettext).phrase(condition)


def sentence_of(condition: Condition, pack: Pack, gettext: Gettext) -> str:
    """The condition in one line; a named part is its name."""
    return _Speaker(pack, gettext).sentence(condition)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says the conditions of one pack in one language."""

    pack: Pack
    gettext: Gettext

    def phrase(self, condition: Condition) -> Phrase:
        """The whole condition, named parts spelled out."""
        match condition:
            case AnyOf(()):
                return Phrase(self.gettext("never"))
            case AllOf(()):
                return Phrase(self.gettext("always"))
            case AnyOf():
                parts = tuple(self._alternatives(condition))
                found = tuple(Phrase(part) if isinstance(part, str) else self.phrase(part) for part in parts)
                return found[0] if len(found) == 1 else Phrase(self.gettext("any of these"), found)
            case AllOf(parts):
                return Phrase(self.gettext("all of these"), tuple(self.phrase(part) for part in parts))
            case Named(name, inner):
                below = self.phrase(inner)
                return Phrase(f"{_quoted(name_of(name))}: {below.words}", below.parts)
            case leaf:
                return Phrase(self.leaf(leaf))

    def sentence(self, condition: Condition) -> str:
        """The condition in one line; a named part is its name."""
        match condition:
            case AnyOf(()) | AllOf(()):
                return self.phrase(condition).words
            case AnyOf():
                parts = tuple(self._alternatives(condition))
                inner = [part if isinstance(part, str) else self._inside(part) for part in parts]
                return self.gettext("; or ").join(inner)
            case AllOf(conditions):
                return self.gettext(", and ").join(self._inside(part) for part in conditions)
            case Named(name, _inner):
                return _quoted(name_of(name))
            case leaf:
                return self.leaf(leaf)

    def _inside(self, part: Condition) -> str:
        words = self.sentence(part)
        return f"({words})" if isinstance(part, AnyOf | AllOf) else words

    def _alternatives(self, condition: AnyOf) -> Iterator[str | Condition]:
        """What is in an 'any', 'any' within it too. Several that ask for a plain finding are one line."""
        flat = list(_flat(condition))
        plain = [part for part in flat if isinstance(part, Yes) and self._is_finding(part)]
        if len(plain) > 1:
            names = ", ".join(_quoted(self.pack.observations[part.observation].name) for part in plain)
            yield self.gettext("yes or not sure to any of %(names)s") % {"names": names}
            flat = [part for part in flat if part not in plain]
        yield from flat

    def _is_finding(self, leaf: Yes) -> bool:
        return self.pack.observations[leaf.observation].kind is Kind.YESNO

    def leaf(self, leaf: Leaf) -> str:
        """A single comparison."""
        match leaf:
            case Yes() | PlainYes() | NotSure() | Unanswered() | Chosen():
                return self._answer_words(leaf, self.pack.observations[leaf.observation])
            case Over() | Under():
                return self._limit_words(leaf)
            case AtLeast():
                return self._count_words(leaf, self.pack.observations[leaf.observation])
            case Earlier(id, youngest, oldest):
                return self.gettext(
                    "%(name)s was yes or not sure in a report from %(from)s to %(to)s hours before"
                ) % {
                    "name": _quoted(self.pack.observations[id].name),
                    "from": number_text(youngest),
                    "to": number_text(oldest),
                }
            case Gained(id, since, setting):
                words = self.gettext(
                    "%(name)s less %(since)s is at least the local setting %(setting)s, once it is set"
                )
                return words % {
                    "name": _quoted(self.pack.observations[id].name),
                    "since": _quoted(self.pack.context[since].name),
                    "setting": _quoted(self.pack.settings[setting]),
                }
            case ContextIs():
                return self._context_words(leaf, self.pack.context[leaf.item])
            case ContextAtMost(id, limit):
                item = self.pack.context[id]
                amount = {"name": _quoted(item.name), "amount": _amount(limit, item.unit)}
                return self.gettext("%(name)s is %(amount)s or less") % amount

    def _answer_words(self, leaf: Yes | PlainYes | NotSure | Unanswered | Chosen, item: Observation) -> str:
        name = {"name": _quoted(item.name)}
        match leaf:
            case Yes() if item.kind is Kind.TEXT:
                return self.gettext("something is written under %(name)s") % name
            case Yes() if item.kind is Kind.AMOUNT:
                return self.gettext("%(name)s is yes, not sure, or any amount above nothing") % name
            case Yes():
                return self.gettext("%(name)s is yes or not sure") % name
            case PlainYes():
                return self.gettext("%(name)s is a plain yes (not sure does not count)") % name
            case NotSure():
                return self.gettext("%(name)s is not sure") % name
            case Unanswered():
                return self.gettext("%(name)s has no answer (not asked, not sure or declined)") % name
            case Chosen(_id, choices):
                labels = [_label(item, choice) for choice in item.choices if choice in choices]
                words = self.gettext("%(name)s is %(choices)s") % {**name, "choices": self._either(labels)}
                unsure = item.unsure_counts_as in choices
                return self.gettext("%(words)s (not sure counts too)") % {"words": words} if unsure else words

    def _limit_words(self, leaf: Over | Under) -> str:
        item = self.pack.observations[leaf.observation]
        over = isinstance(leaf, Over)
        if isinstance(leaf.limit, PersonalLimit):
            limit = self.gettext("this patient's own %(name)s, where one is recorded,") % {
                "name": _quoted(self.pack.context[leaf.limit.item].name)
            }
            declined = ""
        else:
            limit = _amount(leaf.limit, item.unit)
            declined = self.gettext(" (a declined reading counts as over)") if over else ""
        words = (
            self.gettext("%(name)s is over %(limit)s")
            if over
            else self.gettext("%(name)s is under %(limit)s")
        )
        said = words % {"name": _quoted(item.name), "limit": limit}
        return said + self._window(leaf.within) + declined

    def _window(self, within: Fraction | None) -> str:
        if within is None:
            return ""
        return self.gettext(" in this report or any report of the last %(hours)s hours") % {
            "hours": number_text(within)
        }

    def _count_words(self, leaf: AtLeast, item: Observation) -> str:
        amount = {"name": _quoted(item.name), "amount": _amount(leaf.count, item.unit)}
        if leaf.within is None:
            said = self.gettext("%(name)s is %(amount)s or more") % amount
        else:
            window = self.gettext("over this report and those of the last %(hours)s hours") % {
                "hours": number_text(leaf.within)
            }
            words = self.gettext("%(name)s adds up to %(amount)s or more %(window)s")
            said = words % {**amount, "window": window}
        if item.unsure_counts_as is None:
            return said
        return self.gettext("%(words)s (not sure counts as %(count)s)") % {
            "words": said,
            "count": item.unsure_counts_as,
        }

    def _context_words(self, leaf: ContextIs, item: ContextItem) -> str:
        order = ("yes", "no", "not_sure", *item.choices)
        said = {"yes": self.gettext("yes"), "no": self.gettext("no"), "not_sure": self.gettext("not sure")}
        labels = [said.get(value) or _label(item, value) for value in order if value in leaf.values]
        if leaf.unknown_counts:
            labels.append(self.gettext("not known"))
        return self.gettext("%(name)s is %(choices)s") % {
            "name": _quoted(item.name),
            "choices": self._either(labels),
        }

    def _either(self, labels: Sequence[str]) -> str:
        """One, two or three."""
        *first, last = labels
        return (
            self.gettext("%(first)s or %(last)s") % {"first": ", ".join(first), "last": last}
            if first
            else last
        )


def _quoted(words: str) -> str:
    return f"“{words}”"


def _flat(condition: AnyOf) -> Iterator[Condition]:
    for part in condition.conditions:
        if isinstance(part, AnyOf) and part.conditions:
            yield from _flat(part)
        else:
            yield part


def _label(item: Observation | ContextItem, choice: str) -> str:
    return item.choice_labels.get(choice) or name_of(choice)


def _amount(value: Fraction, unit: Unit | None) -> str:
    """A number with its unit; how often something happened has none."""
    symbol = unit.symbol if unit is not None and unit.dimension != "episodes" else ""
    return f"{number_text(value)} {symbol}".strip()
