"""Words in a plot have room: names at the side, dates beside each other, limits where no dot can be."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from aldea.alerts.plots import DAY_APART, LETTER, LETTER_HEIGHT, WIDTH, Limit, Measured, plot

AT = datetime(2026, 11, 4, 20, 0, tzinfo=UTC)
NAMES = {Decimal(0): "no", Decimal(1): "not sure", Decimal(2): "yes"}


def measured(*hours: int) -> list[Measured]:
    return [Measured(AT + timedelta(hours=at), Decimal("36.8")) for at in sorted(set(hours))]


def test_the_longest_name_fits_before_the_plot() -> None:
    drawn = plot(measured(0), [], NAMES)
    assert drawn is not None
    assert drawn.left - 8 >= LETTER * len("not sure")


def test_limits_stand_beside_the_plot_and_over_no_other() -> None:
    limits = [Limit(Decimal(value), value) for value in ("37.5", "37.4", "36.0")]
    drawn = plot(measured(0, 30), limits)
    assert drawn is not None
    assert [label.words for label in drawn.limit_labels] == ["37.5", "37.4", "36.0"]
    assert all(dot.x < drawn.right for dot in drawn.dots)
    assert WIDTH - drawn.right >= LETTER * len("37.5")
    places = [label.place for label in drawn.limit_labels]
    assert all(later - earlier >= LETTER_HEIGHT for earlier, later in pairwise(places))


@given(st.lists(st.integers(0, 24 * 60), min_size=1, max_size=40))
def test_dates_never_touch_and_the_last_day_is_named(hours: list[int]) -> None:
    drawn = plot(measured(*hours), [])
    assert drawn is not None
    places = [place for place, _day in drawn.days]
    assert all(later - earlier >= DAY_APART for earlier, later in pairwise(places))
    assert drawn.days[-1][1].date() == (AT + timedelta(hours=max(hours))).date()


def test_all_values_at_the_side_have_the_same_places() -> None:
    drawn = plot([Measured(AT, Decimal("36.1")), Measured(AT, Decimal("38.4"))], [])
    assert drawn is not None
    assert [tick.words for tick in drawn.ticks][:4] == ["35.5", "36.0", "36.5", "37.0"]
