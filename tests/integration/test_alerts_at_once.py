"""Several people at the same moment, each on a connection of their own: nothing is lost or double."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from aldea.alerts import use_cases
from aldea.alerts.models import Alert, AlertEvent
from aldea.audit.models import AuditEvent
from aldea.care.alert_life import Refused, Why
from aldea.care.alert_states import Outcome
from aldea.people.models import Account, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said, fill_in, send
from tests.integration.alert_cases import FEVER, ITCHY, RASH, Together, act, decided
from tests.integration.conftest import People

pytestmark = pytest.mark.django_db(transaction=True)
Sends = Callable[[Said], Callable[[], Report]]


@pytest.fixture
def nurses(people: People) -> list[Account]:
    """Three nurses of Ada's team."""
    return [people.nurse(name=name) for name in ("Nora Example", "Nils Example", "Nell Example")]


@pytest.fixture
def account(ada: Patient) -> Account:
    """Ada's account."""
    assert ada.account is not None
    return ada.account


@pytest.fixture
def fever(ada: Patient, account: Account, now: datetime) -> Alert:
    """Ada's open alert."""
    send(account, ada, FEVER, now, uuid4)
    return Alert.objects.get()


@pytest.fixture
def sends(ada: Patient, account: Account, now: datetime) -> Sends:
    """``sends(FEVER)`` fills in Ada's check; calling what it gives sends it, a minute later."""

    def prepare(said: Said) -> Callable[[], Report]:
        check = fill_in(account, ada, said, now, uuid4)
        return lambda: use_cases.send_check(account, check, now + timedelta(minutes=1), uuid4)

    return prepare


@pytest.fixture
def together(transactional_db: None, tmp_path: Path) -> Iterator[Together]:
    """People who act at the same moment; what a test arranges comes before."""
    people = Together(tmp_path)
    yield people
    people.leave()


def numbered() -> list[tuple[int, str]]:
    return list(AlertEvent.objects.order_by("number").values_list("number", "kind"))


def test_of_nurses_who_take_it_one_wins_and_the_others_are_told_who(
    fever: Alert, nurses: list[Account], now: datetime, together: Together
) -> None:
    took = together.at_once(
        *[lambda nurse=nurse: use_cases.claim(act(nurse, fever, now)) for nurse in nurses]
    )
    losses = [error for each in took if (error := each.exception()) is not None]
    [winner] = [nurse for nurse, each in zip(nurses, took, strict=True) if each.exception() is None]
    assert len(losses) == 2
    for loss in losses:
        assert isinstance(loss, Refused)
        assert (loss.why, loss.owner) == (Why.CLAIMED_BY_OTHER, winner.pk)
    assert together.then(numbered) == [(1, "opened"), (2, "claimed")]
    assert together.then(lambda: Alert.objects.get().claimed_by) == winner


def test_a_double_click_is_one_deed(
    fever: Alert, nurses: list[Account], now: datetime, together: Together
) -> None:
    twice = act(nurses[0], fever, now)
    noted = together.at_once(*[lambda: use_cases.note(twice, "Called.")] * 3)
    assert [each.exception() for each in noted] == [None] * 3
    assert together.then(numbered) == [(1, "opened"), (2, "noted")]
    assert together.then(AuditEvent.objects.filter(action="alert.noted").count) == 1


def test_every_note_is_kept_and_has_its_number(
    fever: Alert, nurses: list[Account], now: datetime, together: Together
) -> None:
    noted = together.at_once(
        *[lambda nurse=nurse: use_cases.note(act(nurse, fever, now), "Seen.") for nurse in nurses]
    )
    assert [each.exception() for each in noted] == [None] * 3
    assert together.then(numbered) == [(1, "opened"), (2, "noted"), (3, "noted"), (4, "noted")]
    assert together.then(lambda: Alert.objects.get().event_count) == 4


def test_a_check_that_is_sent_twice_is_one_report_and_one_alert(sends: Sends, together: Together) -> None:
    send_it = sends(FEVER)
    sent = [each.result() for each in together.at_once(send_it, send_it, send_it)]
    assert len({report.pk for report in sent}) == 1
    assert together.then(Report.objects.count) == 1
    assert together.then(numbered) == [(1, "opened")]


def test_reports_that_come_together_make_one_alert_of_the_gravest_urgency(
    sends: Sends, together: Together
) -> None:
    sent = together.at_once(sends(FEVER), sends(ITCHY), sends(RASH))
    assert [each.exception() for each in sent] == [None] * 3
    alert = together.then(Alert.objects.get)
    assert (alert.urgency, alert.event_count, alert.unseen_reports) == ("hospital_now", 3, 3)
    assert alert.seen_at is None


def test_a_report_that_comes_while_an_alert_is_closed_still_waits_for_somebody(
    fever: Alert, nurses: list[Account], now: datetime, sends: Sends, together: Together
) -> None:
    nurse, send_it = nurses[0], sends(RASH)
    use_cases.see_alert(nurse, fever.pk, now, uuid4)
    use_cases.claim(act(nurse, fever, now))
    closing = act(nurse, fever, now + timedelta(minutes=1))
    deeds: list[Callable[[], object]] = [send_it, lambda: use_cases.close(closing, decided(Outcome.ADVISED))]
    sent, closed = together.at_once(*deeds)
    sent.result()
    waits = together.then(lambda: Alert.objects.get(events__report__observations__rash=True))
    assert (waits.closed_at, waits.unseen_reports) == (None, 1)
    refusal = closed.exception()
    assert (waits.pk == fever.pk) == (refusal is not None)
    assert refusal is None or (isinstance(refusal, Refused) and refusal.why is Why.REPORT_UNSEEN)
