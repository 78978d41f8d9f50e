"""What a shift sees: the order of the list, the findings first, and no typed word lost between two nurses."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.people.list_queries import find_by_details
from aldea.people.models import Account, Patient
from aldea.people.use_cases.patients import index_patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said, send
from tests.integration.alert_cases import FEVER
from tests.integration.check_walk import Clock
from tests.integration.conftest import People
from tests.integration.pages import do, fields, look, words
from tests.integration.test_corrections import TYPED_RIGHT, correct

pytestmark = pytest.mark.django_db
Says = Callable[[Said], Report]
SignIn = Callable[[Account], Client]


def test_a_finding_stands_before_that_a_report_was_corrected(
    phone: Client, desk: Client, says: Says, clock: Clock
) -> None:
    older = says(Said("36.2"))
    clock.pass_by(minutes=5)
    says(Said(noticed=frozenset({"collapsed"})))
    correct(phone, older, "temperature", **TYPED_RIGHT)
    page = words(desk.get("/team/worklist").content.decode())
    assert page.lower().index("collapse") < page.index("Corrects an earlier report")


def test_what_waits_for_a_later_call_stands_below_what_nobody_has_seen(
    desk: Client, says: Says, people: People, clock: Clock, signed_in: SignIn
) -> None:
    says(FEVER)
    first = Alert.objects.get()
    do(desk, first, "claim")
    do(desk, first, "not-reached", minutes="60")
    other = people.patient(name="Zoe Sample")
    assert other.account is not None
    clock.pass_by(minutes=5)
    send(other.account, other, FEVER, clock(), uuid4)
    page = desk.get("/team/worklist").content.decode()
    assert page.index("Zoe Sample") < page.index("Ada Example")


def test_the_handover_says_the_nurses_own_urgency(desk: Client, says: Says) -> None:
    says(FEVER)
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    do(desk, alert, "judge", urgency="tell_team", words="A known pattern.")
    page = words(desk.get("/team/handover").content.decode())
    assert "Nurse's own urgency: Tell" in page.replace("&#39;", "'")


def test_who_was_overtaken_reads_what_they_had_typed(
    desk: Client, says: Says, people: People, signed_in: SignIn
) -> None:
    says(FEVER)
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    sent = fields(look(desk, alert), "close")
    mo = people.nurse(name="Mo Sample")
    do(signed_in(mo), alert, "hand-over", to=str(mo.pk))
    chosen = {"outcome": "advised", "next_dose": "stop", "words": "Rang her, she will come in."}
    page = desk.post(f"/team/alerts/{alert.pk}/close", {**sent, **chosen}).content.decode()
    assert "What you typed, which was not done" in words(page)
    assert "Advised what to do" in page
    assert page.count("Rang her, she will come in.") == 2
    assert "Taken over by Mo Sample" in words(look(desk, alert))


def test_a_hospital_number_is_found_with_spaces(nora: Account, ada: Patient) -> None:
    ada.hospital_number = "EX5551"
    ada.save()
    index_patient(ada)
    assert find_by_details(nora, "EX 5551", None) == [ada]
    assert find_by_details(nora, "Ada 5552", None) == []
