"""Raw values of context items, as reports carry them: how they are stored, grow with time, read in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aldea.language.pack import ContextItem, Kind

YES_NO_NOT_SURE: Mapping[Any, str | Promise] = {True: _("Yes"), False: _("No"), "unsure": _("Not sure")}
UNITS: Mapping[str, str | Promise] = {
    "Cel": _("°C"),
    "kg": _("kg"),
    "h": _("hours"),
    "d": _("days"),
}
GROWS_BY_EACH_DAY: Mapping[str, int] = {"days_since": 1, "hours_since": 24}


class RawValueEncoder(json.JSONEncoder):
    """Writes a Decimal as a JSON number; the few digits that people type survive as they are."""

    def default(self, o: Any) -> Any:
        """A Decimal as the float whose shortest text has the same digits."""
        return float(o) if isinstance(o, Decimal) else super().default(o)


class RawValueDecoder(json.JSONDecoder):
    """Reads numbers with a decimal point as Decimals."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "parse_float": Decimal})


def raw_value_field() -> models.JSONField[Any, Any]:
    """A column for a raw value: true, false, "unsure", a number or a choice."""
    return models.JSONField(encoder=RawValueEncoder, decoder=RawValueDecoder)


def counts_time(item: str) -> bool:
    """Whether the item counts hours or days since something, so that it grows by itself."""
    return any(item.startswith(start) for start in GROWS_BY_EACH_DAY)


def grown(item: str, value: Any, days: int) -> Any:
    """The value of an item that counts time, ``days`` later; any other value as it is."""
    for start, step in GROWS_BY_EACH_DAY.items():
        if item.startswith(start) and isinstance(value, int | Decimal) and not isinstance(value, bool):
            return value + step * days
    return value


def in_words(item: ContextItem, value: Any) -> str:
    """The value as people read it: "Yes", "37.2 °C", "Under the skin"."""
    if item.kind is Kind.CHOICE:
        return item.choice_labels.get(value, value)
    if isinstance(value, bool | str):
        return str(YES_NO_NOT_SURE[value])
    unit = UNITS[item.unit.code] if item.unit else ""
    return f"{value} {unit}".strip()
