"""A worked case as people read it: what is given, what is expected, and what it fires."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from aldea.alerts.urgency_words import URGENCY_WORDS
from aldea.language.pack import ContextItem, Kind, Observation, Pack
from aldea.packs.worked_cases import Outcome, WorkedCase
from aldea.site.rulebook.condition_words import name_of
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


def case_words(outcome: Outcome, pack: Pack) -> CaseWords:
    """The case and what came of it."""
    case = outcome.case
    title = case.id.replace("-", " ")
    return CaseWords(
        id=case.id,
        title=title[:1].upper() + title[1:],
        given=tuple(_given(case, pack)),
        expected=tuple(_expected(case.expect)),
        rules=outcome.assessment.rules,
        failures=outcome.failures,
    )


def _given(case: WorkedCase, pack: Pack) -> Iterator[Fact]:
    given = case.given
    if "raw" in given:
        yield Fact(_("The report, as it came"), _as_it_came(given["raw"]))
        return
    if "person" in given:
        yield Fact(_("Person"), name_of(str(given["person"])))
    yield from _values(given.get("context") or {}, pack.context)
    yield from _values(given.get("observations") or {}, pack.observations)
    harmless = given.get("everything_else") == "harmless"
    yield Fact(_("Everything else"), _("nothing to report") if harmless else _("not asked"))
    for earlier in given.get("history") or ():
        yield _history(earlier, pack)
    for id, value in (given.get("settings") or {}).items():
        yield Fact(pack.settings.get(id, id), str(value))
    if "at" in given:
        yield Fact(_("Time of the report"), str(given["at"]))


def people_of(outcomes: Iterable[Outcome], pack: Pack) -> tuple[Fact, ...]:
    """Who the people of these cases are: each name with what is known of them."""
    found = {str(case.given["person"]): case.person for case in _cases(outcomes) if "person" in case.given}
    return tuple(Fact(name_of(name), _known(found[name], pack)) for name in sorted(found))


def _cases(outcomes: Iterable[Outcome]) -> Iterator[WorkedCase]:
    return (outcome.case for outcome in outcomes)


def _known(person: Mapping[str, Any], pack: Pack) -> str:
    """What is known of a person, what is no, and that the rest is not known."""
    said = [value for value in person.items() if value[1] is not False]
    parts = [f"{fact.name}: {fact.words}" for fact in _values(dict(said), pack.context)]
    if denied := [pack.context[id].name for id, value in person.items() if value is False]:
        parts.append(_("no: %(names)s") % {"names": ", ".join(denied)})
    return "; ".join([*parts, _("nothing else is known")])


def _values(raw: Any, items: Mapping[str, Observation] | Mapping[str, ContextItem]) -> Iterator[Fact]:
    if not isinstance(raw, Mapping):
        yield Fact(_("The answers, as they came"), _as_it_came(raw))
        return
    for id, value in raw.items():
        item = items.get(id)
        yield Fact(item.name if item else id, value_words(item, value))


def _history(earlier: Any, pack: Pack) -> Fact:
    if not isinstance(earlier, Mapping):
        return Fact(_("An earlier report, as it came"), _as_it_came(earlier))
    facts = _values(earlier.get("observations") or {}, pack.observations)
    words = "; ".join(f"{fact.name}: {fact.words}" for fact in facts)
    if "hours_ago" in earlier:
        return Fact(_("%(hours)s hours before") % {"hours": earlier["hours_ago"]}, words)
    return Fact(_("An earlier report, at %(time)s") % {"time": earlier.get("at", "?")}, words)


def value_words(item: Observation | ContextItem | None, raw: Any) -> str:
    """A raw value: yes, no, not sure, not asked, a number with its unit, a choice, or as it came."""
    match raw:
        case None:
            return _("not asked")
        case bool():
            return _("yes") if raw else _("no")
        case str() if raw == UNSURE:
            readings = item is not None and item.kind is Kind.READINGS
            return _("declined or not sure") if readings else _("not sure")
        case list():
            return ", ".join(value_words(item, one) for one in raw)
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


def _symbol(code: str) -> str:
    try:
        return unit_of(code).symbol
    except UnknownUnit:
        return code


def _as_it_came(raw: Any) -> str:
    return json.dumps(raw, default=str, ensure_ascii=False)


def _expected(expect: Mapping[str, Any]) -> Iterator[Fact]:
    if "urgency" in expect:
        yield Fact(_("Urgency"), str(URGENCY_WORDS[expect["urgency"]]))
    lists = {
        "because": _("Reasons"),
        "not_because": _("No reasons"),
        "advice": _("Advice"),
        "only_advice": _("Advice, and no other"),
        "not_advice": _("No advice"),
        "ask": _("To ask"),
        "not_ask": _("Not to ask"),
        "rules": _("Rules that fire"),
        "not_rules": _("Rules that do not fire"),
    }
    for key, name in lists.items():
        if expect.get(key):
            yield Fact(name, ", ".join(name_of(id) for id in expect[key]))
    flags = {"incomplete": _("Something is still to ask"), "beyond_leaflet": _("Goes beyond the leaflet")}
    for key, name in flags.items():
        if key in expect:
            yield Fact(name, _("yes") if expect[key] else _("no"))
    if "warning" in expect:
        yield Fact(_("Warning"), name_of(expect["warning"]))
    if error := expect.get("error"):
        yield Fact(_("Cannot be read"), name_of(error["code"]))
        if "at_least" in error:
            yield Fact(_("Urgency all the same"), str(URGENCY_WORDS[error["at_least"]]))
