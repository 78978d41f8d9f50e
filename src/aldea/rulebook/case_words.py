"""A worked case as people read it: what is given, what is expected, and what it fires."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aldea.language.pack import ContextItem, Kind, Observation, Pack
from aldea.packs.worked_cases import Outcome, WorkedCase
from aldea.rulebook.speech import Gettext, name_of, urgency_words
from aldea.terminology import UnknownUnit, unit_of

UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class CaseWords:
    """One case. ``failures`` say where the answer is not the expected one; there should be none."""

    id: str
    title: str
    given: tuple[Fact, ...]
    expected: tuple[Fact, ...]
    rules: tuple[str, ...]
    failures: tuple[str, ...]


def case_words(outcome: Outcome, pack: Pack, gettext: Gettext) -> CaseWords:
    """The case and what came of it."""
    return _Speaker(pack, gettext).case(outcome)


def people_of(outcomes: Iterable[Outcome], pack: Pack, gettext: Gettext) -> tuple[Fact, ...]:
    """Who the people of these cases are: each name with what is known of them."""
    return _Speaker(pack, gettext).people(outcomes)


def value_words(item: Observation | ContextItem | None, raw: Any, gettext: Gettext) -> str:
    """A raw value: yes, no, not sure, not asked, a number with its unit, a choice, or as it came."""
    match raw:
        case None:
            return gettext("not asked")
        case bool():
            return gettext("yes") if raw else gettext("no")
        case str() if raw == UNSURE:
            readings = item is not None and item.kind is Kind.READINGS
            return gettext("declined or not sure") if readings else gettext("not sure")
        case list():
            return ", ".join(value_words(item, one, gettext) for one in raw)
        case {"value": value, "unit": str(code), **rest} if not rest:
            return f"{value} {_symbol(code)}"
        case str() if item is not None and raw in item.choices:
            return item.choice_labels.get(raw) or name_of(raw)
        case str():
            return f"“{raw}”"
        case dict():
            return _as_it_came(raw)
    unit = item.unit if item is not None else None
    return f"{raw} {unit.symbol}" if unit is not None else str(raw)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says the cases of one pack in one language."""

    pack: Pack
    gettext: Gettext

    def case(self, outcome: Outcome) -> CaseWords:
        """The case and what came of it."""
        case = outcome.case
        title = case.id.replace("-", " ")
        return CaseWords(
            id=case.id,
            title=title[:1].upper() + title[1:],
            given=tuple(self._given(case)),
            expected=tuple(self._expected(case.expect)),
            rules=outcome.assessment.rules,
            failures=outcome.failures,
        )

    def _given(self, case: WorkedCase) -> Iterator[Fact]:
        given = case.given
        if "raw" in given:
            yield Fact(self.gettext("The report, as it came"), _as_it_came(given["raw"]))
            return
        if "person" in given:
            yield Fact(self.gettext("Person"), name_of(str(given["person"])))
        yield from self._values(given.get("context") or {}, self.pack.context)
        yield from self._values(given.get("observations") or {}, self.pack.observations)
        harmless = given.get("everything_else") == "harmless"
        yield Fact(
            self.gettext("Everything else"),
            self.gettext("nothing to report") if harmless else self.gettext("not asked"),
        )
        for earlier in given.get("history") or ():
            yield self._history(earlier)
        for id, value in (given.get("settings") or {}).items():
            yield Fact(self.pack.settings.get(id, id), str(value))
        if "at" in given:
            yield Fact(self.gettext("Time of the report"), str(given["at"]))

    def people(self, outcomes: Iterable[Outcome]) -> tuple[Fact, ...]:
        """Who the people of these cases are: each name with what is known of them."""
        found = {
            str(case.given["person"]): case.person for case in _cases(outcomes) if "person" in case.given
        }
        return tuple(Fact(name_of(name), self._known(found[name])) for name in sorted(found))

    def _known(self, person: Mapping[str, Any]) -> str:
        """What is known of a person, what is no, and that the rest is not known."""
        said = [value for value in person.items() if value[1] is not False]
        parts = [f"{fact.name}: {fact.words}" for fact in self._values(dict(said), self.pack.context)]
        if denied := [self.pack.context[id].name for id, value in person.items() if value is False]:
            parts.append(self.gettext("no: %(names)s") % {"names": ", ".join(denied)})
        return "; ".join([*parts, self.gettext("nothing else is known")])

    def _values(
        self, raw: Any, items: Mapping[str, Observation] | Mapping[str, ContextItem]
    ) -> Iterator[Fact]:
        if not isinstance(raw, Mapping):
            yield Fact(self.gettext("The answers, as they came"), _as_it_came(raw))
            return
        for id, value in raw.items():
            item = items.get(id)
            yield Fact(item.name if item else id, value_words(item, value, self.gettext))

    def _history(self, earlier: Any) -> Fact:
        if not isinstance(earlier, Mapping):
            return Fact(self.gettext("An earlier report, as it came"), _as_it_came(earlier))
        facts = self._values(earlier.get("observations") or {}, self.pack.observations)
        words = "; ".join(f"{fact.name}: {fact.words}" for fact in facts)
        if "hours_ago" in earlier:
            return Fact(self.gettext("%(hours)s hours before") % {"hours": earlier["hours_ago"]}, words)
        return Fact(self.gettext("An earlier report, at %(time)s") % {"time": earlier.get("at", "?")}, words)

    def _expected(self, expect: Mapping[str, Any]) -> Iterator[Fact]:
        if "urgency" in expect:
            yield Fact(self.gettext("Urgency"), urgency_words(self.gettext)[expect["urgency"]])
        lists = {
            "because": self.gettext("Reasons"),
            "not_because": self.gettext("No reasons"),
            "advice": self.gettext("Advice"),
            "only_advice": self.gettext("Advice, and no other"),
            "not_advice": self.gettext("No advice"),
            "ask": self.gettext("To ask"),
            "not_ask": self.gettext("Not to ask"),
            "rules": self.gettext("Rules that fire"),
            "not_rules": self.gettext("Rules that do not fire"),
        }
        for key, name in lists.items():
            if expect.get(key):
                yield Fact(name, ", ".join(name_of(id) for id in expect[key]))
        flags = {
            "incomplete": self.gettext("Something is still to ask"),
            "beyond_leaflet": self.gettext("Goes beyond the leaflet"),
        }
        for key, name in flags.items():
            if key in expect:
                yield Fact(name, self.gettext("yes") if expect[key] else self.gettext("no"))
        if "warning" in expect:
            yield Fact(self.gettext("Warning"), name_of(expect["warning"]))
        if error := expect.get("error"):
            yield Fact(self.gettext("Cannot be read"), name_of(error["code"]))
            if "at_least" in error:
                yield Fact(
                    self.gettext("Urgency all the same"), urgency_words(self.gettext)[error["at_least"]]
                )


def _cases(outcomes: Iterable[Outcome]) -> Iterator[WorkedCase]:
    return (outcome.case for outcome in outcomes)


def _symbol(code: str) -> str:
    try:
        return unit_of(code).symbol
    except UnknownUnit:
        return code


def _as_it_came(raw: Any) -> str:
    return json.dumps(raw, default=str, ensure_ascii=False)
