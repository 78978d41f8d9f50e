"""A report of which nothing is known yet: every report that passes the border, as symbols of the solver.

An answer has one form at most (none: not asked). Of the readings of a report only the highest and the
lowest can matter, and of the past only its aggregates in each window: those are the symbols.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import z3

from aldea.language.conditions import AtLeast, Earlier, Leaf, Over, Under, leaves
from aldea.language.pack import ContextItem, Kind, Observation, Pack

Formula = Any
"""A boolean or number of the solver; z3 has no types of its own for the type checker."""

Item = tuple[str, str]
Window = tuple[Fraction, Fraction]
NEVER: Formula = z3.BoolVal(False)  # noqa: FBT003 - the solver's own constant
ALWAYS: Formula = z3.BoolVal(True)  # noqa: FBT003 - the solver's own constant
FORMS = {
    Kind.YESNO: ("yes", "no", "not_sure"),
    Kind.AMOUNT: ("yes", "no", "not_sure", "number"),
    Kind.COUNT: ("number", "not_sure"),
    Kind.QUANTITY: ("number", "not_sure"),
    Kind.READINGS: ("readings", "not_sure"),
    Kind.TEXT: ("given", "blank"),
}


class NotProvable(ValueError):
    """The pack says something that the encoding does not know; it is then proved by nobody."""


@dataclass(frozen=True, slots=True)
class SymbolicAnswer:
    """What is said of one item: `forms` by name, and the number, or the lowest and highest reading.

    `stated` is there for a personal limit alone: one was written down, whether or not it applies.
    """

    forms: Mapping[str, Formula]
    value: Formula = None
    low: Formula = None
    high: Formula = None
    stated: Formula = NEVER

    def form(self, name: str) -> Formula:
        return self.forms.get(name, NEVER)

    @property
    def asked(self) -> Formula:
        return any_of(self.forms.values())

    @property
    def raised(self) -> Formula:
        """Yes or not sure, a text that was given, an amount above nothing (decisions.md 16)."""
        plain = [formula for name, formula in self.forms.items() if name not in ("no", "blank", "number")]
        if "number" in self.forms:
            plain.append(z3.And(self.forms["number"], self.value > 0))
        return any_of(plain)


@dataclass(frozen=True, slots=True)
class SymbolicPast:
    """All earlier reports of one stretch of time, `hours_ago` for one of them.

    A yes (or not sure, or text) was among them; the sum of the counts; the lowest and highest reading.
    """

    hours_ago: Fraction
    raised: Formula = NEVER
    total: Formula = None
    read: Formula = NEVER
    low: Formula = None
    high: Formula = None


@dataclass(frozen=True, slots=True)
class LocalSetting:
    """A threshold of the hospital: set or not, and how high."""

    is_set: Formula
    value: Formula


@dataclass(frozen=True, slots=True)
class SymbolicReport:
    """Answers by (part, id); the past by observation, in stretches; `within` are the rules of the border."""

    answers: Mapping[Item, SymbolicAnswer]
    past: Mapping[str, tuple[SymbolicPast, ...]]
    settings: Mapping[str, LocalSetting]
    within: tuple[Formula, ...]

    def observation(self, id_: str) -> SymbolicAnswer:
        return self.answers["observations", id_]

    def context(self, id_: str) -> SymbolicAnswer:
        return self.answers["context", id_]

    def with_answers(self, answers: Mapping[Item, SymbolicAnswer]) -> SymbolicReport:
        """The same report with these answers in place of what it said."""
        return replace(self, answers={**self.answers, **answers})

    def past_within(self, observation: str, window: Window) -> tuple[SymbolicPast, ...]:
        """The stretches that lie in a window, both ends in."""
        youngest, oldest = window
        return tuple(past for past in self.past.get(observation, ()) if youngest <= past.hours_ago <= oldest)


def any_of(formulas: Iterable[Formula]) -> Formula:
    """One of these holds; none does where there are none."""
    found = [formula for formula in formulas if formula is not NEVER]
    return found[0] if len(found) == 1 else _joined(z3.Z3_mk_or, found) if found else NEVER


def all_of(formulas: Iterable[Formula]) -> Formula:
    """All of these hold."""
    found = [formula for formula in formulas if formula is not ALWAYS]
    return found[0] if len(found) == 1 else _joined(z3.Z3_mk_and, found) if found else ALWAYS


def either(*formulas: Formula) -> Formula:
    """One of these holds."""
    return any_of(formulas)


def both(*formulas: Formula) -> Formula:
    """All of these hold."""
    return all_of(formulas)


def _joined(make: Callable[..., object], formulas: list[Formula]) -> Formula:
    """By the solver's own call: its Python wrapper checks every part again, which takes most of the time."""
    context = formulas[0].ctx
    parts = (z3.Ast * len(formulas))(*(formula.as_ast() for formula in formulas))
    return z3.BoolRef(make(context.ref(), len(formulas), parts), context)


def exact(value: Fraction) -> Formula:
    """A number of the solver that is exactly this one; never by way of a binary float."""
    return z3.Q(value.numerator, value.denominator)


def window_of(leaf: Leaf) -> Window | None:
    """The stretch of time that a leaf looks back over."""
    if isinstance(leaf, Earlier):
        return leaf.youngest, leaf.oldest
    if isinstance(leaf, Over | Under | AtLeast) and leaf.within is not None:
        return Fraction(0), leaf.within
    return None


def windows_of(pack: Pack) -> dict[str, set[Window]]:
    """Every window that a rule or an advice of the pack looks back over, by observation."""
    conditions = [rule.when for rule in pack.rules]
    conditions += [advice.when for advice in pack.advice.values() if advice.when is not None]
    found: dict[str, set[Window]] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            window = window_of(leaf)
            if isinstance(leaf, Over | Under | AtLeast | Earlier) and window is not None:
                found.setdefault(leaf.observation, set()).add(window)
    return found


def stretches(windows: Iterable[Window]) -> tuple[Fraction, ...]:
    """One moment (hours ago) for each set of windows that a report of the past can lie in."""
    known = sorted(windows)
    ends = sorted({end for window in known for end in window})
    between = [(one + other) / 2 for one, other in pairwise(ends)]
    found: dict[frozenset[Window], Fraction] = {}
    for moment in [*reversed(ends), *reversed(between)]:
        inside = frozenset(window for window in known if window[0] <= moment <= window[1])
        if inside:
            found.setdefault(inside, moment)
    return tuple(found.values())


def symbolic_report(pack: Pack, windows: Mapping[str, set[Window]], name: str = "now") -> SymbolicReport:
    """Any report that passes the border. `windows` are all that the pack and its readings look back over."""
    within: list[Formula] = []
    answers: dict[Item, SymbolicAnswer] = {}
    for part, items in (("observations", pack.observations), ("context", pack.context)):
        for id_, item in items.items():
            answers[part, id_] = any_answer(item, f"{name}/{part}/{id_}", within)
    past = {
        id_: tuple(
            any_past(pack.observations[id_], moment, f"{name}/past/{id_}", within) for moment in moments
        )
        for id_, found in sorted(windows.items())
        if (moments := stretches(found))
    }
    settings = {id_: any_setting(f"{name}/setting/{id_}", within) for id_ in pack.settings}
    return SymbolicReport(answers, past, settings, tuple(within))


def any_answer(item: Observation | ContextItem, name: str, within: list[Formula]) -> SymbolicAnswer:
    """Any answer to one item, with what the border lets through added to `within`."""
    names = (*item.choices, "not_sure") if item.kind is Kind.CHOICE else FORMS[item.kind]
    forms = {form: z3.Bool(f"{name}/{form}") for form in names}
    within.append(z3.AtMost(*forms.values(), 1))
    if "readings" in forms:
        low, high = z3.Real(f"{name}/low"), z3.Real(f"{name}/high")
        within += [low <= high, *accepted_values(item, low), *accepted_values(item, high)]
        return SymbolicAnswer(forms, low=low, high=high)
    if "number" not in forms:
        return SymbolicAnswer(forms)
    value = z3.Int(f"{name}/value") if item.kind is Kind.COUNT else z3.Real(f"{name}/value")
    within += accepted_values(item, value)
    if isinstance(item, ContextItem) and item.stricter is not None:
        limit = exact(item.stricter.standard)
        opposite = exact(item.stricter.opposite)
        within.append(value > opposite if item.stricter.upper else value < opposite)
        # decisions.md 2: a looser limit, or the leaflet's own, is left out
        stricter = value < limit if item.stricter.upper else value > limit
        applied = {**forms, "number": z3.And(forms["number"], stricter)}
        return SymbolicAnswer(applied, value=value, stated=forms["number"])
    return SymbolicAnswer(forms, value=value)


def accepted_values(item: Observation | ContextItem, value: Formula) -> list[Formula]:
    """The numbers that the border lets through."""
    if item.accept is None:
        return []
    lowest, highest = item.accept
    if item.kind is Kind.COUNT:
        if lowest not in (0, 1):
            raise NotProvable(f"'{item.id}' counts from {lowest}: the proofs know counts from 0 or 1 only")
        return [value >= int(lowest), value <= int(highest)]
    return [value >= exact(lowest), value <= exact(highest)]


def any_past(observation: Observation, moment: Fraction, name: str, within: list[Formula]) -> SymbolicPast:
    """All that earlier reports of one stretch may have said of an observation."""
    name = f"{name}/{moment}"
    match observation.kind:
        case Kind.COUNT:
            total = z3.Int(f"{name}/total")
            within.append(total >= 0)
            return SymbolicPast(moment, total=total)
        case Kind.READINGS:
            low, high = z3.Real(f"{name}/low"), z3.Real(f"{name}/high")
            within += [low <= high, *accepted_values(observation, low), *accepted_values(observation, high)]
            return SymbolicPast(moment, read=z3.Bool(f"{name}/read"), low=low, high=high)
        case _:
            return SymbolicPast(moment, raised=z3.Bool(f"{name}/raised"))


def any_setting(name: str, within: list[Formula]) -> LocalSetting:
    """A threshold that a hospital may have set."""
    setting = LocalSetting(z3.Bool(f"{name}/set"), z3.Real(f"{name}/value"))
    within.append(setting.value > 0)
    return setting
