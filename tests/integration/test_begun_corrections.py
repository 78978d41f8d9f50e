"""A correction that was begun is found again; one that comes too late says so and loses nothing."""

from collections.abc import Callable

import pytest
from django.test import Client

from aldea.audit.models import AuditEvent
from aldea.people.models import Account, Patient
from aldea.reports.models import Check, Report
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock, answer, send
from tests.integration.conftest import People
from tests.integration.pages import words

pytestmark = pytest.mark.django_db
Says = Callable[[Said], Report]
SignIn = Callable[[Account], Client]
BEGUN = "You began to put right the report of"


@pytest.fixture
def theirs(people: People, ada: Patient, signed_in: SignIn) -> Client:
    """The phone of Ada's carer."""
    return signed_in(people.carer(ada))


def begin(client: Client, report: Report) -> str:
    """Begin to put it right; the address of the answers."""
    return str(client.post(f"/reports/{report.pk}/correct").headers["Location"])


def type_right(phone: Client, answers: str) -> None:
    """Put the temperature right."""
    answer(phone, answers.replace("answers", "temperature"), reading="36.7", unit="Cel", paracetamol_24h="no")


def test_pressed_again_it_goes_on_with_what_was_put_right(phone: Client, says: Says) -> None:
    wrong = says(Said("36.1"))
    first = begin(phone, wrong)
    type_right(phone, first)
    assert begin(phone, wrong) == first
    assert "36.7 °C" in words(phone.get(first).content.decode())


def test_home_and_the_start_of_a_check_say_that_it_was_not_sent(phone: Client, says: Says) -> None:
    answers = begin(phone, says(Said("36.1")))
    for address in ("/", "/check/"):
        page = phone.get(address).content.decode()
        assert BEGUN in page
        assert answers.removesuffix("answers") in page
    send(phone, answers)
    assert BEGUN not in phone.get("/").content.decode()


def test_a_carer_is_told_about_whom_and_sees_none_that_is_not_theirs(
    phone: Client, theirs: Client, says: Says
) -> None:
    wrong = says(Said("36.1"))
    begin(phone, wrong)
    assert BEGUN not in theirs.get("/").content.decode()
    begin(theirs, wrong)
    assert "about Ada Example. It was not sent." in words(theirs.get("/").content.decode())


def test_it_can_be_discarded_and_begun_anew(phone: Client, says: Says) -> None:
    wrong = says(Said("36.1"))
    answers = begin(phone, wrong)
    type_right(phone, answers)
    page = words(phone.post(answers.replace("answers", "discard"), follow=True).content.decode())
    assert "Discarded. The report that was sent stays as it is." in page
    assert BEGUN not in page
    assert AuditEvent.objects.filter(action="check.discarded").count() == 1
    again = begin(phone, wrong)
    assert again != answers
    assert "36.1 °C" in words(phone.get(again).content.decode())


def test_nobody_discards_for_somebody_else_nor_what_is_no_correction(
    phone: Client, theirs: Client, ada: Patient, says: Says
) -> None:
    answers = begin(phone, says(Said("36.1")))
    assert theirs.post(answers.replace("answers", "discard")).status_code == 404
    check = phone.post("/check/", {"patient": str(ada.pk)}).headers["Location"]
    assert phone.post(check.replace("emergency", "discard")).status_code == 404


def test_two_corrections_at_once_become_one_and_the_late_one_is_kept(
    phone: Client, theirs: Client, says: Says, clock: Clock
) -> None:
    wrong = says(Said("36.1"))
    mine, carers = begin(phone, wrong), begin(theirs, wrong)
    type_right(phone, mine)
    send(theirs, carers)
    late = phone.post(mine.replace("answers", "send"))
    page = words(late.content.decode())
    assert late.status_code == 409
    assert "Your answers were not sent" in page
    assert "Nobody of the team reads what you answered." in page
    assert "020 7946 0123" in page
    again = phone.post(mine.replace("answers", "as-new")).headers["Location"]
    assert "36.7 °C" in words(phone.get(again).content.decode())
    clock.pass_by(minutes=10)
    new = Report.objects.get(pk=send(phone, again).rsplit("/", 1)[-1])
    assert (new.corrects, new.at) == (None, clock())
    assert Report.objects.filter(corrects=wrong).count() == 1


def test_answers_of_long_ago_are_not_sent_as_new(phone: Client, says: Says, clock: Clock) -> None:
    answers = begin(phone, says(Said("36.1")))
    clock.pass_by(hours=25)
    late = phone.post(answers.replace("answers", "send"))
    assert late.status_code == 409
    assert "Your answers were not sent" in words(late.content.decode())
    assert "as-new" not in late.content.decode()
    assert phone.post(answers.replace("answers", "as-new")).status_code == 409
    assert Check.objects.get(sent_at=None).corrects is not None


def test_a_correction_that_still_counts_stays_one(phone: Client, says: Says) -> None:
    wrong = says(Said("36.1"))
    answers = begin(phone, wrong)
    assert phone.post(answers.replace("answers", "as-new")).status_code == 409
    assert send(phone, answers)
    assert Report.objects.filter(corrects=wrong).exists()


def test_what_is_answered_on_an_old_page_of_what_was_sent_is_said_to_be_not_sent(
    phone: Client, says: Says
) -> None:
    """As in a second tab in which the same report was put right."""
    answers = begin(phone, says(Said("36.1")))
    send(phone, answers)
    typed = {"reading": "39.5", "unit": "Cel", "paracetamol_24h": "no"}
    page = phone.post(answers.replace("answers", "temperature"), typed, follow=True).content.decode()
    assert "What you answered just now was not sent." in page
    assert Report.objects.count() == 2


def test_an_emergency_in_a_second_tab_of_the_same_correction_is_answered(phone: Client, says: Says) -> None:
    wrong = says(Said("36.1"))
    answers = begin(phone, wrong)
    assert begin(phone, wrong) == answers
    send(phone, answers)
    sent = phone.post(answers.replace("answers", "emergency"), {"noticed": ["collapsed"]})
    report = Report.objects.get(pk=sent.headers["Location"].rsplit("/", 1)[-1])
    assert (report.corrects, report.assessment.urgency) == (None, "emergency_999")
