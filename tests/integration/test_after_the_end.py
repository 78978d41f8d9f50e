"""After the use of Aldea has ended, no page promises a reader, and what was reported can still be read."""

from collections.abc import Callable

import pytest
from django.test import Client

from aldea.people.models import Account, Patient, ReminderPause
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.conftest import People
from tests.integration.pages import end_use, words

pytestmark = pytest.mark.django_db

PROMISES = (
    "reads reports",
    "starts again",
    "fill in a new check",
    "Does this page not say",
    "Pause for",
    "Stop reminders",
)
GONE = "Nobody of the team looks at reports here any more."


def read(client: Client, address: str) -> str:
    page = words(client.get(address).content.decode())
    for promise in PROMISES:
        assert promise not in page, (address, promise)
    return page


def end(desk: Client, patient: Patient, reason: str = "treatment_ended") -> None:
    end_use(desk, patient, reason)


@pytest.mark.parametrize("temperature", ["36.8", "37.6"])
def test_the_answer_is_kept_and_promises_nothing(
    desk: Client, phone: Client, ada: Patient, says: Callable[[Said], Report], temperature: str
) -> None:
    report = says(Said(temperature))
    assert "fill in a new check" in words(phone.get(f"/reports/{report.pk}").content.decode())
    end(desk, ada)
    page = read(phone, f"/reports/{report.pk}")
    assert f"{GONE} If something is wrong, call 020 7946 0123." in page


@pytest.mark.parametrize("reason", ["treatment_ended", "transferred", "died"])
def test_the_patient_finds_the_reports_on_every_way_in(
    desk: Client, phone: Client, ada: Patient, says: Callable[[Said], Report], reason: str
) -> None:
    says(Said("37.6"))
    end(desk, ada, reason)
    for address in ("/", "/check/", "/reminders", "/reports/"):
        page = phone.get(address).content.decode()
        assert GONE in read(phone, address), address
        assert "Nobody has linked you" not in page
        assert "has died" not in page
        assert 'href="/reports/' in page, address


def test_reminders_of_the_ended_offer_nothing(desk: Client, phone: Client, ada: Patient) -> None:
    end(desk, ada)
    assert 'name="pause"' not in phone.get("/reminders").content.decode()
    assert phone.post("/reminders", {"pause": "7"}).status_code == 404
    assert not ReminderPause.objects.exists()


def test_a_carer_is_told_that_the_use_has_ended_and_nothing_after_a_death(
    desk: Client, ada: Patient, people: People, signed_in: Callable[[Account], Client]
) -> None:
    theirs = signed_in(people.carer(ada))
    end(desk, ada)
    assert "Ada Example no longer uses Aldea." in read(theirs, "/check/")
    end(desk, ada, "died")
    assert "Ada Example" not in read(theirs, "/check/")
    assert "The care team can tell you more." in read(theirs, "/check/")
    assert "The care team can tell you more." in read(theirs, "/")


def test_begun_again_everything_is_promised_again(
    desk: Client, phone: Client, ada: Patient, says: Callable[[Said], Report]
) -> None:
    report = says(Said("37.6"))
    end(desk, ada)
    desk.post(f"/team/patients/{ada.pk}/use", {"begin_again": "1"})
    page = words(phone.get(f"/reports/{report.pk}").content.decode())
    assert GONE not in page
    assert "fill in a new check" in page
