"""Whom to call: on the page, in the address book, in the wallet; by the hour of the day; without sign-in."""

import re
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client

from aldea.hospital.queries import hospital
from aldea.hospital.use_cases import decide
from aldea.people.models import Patient
from aldea.reports.models import Report
from aldea.site.contacts import vcard
from tests.integration.check_walk import Clock, send, start, walk
from tests.integration.conftest import People
from tests.integration.pages import words

pytestmark = pytest.mark.django_db


def lines_of(card: str) -> dict[str, str]:
    """The properties of a vCard by name, unfolded."""
    unfolded = card.replace("\r\n ", "")
    return dict(line.split(":", 1) for line in unfolded.split("\r\n") if line)


def test_the_numbers_can_be_saved_to_a_phone(client: Client, clock: Clock) -> None:
    response = client.get("/contacts.vcf")
    assert response.headers["Content-Type"].startswith("text/vcard")
    card = lines_of(response.content.decode())
    assert card["VERSION"] == "3.0"
    assert card["FN"] == "Example General Hospital"
    assert card["item1.TEL;TYPE=WORK,VOICE,PREF"] == "020 7946 0123"
    assert card["item1.X-ABLabel"] == "24 hours"


def test_two_numbers_say_which_is_for_the_day_and_which_for_any_hour(
    client: Client, clock: Clock, people: People, now: datetime
) -> None:
    amir = people.administrator()
    decide(amir, "team_number", "020 7946 0456", "The desk.", now, uuid4)
    decide(amir, "cover", "Mon-Fri 08:00-20:00", "The desk.", now, uuid4)
    card = lines_of(client.get("/contacts.vcf").content.decode())
    assert card["item2.TEL;TYPE=WORK,VOICE"] == "020 7946 0456"
    assert (card["item1.X-ABLabel"], card["item2.X-ABLabel"]) == ("24 hours", "Team\\, in its hours")
    assert "NOTE" not in lines_of(vcard(hospital(), noted=False))
    note = card["NOTE"].replace("\\,", ",")
    assert note.startswith(
        "020 7946 0123: 24 hours. 020 7946 0456: Team, in its hours. The team reads reports"
    )
    assert "from 8 am to 8 pm, Monday to Friday" in note


def test_a_name_with_commas_and_of_any_length_is_one_name(
    client: Client, clock: Clock, people: People, now: datetime
) -> None:
    name = "St Example's, Royal; and Général " + "Hospital " * 12
    decide(people.administrator(), "name", name, "A long name.", now, uuid4)
    raw = client.get("/contacts.vcf").content
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    shown = lines_of(raw.decode())["FN"].replace("\\,", ",").replace("\\;", ";")
    assert shown == " ".join(name.split())


def test_the_page_has_a_code_to_scan_with_its_words(client: Client, clock: Clock) -> None:
    page = client.get("/emergency").content.decode()
    assert re.search(
        r'<img class="aldea-qr" src="data:image/svg\+xml;base64,[^"]+" alt="[^"]*020\s7946\s0123', page
    )
    assert "camera here to save the number." in words(page)


def test_the_number_of_the_team_is_shown_while_the_team_reads_reports(
    client: Client, clock: Clock, people: People, now: datetime
) -> None:
    amir = people.administrator()
    decide(amir, "team_number", "020 7946 0456", "The desk.", now, uuid4)
    decide(amir, "cover", "Mon-Fri 08:00-20:00", "The desk.", now, uuid4)
    assert "020 7946 0456" not in words(client.get("/emergency").content.decode())
    clock.pass_by(hours=6)
    assert "020 7946 0456" in words(client.get("/emergency").content.decode())


def test_the_card_says_treatment_limits_signs_and_numbers(client: Client, clock: Clock) -> None:
    page = words(client.get("/alert-card").content.decode())
    for part in (
        "aldesleukin",
        "37.5 °C",
        "36 °C",
        "Call 999 first for any of these",
        "24-hour number of Example General Hospital 020 7946 0123",
        "111",
    ):
        assert part in page, part
    assert client.get("/alert-card.pdf").content.startswith(b"%PDF-")


def test_the_answer_says_by_when_to_call_when_nobody_has_looked(
    phone: Client, desk: Client, ada: Patient, clock: Clock
) -> None:
    itchy = {"skin": {"noticed": ["dry_itchy_skin"]}}
    address = send(phone, walk(phone, start(phone, ada), itchy)[-1])
    page = words(phone.get(address).content.decode())
    assert "Does this page not say “seen” by 24 November 2026, 11:05 am? Then call 020 7946 0123." in page
    alert = Report.objects.get().alert_events.get().alert
    desk.get(f"/team/alerts/{alert.pk}")
    assert "Does this page not say" not in words(phone.get(address).content.decode())


def test_a_summary_goes_to_the_appointment(phone: Client, desk: Client, ada: Patient) -> None:
    response = phone.get(f"/reports/about/{ada.pk}/summary.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert desk.get(f"/reports/about/{ada.pk}/summary.pdf").status_code == 200


def test_no_number_to_call_breaks_over_two_lines(client: Client, clock: Clock) -> None:
    page = client.get("/emergency").content.decode()
    assert "Call 020\N{NO-BREAK SPACE}7946\N{NO-BREAK SPACE}0123" in page
    assert ">Call 020 7946" not in page
    assert 'href="tel:02079460123"' in page
