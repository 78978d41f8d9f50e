"""What a nurse decides about an alert: the next step, her own urgency, the next dose, the end of use."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aldea.care import alert_after, alert_life
from aldea.care.alert_life import Decision, Refused, Why
from aldea.care.alert_order import order
from aldea.care.alert_states import AlertState, NextDose, Outcome, Stage
from aldea.language import Urgency
from tests.unit.test_alert_life import ANN, AT, BEN, DUE_TIMES, claimed, decided, joined, minutes, opened


def unreached(state: AlertState, after: int, step: str = "The consultant on call") -> AlertState:
    at = AT + minutes(after)
    return alert_life.not_reached(state, ANN, at + minutes(30), "", at, step).state


def test_the_second_failed_call_goes_to_the_next_named_step_at_once() -> None:
    once = unreached(claimed(), 5)
    assert (once.step_waits, once.due_at) == (False, AT + minutes(35))
    twice = unreached(once, 40)
    assert (twice.step_waits, twice.due_at, twice.call_again_at) == (
        True,
        AT + minutes(40),
        AT + minutes(70),
    )


@pytest.mark.parametrize("after", [10, 50])
def test_nothing_else_is_done_before_the_next_step_is_taken(after: int) -> None:
    waiting = unreached(unreached(claimed(), 5), 40)
    with pytest.raises(Refused) as closing:
        alert_life.close(waiting, ANN, decided(Outcome.ADVISED), AT + minutes(after + 40))
    with pytest.raises(Refused) as calling:
        unreached(waiting, after + 40)
    assert (closing.value.why, calling.value.why) == (Why.STEP_WAITS, Why.STEP_WAITS)


def test_the_step_is_taken_with_words_and_the_call_is_due_again() -> None:
    waiting = unreached(unreached(claimed(), 5), 40)
    with pytest.raises(Refused) as unsaid:
        alert_life.take_step(waiting, ANN, " ", AT)
    assert unsaid.value.why is Why.STEP_UNSAID
    taken = alert_life.take_step(waiting, ANN, "Dr Ng rings the neighbour.", AT).state
    assert (taken.step_waits, taken.due_at) == (False, AT + minutes(70))
    with pytest.raises(Refused) as none:
        alert_life.take_step(taken, ANN, "Again.", AT)
    assert none.value.why is Why.NO_STEP


def test_a_step_that_waits_outlasts_giving_the_alert_back() -> None:
    waiting = alert_life.release(unreached(unreached(claimed(), 5), 40), ANN, AT).state
    retaken = alert_life.claim(waiting, BEN, AT).state
    assert alert_life.take_step(retaken, BEN, "The lead nurse calls.", AT).state.step_waits is False


def test_a_graver_judgement_moves_the_alert_up_and_a_milder_one_never_down() -> None:
    graver = alert_life.judge(
        claimed(Urgency.TELL_TEAM), ANN, Urgency.HOSPITAL_NOW, "Sounds ill.", AT, DUE_TIMES
    ).state
    assert (graver.urgency, graver.weight, graver.due_at) == (
        Urgency.TELL_TEAM,
        Urgency.HOSPITAL_NOW,
        AT + minutes(15),
    )
    before = claimed(Urgency.HOSPITAL_NOW)
    milder = alert_life.judge(before, ANN, Urgency.SELF_CARE, "A known rash.", AT, DUE_TIMES).state
    assert (milder.weight, milder.due_at, order(milder.weight, milder, AT)) == (
        before.weight,
        before.due_at,
        order(before.weight, before, AT),
    )


@pytest.mark.parametrize(
    ("urgency", "words", "why"),
    [
        (Urgency.TELL_TEAM, "", Why.JUDGEMENT_UNSAID),
        (Urgency.HOSPITAL_NOW, "The same.", Why.SAME_URGENCY),
    ],
)
def test_a_judgement_needs_a_reason_and_says_something_new(urgency: Urgency, words: str, why: Why) -> None:
    with pytest.raises(Refused) as refused:
        alert_life.judge(claimed(), ANN, urgency, words, AT, DUE_TIMES)
    assert refused.value.why is why


def test_an_alert_that_a_nurse_finds_urgent_closes_only_with_an_outcome() -> None:
    judged = alert_life.judge(
        claimed(Urgency.TELL_TEAM), ANN, Urgency.CONTACT_HOSPITAL, "Sounds ill.", AT, DUE_TIMES
    ).state
    with pytest.raises(Refused) as refused:
        alert_life.close(judged, ANN, decided(None), AT)
    assert refused.value.why is Why.OUTCOME_MISSING


def test_a_graver_report_sets_the_judgement_and_the_failed_calls_aside() -> None:
    judged = alert_life.judge(
        claimed(Urgency.TELL_TEAM), ANN, Urgency.SELF_CARE, "Known.", AT, DUE_TIMES
    ).state
    raised = joined(unreached(unreached(judged, 1), 2), Urgency.HOSPITAL_NOW)
    assert (raised.judged, raised.failed_calls, raised.step_waits) == (None, 0, False)


def test_every_closing_says_what_comes_next_for_the_next_dose() -> None:
    with pytest.raises(Refused) as missing:
        alert_life.close(claimed(), ANN, Decision(Outcome.ADVISED, None), AT)
    with pytest.raises(Refused) as no_day:
        alert_life.close(claimed(), ANN, Decision(Outcome.ADVISED, NextDose.WAIT), AT)
    yesterday = Decision(Outcome.ADVISED, NextDose.WAIT, "", AT.date() - timedelta(days=1))
    with pytest.raises(Refused) as past:
        alert_life.close(claimed(), ANN, yesterday, AT)
    assert [each.value.why for each in (missing, no_day, past)] == [
        Why.NEXT_DOSE_MISSING,
        Why.WAIT_WITHOUT_DAY,
        Why.WAIT_WITHOUT_DAY,
    ]


@pytest.mark.parametrize("state", [opened(), claimed(), alert_life.see(opened(), ANN, AT).state])
def test_the_end_of_use_ends_an_alert_from_every_stage(state: AlertState) -> None:
    ended = alert_life.end(state, BEN, "died", AT).state
    assert (ended.stage, ended.closed_at) == (Stage.CLOSED, AT)


def test_a_call_that_was_put_off_does_not_put_off_a_new_report() -> None:
    parked = alert_life.not_reached(claimed(), ANN, AT + minutes(720), "", AT).state
    assert joined(parked, Urgency.CONTACT_HOSPITAL).due_at == AT + minutes(70)


def test_what_ended_by_mistake_waits_again_unseen_and_is_due_as_it_was() -> None:
    ended = alert_life.end(claimed(), BEN, "died", AT).state
    again = alert_after.reopen(ended, BEN, AT + minutes(60)).state
    assert (again.stage, again.due_at, again.unseen_reports) == (Stage.NEW, claimed().due_at, 1)


def test_within_one_urgency_what_is_pressing_comes_first_and_a_later_call_last() -> None:
    now = AT + minutes(5)
    unseen, seen = opened(), alert_life.see(opened(), ANN, AT).state
    overdue = replace(seen, due_at=now - minutes(1))
    later = alert_life.not_reached(claimed(), ANN, AT + minutes(10), "No answer.", AT).state
    listed = sorted([later, seen, unseen, overdue], key=lambda state: order(state.weight, state, now))
    assert listed == [overdue, unseen, seen, later]
    assert order(later.weight, later, now, left_behind=True) < order(seen.weight, seen, now)
    graver = opened(Urgency.EMERGENCY_999)
    assert order(graver.weight, graver, now) < order(overdue.weight, overdue, now)
