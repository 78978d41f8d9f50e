"""What the hospital decides: with who, when and why; used from that moment on."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from aldea.audit.append_only import AppendOnlyRowError
from aldea.audit.models import AuditEvent
from aldea.hospital.catalogue import KINDS
from aldea.hospital.models import Setting
from aldea.hospital.queries import due_times, hospital, local_thresholds
from aldea.hospital.use_cases import SettingRefusedError, decide
from aldea.language import Urgency
from aldea.people.models import Account
from aldea.people.permissions import NotInScope
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock, shown_errors
from tests.integration.conftest import People
from tests.integration.pages import words

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]


@pytest.fixture
def amir(people: People) -> Account:
    return people.administrator(name="Amir Example")


@pytest.fixture
def office(amir: Account, clock: Clock, signed_in: SignIn) -> Client:
    """Amir's computer."""
    return signed_in(amir)


def seen_on(page: str) -> str:
    return str(re.findall(r'name="seen" value="([^"]*)"', page)[0])


def change(office: Client, key: str, value: str, why: str = "The board agreed.") -> str:
    page = office.get(f"/settings/{key}").content.decode()
    sent = {"value": value, "why": why, "seen": seen_on(page)}
    return office.post(f"/settings/{key}", sent, follow=True).content.decode()


def test_what_is_decided_holds_at_once_and_says_who_when_and_why(office: Client, amir: Account) -> None:
    page = words(change(office, "number", "020 7946 0999"))
    assert "020 7946 0999" in page
    assert "Decided 24 November 2026, 3:05 am by Amir Example: The board agreed." in page
    assert hospital().number == "020 7946 0999"
    assert "020 7946 0999" in words(office.get("/emergency").content.decode())
    event = AuditEvent.objects.get(action="setting.decided")
    assert (event.actor, event.detail) == (amir, {"key": "number"})


def test_a_new_decision_leaves_the_old_one_readable(office: Client) -> None:
    change(office, "number", "020 7946 0998")
    change(office, "number", "020 7946 0997", "The line has moved.")
    page = words(office.get("/settings/number").content.decode())
    assert page.index("020 7946 0997") < page.index("020 7946 0998")
    assert Setting.objects.count() == 2


def test_a_decision_is_never_changed_or_deleted(office: Client) -> None:
    change(office, "number", "020 7946 0998")
    with pytest.raises(AppendOnlyRowError):
        Setting.objects.all().delete()
    with pytest.raises(AppendOnlyRowError):
        Setting.objects.get().save()


@pytest.mark.parametrize(
    ("key", "value", "why", "message"),
    [
        ("number", "call us", "x", "This is no telephone number"),
        ("number", "", "x", "Aldea does not work without this"),
        ("number", "020 7946 0999", " ", "Say why this is so"),
        ("cover", "weekdays", "x", "cannot be read"),
        ("weight_gain_kg", "0", "x", "Write a number of kilograms"),
        ("weight_gain_kg", "1e400", "x", "Write a number of kilograms"),
        ("weight_gain_kg", "NaN", "x", "Write a number of kilograms"),
        ("weight_gain_kg", "1,000", "x", "Write a number of kilograms"),
        ("check_every.during", "0", "x", "Write whole days from 1 to 60"),
        ("alert_from", "hospital_now", "x", "Choose one of"),
        ("due.hospital_now", "half an hour", "x", "Write whole minutes"),
        ("due.hospital_now", "61", "x", "These times do not go together"),
        ("due.emergency_999", "16", "x", "These times do not go together"),
        ("alert_from", "self_care", "x", "These times do not go together"),
    ],
)
def test_what_cannot_hold_is_refused_and_nothing_changes(
    office: Client, key: str, value: str, why: str, message: str
) -> None:
    page = change(office, key, value, why)
    assert any(message in error for error in shown_errors(page))
    assert not Setting.objects.exists()


def test_a_time_that_is_needed_is_not_taken_back(office: Client) -> None:
    change(office, "due.self_care", "480")
    change(office, "alert_from", "self_care")
    page = change(office, "due.self_care", "")
    assert "These times do not go together" in shown_errors(page)[0]


def test_where_settings_do_not_go_together_a_report_alerts_at_once(
    office: Client, amir: Account, says: Callable[[Said], Report], now: datetime
) -> None:
    Setting(id=uuid4(), key="due.hospital_now", value="", at=now, by=amir, why="By hand.").save()
    report = says(Said("37.6"))
    assert report.alert_events.get().alert.due_at == now


def test_what_may_be_blank_is_taken_back(office: Client) -> None:
    change(office, "weight_gain_kg", "2.5")
    assert local_thresholds() == {"weight_gain_kg": 2.5}
    change(office, "weight_gain_kg", "")
    assert local_thresholds() == {}


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("weight_gain_kg", "2,5", "2.5"),
        ("weight_gain_kg", "2.50", "2.5"),
        ("weight_gain_kg", "10", "10"),
        ("due.hospital_now", "015", "15"),
        ("check_every.during", "07", "7"),
    ],
)
def test_a_number_is_kept_exactly_however_it_was_typed(
    office: Client, key: str, typed: str, kept: str
) -> None:
    page = words(change(office, key, typed))
    assert Setting.objects.get().value == kept
    assert f"is now: {kept}. It holds from now on." in page


def test_who_decides_on_an_old_page_is_told_who_was_faster_and_asked_again(
    office: Client, people: People, signed_in: SignIn
) -> None:
    other = signed_in(people.administrator(name="Bea Sample"))
    seen = seen_on(office.get("/settings/number").content.decode())
    change(other, "number", "020 7946 0998", "The line has moved.")

    sent = {"value": "020 7946 0997", "why": "Agreed.", "seen": seen}
    page = office.post("/settings/number", sent, follow=True).content.decode()
    assert "Bea Sample changed this to “020 7946 0998”" in shown_errors(page)[0]
    assert "020 7946 0997" in page
    assert hospital().number == "020 7946 0998"

    office.post("/settings/number", sent | {"why": " "}, follow=True)
    assert "Bea Sample" in office.post("/settings/number", sent, follow=True).content.decode()
    office.post("/settings/number", sent | {"seen": seen_on(page)}, follow=True)
    assert hospital().number == "020 7946 0997"


def test_a_page_without_what_was_seen_decides_only_the_first_time(office: Client) -> None:
    sent = {"value": "020 7946 0998", "why": "Agreed."}
    assert office.post("/settings/number", sent).status_code == 302
    assert office.post("/settings/number", sent | {"value": "020 7946 0997"}).status_code == 422


def test_the_lowest_urgency_is_chosen_and_shown_in_words(office: Client) -> None:
    page = words(office.get("/settings/alert_from").content.decode())
    assert "Holds now: Tell the team" in page
    assert "tell_team" not in page
    page = words(change(office, "alert_from", "contact_hospital"))
    assert "is now: Contact hospital." in page
    assert "contact_hospital" not in page


def test_as_many_are_called_blank_as_are_missed(office: Client) -> None:
    page = words(office.get("/settings").content.decode())
    counted = re.search(r"(\d+) settings are still blank", page)
    assert counted is not None
    listed = page.split("What is blank is not used")[1]
    assert len(re.findall(r"Blank(?!:|, not needed)", listed)) == int(counted.group(1))
    assert "Minutes until the team acts: Self-care Blank, not needed" in page


def test_a_shorter_due_time_holds_for_the_next_report(
    office: Client, says: Callable[[Said], Report], now: datetime
) -> None:
    change(office, "due.hospital_now", "10")
    assert due_times().within[Urgency.HOSPITAL_NOW] == timedelta(minutes=10)
    report = says(Said("37.6"))
    event = report.alert_events.get()
    assert event.alert.due_at == now + timedelta(minutes=10)


def test_the_safety_officer_sees_what_is_blank_and_changes_nothing(
    people: People, clock: Clock, signed_in: SignIn
) -> None:
    desk = signed_in(people.account("safety_officer"))
    page = words(desk.get("/settings").content.decode())
    assert "settings are still blank" in page
    assert "Weight gain that is told to the team" in page
    assert "History" in page
    assert desk.post("/settings/number", {"value": "020 7946 0999", "why": "x"}).status_code == 404
    assert "<form" not in desk.get("/settings/number").content.decode().split("<main")[1]


def test_a_nurse_neither_sees_nor_decides(desk: Client, nora: Account, now: datetime) -> None:
    assert desk.get("/settings").status_code == 404
    with pytest.raises(NotInScope):
        decide(nora, "number", "020 7946 0999", "x", now, uuid4)
    assert not Setting.objects.exists()


def test_an_unknown_setting_is_not_there(office: Client) -> None:
    assert office.get("/settings/colour").status_code == 404
    assert office.post("/settings/colour", {"value": "1", "why": "x"}).status_code == 404


def test_every_example_can_be_decided(amir: Account, now: datetime) -> None:
    for kind in KINDS:
        if kind.example and not kind.key.startswith("due."):
            decide(amir, kind.key, kind.example, "An example.", now, uuid4)
    with pytest.raises(SettingRefusedError):
        decide(amir, "cover", "never", "x", now, uuid4)


def test_a_page_says_whether_reports_are_read_now(office: Client, phone: Client, clock: Clock) -> None:
    change(office, "cover", "Mon-Fri 08:00-20:00")
    report = phone.get("/emergency").content.decode()
    assert "Nobody reads reports now. The team starts again 24 November 2026, 8:00 am." in words(report)
    clock.pass_by(hours=6)
    assert "The team reads reports now." in words(phone.get("/emergency").content.decode())
