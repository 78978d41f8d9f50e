"""The pages speak to who reads them: to a patient of "you", to a carer of the patient by name."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.hospital.use_cases import decide
from aldea.people.models import Account, CarerLink, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock, start, walk
from tests.integration.conftest import People
from tests.integration.pages import do, words

pytestmark = pytest.mark.django_db

OF_A_PATIENT = (
    "Your next dose",
    "asked you to come",
    "tried to reach you",
    "in your record",
    "your thermometer",
    "Type your temperature",
    "you cannot take",
    "your treatment and side effects",
    "How are you today",
    "If you are well",
    "If you feel very unwell",
    "I made a mistake",
)


@pytest.fixture
def theirs(people: People, ada: Patient, signed_in: Callable[[Account], Client], clock: Clock) -> Client:
    """The phone of Ada's carer."""
    return signed_in(people.carer(ada))


def read(client: Client, address: str) -> str:
    """The page, which says to a carer nothing that only the patient could be told."""
    page = words(client.get(address).content.decode())
    for said in OF_A_PATIENT:
        assert said not in page, (address, said)
    return page


def test_a_carer_reads_of_the_next_dose_and_of_the_patient_by_name(
    desk: Client, theirs: Client, says: Callable[[Said], Report]
) -> None:
    report = says(Said("37.6"))
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    do(desk, alert, "not-reached", minutes="15", words="")
    assert "The team called and reached nobody." in read(theirs, f"/reports/{report.pk}")
    do(desk, alert, "close", outcome="attend_today", next_dose="stop", words="")
    page = read(theirs, f"/reports/{report.pk}")
    assert "What to do is said to Ada Example: there “you” means Ada Example." in page
    assert "The team said: come to the hospital today. The next dose: stop." in page
    assert "There is a mistake in it: put it right" in page
    assert "There is a mistake in it: put it right" in read(theirs, "/reports/")
    read(theirs, "/")


def test_the_patient_is_still_spoken_to(phone: Client, says: Callable[[Said], Report]) -> None:
    report = says(Said("37.6"))
    page = words(phone.get(f"/reports/{report.pk}").content.decode())
    assert "there “you” means" not in page
    assert "I made a mistake: put it right" in page
    assert "Read about your treatment and side effects" in page
    assert "How are you today?" in words(phone.get("/check/").content.decode())


def test_a_carer_is_asked_how_the_patient_is_on_every_page_of_the_check(theirs: Client, ada: Patient) -> None:
    assert "How is Ada Example today?" in read(theirs, "/check/")
    none: dict[str, Any] = {"instead": ["cannot"], "paracetamol_24h": "no", "unit": "Cel"}
    said: dict[str, dict[str, Any]] = {"temperature": none, "temperature-more": {"feels_feverish": "no"}}
    for address in walk(theirs, start(theirs, ada), said):
        assert "“I” means Ada Example." in read(theirs, address), address


def test_who_cares_for_two_is_asked_whom_the_check_is_about(
    people: People, signed_in: Callable[[Account], Client], ada: Patient, clock: Clock
) -> None:
    account = people.carer(ada)
    other = people.patient(name="Bea Example", signs_in=False)
    CarerLink.objects.create(id=uuid4(), account=account, patient=other, from_at=clock())
    page = read(signed_in(account), "/check/")
    assert "How is" not in page
    assert "Whom is this check about?" in page


def test_who_is_only_told_reads_to_whom_the_answer_was_given(
    people: People, theirs: Client, says: Callable[[Said], Report]
) -> None:
    CarerLink.objects.update(may="receive")
    says(Said("36.8"))
    assert "The last answer to Ada Example: Nothing that you told us needs a call now" in read(theirs, "/")


def test_that_nobody_reads_is_said_once(
    people: People, theirs: Client, says: Callable[[Said], Report], now: datetime
) -> None:
    decide(people.administrator(), "cover", "Mon-Fri 08:00-20:00", "Agreed.", now, uuid4)
    page = read(theirs, f"/reports/{says(Said('37.6')).pk}")
    assert "Nobody reads reports at this hour: call 020 7946 0123 now." in page
    assert "The team starts again 24 November 2026, 8:00 am." in page
    assert "Nobody reads reports now." not in page.split("What happens next")[1]
