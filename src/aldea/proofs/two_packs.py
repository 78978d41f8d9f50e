"""Two packs over one report: what both know is one symbol, what only one knows is not asked of the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import z3

from aldea.language.pack import ContextItem, Observation, Pack
from aldea.proofs.answer import ABOVE_NONE, SymbolicAnswerSheet
from aldea.proofs.conditions import Conditions
from aldea.proofs.problem import both_windows
from aldea.proofs.symbols import (
    Formula,
    Item,
    SymbolicAnswer,
    SymbolicPast,
    SymbolicReport,
    all_of,
    any_answer,
    any_past,
    any_setting,
    both,
    exact,
    stretches,
    windows_of,
)

Entry = Observation | ContextItem
Range = tuple[Fraction, Fraction] | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: a pack, the report as it sees it, and what it says of that."""

    pack: Pack
    report: SymbolicReport
    sheet: SymbolicAnswerSheet


class TwoPacks:
    """Any report that there can be, once for both packs.

    A choice or a number that only one of them accepts is not asked of the other. Of earlier reports only
    readings that both accept are compared; an item of another kind or unit is another item.
    """

    def __init__(self, old: Pack, new: Pack) -> None:
        self._within: list[Formula] = []
        self._answers: tuple[dict[Item, SymbolicAnswer], dict[Item, SymbolicAnswer]] = ({}, {})
        self._past: tuple[dict[str, tuple[SymbolicPast, ...]], dict[str, tuple[SymbolicPast, ...]]] = ({}, {})
        self._share("observations", old.observations, new.observations)
        self._share("context", old.context, new.context)
        self._share_past(old, new)
        settings = {
            id_: any_setting(f"any/setting/{id_}", self._within) for id_ in {**old.settings, **new.settings}
        }
        self.old, self.new = (self._side(place, pack, settings) for place, pack in enumerate((old, new)))

    @cached_property
    def same_level(self) -> Formula:
        """Both packs find the same urgency."""
        pairs = ((self.old.sheet.at_least(level), self.new.sheet.at_least(level)) for level in ABOVE_NONE)
        return all_of(one == other for one, other in pairs if not one.eq(other))

    def _side(self, place: int, pack: Pack, settings: Mapping[str, object]) -> Side:
        known = {id_: settings[id_] for id_ in pack.settings}
        report = SymbolicReport(self._answers[place], self._past[place], known, tuple(self._within))  # type: ignore[arg-type]  # formulas are Any
        return Side(pack, report, SymbolicAnswerSheet(Conditions(pack), report))

    def _share(self, part: str, old: Mapping[str, Entry], new: Mapping[str, Entry]) -> None:
        for id_ in {**old, **new}:
            one, other, name = old.get(id_), new.get(id_), f"any/{part}/{id_}"
            if one is not None and other is not None and comparable(one, other):
                answer = any_answer(_widest(one, other), name, self._within)
                self._answers[0][part, id_] = _as_seen_by(one, other, answer)
                self._answers[1][part, id_] = _as_seen_by(other, one, answer)
                continue
            for answers, item, side in zip(self._answers, (one, other), ("old", "new"), strict=True):
                if item is not None:
                    answers[part, id_] = any_answer(item, f"{name}/{side}", self._within)

    def _share_past(self, old: Pack, new: Pack) -> None:
        windows = both_windows(windows_of(old), windows_of(new))
        for id_, found in sorted(windows.items()):
            moments, name = stretches(found), f"any/past/{id_}"
            one, other = old.observations.get(id_), new.observations.get(id_)
            if one is not None and other is not None and comparable(one, other):
                narrow = replace(one, accept=_overlap(one.accept, other.accept))
                pasts = tuple(any_past(narrow, moment, name, self._within) for moment in moments)
                self._past[0][id_] = self._past[1][id_] = pasts
                continue
            for past, item, side in zip(self._past, (one, other), ("old", "new"), strict=True):
                if item is not None:
                    past[id_] = tuple(any_past(item, m, f"{name}/{side}", self._within) for m in moments)


def comparable(one: Entry, other: Entry) -> bool:
    """An answer to the one can be an answer to the other."""
    return one.kind is other.kind and one.unit == other.unit and _overlaps(one.accept, other.accept)


def _overlaps(one: Range, other: Range) -> bool:
    return one is None or other is None or (one[0] <= other[1] and other[0] <= one[1])


def _overlap(one: Range, other: Range) -> Range:
    if one is None or other is None:
        return one or other
    return max(one[0], other[0]), min(one[1], other[1])


def _widest(one: Entry, other: Entry) -> Entry:
    """An item that accepts what either accepts."""
    if _form(one) == _form(other):
        return one
    accept = None
    if one.accept is not None and other.accept is not None:
        accept = min(one.accept[0], other.accept[0]), max(one.accept[1], other.accept[1])
    choices = tuple(dict.fromkeys((*one.choices, *other.choices)))
    if isinstance(one, ContextItem):
        return replace(one, accept=accept, choices=choices, stricter=None)
    return replace(one, accept=accept, choices=choices)


def _form(item: Entry) -> tuple[object, ...]:
    return item.accept, item.choices, item.stricter if isinstance(item, ContextItem) else None


def _as_seen_by(item: Entry, other: Entry, answer: SymbolicAnswer) -> SymbolicAnswer:
    """The part of a shared answer that one pack accepts."""
    if _form(item) == _form(other):
        return answer
    forms = {
        form: formula
        for form, formula in answer.forms.items()
        if not item.choices or form in (*item.choices, "not_sure")
    }
    ends = [number for number in (answer.value, answer.low, answer.high) if number is not None]
    inside = all_of(each for number in ends for each in _inside(item.accept, number))
    forms |= {form: both(forms[form], inside) for form in ("number", "readings") if form in forms}
    stricter = item.stricter if isinstance(item, ContextItem) else None
    if stricter is None:
        return replace(answer, forms=forms)
    limit, opposite = exact(stricter.standard), exact(stricter.opposite)
    possible = answer.value > opposite if stricter.upper else answer.value < opposite
    obeyed = answer.value < limit if stricter.upper else answer.value > limit
    stated = both(forms["number"], possible)
    return replace(answer, forms={**forms, "number": both(stated, obeyed)}, stated=stated)


def _inside(accept: Range, number: Formula) -> list[Formula]:
    return [] if accept is None else [number >= exact(accept[0]), number <= exact(accept[1])]


def is_empty(two: TwoPacks) -> bool:
    """No report passes the border of both: then nothing would be compared."""
    solver = z3.SimpleSolver()
    solver.add(*two.old.report.within)
    return bool(solver.check() != z3.sat)
