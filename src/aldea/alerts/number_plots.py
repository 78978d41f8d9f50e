"""Bars as plain geometry: the page draws them as SVG, with the figures beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from aldea.alerts.plots import Line

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 16, 36
NAMES_SHOWN = 5
"""At most this many names stand under the bars."""

MOST_STEPS = 5
ROW, NAMES = 40, 190
"""Of bars that lie: the height of each, and the room for the names before them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``series`` counts from 0 where several stand together."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name under the bars; ``anchor`` keeps the outermost ones inside."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Groups of bars side by side, with a scale."""

    bars: Sequence[Bar]
    ticks: Sequence[Line]
    names: Sequence[Name]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


@dataclass(frozen=True, slots=True)
class Lying:
    """One bar below another, each with its name before it and its count behind."""

    rows: Sequence[tuple[Bar, str, int]]
    width: int
    height: int
    left: int = NAMES


def standing(groups: Sequence[tuple[str, Sequence[int]]]) -> Standing:
    """Bars for each group, which has a name and a count for each series."""
    counts = [count for _name, group in groups for count in group]
    step = _step(max(counts, default=0))
    top = max(step, -(-max(counts, default=0) // step) * step)
    room = (WIDTH - LEFT - RIGHT) / max(1, len(groups))

    def y(count: int) -> float:
        return round(HEIGHT - BOTTOM - count / top * (HEIGHT - BOTTOM - TOP), 1)

    bars = []
    for place, (_name, group) in enumerate(groups):
        width = room * 0.8 / len(group)
        for series, count in enumerate(group):
            x = LEFT + place * room + room * 0.1 + series * width
            height = round(HEIGHT - BOTTOM - y(count), 1)
            bars.append(Bar(round(x, 1), y(count), round(width, 1), height, series))
    ticks = [Line(y(count), str(count)) for count in range(0, top + 1, step)]
    return Standing(bars, ticks, _names([name for name, _group in groups], room))


def lying(rows: Sequence[tuple[str, int]]) -> Lying:
    """A bar for each name with its count."""
    most = max([1, *(count for _name, count in rows)])
    room = WIDTH - NAMES - LEFT
    drawn = [
        (Bar(NAMES, place * ROW + 8, round(count / most * room, 1), ROW - 16, 0), name, count)
        for place, (name, count) in enumerate(rows)
    ]
    return Lying(drawn, WIDTH, ROW * len(rows))


def _step(most: int) -> int:
    """The finest step of 1, 2 or 5 times a power of ten with few enough of them."""
    power = 1
    while most > 5 * power * MOST_STEPS:
        power *= 10
    return next(times * power for times in (1, 2, 5) if most <= times * power * MOST_STEPS)


def _names(names: Sequence[str], room: float) -> list[Name]:
    last = len(names) - 1
    if len(names) <= NAMES_SHOWN:
        places = list(range(len(names)))
    else:
        places = [round(number * last / (NAMES_SHOWN - 1)) for number in range(NAMES_SHOWN)]
    found = []
    for place in places:
        start, middle, end = (LEFT + (place + part) * room for part in (0.1, 0.5, 0.9))
        x, anchor = (middle, "middle")
        if last and place == 0:
            x, anchor = (start, "start")
        elif last and place == last:
            x, anchor = (end, "end")
        found.append(Name(round(x, 1), names[place], anchor))
    return found
