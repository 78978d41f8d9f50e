"""A report that is known, in the symbols of the solver; the same answer is the same object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import z3

from aldea.language.pack import ContextItem, Kind, Observation, Pack
from aldea.proofs.boundaries.edges import UNSURE, Side
from aldea.proofs.symbols import (
    ALWAYS,
    NEVER,
    Formula,
    Item,
    LocalSetting,
    SymbolicAnswer,
    SymbolicPast,
    SymbolicReport,
    any_answer,
    exact,
)

OPEN = SymbolicAnswer({})
SAID: Mapping[object, str] = {True: "yes", False: "no", UNSURE: "not_sure"}


@dataclass(slots=True)
class Constants:
    """Every answer that was asked for, made once."""

    pack: Pack
    known: dict[tuple[Item, str], SymbolicAnswer] = field(default_factory=dict)
    free: dict[Item, tuple[SymbolicAnswer, list[Formula]]] = field(default_factory=dict)
    unset: dict[str, LocalSetting] = field(default_factory=dict)

    def item(self, item: Item) -> Observation | ContextItem:
        part, id_ = item
        return self.pack.context[id_] if part == "context" else self.pack.observations[id_]

    def answer(self, item: Item, value: Any) -> SymbolicAnswer:
        """What was answered."""
        key = item, repr(value)
        if key not in self.known:
            self.known[key] = _constant(self.item(item), value)
        return self.known[key]

    def any(self, item: Item) -> tuple[SymbolicAnswer, list[Formula]]:
        """Any answer, and what the border lets through."""
        if item not in self.free:
            within: list[Formula] = []
            self.free[item] = any_answer(self.item(item), f"edge/{'/'.join(item)}", within), within
        return self.free[item]

    def report(
        self, answers: Mapping[Item, Any], side: Side, free: Mapping[Item, SymbolicAnswer]
    ) -> SymbolicReport:
        """These answers, those of one side of an edge, and those that are still free."""
        told = {item: self.answer(item, value) for item, value in {**answers, **side.answers}.items()}
        past = {side.observation: tuple(self._past(side))} if side.earlier else {}
        settings = {
            id_: LocalSetting(ALWAYS, exact(side.settings[id_])) if id_ in side.settings else self._unset(id_)
            for id_ in self.pack.settings
        }
        return SymbolicReport({**told, **free}, past, settings, ())

    def _unset(self, id_: str) -> LocalSetting:
        return self.unset.setdefault(id_, LocalSetting(NEVER, exact(Fraction(1))))

    def _past(self, side: Side) -> Iterator[SymbolicPast]:
        kind = self.pack.observations[side.observation].kind
        for hours, value in side.earlier:
            if kind is Kind.READINGS:
                reading = exact(Fraction(value))
                yield SymbolicPast(hours, read=ALWAYS, low=reading, high=reading)
            elif kind is Kind.COUNT:
                yield SymbolicPast(hours, total=z3.IntVal(value))
            else:
                yield SymbolicPast(hours, raised=ALWAYS)


def _constant(item: Observation | ContextItem, value: Any) -> SymbolicAnswer:
    placeholder = z3.IntVal(0) if item.kind is Kind.COUNT else exact(Fraction(0))
    nothing = SymbolicAnswer({}, value=placeholder, low=placeholder, high=placeholder)
    if value is None:
        return nothing
    if isinstance(value, bool) or value == UNSURE:
        return SymbolicAnswer({SAID[value]: ALWAYS}, value=placeholder, low=placeholder, high=placeholder)
    if item.kind is Kind.TEXT:
        return SymbolicAnswer({"given" if value else "blank": ALWAYS})
    if item.kind is Kind.CHOICE:
        return SymbolicAnswer({str(value): ALWAYS})
    if item.kind is Kind.READINGS:
        return SymbolicAnswer({"readings": ALWAYS}, low=exact(Fraction(value)), high=exact(Fraction(value)))
    if item.kind is Kind.COUNT:
        return SymbolicAnswer({"number": ALWAYS}, value=z3.IntVal(value))
    return SymbolicAnswer({"number": ALWAYS}, value=exact(Fraction(value)))


def says(answer: SymbolicAnswer, constant: SymbolicAnswer) -> Formula:
    """A free answer is this one."""
    parts = [answer.form(form) == constant.form(form) for form in answer.forms]
    if constant.form("number") is ALWAYS:
        parts.append(answer.value == constant.value)
    if constant.form("readings") is ALWAYS:
        parts += [answer.low == constant.low, answer.high == constant.high]
    return z3.And(*parts)
