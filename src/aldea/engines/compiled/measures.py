"""What the generated source calls: sums and readings over a window, and ways as bit masks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from aldea.language.answers import Answer, Choice, Number, Readings, Said, Text
from aldea.language.report import EarlierReport

Ways = tuple[int, ...]
HELD: Ways = (0,)
NO_WAY: Ways = ()
NO = Said.NO
NOTHING = Fraction(0)


def raised(answer: Answer) -> bool:
    """Yes or not sure, a text that was given, an amount above nothing."""
    match answer:
        case Number(value):
            return value.numerator > 0
        case Said():
            return answer is not NO
        case Text():
            return answer.given
        case Choice() | Readings():
            return True


def _is_at_most(age: Fraction, hours: Fraction) -> bool:
    """`age <= hours`, without the detour of comparing fractions."""
    return age.numerator * hours.denominator <= hours.numerator * age.denominator


def readings(
    now: Answer | None, history: Sequence[EarlierReport], observation: str, within: Fraction
) -> tuple[Fraction, ...]:
    """The readings of now and of the window, both ends in."""
    found = now.values if isinstance(now, Readings) else ()
    for earlier in history:
        answer = earlier.observations.get(observation)
        if isinstance(answer, Readings) and _is_at_most(earlier.hours_ago, within):
            found = (*found, *answer.values)
    return found


def total(
    now: Answer | None,
    history: Sequence[EarlierReport],
    observation: str,
    within: Fraction | None,
    unsure: Fraction,
) -> Fraction:
    """The sum over now and the window; what is no number counts as `unsure`."""
    found = NOTHING if now is None else now.value if isinstance(now, Number) else unsure
    if within is not None:
        for earlier in history:
            answer = earlier.observations.get(observation)
            if answer is not None and _is_at_most(earlier.hours_ago, within):
                more = answer.value if isinstance(answer, Number) else unsure
                if more.numerator:
                    found = found + more if found.numerator else more
    return found


def was_raised(
    history: Sequence[EarlierReport], observation: str, youngest: Fraction, oldest: Fraction
) -> bool:
    """Whether a report of that age, both ends in, says yes or not sure."""
    for earlier in history:
        answer = earlier.observations.get(observation)
        if answer is not None and raised(answer):
            age = earlier.hours_ago
            if _is_at_most(youngest, age) and _is_at_most(age, oldest):
                return True
    return False


def any_of(true: int, unanswered: int) -> Ways:
    """Ways to make one of several observations true: none is needed, or each that is unanswered."""
    if true:
        return HELD
    found = []
    while unanswered:
        lowest = unanswered & -unanswered
        found.append(lowest)
        unanswered ^= lowest
    return tuple(found)


def either(*alternatives: Ways) -> Ways:
    """The ways of any of them; where one holds already, nothing is needed."""
    found: Ways = ()
    for ways in alternatives:
        if ways == HELD:
            return HELD
        found += ways
    return found


def both(*parts: Ways) -> Ways:
    """One way of each part, together."""
    found = HELD
    for ways in parts:
        if not ways:
            return NO_WAY
        if ways != HELD:
            found = ways if found == HELD else tuple({one | two for one in found for two in ways})
    return found


def smallest(ways: Sequence[int], singles: int) -> tuple[int, ...]:
    """The ways that hold no smaller one; `singles` are the items of which one alone is enough."""
    kept: list[int] = []
    for way in sorted({way for way in ways if not way & singles}, key=int.bit_count):
        if not any(one & way == one for one in kept):
            kept.append(way)
    return tuple(kept)


def union(ways: Sequence[int]) -> int:
    """Every item of these ways."""
    found = 0
    for way in ways:
        found |= way
    return found


def held_if(true: int) -> Ways:
    """No answer is needed, or none would do."""
    return HELD if true else NO_WAY


CALLED = (
    "HELD", "NO_WAY", "any_of", "both", "either", "held_if", "readings", "smallest", "total",
    "union", "was_raised",
)  # fmt: skip
