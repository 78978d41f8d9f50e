"""The axis of a plot: nothing below zero that cannot be, and no parts of what is counted."""

from datetime import UTC, datetime
from decimal import Decimal

from aldea.alerts.plots import Measured, plot

AT = datetime(2026, 11, 24, 3, 5, tzinfo=UTC)


def ticks(*values: str) -> list[str]:
    drawn = plot([Measured(AT, Decimal(value)) for value in values], [])
    assert drawn is not None
    return [tick.words for tick in drawn.ticks]


def test_times_that_were_none_stand_on_nought_with_one_above() -> None:
    assert ticks("0") == ["0", "1"]


def test_what_is_counted_has_whole_ticks() -> None:
    assert ticks("1", "3") == ["0", "1", "2", "3", "4"]


def test_what_is_measured_keeps_its_fine_ticks() -> None:
    assert ticks("36.7", "36.8") == ["36.6", "36.7", "36.8", "36.9"]
