"""A screen filled in with the answers so far: what ``parse_screen`` reads back to the same draft.

No Django, no clock. Pages are always drawn from such a form, or from the one that was posted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from hashlib import sha256

from aldea.language import Pack
from aldea.language.pack import Kind, Observation
from aldea.reports.check_answers import NONE_OF_THESE, NOT_SURE, NOTICED, PLACE
from aldea.reports.check_draft import PLAIN_NO, UNSURE, Draft, Raw, Situation, is_raised
from aldea.reports.check_fields import SAID, Form
from aldea.reports.check_flow import CAN_BE_NOT_SURE, EMERGENCY, Part, Screen, asks_place
from aldea.reports.typed_numbers import KILOGRAM, POUND, POUNDS_IN_A_STONE

_SAID_AS = {repr(raw): name for name, raw in SAID.items()}


def fill_form(pack: Pack, situation: Situation, draft: Draft, screen: Screen) -> Form:
    """The fields of the screen with the answers so far; empty where there are none."""
    items = [pack.observations[id] for id in screen.items]
    fields: dict[str, list[str]] = {}
    match screen.part:
        case Part.NOTICED:
            fields[NOTICED] = _ticks(pack, draft, screen)
            fields |= _fill_each(draft, [item for item in items if item.kind is Kind.QUANTITY])
            if screen.group == EMERGENCY and asks_place(situation):
                fields |= _fill_said(PLACE, draft.in_hospital)
        case Part.TEMPERATURE:
            fields |= _fill_each(draft, items)
            if draft.no_reading:
                fields["instead"] = ["cannot"]
        case Part.MORE:
            fields |= _fill_each(draft, items)
        case Part.AGAIN:
            carried = {id: each.value for id, each in situation.carried.items()}
            fields |= _fill_each(Draft(answers={**carried, **draft.answers}), items)
    return fields


def mark_of(form: Form) -> str:
    """A mark that changes when what is stored of a screen changes."""
    fields = json.dumps({name: list(values) for name, values in sorted(form.items())})
    return sha256(fields.encode()).hexdigest()[:16]


def _ticks(pack: Pack, draft: Draft, screen: Screen) -> list[str]:
    """What is ticked: yes is, no is not, and not sure is under 'not sure'."""
    ticks = []
    said = {id: draft.answers.get(id) for id in screen.items if pack.observations[id].kind in PLAIN_NO}
    for id, raw in said.items():
        if id in draft.ticked or (is_raised(pack.observations[id], raw) and raw != UNSURE):
            ticks.append(id)
    not_sure = screen.group in draft.not_sure or any(
        raw == UNSURE and id not in draft.ticked and pack.observations[id].kind in CAN_BE_NOT_SURE
        for id, raw in said.items()
    )
    if not_sure:
        return [*ticks, NOT_SURE]
    all_no = bool(said) and all(
        raw is not None and not is_raised(pack.observations[id], raw) for id, raw in said.items()
    )
    return [NONE_OF_THESE] if all_no and not ticks else ticks


def _fill_each(draft: Draft, items: list[Observation]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for item in items:
        if (raw := draft.answers.get(item.id)) is not None:
            fields |= _FILL[item.kind](item.id, raw)
    return fields


def _fill_said(name: str, raw: Raw | None) -> dict[str, list[str]]:
    said = _SAID_AS.get(repr(raw))
    return {name: [said]} if said else {}


def _fill_count(name: str, raw: Raw) -> dict[str, list[str]]:
    return {f"{name}_unsure": ["yes"]} if raw == UNSURE else {name: [str(raw)]}


def _fill_amount(name: str, raw: Raw) -> dict[str, list[str]]:
    if isinstance(raw, bool) or raw == UNSURE:
        return {f"{name}_unsure": ["yes"]} if raw else {}
    value, unit = quantity(raw, KILOGRAM)
    return {name: [value], f"{name}_unit": [unit]}


def _fill_weight(name: str, raw: Raw) -> dict[str, list[str]]:
    value, unit = quantity(raw, KILOGRAM)
    if unit != POUND:
        return {name: [value]}
    stone, pounds = divmod(Decimal(value), POUNDS_IN_A_STONE)
    return {f"{name}_stone": [str(stone)], f"{name}_pounds": [format(pounds, "f")]}


def _fill_readings(_name: str, raw: Raw) -> dict[str, list[str]]:
    if raw == UNSURE:
        return {"instead": ["declined"]}
    readings = raw if isinstance(raw, list) else [raw]
    pairs = [quantity(reading, "Cel") for reading in readings]
    return {"reading": [value for value, _unit in pairs], "unit": [unit for _value, unit in pairs][:1]}


def _fill_text(name: str, raw: Raw) -> dict[str, list[str]]:
    return {name: [str(raw)]}


_FILL: Mapping[Kind, Callable[[str, Raw], dict[str, list[str]]]] = {
    Kind.YESNO: _fill_said,
    Kind.COUNT: _fill_count,
    Kind.AMOUNT: _fill_amount,
    Kind.QUANTITY: _fill_weight,
    Kind.READINGS: _fill_readings,
    Kind.TEXT: _fill_text,
    Kind.CHOICE: _fill_text,
}


def quantity(raw: Raw, own_unit: str) -> tuple[str, str]:
    """A raw number or quantity as its digits and the code of its unit."""
    if isinstance(raw, dict):
        return str(raw["value"]), str(raw["unit"])
    return str(raw), own_unit
