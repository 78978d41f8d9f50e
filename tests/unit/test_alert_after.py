"""A decision about the next dose that was wrong is put right; the wrong one stays among the events."""

from datetime import date

import pytest

from aldea.care import alert_after, alert_life
from aldea.care.alert_life import Decision, Refused, Why
from aldea.care.alert_states import AlertState, Kind, NextDose, Outcome, Stage
from tests.unit.test_alert_life import ANN, AT, BEN, claimed, decided, opened

DAY = date(2026, 12, 1)


def closed() -> AlertState:
    return alert_life.close(claimed(), ANN, decided(Outcome.ADVISED), AT).state


def refusal(state: AlertState, next_dose: NextDose, day: date | None = None, words: str = "Mistyped") -> Why:
    with pytest.raises(Refused) as refused:
        alert_after.put_right(state, BEN, next_dose, day, words, AT)
    return refused.value.why


def test_a_colleague_puts_the_decision_right_and_the_alert_stays_closed() -> None:
    step = alert_after.put_right(closed(), BEN, NextDose.WAIT, DAY, " Typed the wrong one. ", AT)
    assert step.event is not None
    assert (step.event.kind, step.event.by, step.event.words) == (Kind.PUT_RIGHT, BEN, "Typed the wrong one.")
    assert (step.state.stage, step.state.next_dose, step.state.wait_until) == (
        Stage.CLOSED,
        NextDose.WAIT,
        DAY,
    )


@pytest.mark.parametrize(
    ("next_dose", "day", "words", "why"),
    [
        (NextDose.GO_AHEAD, None, "Mistyped", Why.SAME_DECISION),
        (NextDose.STOP, None, " ", Why.CHANGE_UNSAID),
        (NextDose.STOP, DAY, "Mistyped", Why.DAY_WITHOUT_WAIT),
        (NextDose.WAIT, None, "Mistyped", Why.WAIT_WITHOUT_DAY),
    ],
)
def test_what_puts_it_right_is_another_whole_decision_with_its_reason(
    next_dose: NextDose, day: date | None, words: str, why: Why
) -> None:
    assert refusal(closed(), next_dose, day, words) is why


def test_nothing_is_put_right_where_nothing_was_decided() -> None:
    assert refusal(opened(), NextDose.STOP) is Why.NOT_DECIDED
    ended = alert_life.end(opened(), ANN, "moved", AT).state
    assert refusal(ended, NextDose.STOP) is Why.NOT_DECIDED


def test_a_day_that_was_typed_is_never_dropped_at_the_closing() -> None:
    with pytest.raises(Refused) as refused:
        alert_life.close(claimed(), ANN, Decision(Outcome.ADVISED, NextDose.GO_AHEAD, "", DAY), AT)
    assert refused.value.why is Why.DAY_WITHOUT_WAIT
