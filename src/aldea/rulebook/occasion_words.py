"""When something holds, and the report that shows it, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from aldea.language.pack import ContextItem, Kind, Observation, Pack
from aldea.rulebook.case_words import UNSURE, Fact, value_words
from aldea.rulebook.conflict_record import Scene, When
from aldea.rulebook.speech import Gettext, name_of

NUMBERS = (Kind.COUNT, Kind.QUANTITY, Kind.READINGS, Kind.AMOUNT)
SAID_OF = " and "
"""Between the signs of a finding, as in 'chills: raised and temperature: no reading'."""


@dataclass(frozen=True, slots=True)
class OccasionSpeaker:
    """Says the occasions and scenes of one pack in one language."""

    pack: Pack
    gettext: Gettext

    def finding(self, finding: str, observations: Sequence[str]) -> str:
        """What is reported: the name of an observation, or a sign of several."""
        if len(observations) == 1:
            return self.pack.observations[observations[0]].name
        return self._sign(finding)

    def when(self, when: When, *, last: bool = False) -> str:
        """Nothing for always. `last` is of a list of answers of which the others have been said."""
        if any(not occasion for occasion in when):
            return ""
        if all("unless" in occasion for occasion in when):
            if last:
                return self.gettext("in every other case")
            return self.gettext("not: %(cases)s") % {"cases": self._either(map(self._one, when))}
        return self._either(map(self._one, when))

    def _either(self, parts: Iterator[str]) -> str:
        return self.gettext("; or ").join(parts)

    def _one(self, occasion: Mapping[str, str]) -> str:
        if "otherwise" in occasion:
            return self.gettext("in other cases too")
        parts = [self._sign(occasion["says"])] if "says" in occasion else []
        parts += [name_of(occasion["where"])] if "where" in occasion else []
        if "outside" in occasion:
            parts.append(self.gettext("not %(place)s") % {"place": name_of(occasion["outside"])})
        return ", ".join(parts)

    def _sign(self, sign: str) -> str:
        """'temperature: over 37.5 Cel in 24 h' with the name of the observation and in plain words."""
        told: dict[str, list[str]] = {}
        for part in sign.split(SAID_OF):
            id_, _, text = part.partition(": ")
            told.setdefault(id_, []).append(self._plain(text))
        and_ = self.gettext(" and ")
        return and_.join(f"“{self._name(id_)}” {and_.join(texts)}" for id_, texts in told.items())

    def _name(self, id_: str) -> str:
        found = self.pack.observations.get(id_) or self.pack.context.get(id_)
        return found.name if found is not None else name_of(id_)

    def _plain(self, text: str) -> str:
        if text == "raised":
            return self.gettext("yes or not sure")
        if match := re.match(r"raised (\S+) to (\S+) h ago$", text):
            hours = {"first": match[1], "last": match[2]}
            return self.gettext("yes or not sure %(first)s to %(last)s hours earlier") % hours
        said = text.replace(" Cel", " °C")
        said = re.sub(r"[a-z]+(_[a-z]+)+", lambda found: self._own(found[0]), said)
        if match := re.match(r"(.+) in (\S+) h$", said):
            hours = {"said": match[1], "hours": match[2]}
            return self.gettext("%(said)s in the last %(hours)s hours") % hours
        return said

    def _own(self, id_: str) -> str:
        return f"“{self._name(id_)}”"

    def scene(self, scene: Scene) -> str:
        """The report in one or two sentences."""
        told = [*self._facts(scene.observations, self.pack.observations)]
        for earlier in scene.earlier:
            words = "; ".join(self._facts(earlier["observations"], self.pack.observations))
            told.append(
                self.gettext("%(hours)s hours earlier %(words)s")
                % {"hours": earlier["hours_ago"], "words": words}
            )
        known = [*self._facts(scene.context, self.pack.context)]
        known += [f"{self.pack.settings.get(id_, id_)}: {value}" for id_, value in scene.settings.items()]
        person = (
            self.gettext("Known of the patient: %(facts)s.") % {"facts": "; ".join(known)}
            if known
            else self.gettext("Nothing is known of the treatment.")
        )
        if not told:
            return self.gettext("Nothing is reported. %(person)s") % {"person": person}
        return self.gettext("%(told)s; all else is harmless. %(person)s") % {
            "told": "; ".join(told),
            "person": person,
        }

    def _facts(
        self, values: Mapping[str, Any], items: Mapping[str, Observation] | Mapping[str, ContextItem]
    ) -> Iterator[str]:
        for id_, value in values.items():
            item = items.get(id_)
            name = item.name if item is not None else name_of(id_)
            yield f"{name}: {value_words(item, _number(item, value), self.gettext)}"

    def places(self, circumstances: Mapping[str, Sequence[Mapping[str, Sequence[str]]]]) -> tuple[Fact, ...]:
        """What each circumstance means."""
        lines = {
            name: self._either(
                ", ".join(self._told(id_, words) for id_, words in line.items()) for line in each
            )
            for name, each in circumstances.items()
        }
        return tuple(Fact(name_of(name), words) for name, words in lines.items())

    def _told(self, id_: str, words: Sequence[str]) -> str:
        item = self.pack.context.get(id_)
        said = [self._word(item, word) for word in sorted(words, key=lambda word: word == "unknown")]
        or_ = self.gettext(" or ")
        return f"“{self._name(id_)}” {or_.join(said)}"

    def _word(self, item: ContextItem | None, word: str) -> str:
        if word == "unknown":
            return self.gettext("not known")
        if word.startswith("at most "):
            limit = value_words(item, _number(item, word.removeprefix("at most ")), self.gettext)
            return self.gettext("%(limit)s or less") % {"limit": limit}
        known = {"yes": self.gettext("yes"), "no": self.gettext("no"), "not sure": self.gettext("not sure")}
        return known.get(word) or value_words(item, word, self.gettext)


def _number(item: Observation | ContextItem | None, raw: object) -> object:
    """A number that the record keeps as its digits."""
    numeric = item is not None and item.kind in NUMBERS
    return Decimal(raw) if numeric and isinstance(raw, str) and raw != UNSURE else raw
