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
    """Everything to draw, in units of a box of WIDTH by HEIGHT."""

    dots: Sequence[Dot]
    path: str
    limits: Sequence[Line]
    ticks: Sequence[Line]
    days: Sequence[tuple[float, datetime]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
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
    start, end = measured[0].at, measured[-1].at

    def x(at: datetime) -> float:
        if end == start:
            return round((LEFT + WIDTH - RIGHT) / 2, 1)
        share = (at - start).total_seconds() / (end - start).total_seconds()
        return round(LEFT + 8 + share * (WIDTH - RIGHT - LEFT - 16), 1)

    def y(value: Decimal) -> float:
        share = float((value - low) / (high - low))
        return round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP), 1)

    dots = [Dot(x(one.at), y(one.value), one.out) for one in measured]
    return Plot(
        dots=dots,
        path="M" + "L".join(f"{dot.x} {dot.y}" for dot in dots),
        limits=[Line(y(limit.value), limit.words) for limit in limits],
        ticks=[
            Line(y(low + step * count), _figure(low + step * count))
            for count in range(int((high - low) / step) + 1)
        ]
        if not names
        else [Line(y(value), name) for value, name in names.items()],
        days=[(x(at), at) for at in _days([one.at for one in measured])],
    )


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


def _figure(value: Decimal) -> str:
    return format(value.normalize(), "f")
