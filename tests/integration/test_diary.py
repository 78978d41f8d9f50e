"""The paper diary: the questions of the check on paper, whom to call first."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from aldea.hospital.use_cases import decide
from aldea.packs import load_pack
from aldea.people.models import Account, Patient
from tests.integration.conftest import People

pytestmark = pytest.mark.django_db

PACK = load_pack("aldesleukin")
OBSERVATIONS = PACK.observations.values()
ROW = re.compile(r'<tr[^>]*>\s*<th scope="row">(.*?)</tr>', re.DOTALL)


@pytest.fixture
def page(client: Client) -> str:
    response = client.get("/diary")
    assert response.status_code == 200
    return response.content.decode()


def words_of(page: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def row_of(page: str, id: str) -> str:
    question = PACK.observations[id].question
    rows: list[str] = ROW.findall(page)
    return next(row for row in rows if question in unescape(row))


def test_it_asks_every_question_of_the_check_in_its_order(page: str) -> None:
    said = words_of(page)
    places = [said.find(item.question) for item in OBSERVATIONS if item.group != "emergency"]
    assert -1 not in places
    rows = [words_of(row) for row in ROW.findall(page)]
    daily = [item for item in OBSERVATIONS if item.group != "emergency" and item.cadence.value == "daily"]
    assert len(rows) == len(daily)
    assert all(item.question in row for item, row in zip(daily, rows, strict=True))
    groups = re.findall(r'scope="rowgroup" colspan="9">([^<]+)<', page)
    assert groups == [group.title for group in PACK.groups if any(item.group == group.id for item in daily)]


def test_what_is_asked_daily_has_a_column_for_each_of_seven_days(page: str) -> None:
    assert re.findall(r'<th scope="col">(Day \d)</th>', page) == [f"Day {day}" for day in range(1, 8)]
    assert {row.count("<td></td>") for row in ROW.findall(page)} == {7}


def test_what_is_not_asked_daily_is_a_list(page: str) -> None:
    rare = page[page.index('id="now-and-then"') :]
    points = re.findall(r'<li><span class="aldea-diary__box"', rare)
    others = [item for item in OBSERVATIONS if item.cadence.value != "daily"]
    assert len(points) == len(others)
    assert all(item.question in words_of(rare) for item in others)
    assert "Which kind of vaccine is it?" in words_of(rare)


def test_the_emergency_signs_and_the_numbers_stand_before_the_first_question(page: str) -> None:
    table = page.index("<table")
    head = page[:table]
    for item in OBSERVATIONS:
        if item.group == "emergency":
            assert item.question in words_of(head)
    assert "Call 999 now." in words_of(head)
    assert 'href="tel:02079460123"' in head
    assert head.index("nhsuk-card--care--emergency") < head.index("aldea-numbers")
    assert "Nobody reads this paper until you show it or read it out." in words_of(head)


def test_the_row_of_the_temperature_has_both_limits_and_what_to_do(page: str) -> None:
    row = words_of(row_of(page, "temperature"))
    assert "Call now if it is above 37.5 °C (99.5 °F) or below 36 °C (96.8 °F)." in row
    assert "My own limits" in row
    assert "rather not take it? Call the hospital" in row


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("shivering", "Call now"),
        ("black_stools", "Call now"),
        ("feels_unwell", "Call for advice"),
        ("headache", "Tell your team"),
        ("hair_thinning", "Say so next time"),
        ("swelling_ankles", "Call now if you have or had the drip Otherwise: Tell your team"),
        ("appetite_loss_days", "3 or more: Tell your team"),
        ("vomiting_24h", "2 or more: Call now if you have or had the drip Otherwise: Call for advice"),
    ],
)
def test_a_row_says_what_a_yes_asks_for(page: str, id: str, words: str) -> None:
    assert words in words_of(row_of(page, id))


def test_it_needs_no_sign_in_and_no_script_and_prints_on_a4(page: str) -> None:
    assert "<form" not in page.replace('<form action="/accounts/logout/"', "")
    sheet = finders.find("diary.css")
    assert sheet
    assert "size: A4" in Path(str(sheet)).read_text(encoding="utf-8")


def test_the_pages_to_read_the_numbers_and_the_invitations_lead_to_it(
    client: Client, ada: Patient, people: People, signed_in: Callable[[Account], Client]
) -> None:
    for address in ("/topics/", "/emergency"):
        assert 'href="/diary"' in client.get(address).content.decode()
    nurse = signed_in(people.nurse())
    assert 'href="/diary"' in nurse.get(f"/team/patients/{ada.pk}/invitations").content.decode()


def test_the_paper_of_a_week_has_the_number_of_the_team_whatever_the_hour(
    client: Client, people: People, now: datetime
) -> None:
    decide(people.administrator(), "team_number", "020 7946 0456", "Agreed.", now, uuid4)
    page = unescape(client.get("/diary").content.decode())
    assert "The team, in its hours, for questions that can wait" in page
    assert "020 7946 0456" in " ".join(page.split())
    assert "The team, now" not in page
