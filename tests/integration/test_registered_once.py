"""A new caller: whoever may be the same person is offered first, by an index, and a person decides."""

from collections.abc import Callable
from copy import copy
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from aldea.people.alike_queries import who_may_be
from aldea.people.models import Account, Patient, PatientWord
from aldea.people.use_cases import match_caller
from tests.integration.conftest import People
from tests.integration.pages import words
from tests.integration.test_calls import LOU, register
from tests.integration.test_patients_list import plan_of

pytestmark = pytest.mark.django_db

BORN = {"date_of_birth_day": "3", "date_of_birth_month": "2", "date_of_birth_year": "1970"}
UNKNOWN_BIRTH = {f"date_of_birth_{part}": "" for part in ("day", "month", "year")} | {"born_unknown": "on"}


@pytest.mark.parametrize(
    "said",
    [
        {"telephone": "+44 (0)7700 900-123"},
        {"name": "Adda Miller", **BORN},
        {"name": "Example Ada", **UNKNOWN_BIRTH},
        {"name": "Ada Exapmle"},
        {"name": "Adda Example"},
        {"name": "Ada Mary Exemple"},
        {"name": "Adda Exampel"},
        {"name": "Ana Exampel", **BORN},
    ],
)
def test_whoever_may_be_this_person_is_offered_and_what_was_typed_is_kept(
    desk: Client, nora: Account, ada: Patient, said: dict[str, str]
) -> None:
    sent = {**LOU, "team": str(nora.teams.get().pk), **said}
    answer = desk.post("/team/calls/new", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Is it one of these?" in page
    assert f'href="/team/calls/{ada.pk}"' in page
    assert f"{ada.hospital_number}, 07700 900123" in words(page)
    for name in ("name", "telephone"):
        assert f'value="{sent[name]}"' in page
    assert Patient.objects.get() == ada
    assert register(desk, nora, **said, anyway="1") != ada


@pytest.mark.parametrize(
    "said",
    [
        {"name": "Lou Miller", **BORN},
        {"name": "Ada Miller"},
        {"name": "Ada Unknown"},
        {"telephone": "07700 900124"},
    ],
)
def test_whoever_is_only_a_little_like_a_patient_is_registered_at_once(
    desk: Client, nora: Account, ada: Patient, said: dict[str, str]
) -> None:
    assert register(desk, nora, **said) != ada


def test_the_likeliest_comes_first_and_a_matched_caller_is_the_patient(
    desk: Client, nora: Account, ada: Patient, people: People, now: datetime
) -> None:
    caller = register(desk, nora)
    match_caller(nora, caller, ada, now, uuid4)
    lou = people.patient(name="Lou Unknwon", signs_in=False)
    Patient.objects.filter(pk=lou.pk).update(telephone_key="700900999")
    found = who_may_be(nora, "Lou Unknown", date(1963, 10, 10), "01632 960333")
    assert found == [ada, lou]


def test_nobody_outside_the_nurses_teams_is_offered(desk: Client, nora: Account, people: People) -> None:
    there = people.patient(people.team("Team B"))
    assert who_may_be(nora, there.name, there.date_of_birth, there.telephone) == []


def crowd_of(one: Patient, size: int = 2000) -> None:
    """So many others in the same team, so that it is worth while to look for the right index."""
    others = [copy(one) for _ in range(size)]
    for number, other in enumerate(others):
        other.pk, other.account, other.hospital_number = uuid4(), None, f"CROWD{number}"
        other.name = other.name_key = f"Crowd {number}"
        other.date_of_birth = date(1930, 1, 1) + timedelta(days=number)
        other.telephone_key = f"{number:010}"
    Patient.objects.bulk_create(others)
    words = [
        PatientWord(patient=other, team_id=other.team_id, word=f"c{at}") for at, other in enumerate(others)
    ]
    PatientWord.objects.bulk_create(words)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE people_patient")
            cursor.execute("ANALYZE people_patientword")


def test_nobody_is_looked_for_by_walking_through_everybody(nora: Account, ada: Patient) -> None:
    crowd_of(ada)
    plans: list[tuple[str, tuple[object, ...]]] = []

    def watch(
        execute: Callable[..., object], sql: str, params: object, many: bool, context: object
    ) -> object:
        if sql.startswith("SELECT") and "people_patient" in sql and isinstance(params, tuple):
            plans.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        assert who_may_be(nora, "Ada Exemple", ada.date_of_birth, ada.telephone) == [ada]
    explained = [plan_of(sql, params) for sql, params in plans]
    for plan in explained:
        assert "Seq Scan on people_patient" not in plan
        assert "SCAN people_patient" not in plan
    for index in ("patients_by_telephone", "patients_by_birth", "patient_words"):
        assert any(index in plan for plan in explained), (index, explained)


def test_who_may_be_the_caller_is_shown_before_anything_is_searched(
    desk: Client, nora: Account, ada: Patient
) -> None:
    caller = register(desk, nora, name="Adda Exampel", **BORN, anyway="1")
    page = words(desk.get(f"/team/patients/{caller.pk}/match").content.decode())
    assert "Patients who may be this caller" in page
    assert str(ada.hospital_number) in page
    assert "No enrolled patient of your teams fits" not in page


def test_a_number_makes_no_second_patient_of_somebody_who_may_be_here_without_asking(
    desk: Client, nora: Account, ada: Patient
) -> None:
    caller = register(desk, nora, name="Adda Exampel", **BORN, anyway="1")
    address = f"/team/patients/{caller.pk}/match"
    asked = desk.post(address, {"hospital_number": "EX9099"})
    assert asked.status_code == 422
    assert "Is it one of these?" in asked.content.decode()
    assert f'href="/team/patients/{ada.pk}"' in asked.content.decode()
    caller.refresh_from_db()
    assert caller.hospital_number is None
    done = desk.post(address, {"hospital_number": "EX9099", "anyway": "1"}, follow=True)
    assert "Adda Exampel is enrolled now, with the number EX9099." in words(done.content.decode())


def test_a_number_that_is_somebodys_is_refused_at_once_and_cannot_be_enrolled_anyway(
    desk: Client, nora: Account, ada: Patient
) -> None:
    caller = register(desk, nora, name="Adda Exampel", **BORN, anyway="1")
    address = f"/team/patients/{caller.pk}/match"
    for said in ({}, {"anyway": "1"}):
        refused = desk.post(address, {"hospital_number": str(ada.hospital_number), **said})
        assert refused.status_code == 422
        page = words(refused.content.decode())
        assert f"A patient of your team has this hospital number already: {ada.name}." in page
        assert "enrol anyway" not in page
    caller.refresh_from_db()
    assert caller.hospital_number is None


def test_a_caller_like_another_caller_only_is_enrolled_at_once(desk: Client, nora: Account) -> None:
    register(desk, nora, name="Adda Exampel", **BORN)
    caller = register(desk, nora, name="Ada Exampel", **BORN, anyway="1")
    address = f"/team/patients/{caller.pk}/match"
    assert "No enrolled patient of your teams fits" in words(desk.get(address).content.decode())
    done = desk.post(address, {"hospital_number": "EX9099"}, follow=True)
    assert "Ada Exampel is enrolled now, with the number EX9099." in words(done.content.decode())
