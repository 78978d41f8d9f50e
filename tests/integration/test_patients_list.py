"""The list of patients: found by the beginning of a word, page by page, by an index."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aldea.alerts.use_cases import end_use
from aldea.hospital.use_cases import decide
from aldea.people.list_queries import Show, patients_page
from aldea.people.models import Account, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock, know
from tests.integration.conftest import People
from tests.integration.pages import words

pytestmark = pytest.mark.django_db
NAMES = ("Ada Baker", "Bea Adams", "Cleo Young", "Zoe Adams", "Ana-María de la Cruz", "Жанна Петрова")


def names_of(patients: list[Patient]) -> list[str]:
    return [patient.name for patient in patients]


@pytest.fixture
def many(people: People) -> list[Patient]:
    return [people.patient(name=name, signs_in=False) for name in NAMES]


def test_pages_follow_each_other_and_hold_everybody_once(nora: Account, many: list[Patient]) -> None:
    met: list[str] = []
    after = None
    while True:
        page = patients_page(nora, "", Show.ACTIVE, after, size=2)
        met += names_of(page.patients)
        if page.next is None:
            break
        after = page.next
    assert sorted(met) == sorted(NAMES)
    assert met[:4] == ["Bea Adams", "Zoe Adams", "Ada Baker", "Ana-María de la Cruz"]


def test_two_with_one_name_are_both_met(nora: Account, people: People) -> None:
    twins = {people.patient(name="Ada Same", signs_in=False).pk for _twin in range(3)}
    first = patients_page(nora, "", Show.ACTIVE, None, size=2)
    second = patients_page(nora, "", Show.ACTIVE, first.next, size=2)
    assert {patient.pk for patient in first.patients + second.patients} == twins


def test_pages_of_two_teams_are_one_list(people: People, many: list[Patient]) -> None:
    other = people.team("Team B")
    nurse = people.nurse()
    nurse.memberships.create(id=uuid4(), team=other)
    people.patient(other, "Abe Aardvark", signs_in=False)
    people.patient(other, "Max Middle", signs_in=False)
    first = patients_page(nurse, "", Show.ACTIVE, None, size=3)
    assert names_of(first.patients) == ["Abe Aardvark", "Bea Adams", "Zoe Adams"]
    rest = patients_page(nurse, "", Show.ACTIVE, first.next, size=50)
    assert len(first.patients) + len(rest.patients) == len(NAMES) + 2


@pytest.mark.parametrize(
    ("looked_for", "found"),
    [
        ("ada", {"Ada Baker", "Bea Adams", "Zoe Adams"}),
        ("ada bak", {"Ada Baker"}),
        ("CRUZ maria", {"Ana-María de la Cruz"}),
        ("жан", {"Жанна Петрова"}),
        ("aker", set()),
    ],
)
def test_patients_are_found_by_the_beginning_of_each_word(
    nora: Account, many: list[Patient], looked_for: str, found: set[str]
) -> None:
    assert set(names_of(patients_page(nora, looked_for, Show.ACTIVE, None).patients)) == found


def test_nobody_else_lists_patients(people: People, many: list[Patient], ada: Patient) -> None:
    assert ada.account is not None
    for account in (people.administrator(), ada.account, people.carer(ada)):
        assert patients_page(account, "", Show.ACTIVE, None).patients == []


def plan_of(sql: str, params: tuple[Any, ...]) -> str:
    with connection.cursor() as cursor:
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        cursor.execute(explain + sql, params)
        return "\n".join(str(row) for row in cursor.fetchall())


@pytest.mark.parametrize("looked_for", ["", "ada"])
def test_no_page_of_the_list_reads_the_whole_table(
    nora: Account, many: list[Patient], looked_for: str
) -> None:
    first = patients_page(nora, "", Show.ACTIVE, None, size=2)
    plans = []

    def watch(
        execute: Callable[..., object], sql: str, params: object, many_: bool, context: object
    ) -> object:
        if sql.startswith("SELECT") and "people_patient" in sql and isinstance(params, tuple):
            plans.append((sql, params))
        return execute(sql, params, many_, context)

    with connection.execute_wrapper(watch):
        patients_page(nora, looked_for, Show.ACTIVE, first.next, size=2)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    explained = [plan_of(sql, params) for sql, params in plans]
    assert explained
    for plan in explained:
        assert "Seq Scan on people_patient" not in plan
        assert "SCAN people_patient" not in plan
        assert "active_patients_by_name" in plan or "patient_words" in plan or "patients_of_team" in plan, (
            plan
        )


def test_a_page_asks_a_fixed_number_of_questions(desk: Client, people: People, many: list[Patient]) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        desk.get("/team/patients")
    for number in range(10):
        people.patient(name=f"More{number} Example", signs_in=False)
    with CaptureQueriesContext(connection) as more:
        desk.get("/team/patients")
    assert len(more) == len(few)


def test_the_list_says_status_last_report_alert_and_silence(
    desk: Client, ada: Patient, people: People, clock: Clock, says: Callable[[Said], Report], now: datetime
) -> None:
    decide(people.administrator(), "check_every.during", "1", "Agreed.", now, uuid4)
    know(ada, "phase", "during", date(2026, 11, 1), now)
    says(Said("37.6"))
    page = words(desk.get("/team/patients").content.decode())
    for part in ("Uses Aldea", "24 November 2026, 3:05 am", "Hospital now"):
        assert part in page
    assert "Silent" not in page
    clock.pass_by(days=2)
    assert "Silent: a check was due 25 November 2026" in words(desk.get("/team/patients").content.decode())


@pytest.mark.parametrize("address", ["?after=x", "?after=x&id=nonsense", "?show=everybody", "?after=x&id="])
def test_an_address_that_was_typed_by_hand_breaks_nothing(desk: Client, address: str) -> None:
    assert desk.get(f"/team/patients{address}").status_code in {200, 404}


def test_whoever_stands_in_another_list_is_named_with_the_way_there(
    desk: Client, nora: Account, ada: Patient, people: People, now: datetime
) -> None:
    ended = people.patient(name="Zita Example", signs_in=False)
    end_use(nora, ended, "treatment_ended", now, uuid4)
    page = desk.get("/team/patients?q=zita").content.decode()
    assert "Zita Example no longer uses Aldea: The treatment has ended." in words(page)
    assert f'href="/team/patients/{ended.pk}"' in page
    assert "No patient of your teams" not in page

    assert "Zita Example no longer uses" in words(desk.get("/team/patients?q=example").content.decode())
    there = words(desk.get("/team/patients?show=ended&q=ada").content.decode())
    assert "Ada Example uses Aldea." in there
    assert "Ada Example uses Aldea." not in words(desk.get("/team/patients?show=ended").content.decode())


def test_nobody_of_another_team_is_named(desk: Client, people: People, now: datetime) -> None:
    other = people.team("Team B")
    ended = people.patient(other, "Zita Example", signs_in=False)
    end_use(people.nurse(other), ended, "treatment_ended", now, uuid4)
    assert "No patient of your teams" in desk.get("/team/patients?q=zita").content.decode()


def test_empty_lists_say_what_to_do(desk: Client) -> None:
    assert "Your teams have no patients yet." in desk.get("/team/patients").content.decode()
    assert "No patient of your teams has this name" in desk.get("/team/patients?q=nobody").content.decode()
