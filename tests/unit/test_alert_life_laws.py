"""The laws of an alert's life, over any order of events that Hypothesis thinks of."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from aldea.care import alert_life
from aldea.care.alert_life import (
    FAILED_CALLS_BEFORE_STEP,
    URGENT_FROM,
    Decision,
    Received,
    Refused,
    Step,
    Why,
)
from aldea.care.alert_states import TRANSITIONS, AlertState, Event, Kind, NextDose, Outcome, Stage, replay
from aldea.care.due import parse_due_times
from aldea.language import Urgency

DUE_TIMES = parse_due_times(
    {
        "emergency_999": 0,
        "hospital_now": 15,
        "doctor_straight_away": 30,
        "contact_hospital": 60,
        "tell_team": 480,
    },
    "tell_team",
)
NURSES = tuple(UUID(int=number) for number in range(1, 4))
LEVELS = [level for level in Urgency if level >= Urgency.TELL_TEAM]
nurses = st.sampled_from(NURSES)


class AlertsOfOnePatient(RuleBasedStateMachine):
    """All alerts of one patient, with three nurses who do what they like."""

    def __init__(self) -> None:
        super().__init__()
        self.at = datetime(2026, 11, 24, 3, 5, tzinfo=UTC)
        self.reports = 0
        self.alerts: list[tuple[AlertState, list[Event]]] = []

    @initialize(urgency=st.sampled_from(LEVELS), has_text=st.booleans())
    def first_report(self, urgency: Urgency, has_text: bool) -> None:
        self.report_comes(urgency, has_text)

    @property
    def state(self) -> AlertState:
        return self.alerts[-1][0]

    def keep(self, step: Step) -> None:
        """What a store does: the new state, and the event appended."""
        events = self.alerts[-1][1]
        assert step.event is not None or step.state == self.state
        self.alerts[-1] = (step.state, [*events, step.event] if step.event else events)

    def attempt(self, act: Callable[[AlertState], Step]) -> Why | None:
        """Try; a refusal leaves everything as it was."""
        try:
            self.keep(act(self.state))
        except Refused as refused:
            return refused.why
        return None

    @rule(minutes=st.integers(min_value=0, max_value=600))
    def time_passes(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)

    @rule(urgency=st.sampled_from(LEVELS), has_text=st.booleans())
    def report_comes(self, urgency: Urgency, has_text: bool) -> None:
        self.reports += 1
        received = Received(UUID(int=1000 + self.reports), urgency, has_text)
        present = self.alerts[-1][0] if self.alerts else None
        if present is not None and present.closed_at is None:
            with pytest.raises(Refused, match=Why.ALREADY_OPEN):
                alert_life.open_(present, received, self.at, DUE_TIMES)
            self.keep(alert_life.join(present, received, self.at, DUE_TIMES))
        else:
            step = alert_life.open_(present, received, self.at, DUE_TIMES)
            self.alerts.append((step.state, [step.event] if step.event else []))
        rose = present is None or present.closed_at is not None or urgency > present.urgency
        assert not rose or self.state.seen_at is None
        assert self.state.unseen_reports >= 1
        assert not has_text or received.report in self.state.unread_texts

    @rule(nurse=nurses)
    def nurse_looks(self, nurse: UUID) -> None:
        self.attempt(lambda state: alert_life.see(state, nurse, self.at))
        assert self.state.closed_at is not None or self.state.seen_at is not None

    @rule(nurse=nurses, data=st.data())
    @precondition(lambda self: bool(self.state.unread_texts))
    def nurse_reads_text(self, nurse: UUID, data: st.DataObject) -> None:
        report = data.draw(st.sampled_from(sorted(self.state.unread_texts)))
        self.attempt(lambda state: alert_life.read_text(state, report, nurse, self.at))

    @rule(nurse=nurses)
    def nurse_claims(self, nurse: UUID) -> None:
        before = self.state
        if before.closed_at is None and before.claimed_by not in (None, nurse):
            with pytest.raises(Refused, match=Why.CLAIMED_BY_OTHER) as refused:
                alert_life.claim(before, nurse, self.at)
            assert refused.value.owner == before.claimed_by
        elif self.attempt(lambda state: alert_life.claim(state, nurse, self.at)) is None:
            assert self.state.claimed_by == nurse

    @rule(nurse=nurses)
    def nurse_releases(self, nurse: UUID) -> None:
        due_at = self.state.due_at
        self.attempt(lambda state: alert_life.release(state, nurse, self.at))
        assert self.state.due_at == due_at

    @rule(nurse=nurses, to=nurses)
    def nurse_hands_over(self, nurse: UUID, to: UUID) -> None:
        owner = self.state.claimed_by
        why = self.attempt(lambda state: alert_life.hand_over(state, nurse, to, self.at))
        assert why is not None or (nurse in (owner, to) and self.state.claimed_by == to)

    @rule(nurse=nurses, words=st.sampled_from(["", " ", "Asked to ring back."]))
    def nurse_notes(self, nurse: UUID, words: str) -> None:
        why = self.attempt(lambda state: alert_life.note(state, nurse, words, self.at))
        assert (why is Why.NOTE_EMPTY) == (not words.strip())

    @rule(nurse=nurses, minutes=st.integers(min_value=-60, max_value=20_000))
    def nurse_reaches_nobody(self, nurse: UUID, minutes: int) -> None:
        again = self.at + timedelta(minutes=minutes)
        why = self.attempt(lambda state: alert_life.not_reached(state, nurse, again, "", self.at))
        if why is None:
            assert self.state.stage is Stage.CALL_AGAIN
            assert self.state.closed_at is None
            assert self.at < again == self.state.call_again_at
            assert self.state.due_at == (self.at if self.state.step_waits else again)
            assert self.state.step_waits == (self.state.failed_calls >= FAILED_CALLS_BEFORE_STEP)

    @rule(nurse=nurses, words=st.sampled_from(["", "The consultant rings the neighbour."]))
    def nurse_takes_the_step(self, nurse: UUID, words: str) -> None:
        before = self.state
        why = self.attempt(lambda state: alert_life.take_step(state, nurse, words, self.at))
        if why is None:
            assert before.step_waits
            assert words
            assert not self.state.step_waits

    @rule(
        nurse=nurses,
        urgency=st.sampled_from(list(Urgency)),
        words=st.sampled_from(["", "Looks worse than it sounds."]),
    )
    def nurse_judges(self, nurse: UUID, urgency: Urgency, words: str) -> None:
        before = self.state
        why = self.attempt(lambda state: alert_life.judge(state, nurse, urgency, words, self.at, DUE_TIMES))
        if why is None:
            assert before.claimed_by == nurse
            assert words
            assert self.state.urgency is before.urgency
            assert self.state.weight >= before.urgency
            assert self.state.due_at <= before.due_at

    @rule(nurse=nurses)
    def the_use_ends(self, nurse: UUID) -> None:
        if self.attempt(lambda state: alert_life.end(state, nurse, "died", self.at)) is None:
            assert self.state.stage is Stage.CLOSED

    @rule(
        nurse=nurses,
        outcome=st.none() | st.sampled_from(list(Outcome)),
        words=st.sampled_from(["", "Known and stable."]),
        dose=st.none() | st.sampled_from(list(NextDose)),
        day=st.none() | st.integers(min_value=-3, max_value=3),
    )
    def nurse_closes(
        self, nurse: UUID, outcome: Outcome | None, words: str, dose: NextDose | None, day: int | None
    ) -> None:
        before = self.state
        until = None if day is None else self.at.date() + timedelta(days=day)
        decision = Decision(outcome, dose, words, until)
        why = self.attempt(lambda state: alert_life.close(state, nurse, decision, self.at))
        if why is None:
            assert before.claimed_by == nurse
            assert not before.unseen_reports
            assert not before.unread_texts
            assert not before.step_waits
            assert outcome is not None or before.weight < URGENT_FROM
            assert dose is not None
            assert dose is not NextDose.WAIT or (until is not None and until >= self.at.date())
            assert words or outcome is not Outcome.NO_ACTION
        else:
            assert self.state == before

    @invariant()
    def at_most_one_alert_is_open(self) -> None:
        assert all(state.closed_at is not None for state, _ in self.alerts[:-1])

    @invariant()
    def an_alert_is_what_its_events_say(self) -> None:
        for state, events in self.alerts:
            assert replay(events) == state

    @invariant()
    def every_report_is_in_exactly_one_alert(self) -> None:
        brought = [
            event.report
            for _, events in self.alerts
            for event in events
            if event.kind in {Kind.OPENED, Kind.JOINED, Kind.RAISED}
        ]
        assert brought == [UUID(int=1001 + number) for number in range(self.reports)]

    @invariant()
    def the_urgency_is_the_highest_that_was_reported(self) -> None:
        for state, events in self.alerts:
            assert state.urgency == max(event.urgency for event in events if event.urgency is not None)

    @invariant()
    def an_open_alert_is_never_without_a_way_on(self) -> None:
        for state, _ in self.alerts:
            if state.closed_at is None:
                assert {Kind.CLAIMED, Kind.HANDED_OVER} & set(TRANSITIONS[state.stage])

    @invariant()
    def somebody_has_it_from_when_it_was_claimed(self) -> None:
        for state, _ in self.alerts:
            assert (state.claimed_by is None) == (state.claimed_at is None)
            assert state.call_again_at is None or state.claimed_by is not None


TestAlertsOfOnePatient = AlertsOfOnePatient.TestCase
TestAlertsOfOnePatient.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
