"""By when a page must say "seen": within the hours of the team for what can wait, and never asked for 999."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aldea.care.call_by import Wait, call_by
from aldea.care.cover import Cover, parse_cover
from aldea.language import Urgency

CALLS = Urgency.CONTACT_HOSPITAL
DAYS = parse_cover("Mon-Sun 08:00-20:00")
WEEKDAYS = parse_cover("Mon-Fri 10:00-12:00")
TUESDAY = datetime(2026, 11, 24, tzinfo=UTC)
AFTERNOON = TUESDAY.replace(hour=15, minute=20)


def wait(at: datetime, minutes: int, urgency: Urgency, top: Urgency | None = None, **alert: datetime) -> Wait:
    return Wait(at, at + timedelta(minutes=minutes), urgency, top or urgency, **alert)


def test_what_can_wait_is_asked_after_when_the_team_has_had_its_time_within_its_hours() -> None:
    sent = wait(AFTERNOON, 480, Urgency.TELL_TEAM)
    assert call_by(sent, DAYS) == datetime(2026, 11, 25, 11, 20, tzinfo=UTC)
    assert call_by(sent, None) == sent.due_at
    assert call_by(sent, WEEKDAYS) == datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("urgency", [level for level in Urgency if CALLS <= level < Urgency.EMERGENCY_999])
def test_what_is_urgent_waits_for_no_hours(urgency: Urgency) -> None:
    sent = wait(TUESDAY.replace(hour=23), 60, urgency)
    assert call_by(sent, DAYS) == sent.due_at


def test_nothing_is_asked_where_999_is_called() -> None:
    assert call_by(wait(AFTERNOON, 0, Urgency.EMERGENCY_999), DAYS) is None
    assert (
        call_by(wait(AFTERNOON, 480, Urgency.NONE, Urgency.EMERGENCY_999, alert_due_at=AFTERNOON), DAYS)
        is None
    )


def test_a_harmless_report_in_an_urgent_alert_that_nobody_has_seen_is_late_with_it() -> None:
    before = AFTERNOON - timedelta(hours=1)
    late = wait(AFTERNOON, 480, Urgency.NONE, Urgency.HOSPITAL_NOW, alert_due_at=before)
    assert call_by(late, DAYS) == before
    seen = wait(AFTERNOON, 480, Urgency.NONE, Urgency.HOSPITAL_NOW)
    assert call_by(seen, DAYS) == datetime(2026, 11, 25, 11, 20, tzinfo=UTC)


@given(
    st.integers(0, 60 * 24 * 14),
    st.integers(0, 60 * 48),
    st.sampled_from([DAYS, WEEKDAYS, parse_cover("Sat 23:30-24:00"), Cover(())]),
)
def test_the_time_is_within_the_hours_and_never_too_early(start: int, span: int, cover: Cover) -> None:
    at, length = TUESDAY + timedelta(minutes=start), timedelta(minutes=span)
    reached = cover.after(at, length)
    assert reached >= at + length
    if cover.shifts and span:
        assert cover.at(reached - timedelta(seconds=1)) is not None


def test_hours_that_overlap_count_once() -> None:
    twice = parse_cover("Mon-Sun 08:00-12:00; Mon-Sun 10:00-14:00")
    assert twice.after(TUESDAY, timedelta(hours=6)) == TUESDAY.replace(hour=14)
