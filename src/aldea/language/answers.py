"""What can be said about one observation or context item.

Not asked is the absence of an answer. Numbers are exact and in the unit of their observation.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction


class Said(Enum):
    """A plain answer. 'Not sure' is never 'no' (decisions.md 16)."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not sure"


@dataclass(frozen=True, slots=True)
class Number:
    """One amount, in the unit of its observation."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings of the last 24 hours, in the unit of their observation; never empty."""

    values: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they were typed; blank is 'asked, and none'."""

    words: str

    @property
    def given(self) -> bool:
        return bool(self.words.strip())


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the choices of its observation or context item."""

    id: str


Answer = Said | Number | Readings | Text | Choice


def number_text(value: Fraction) -> str:
    """A number for people: exact where a decimal can be, else with '≈' and two places."""
    whole = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(whole) == value:
        return format(whole.normalize(), "f")
    return f"≈{whole:.2f}"


def answer_text(answer: Answer | None) -> str:
    """An answer in a few words, for explanations; free text is never repeated."""
    match answer:
        case None:
            return "not asked"
        case Said():
            return answer.value
        case Number(value):
            return number_text(value)
        case Readings(values):
            return ", ".join(number_text(value) for value in values)
        case Text():
            return "text given" if answer.given else "no text"
        case Choice(choice):
            return choice
