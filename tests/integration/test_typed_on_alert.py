"""What a nurse typed on the page of an alert stays until it is done, or until she lets it go."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.people.models import Account, Membership, Patient, Role
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.alert_cases import FEVER
from tests.integration.check_walk import shown_errors
from tests.integration.conftest import People
from tests.integration.pages import do, fields, look, words

pytestmark = pytest.mark.django_db
TYPED = {"outcome": "advised", "next_dose": "wait", "words": "Rang her, she will come in."}
KEPT = TYPED["words"]


@pytest.fixture
def taken(desk: Client, says: Callable[[Said], Report]) -> Alert:
    """An alert that Nora has."""
    says(FEVER)
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    return alert


def test_what_was_refused_stays_when_the_page_is_loaded_once_more(desk: Client, taken: Alert) -> None:
    first = do(desk, taken, "close", **TYPED)
    assert shown_errors(first)
    again = look(desk, taken)
    assert shown_errors(again) == shown_errors(first)
    assert KEPT in again
    assert 'value="wait" checked' in again


def test_what_was_refused_stays_while_something_else_is_done_and_says_so(
    desk: Client, taken: Alert, says: Callable[[Said], Report]
) -> None:
    do(desk, taken, "close", **TYPED)
    says(FEVER)
    do(desk, taken, "judge", urgency="emergency_999", words="Speaks in single words.")
    page = look(desk, taken)
    assert KEPT in page
    day = {"wait_until_day": "30", "wait_until_month": "11", "wait_until_year": "2026"}
    do(desk, taken, "close", **TYPED, **day)
    taken.refresh_from_db()
    assert taken.closed_at is not None
    assert shown_errors(look(desk, taken)) == []


def test_a_reason_that_may_not_hold_any_more_is_not_said_again(
    desk: Client, taken: Alert, says: Callable[[Said], Report]
) -> None:
    sent = fields(look(desk, taken), "close")
    says(FEVER)
    refused = desk.post(f"/team/alerts/{taken.pk}/close", {**sent, **TYPED, "next_dose": "stop"})
    assert refused.status_code == 302
    first = shown_errors(look(desk, taken))
    do(desk, taken, "judge", urgency="emergency_999", words="Speaks in single words.")
    later = shown_errors(look(desk, taken))
    assert first != later
    assert later == ["Something happened here since. What you typed was not done yet: check it."]


def test_what_was_typed_is_let_go_by_a_button_or_once_it_is_written(desk: Client, taken: Alert) -> None:
    do(desk, taken, "close", **TYPED)
    desk.post(f"/team/alerts/{taken.pk}/let-go")
    assert KEPT not in look(desk, taken)
    do(desk, taken, "close", **TYPED)
    do(desk, taken, "note", words=KEPT)
    assert shown_errors(look(desk, taken)) == []


@pytest.mark.parametrize("change", ["team", "role"])
def test_who_may_not_close_it_any_more_gets_her_words_back_and_nothing_of_the_alert(
    desk: Client, nora: Account, ada: Patient, taken: Alert, people: People, change: str
) -> None:
    sent = {**fields(look(desk, taken), "close"), **TYPED}
    if change == "team":
        Membership.objects.filter(account=nora).update(team=people.team("Team B"))
    else:
        Account.objects.filter(pk=nora.pk).update(role=Role.ADMINISTRATOR)
    for alert in (taken.pk, uuid4()):
        answer = desk.post(f"/team/alerts/{alert}/close", sent)
        page = answer.content.decode()
        assert answer.status_code == 404
        assert "This was not done" in words(page)
        for part in (KEPT, "Advised what to do", "wait until a day"):
            assert part.lower() in page.lower()
        assert ada.name not in page
    assert desk.post(f"/team/alerts/{taken.pk}/claim", sent).status_code == 404
    assert desk.get(f"/team/alerts/{taken.pk}").status_code == 404
