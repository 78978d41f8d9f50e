"""Reminders of the check: by the phase of the course, paused, stopped, and started again."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.test import Client

from aldea.hospital.use_cases import decide
from aldea.people.models import Patient, ReminderPause
from tests.integration.check_walk import Clock, know, send, start, walk
from tests.integration.conftest import People
from tests.integration.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def daily(people: People, ada: Patient, now: datetime) -> None:
    """The hospital asks for a check every day during the course, and Ada is in it."""
    decide(people.administrator(), "check_every.during", "1", "Agreed.", now, uuid4)
    know(ada, "phase", "during", date(2026, 11, 1), now)


def home(phone: Client) -> str:
    return words(phone.get("/").content.decode())


@pytest.mark.usefixtures("daily")
def test_a_check_is_due_until_it_is_sent_and_due_again_the_next_day(
    phone: Client, ada: Patient, clock: Clock
) -> None:
    assert "A check is due." in home(phone)
    send(phone, walk(phone, start(phone, ada), {})[-1])
    assert "The next check is due on 25 November 2026." in home(phone)
    clock.pass_by(days=1)
    assert "A check is due." in home(phone)


def test_where_the_hospital_has_set_no_times_nobody_is_prompted(phone: Client) -> None:
    assert "due" not in home(phone)
    assert "The team has set no times for checks." in words(phone.get("/reminders").content.decode())


@pytest.mark.usefixtures("daily")
def test_a_patient_pauses_reminders_and_starts_them_again(phone: Client, clock: Clock) -> None:
    phone.post("/reminders", {"pause": "3"})
    assert "Reminders are paused until 27 November 2026." in home(phone)
    phone.post("/reminders", {"pause": "start"})
    assert "A check is due." in home(phone)
    phone.post("/reminders", {"pause": "3"})
    clock.pass_by(days=4)
    assert "A check is due." in home(phone)


@pytest.mark.usefixtures("daily")
def test_reminders_that_are_stopped_stay_stopped_and_a_check_can_still_be_sent(
    phone: Client, ada: Patient, clock: Clock
) -> None:
    phone.post("/reminders", {"pause": "stop"})
    clock.pass_by(days=10)
    assert "Reminders are stopped." in home(phone)
    assert send(phone, walk(phone, start(phone, ada), {})[-1]).startswith("/reports/")


@pytest.mark.usefixtures("daily")
def test_the_team_pauses_them_for_a_patient(desk: Client, ada: Patient, phone: Client) -> None:
    desk.post(f"/team/patients/{ada.pk}/reminders", {"pause": "7"})
    assert "Reminders are paused until 1 December 2026." in home(phone)
    assert "Reminders paused" in words(desk.get("/team/patients").content.decode())


def test_an_unknown_pause_is_refused(phone: Client) -> None:
    assert phone.post("/reminders", {"pause": "forever"}).status_code == 404
    assert not ReminderPause.objects.exists()


@pytest.mark.usefixtures("daily")
def test_a_pause_is_lengthened_or_made_a_stop_without_starting_again(phone: Client) -> None:
    phone.post("/reminders", {"pause": "3"})
    paused = phone.get("/reminders").content.decode()
    for choice in ("start", "3", "7", "14", "stop"):
        assert f'name="pause" value="{choice}"' in paused
    phone.post("/reminders", {"pause": "14"})
    assert "Reminders are paused until 8 December 2026." in home(phone)
    phone.post("/reminders", {"pause": "stop"})
    stopped = phone.get("/reminders").content.decode()
    assert "Reminders are stopped." in words(stopped)
    assert 'value="stop"' not in stopped
