"""JSON that keeps numbers exactly: a Decimal is written digit by digit and read back as a Decimal.

No float passes: one that is handed in is a mistake of the caller and is refused.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.db import models


class ExactEncoder(json.JSONEncoder):
    """Writes Decimals as JSON numbers with their own digits."""

    def encode(self, o: Any) -> str:
        """The JSON text; raises TypeError for a float or any other value that JSON does not hold exactly."""
        match o:
            case bool() | int() | str() | None:
                return json.dumps(o)
            case Decimal() if o.is_finite():
                return format(o, "f")
            case dict():
                return "{" + ", ".join(f"{self._key(key)}: {self.encode(o[key])}" for key in o) + "}"
            case list() | tuple():
                return "[" + ", ".join(self.encode(item) for item in o) + "]"
        raise TypeError(f"a {type(o).__name__} cannot be stored exactly; use int, Decimal, str or bool")

    @staticmethod
    def _key(key: Any) -> str:
        if not isinstance(key, str):
            raise TypeError(f"keys of JSON are text, not {type(key).__name__}")
        return json.dumps(key)


class ExactDecoder(json.JSONDecoder):
    """Reads numbers with a decimal point as Decimals."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "parse_float": Decimal})


def exact_field() -> models.JSONField[Any, Any]:
    """A column of exact JSON."""
    return models.JSONField(encoder=ExactEncoder, decoder=ExactDecoder)


def exact(value: Any) -> Any:
    """The same JSON value with each float as the Decimal that its digits say (37.6 is 37.6)."""
    match value:
        case float():
            return Decimal(repr(value))
        case dict():
            return {key: exact(item) for key, item in value.items()}
        case list() | tuple():
            return [exact(item) for item in value]
    return value
