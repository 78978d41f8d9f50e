"""Plots of a measurement over time as plain geometry: the page draws them as SVG, with the figures beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 76, 16, 24, 44
DAYS_SHOWN = 5
"""At most this many dates stand under the plot."""

LETTER, LETTER_HEIGHT, DAY_APART = 13, 24, 130
"""Room for a letter, a line and a date of the words in the plot, which are greatest on a phone."""

NICE_STEPS = tuple(Decimal(step) for step in ("0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "50"))
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Measured:
    """One value and when it was reported. ``out``: it is beyond a limit; ``words``: as people read it."""

    at: datetime
    value: Decimal
    out: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A line that a value should not cross."""

    value: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A value in the plot; ``shape`` is an outline around its place."""

    x: float
    y: float
    out: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A horizontal or vertical place with its words."""

    place: float
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything to draw, in units of a box of WIDTH by HEIGHT.

    The value of each limit stands beside the plot, where no dot can be under it.
    """

    dots: Sequence[Dot]
    path: str
    limits: Sequence[float]
    limit_labels: Sequence[Line]
    ticks: Sequence[Line]
    days: Sequence[tuple[float, datetime]]
    left: int
    right: int
    width: int = WIDTH
    height: int = HEIGHT
    bottom: int = HEIGHT - BOTTOM


def plot(
    measured: Sequence[Measured], limits: Sequence[Limit], names: Mapping[Decimal, str] | None = None
) -> Plot | None:
    """The plot of values, oldest first; nothing where there is no value. ``names`` stand for the figures."""
    if not measured:
        return None
    values = [one.value for one in measured] + [limit.value for limit in limits] + list(names or ())
    step = _step(max(values) - min(values), whole=all(value == int(value) for value in values))
    low = (min(values) / step).to_integral_value("ROUND_FLOOR") * step - step
    low = low if min(values) < 0 else max(low, Decimal(0))
    high = (max(values) / step).to_integral_value("ROUND_CEILING") * step + step
    scale = _Scale(measured[0].at, measured[-1].at, low, high, *_sides(low, high, step, limits, names))
    dots = [Dot(scale.x(one.at), scale.y(one.value), one.out) for one in measured]
    return Plot(
        dots=dots,
        path="M" + "L".join(f"{dot.x} {dot.y}" for dot in dots),
        limits=[scale.y(limit.value) for limit in limits],
        limit_labels=_apart([Line(scale.y(limit.value), figure(limit.value)) for limit in limits]),
        ticks=[Line(scale.y(value), words) for value, words in _ticks(low, high, step, names)],
        days=_thinned([(scale.x(at), at) for at in _days([one.at for one in measured])]),
        left=scale.left,
        right=scale.right,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """From moments and values to places."""

    start: datetime
    end: datetime
    low: Decimal
    high: Decimal
    left: int
    right: int

    def x(self, at: datetime) -> float:
        if self.end == self.start:
            return round((self.left + self.right) / 2, 1)
        share = (at - self.start).total_seconds() / (self.end - self.start).total_seconds()
        return round(self.left + 8 + share * (self.right - self.left - 16), 1)

    def y(self, value: Decimal) -> float:
        share = float((value - self.low) / (self.high - self.low))
        return round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP), 1)


def _sides(
    low: Decimal, high: Decimal, step: Decimal, limits: Sequence[Limit], names: Mapping[Decimal, str] | None
) -> tuple[int, int]:
    """Where the plot begins and ends between the words at its sides."""
    left = max(len(words) for _value, words in _ticks(low, high, step, names))
    right = max((len(figure(limit.value)) for limit in limits), default=0)
    return max(LEFT, 20 + LETTER * left), WIDTH - max(RIGHT, right and 12 + LETTER * right)


def _ticks(
    low: Decimal, high: Decimal, step: Decimal, names: Mapping[Decimal, str] | None
) -> list[tuple[Decimal, str]]:
    """The values at the side with their words, all with as many places as the step has."""
    if names:
        return list(names.items())
    values = [low + step * count for count in range(int((high - low) / step) + 1)]
    return [(value, format(value.quantize(step), "f")) for value in values]


def _apart(labels: Sequence[Line]) -> list[Line]:
    """The words from the top down, moved so that none stands over another."""
    placed: list[Line] = []
    for label in sorted(labels, key=lambda label: label.place):
        least = placed[-1].place + LETTER_HEIGHT if placed else label.place
        placed.append(Line(max(label.place, least), label.words))
    return placed


def _thinned(days: Sequence[tuple[float, datetime]]) -> list[tuple[float, datetime]]:
    """The dates that have room beside each other; the last is always among them."""
    kept: list[tuple[float, datetime]] = []
    for place, day in days[:-1]:
        fits = not kept or place - kept[-1][0] >= DAY_APART
        if fits and days[-1][0] - place >= DAY_APART:
            kept.append((place, day))
    return [*kept, days[-1]]


def _step(spread: Decimal, *, whole: bool) -> Decimal:
    """The finest step with at most MOST_TICKS of them in the spread; whole numbers have no parts between."""
    steps = [step for step in NICE_STEPS if step >= 1 or not whole]
    return next((step for step in steps if spread / step <= MOST_TICKS), steps[-1])


def _days(moments: Sequence[datetime]) -> list[datetime]:
    """Some moments to name, each of another day, spread evenly, the first and the last among them."""
    firsts = [moments[0]] + [later for earlier, later in pairwise(moments) if later.date() != earlier.date()]
    if len(firsts) <= DAYS_SHOWN:
        return firsts
    last = len(firsts) - 1
    return [firsts[round(place * last / (DAYS_SHOWN - 1))] for place in range(DAYS_SHOWN)]


def figure(value: Decimal) -> str:
    """A value as it stands in a plot and its table: with the places that it came with."""
    return format(value, "f")
