"""The decision about the next dose: no typed day is lost, and a wrong one is put right for all to see."""

from collections.abc import Callable

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.audit.models import AuditEvent
from aldea.people.models import Account
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.alert_cases import FEVER, kinds
from tests.integration.conftest import People
from tests.integration.pages import do, look, words

pytestmark = pytest.mark.django_db
Says = Callable[[Said], Report]
DAY = {"wait_until_day": "1", "wait_until_month": "12", "wait_until_year": "2026"}


def close(desk: Client, **said: str) -> Alert:
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    do(desk, alert, "close", outcome="advised", **{"next_dose": "go_ahead", **said})
    alert.refresh_from_db()
    return alert


def test_a_day_beside_go_ahead_is_refused_and_kept(desk: Client, says: Says) -> None:
    says(FEVER)
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    page = do(desk, alert, "close", outcome="advised", next_dose="go_ahead", words="Rang her.", **DAY)
    assert "A day to wait until is filled in, but you chose otherwise." in words(page)
    assert 'value="2026"' in page
    assert "Rang her." in page
    assert "closed" not in kinds(alert)


def test_a_wrong_decision_is_put_right_and_the_patient_reads_so(
    desk: Client, phone: Client, says: Says
) -> None:
    report = says(FEVER)
    alert = close(desk)
    assert "go ahead as planned" in words(phone.get(f"/reports/{report.pk}").content.decode())
    page = do(desk, alert, "put-right", next_dose="wait", words="I chose the wrong line.", **DAY)
    assert "The decision was put right." in words(page)
    assert "put the decision about the next dose right" in words(page)
    assert "I chose the wrong line." in page
    for address in (f"/reports/{report.pk}", "/"):
        read = words(phone.get(address).content.decode())
        assert "The team has put right what it decided." in read
        assert "wait until 1 December 2026" in read
        assert "go ahead as planned" not in read
        assert "I chose the wrong line." not in read
    assert kinds(alert)[-2:] == ["closed", "put_right"]
    assert AuditEvent.objects.filter(action="alert.put_right").count() == 1


def test_putting_right_needs_a_reason_and_keeps_what_was_typed(desk: Client, says: Says) -> None:
    says(FEVER)
    alert = close(desk)
    page = do(desk, alert, "put-right", next_dose="wait", words=" ", **DAY)
    assert "Say why the decision is put right." in words(page)
    assert 'value="2026"' in page
    assert kinds(alert)[-1] == "closed"


def test_there_is_nothing_to_put_right_on_an_open_alert(desk: Client, says: Says) -> None:
    says(FEVER)
    assert "put-right" not in look(desk, Alert.objects.get())


def test_a_nurse_of_another_team_puts_nothing_right(
    desk: Client, says: Says, people: People, signed_in: Callable[[Account], Client]
) -> None:
    says(FEVER)
    alert = close(desk)
    stranger = signed_in(people.nurse(people.team("Team B")))
    assert stranger.post(f"/team/alerts/{alert.pk}/put-right", {"next_dose": "stop"}).status_code == 404
