"""From a report to the outcome: what reaches the team, who may do what, and what nothing can undo."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from pytest_django import Settings

from aldea.alerts import queries, use_cases
from aldea.alerts.models import Alert, AlertEvent, FreeTextRead
from aldea.alerts.use_cases import Overtaken
from aldea.audit.append_only import AppendOnlyRowError
from aldea.audit.models import AuditEvent
from aldea.care.alert_life import Why
from aldea.care.alert_states import Outcome
from aldea.people.models import Account, Patient
from aldea.people.permissions import NotInScope
from aldea.reports.models import Report
from aldea.site.demo_reports import Said, send
from tests.integration.alert_cases import FEVER, ITCHY, RASH, SOMETHING_ELSE, act, decided, kinds, refused
from tests.integration.conftest import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse(people: People) -> Account:
    """A nurse of Ada's team."""
    return people.nurse(name="Nora Example")


@pytest.fixture
def colleague(people: People) -> Account:
    """Another nurse of Ada's team."""
    return people.nurse(name="Nils Example")


@pytest.fixture
def says(ada: Patient, now: datetime) -> Callable[..., Report]:
    """``says(FEVER, minutes=5)``: Ada sends a report so long after the beginning of the test."""
    assert ada.account is not None
    account = ada.account
    return lambda said, minutes=0: send(account, ada, said, now + timedelta(minutes=minutes), uuid4)


def test_a_report_at_tell_team_opens_an_alert_that_is_due_in_time(
    says: Callable[..., Report], nurse: Account, now: datetime
) -> None:
    says(ITCHY)
    [alert] = queries.open_alerts(nurse)
    assert (alert.urgency, alert.due_at, alert.seen_at) == ("tell_team", now + timedelta(minutes=480), None)
    assert alert.events.get().data["reasons"]


def test_a_report_below_it_raises_none(says: Callable[..., Report], nurse: Account) -> None:
    says(Said(noticed=frozenset({"hair_thinning"})))
    says(Said(), minutes=1)
    assert queries.open_alerts(nurse) == []


def test_which_levels_raise_one_is_a_setting(
    says: Callable[..., Report], nurse: Account, settings: Settings
) -> None:
    settings.ALDEA_ALERT_FROM = "contact_hospital"
    says(ITCHY)
    assert queries.open_alerts(nurse) == []
    says(FEVER, minutes=1)
    assert len(queries.open_alerts(nurse)) == 1


def test_a_further_report_joins_the_open_alert(says: Callable[..., Report], nurse: Account) -> None:
    says(FEVER)
    says(RASH, minutes=5)
    [alert] = queries.open_alerts(nurse)
    assert kinds(alert) == ["opened", "joined"]
    assert alert.urgency == "hospital_now"


def test_a_rise_makes_it_unseen_again_and_due_earlier(
    says: Callable[..., Report], nurse: Account, now: datetime
) -> None:
    says(ITCHY)
    [alert] = queries.open_alerts(nurse)
    use_cases.see_alert(nurse, alert.pk, now + timedelta(minutes=1), uuid4)
    use_cases.claim(act(nurse, alert, now + timedelta(minutes=2)))
    says(FEVER, minutes=5)
    alert.refresh_from_db()
    assert (alert.seen_at, alert.unseen_reports) == (None, 1)
    assert alert.due_at == now + timedelta(minutes=20)
    assert alert.claimed_by == nurse


def test_the_most_urgent_stands_first_then_who_has_waited_longest(
    people: People, nurse: Account, now: datetime
) -> None:
    for minutes, (name, said) in enumerate([("A", ITCHY), ("B", FEVER), ("C", RASH), ("D", FEVER)]):
        patient = people.patient(name=name)
        assert patient.account is not None
        send(patient.account, patient, said, now + timedelta(minutes=minutes), uuid4)
    assert [alert.patient.name for alert in queries.open_alerts(nurse)] == ["B", "D", "C", "A"]


def test_sent_twice_it_is_one_report_and_one_event(
    ada: Patient, says: Callable[..., Report], now: datetime
) -> None:
    report = says(FEVER)
    assert ada.account is not None
    check = ada.checks.get()
    assert use_cases.send_check(ada.account, check, now + timedelta(minutes=1), uuid4) == report
    assert use_cases.receive_report(report, now, uuid4) == Alert.objects.get()
    assert AlertEvent.objects.count() == 1


@pytest.mark.parametrize("part", ["receive_report", "row_of", "write_state", "record"])
def test_when_the_alert_cannot_be_stored_the_report_is_not_either(
    says: Callable[..., Report], monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("no alert today")

    monkeypatch.setattr(use_cases, part, broken)
    with pytest.raises(RuntimeError, match="no alert today"):
        says(FEVER)
    assert (Report.objects.count(), Alert.objects.count(), AlertEvent.objects.count()) == (0, 0, 0)
    assert not AuditEvent.objects.filter(action__in=["report.sent", "alert.opened"]).exists()


def test_of_two_nurses_who_take_it_the_first_has_it(
    says: Callable[..., Report], nurse: Account, colleague: Account, now: datetime
) -> None:
    says(FEVER)
    [alert] = queries.open_alerts(nurse)
    use_cases.claim(act(nurse, alert, now))
    assert refused(lambda: use_cases.claim(act(colleague, alert, now))) is Why.CLAIMED_BY_OTHER
    use_cases.hand_over(act(colleague, alert, now), colleague.pk)
    assert queries.get_alert(nurse, alert.pk).claimed_by == colleague


def test_what_is_done_twice_with_one_id_is_done_once(
    says: Callable[..., Report], nurse: Account, now: datetime
) -> None:
    says(FEVER)
    [alert] = queries.open_alerts(nurse)
    twice = act(nurse, alert, now)
    use_cases.note(twice, "Called, no answer.")
    use_cases.note(twice, "Called, no answer.")
    assert kinds(alert) == ["opened", "noted"]


def test_who_decides_on_an_old_page_is_told(
    says: Callable[..., Report], nurse: Account, colleague: Account, now: datetime
) -> None:
    says(FEVER)
    [alert] = queries.open_alerts(nurse)
    use_cases.see_alert(nurse, alert.pk, now, uuid4)
    use_cases.claim(act(nurse, alert, now))
    use_cases.note(act(colleague, alert, now), "Husband called the desk.")
    with pytest.raises(Overtaken):
        use_cases.close(act(nurse, alert, now, known=3), decided(Outcome.ADVISED))


def test_an_urgent_alert_closes_only_seen_read_and_with_an_outcome(
    says: Callable[..., Report], nurse: Account, now: datetime
) -> None:
    report = says(Said("37.6", noticed=SOMETHING_ELSE.noticed, told=SOMETHING_ELSE.told))
    [alert] = queries.open_alerts(nurse)

    def why_not(outcome: Outcome | None, words: str = "") -> Why:
        return refused(lambda: use_cases.close(act(nurse, alert, now), decided(outcome, words)))

    assert why_not(Outcome.ADVISED) is Why.NOT_CLAIMED
    use_cases.claim(act(nurse, alert, now))
    assert why_not(Outcome.ADVISED) is Why.REPORT_UNSEEN
    use_cases.see_alert(nurse, alert.pk, now, uuid4)
    assert why_not(Outcome.ADVISED) is Why.TEXT_UNREAD
    use_cases.read_text(nurse, report.pk, now, uuid4)
    assert why_not(None) is Why.OUTCOME_MISSING
    assert why_not(Outcome.NO_ACTION, " ") is Why.REASON_MISSING
    use_cases.close(act(nurse, alert, now), decided(Outcome.NO_ACTION, "Thermometer was broken."))
    assert queries.open_alerts(nurse) == []
    assert FreeTextRead.objects.get().read_by == nurse


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_patient_reads_roles_times_and_what_was_decided(
    says: Callable[..., Report], ada: Patient, nurse: Account, now: datetime, outcome: Outcome
) -> None:
    report = says(FEVER)
    [alert] = queries.open_alerts(nurse)
    assert ada.account is not None
    assert queries.alert_progress(ada.account, report.pk).seen_at is None
    use_cases.see_alert(nurse, alert.pk, now, uuid4)
    use_cases.claim(act(nurse, alert, now))
    use_cases.close(act(nurse, alert, now), decided(outcome, "Words for the team."))
    found = queries.alert_progress(ada.account, report.pk)
    assert (found.seen_by_role, found.closed_at, found.outcome) == ("nurse", now, outcome.value)


def test_could_not_reach_keeps_it_open_with_a_time(
    says: Callable[..., Report], ada: Patient, nurse: Account, now: datetime
) -> None:
    report = says(FEVER)
    [alert] = queries.open_alerts(nurse)
    use_cases.see_alert(nurse, alert.pk, now, uuid4)
    use_cases.claim(act(nurse, alert, now))
    again = now + timedelta(minutes=30)
    use_cases.not_reached(act(nurse, alert, now), again, "No answer.")
    [alert] = queries.open_alerts(nurse)
    assert (alert.call_again_at, alert.due_at) == (again, again)
    assert ada.account is not None
    assert queries.alert_progress(ada.account, report.pk).call_again_at == again
    too_far = now + timedelta(days=2)
    assert (
        refused(lambda: use_cases.not_reached(act(nurse, alert, now), too_far, "")) is Why.CALL_TIME_TOO_FAR
    )


def test_after_it_was_closed_a_new_report_opens_a_new_one(
    says: Callable[..., Report], nurse: Account, now: datetime
) -> None:
    says(ITCHY)
    [alert] = queries.open_alerts(nurse)
    use_cases.see_alert(nurse, alert.pk, now, uuid4)
    use_cases.claim(act(nurse, alert, now))
    use_cases.close(act(nurse, alert, now), decided(None))
    says(ITCHY, minutes=5)
    [again] = queries.open_alerts(nurse)
    assert again.pk != alert.pk
    use_cases.note(act(nurse, alert, now), "A note is still possible.")


def test_nobody_else_reaches_it(
    says: Callable[..., Report], people: People, ada: Patient, nurse: Account, now: datetime
) -> None:
    report = says(FEVER)
    [alert] = queries.open_alerts(nurse)
    stranger = people.nurse(people.team("Team B"))
    assert queries.open_alerts(stranger) == []
    assert ada.account is not None
    for actor in (stranger, ada.account, people.carer(ada), people.administrator()):
        with pytest.raises(NotInScope):
            use_cases.see_alert(actor, alert.pk, now, uuid4)
        with pytest.raises(NotInScope):
            use_cases.note(act(actor, alert, now), "Not mine.")
        with pytest.raises(NotInScope):
            use_cases.read_text(actor, report.pk, now, uuid4)
    with pytest.raises(NotInScope):
        use_cases.hand_over(act(nurse, alert, now), stranger.pk)


def test_what_happened_is_never_changed(says: Callable[..., Report], nurse: Account) -> None:
    says(FEVER)
    event = AlertEvent.objects.get()
    for change in (event.save, event.delete, AlertEvent.objects.all().delete):
        with pytest.raises(AppendOnlyRowError):
            change()
    with pytest.raises(AppendOnlyRowError):
        AlertEvent.objects.update(kind="closed")


def test_each_deed_and_each_look_is_audited(
    says: Callable[..., Report], nurse: Account, now: datetime
) -> None:
    says(FEVER)
    [alert] = queries.open_alerts(nurse)
    use_cases.read_worklist(nurse, [alert], now, uuid4)
    use_cases.see_alert(nurse, alert.pk, now, uuid4)
    use_cases.claim(act(nurse, alert, now))
    use_cases.note(act(nurse, alert, now), "Fever since noon.")
    found = AuditEvent.objects.all()
    actions = set(found.values_list("action", flat=True))
    assert {
        "alert.opened",
        "worklist.read",
        "alert.seen",
        "alert.read",
        "alert.claimed",
        "alert.noted",
    } <= actions
    assert "Fever since noon" not in str([event.detail for event in found])
