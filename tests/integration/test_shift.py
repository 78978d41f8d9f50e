"""What a shift sees: the order of the list, the findings first, and no typed word lost between two nurses."""

import re
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
from tests.integration.alert_cases import FEVER, ITCHY
from tests.integration.check_walk import Clock, shown_errors
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
    do(desk, first, "not-reached", minutes="15")
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


@pytest.mark.parametrize(
    ("own", "leads", "beside"),
    [
        ("hospital_now", "Hospital now", "By the nurse. The rules say: Tell the team"),
        ("self_care", "Tell the team", "Nurse's own urgency: Self-care"),
    ],
)
def test_the_graver_of_two_urgencies_leads_and_the_other_stands_beside_it(
    desk: Client, says: Says, own: str, leads: str, beside: str
) -> None:
    says(ITCHY)
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    do(desk, alert, "judge", urgency=own, words="I have seen her.")
    rows, handover = desk.get("/team/worklist/rows").content.decode(), desk.get("/team/handover")
    for page in (look(desk, alert), rows, handover.content.decode()):
        assert f"{leads} {beside}" in words(page).replace("&#39;", "'").replace(" ·", "")


def test_what_is_due_after_two_failed_calls_is_the_next_step_and_not_a_third_call(
    desk: Client, says: Says, clock: Clock
) -> None:
    says(FEVER)
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    assert "with a time to call again" in do(desk, alert, "not-reached", minutes="15")
    page = words(do(desk, alert, "not-reached", minutes="15"))
    assert "Two calls have failed. Take the next step now" in page
    assert "Next step: due now" in page
    assert "It stays open" not in page
    assert "Could not reach the patient" not in page
    clock.pass_by(minutes=20)
    for shown in ("/team/worklist/rows", f"/team/alerts/{alert.pk}"):
        page = words(desk.get(shown).content.decode())
        assert "Next step: overdue by 20 min" in page
        assert "Call again: overdue" not in page


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        (Said(noticed=frozenset({"collapsed"})), ["15"]),
        (FEVER, ["15"]),
        (ITCHY, ["15", "30", "60", "120", "240"]),
    ],
)
def test_a_grave_alert_is_called_again_no_later_than_its_level_is_due(
    desk: Client, says: Says, said: Said, offered: list[str]
) -> None:
    says(said)
    alert = Alert.objects.get()
    page = do(desk, alert, "claim")
    choices = page[page.index('name="minutes"') : page.index("</select>", page.index('name="minutes"'))]
    assert re.findall(r'value="(\d+)"', choices) == offered
    do(desk, alert, "not-reached", minutes="720")
    alert.refresh_from_db()
    assert alert.call_again_at is None


def test_who_takes_over_reads_that_they_have_it_now(
    desk: Client, says: Says, people: People, signed_in: SignIn
) -> None:
    says(FEVER)
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    mo = people.nurse(name="Mo Sample")
    page = words(do(signed_in(mo), alert, "hand-over", to=str(mo.pk)))
    assert "You have this alert now." in page
    assert "It was handed over." not in page


def test_the_handover_names_the_holder_and_the_time_for_whoever_reads_it(desk: Client, says: Says) -> None:
    says(FEVER)
    do(desk, Alert.objects.get(), "claim")
    page = words(desk.get("/team/handover").content.decode())
    assert "Nora Example has it · Due in 15 min, by 24 November 2026, 3:20 am" in page
    assert "You have it" not in page


def test_a_refused_closing_is_a_page_that_the_browser_can_go_back_to(desk: Client, says: Says) -> None:
    says(FEVER)
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    sent = {**fields(look(desk, alert), "close"), "outcome": "advised", "words": "Rang her."}
    refused = desk.post(f"/team/alerts/{alert.pk}/close", sent)
    assert refused.headers["Location"] == f"/team/alerts/{alert.pk}"
    page = desk.get(refused.headers["Location"]).content.decode()
    assert shown_errors(page) == ["Choose what comes next for the next injection or infusion."]
    assert "Rang her." in page
    assert "Rang her." in look(desk, alert)


def test_what_is_too_long_is_refused_in_our_own_words(desk: Client, says: Says) -> None:
    says(FEVER)
    page = do(desk, Alert.objects.get(), "note", words="x" * 4001)
    assert shown_errors(page) == ["This is too long: 4001 characters. Use at most 4000."]


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
    page = desk.post(f"/team/alerts/{alert.pk}/close", {**sent, **chosen}, follow=True).content.decode()
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


def test_no_urgency_is_chosen_before_a_nurse_chooses_one(desk: Client, says: Says) -> None:
    says(FEVER)
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    page = do(desk, alert, "judge", urgency="", words="Speaks well.")
    assert "Choose an urgency." in page
    alert.refresh_from_db()
    assert alert.judged == ""
