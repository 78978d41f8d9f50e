"""The life of an alert, step by step: what is allowed, what is refused and why, and by when it is due."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from aldea.care import alert_life
from aldea.care.alert_diagram import KINDS, STAGES, alert_life_page, mermaid
from aldea.care.alert_life import Decision, Received, Refused, Why, raises_alert
from aldea.care.alert_order import is_overdue, order
from aldea.care.alert_states import (
    TRANSITIONS,
    AlertState,
    Event,
    Impossible,
    Kind,
    NextDose,
    Outcome,
    Stage,
    apply,
)
from aldea.care.due import DueTimesError, parse_due_times
from aldea.language import Urgency

AT = datetime(2026, 11, 24, 3, 5, tzinfo=UTC)
ANN, BEN = UUID(int=1), UUID(int=2)
REPORT, LATER_REPORT = UUID(int=11), UUID(int=12)
MINUTES = {
    "emergency_999": 0,
    "hospital_now": 15,
    "doctor_straight_away": 30,
    "contact_hospital": 60,
    "tell_team": 480,
}
DUE_TIMES = parse_due_times(MINUTES, "tell_team")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "alert-life.md"


def decided(outcome: Outcome | None, words: str = "") -> Decision:
    """What closes an alert, with the next dose as planned."""
    return Decision(outcome, NextDose.GO_AHEAD, words)


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def opened(urgency: Urgency = Urgency.HOSPITAL_NOW, *, has_text: bool = False) -> AlertState:
    return alert_life.open_(None, Received(REPORT, urgency, has_text), AT, DUE_TIMES).state


def claimed(urgency: Urgency = Urgency.HOSPITAL_NOW, *, has_text: bool = False) -> AlertState:
    taken = alert_life.claim(opened(urgency, has_text=has_text), ANN, AT).state
    return alert_life.see(taken, ANN, AT).state


def joined(state: AlertState, urgency: Urgency, after: int = 10) -> AlertState:
    received = Received(LATER_REPORT, urgency, has_text=False)
    return alert_life.join(state, received, AT + minutes(after), DUE_TIMES).state


def test_a_report_opens_an_alert_that_nobody_has_seen() -> None:
    state = opened()
    assert (state.stage, state.due_at, state.unseen_reports) == (Stage.NEW, AT + minutes(15), 1)


def test_there_is_no_second_alert_beside_an_open_one() -> None:
    with pytest.raises(Refused) as refused:
        alert_life.open_(opened(), Received(LATER_REPORT, Urgency.TELL_TEAM, has_text=False), AT, DUE_TIMES)
    assert refused.value.why is Why.ALREADY_OPEN


def test_a_milder_report_joins_and_leaves_the_urgency() -> None:
    state = joined(claimed(), Urgency.TELL_TEAM)
    assert (state.urgency, state.stage, state.unseen_reports) == (Urgency.HOSPITAL_NOW, Stage.CLAIMED, 1)


def test_a_rise_makes_it_unseen_again_and_due_sooner() -> None:
    state = joined(claimed(Urgency.TELL_TEAM), Urgency.HOSPITAL_NOW)
    assert (state.urgency, state.stage, state.claimed_by) == (
        Urgency.HOSPITAL_NOW,
        Stage.CLAIMED_UNSEEN,
        ANN,
    )
    assert state.due_at == AT + minutes(25)


def test_a_rise_never_makes_it_due_later() -> None:
    state = joined(claimed(Urgency.DOCTOR_STRAIGHT_AWAY), Urgency.HOSPITAL_NOW, after=20)
    assert state.due_at == AT + minutes(30)


def test_a_rise_ends_the_wait_for_a_patient_who_was_not_reached() -> None:
    waiting = alert_life.not_reached(claimed(Urgency.TELL_TEAM), ANN, AT + minutes(300), "", AT).state
    state = joined(waiting, Urgency.EMERGENCY_999)
    assert (state.stage, state.call_again_at, state.due_at) == (
        Stage.CLAIMED_UNSEEN,
        None,
        AT + minutes(10),
    )


def test_the_second_who_claims_is_refused_and_told_who_has_it() -> None:
    with pytest.raises(Refused) as refused:
        alert_life.claim(claimed(), BEN, AT)
    assert (refused.value.why, refused.value.owner) == (Why.CLAIMED_BY_OTHER, ANN)


def test_a_claim_pressed_twice_is_one_claim() -> None:
    assert alert_life.claim(claimed(), ANN, AT).event is None


def test_the_owner_hands_over_to_a_colleague() -> None:
    assert alert_life.hand_over(claimed(), ANN, BEN, AT).state.claimed_by == BEN


def test_a_colleague_takes_over_from_an_owner_who_is_away() -> None:
    assert alert_life.hand_over(claimed(), BEN, BEN, AT).state.claimed_by == BEN


def test_nobody_hands_over_what_is_anothers_to_a_third() -> None:
    with pytest.raises(Refused) as refused:
        alert_life.hand_over(claimed(), BEN, UUID(int=3), AT)
    assert refused.value.why is Why.NOT_YOURS


def test_a_patient_who_was_not_reached_stays_open_with_a_time_to_call_again() -> None:
    again = AT + minutes(20)
    state = alert_life.not_reached(claimed(), ANN, again, "No answer.", AT).state
    assert (state.stage, state.call_again_at, state.due_at) == (Stage.CALL_AGAIN, again, again)
    assert not is_overdue(state, again)
    assert is_overdue(state, again + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("urgency", "ahead", "why"),
    [
        (Urgency.HOSPITAL_NOW, timedelta(0), Why.CALL_TIME_PAST),
        (Urgency.HOSPITAL_NOW, timedelta(days=1, seconds=1), Why.CALL_TIME_TOO_FAR),
        (Urgency.TELL_TEAM, timedelta(days=7, seconds=1), Why.CALL_TIME_TOO_FAR),
    ],
)
def test_the_time_to_call_again_lies_ahead_and_near(urgency: Urgency, ahead: timedelta, why: Why) -> None:
    with pytest.raises(Refused) as refused:
        alert_life.not_reached(claimed(urgency), ANN, AT + ahead, "", AT)
    assert refused.value.why is why


def test_nothing_closes_over_a_report_that_nobody_has_looked_at() -> None:
    with pytest.raises(Refused) as refused:
        alert_life.close(joined(claimed(), Urgency.TELL_TEAM), ANN, decided(Outcome.ADVISED), AT)
    assert refused.value.why is Why.REPORT_UNSEEN


def test_nothing_closes_with_unread_free_text() -> None:
    state = claimed(Urgency.TELL_TEAM, has_text=True)
    with pytest.raises(Refused) as refused:
        alert_life.close(state, ANN, decided(Outcome.ADVISED), AT)
    assert refused.value.why is Why.TEXT_UNREAD
    read = alert_life.read_text(state, REPORT, BEN, AT).state
    assert alert_life.close(read, ANN, decided(Outcome.ADVISED), AT).state.stage is Stage.CLOSED


@pytest.mark.parametrize("urgency", [level for level in Urgency if level >= Urgency.CONTACT_HOSPITAL])
def test_nothing_urgent_closes_without_an_outcome(urgency: Urgency) -> None:
    with pytest.raises(Refused) as refused:
        alert_life.close(claimed(urgency), ANN, decided(None), AT)
    assert refused.value.why is Why.OUTCOME_MISSING


def test_what_is_not_urgent_may_close_without_an_outcome() -> None:
    assert alert_life.close(claimed(Urgency.TELL_TEAM), ANN, decided(None), AT).state.stage is Stage.CLOSED


def test_no_action_needs_a_reason() -> None:
    with pytest.raises(Refused) as refused:
        alert_life.close(claimed(Urgency.TELL_TEAM), ANN, decided(Outcome.NO_ACTION, "  "), AT)
    assert refused.value.why is Why.REASON_MISSING


def test_only_the_owner_closes() -> None:
    with pytest.raises(Refused) as refused:
        alert_life.close(claimed(), BEN, decided(Outcome.ADVISED), AT)
    assert (refused.value.why, refused.value.owner) == (Why.CLAIMED_BY_OTHER, ANN)


def test_a_closed_alert_takes_a_late_note_and_nothing_else() -> None:
    state = alert_life.close(claimed(), ANN, decided(Outcome.ADMITTED), AT).state
    assert alert_life.note(state, BEN, "Bed 4.", AT).event
    assert not alert_life.see(state, BEN, AT).event
    for refused_act in (
        lambda: alert_life.claim(state, BEN, AT),
        lambda: alert_life.release(state, ANN, AT),
        lambda: alert_life.hand_over(state, ANN, BEN, AT),
        lambda: joined(state, Urgency.HOSPITAL_NOW),
    ):
        with pytest.raises(Refused) as refused:
            refused_act()
        assert refused.value.why is Why.CLOSED


def test_the_most_urgent_comes_first_and_then_who_has_waited_longest() -> None:
    first = opened(Urgency.HOSPITAL_NOW)
    second = replace(first, opened_at=AT + minutes(5))
    third = opened(Urgency.TELL_TEAM)
    assert sorted([third, second, first], key=lambda state: order(state.weight, state, AT)) == [
        first,
        second,
        third,
    ]


def test_a_closed_alert_is_never_overdue() -> None:
    state = alert_life.close(claimed(), ANN, decided(Outcome.ADVISED), AT).state
    assert not is_overdue(state, AT + timedelta(days=2))


def test_an_event_that_the_table_does_not_have_is_a_fault() -> None:
    with pytest.raises(Impossible):
        apply(opened(), Event(Kind.CLOSED, AT, ANN))


def test_the_setting_decides_which_levels_raise_an_alert() -> None:
    strict = parse_due_times(MINUTES, "contact_hospital")
    assert raises_alert(Urgency.TELL_TEAM, DUE_TIMES)
    assert not raises_alert(Urgency.SELF_CARE, DUE_TIMES)
    assert not raises_alert(Urgency.TELL_TEAM, strict)


@pytest.mark.parametrize("missing", list(MINUTES))
def test_no_time_is_invented(missing: str) -> None:
    some = {id: number for id, number in MINUTES.items() if id != missing}
    with pytest.raises(DueTimesError, match=f"no time for {missing}"):
        parse_due_times(some, "tell_team")


@pytest.mark.parametrize(
    ("given", "alert_from", "words"),
    [
        ({**MINUTES, "hospital_now": 90}, "tell_team", "cannot be due later"),
        ({**MINUTES, "red": 5}, "tell_team", "ALDEA_DUE_MINUTES: 'red' is no urgency"),
        (MINUTES, "amber", "ALDEA_ALERT_FROM: 'amber' is no urgency"),
        (MINUTES, "none", "raises no alert"),
        (MINUTES, "doctor_straight_away", "always raise an alert"),
        (MINUTES, "emergency_999", "always raise an alert"),
    ],
)
def test_times_that_make_no_sense_are_refused(given: dict[str, int], alert_from: str, words: str) -> None:
    with pytest.raises(DueTimesError, match=words):
        parse_due_times(given, alert_from)


def test_the_page_about_the_life_of_an_alert_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == alert_life_page()


def test_the_diagram_names_every_stage_and_every_event_that_leads_on() -> None:
    drawn = mermaid()
    staying = {Kind.JOINED, Kind.TEXT_READ, Kind.NOTED, Kind.HANDED_OVER, Kind.STEP_TAKEN, Kind.JUDGED}
    staying |= {Kind.PUT_RIGHT, Kind.MATCHED, Kind.PARTED}
    assert all(stage.value in drawn for stage in Stage)
    assert all(kind.value in drawn for kind in set(Kind) - staying)
    assert set(STAGES) == set(Stage)
    assert set(KINDS) == set(Kind)
    assert {kind for kinds in TRANSITIONS.values() for kind in kinds} == set(Kind)
