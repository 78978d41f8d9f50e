"""In whose hands an alert is, how long it may wait, and what the patient is told of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from aldea.alerts import queries, use_cases
from aldea.alerts.models import Alert, FreeTextRead
from aldea.alerts.refusals import refusal_words
from aldea.audit.append_only import AppendOnlyRowError
from aldea.audit.models import AuditEvent
from aldea.care.alert_life import Refused, Why
from aldea.care.alert_states import Outcome
from aldea.people.models import Account, Patient
from aldea.people.permissions import NotInScope
from aldea.reports.models import Report
from aldea.site.demo_reports import Said, send
from tests.integration.alert_cases import FEVER, ITCHY, RASH, SOMETHING_ELSE, act, decided, kinds, refused
from tests.integration.conftest import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def nora(people: People) -> Account:
    """A nurse of Ada's team."""
    return people.nurse(name="Nora Example")


@pytest.fixture
def nils(people: People) -> Account:
    """Another nurse of Ada's team."""
    return people.nurse(name="Nils Example")


@pytest.fixture
def ada_says(ada: Patient, now: datetime) -> Callable[..., Report]:
    """``ada_says(FEVER, minutes=5)``: Ada sends a report so long after the beginning of the test."""
    assert ada.account is not None
    account = ada.account
    return lambda said, minutes=0: send(account, ada, said, now + timedelta(minutes=minutes), uuid4)


@pytest.fixture
def report(ada_says: Callable[..., Report]) -> Report:
    """Ada's fever."""
    return ada_says(FEVER)


@pytest.fixture
def alert(report: Report) -> Alert:
    """The alert of Ada's fever."""
    return Alert.objects.get(events__report=report)


def test_given_a_colleague_has_it_when_another_takes_it_then_they_read_who(
    alert: Alert, nora: Account, nils: Account, people: People, now: datetime
) -> None:
    use_cases.claim(act(nora, alert, now))
    with pytest.raises(Refused) as refusal:
        use_cases.claim(act(nils, alert, now))
    assert "Nora Example" in refusal_words(nils, refusal.value)
    assert "Nora Example" not in refusal_words(people.nurse(people.team("Team B")), refusal.value)


def test_given_it_is_taken_when_it_is_given_back_then_another_may_take_it_and_it_stays_due(
    alert: Alert, nora: Account, nils: Account, now: datetime
) -> None:
    due_at = alert.due_at
    use_cases.claim(act(nora, alert, now))
    assert refused(lambda: use_cases.release(act(nils, alert, now))) is Why.CLAIMED_BY_OTHER
    use_cases.release(act(nora, alert, now))
    assert use_cases.claim(act(nils, alert, now)).claimed_by == nils
    assert kinds(alert) == ["opened", "claimed", "released", "claimed"]
    assert queries.get_alert(nils, alert.pk).due_at == due_at


def test_given_it_is_handed_over_then_only_the_new_owner_closes_it(
    alert: Alert, nora: Account, nils: Account, now: datetime
) -> None:
    use_cases.see_alert(nora, alert.pk, now, uuid4)
    use_cases.claim(act(nora, alert, now))
    use_cases.hand_over(act(nora, alert, now), nils.pk)
    closed = act(nora, alert, now)
    assert refused(lambda: use_cases.close(closed, decided(Outcome.ADVISED))) is Why.CLAIMED_BY_OTHER
    assert use_cases.close(act(nils, alert, now), decided(Outcome.ADMITTED)).closed_at == now
    assert kinds(alert)[-2:] == ["handed_over", "closed"]


def test_given_a_time_to_call_again_when_nothing_rises_then_it_keeps_it_and_when_it_rises_it_is_due_at_once(
    ada_says: Callable[..., Report], nora: Account, now: datetime
) -> None:
    ada_says(RASH)
    [alert] = queries.open_alerts(nora)
    use_cases.see_alert(nora, alert.pk, now, uuid4)
    use_cases.claim(act(nora, alert, now))
    again = now + timedelta(hours=5)
    use_cases.not_reached(act(nora, alert, now), again, "")
    ada_says(ITCHY, minutes=5)
    alert.refresh_from_db()
    assert (alert.due_at, alert.call_again_at, alert.unseen_reports) == (again, again, 1)
    ada_says(FEVER, minutes=10)
    alert.refresh_from_db()
    assert (alert.due_at, alert.call_again_at) == (now + timedelta(minutes=25), None)
    assert (alert.urgency, alert.unseen_reports) == ("hospital_now", 2)


def test_given_a_quieter_report_joins_then_the_alert_stays_as_urgent_and_as_due(
    alert: Alert, ada_says: Callable[..., Report], now: datetime
) -> None:
    ada_says(ITCHY, minutes=10)
    ada_says(Said(), minutes=20)
    due_at = alert.due_at
    alert.refresh_from_db()
    assert (alert.urgency, alert.due_at, kinds(alert)) == (
        "hospital_now",
        due_at,
        ["opened", "joined", "joined"],
    )


def test_a_note_is_not_empty_and_goes_on_a_closed_alert_where_nothing_else_does(
    alert: Alert, nora: Account, now: datetime
) -> None:
    assert refused(lambda: use_cases.note(act(nora, alert, now), "  ")) is Why.NOTE_EMPTY
    use_cases.see_alert(nora, alert.pk, now, uuid4)
    use_cases.claim(act(nora, alert, now))
    use_cases.close(act(nora, alert, now), decided(Outcome.AMBULANCE))
    later = act(nora, alert, now)
    assert refused(lambda: use_cases.claim(later)) is Why.CLOSED
    assert refused(lambda: use_cases.close(later, decided(Outcome.ADVISED))) is Why.CLOSED
    assert refused(lambda: use_cases.not_reached(later, now + timedelta(hours=1), "")) is Why.CLOSED
    use_cases.note(later, "The ward called.")
    assert kinds(alert)[-1] == "noted"


def test_free_text_that_raised_no_alert_is_read_and_written_down_once(
    ada_says: Callable[..., Report], nora: Account, nils: Account, now: datetime
) -> None:
    said = ada_says(SOMETHING_ELSE)
    use_cases.read_text(nora, said.pk, now, uuid4)
    use_cases.read_text(nils, said.pk, now + timedelta(minutes=1), uuid4)
    read = FreeTextRead.objects.get()
    assert (read.read_by, read.at) == (nora, now)
    assert AuditEvent.objects.filter(action="report.text_read").count() == 1
    for change in (read.save, read.delete, FreeTextRead.objects.all().delete):
        with pytest.raises(AppendOnlyRowError):
            change()


def test_the_carer_is_told_as_the_patient_is_and_a_stranger_is_told_nothing(
    report: Report, alert: Alert, ada: Patient, people: People, nora: Account, now: datetime
) -> None:
    use_cases.see_alert(nora, alert.pk, now + timedelta(minutes=3), uuid4)
    assert ada.account is not None
    told = queries.alert_progress(ada.account, report.pk)
    assert (told.alerted, told.seen_at, told.seen_by_role) == (True, now + timedelta(minutes=3), "nurse")
    assert queries.alert_progress(people.carer(ada), report.pk) == told
    other = people.patient(people.team("Team B"), "Ben Sample")
    assert other.account is not None
    strangers = [other.account, people.carer(ada, withdrawn_at=now), people.nurse(people.team("Team B"))]
    for stranger in strangers:
        with pytest.raises(NotInScope):
            queries.alert_progress(stranger, report.pk)


def test_a_report_that_raised_no_alert_says_so(ada_says: Callable[..., Report], ada: Patient) -> None:
    well = ada_says(Said())
    assert ada.account is not None
    assert not queries.alert_progress(ada.account, well.pk).alerted
