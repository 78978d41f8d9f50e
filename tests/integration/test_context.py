"""Facts about a patient's treatment: each with its date and source, appended, and not believed for ever."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from aldea.people.models import Account, ContextFact, Patient
from aldea.people.protocol import current_pack
from aldea.people.queries import current_context
from aldea.people.use_cases.context import recordable
from tests.integration.check_walk import Clock, shown_errors
from tests.integration.conftest import People

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
LOOSER = (
    "This limit is looser than the one that holds for everyone, so it would never be used. "
    "Record a stricter limit, or none."
)
ITEMS = [item.id for item in recordable(current_pack())]


@pytest.fixture
def nurse(people: People) -> Account:
    return people.nurse()


@pytest.fixture
def desk(nurse: Account, signed_in: Callable[[Account], Client], clock: Clock) -> Client:
    """The computer of a nurse of Ada's team."""
    return signed_in(nurse)


@pytest.fixture
def bea(people: People) -> Patient:
    """Bea Sample, of whom nothing is known yet."""
    return people.patient(name="Bea Sample")


def typed(value: str, **changed: str) -> dict[str, str]:
    """One fact as the nurse fills it in: true since 20 November, from a clinic letter."""
    since = {"effective_on_day": "20", "effective_on_month": "11", "effective_on_year": "2026"}
    return {"value": value, **since, "source": "clinic letter", **changed}


def review(day: int, month: int = 11) -> dict[str, str]:
    """The boxes of the review date."""
    return {"review_on_day": str(day), "review_on_month": str(month), "review_on_year": "2026"}


def post(desk: Client, patient: Patient, item: str, fields: dict[str, str]) -> list[str]:
    """Record one item; what the page objects to."""
    response = desk.post(f"/team/patients/{patient.pk}/context/{item}", fields)
    return [] if response.status_code == 302 else shown_errors(response.content.decode())


def known(nurse: Account, patient: Patient, on: date = TODAY) -> dict[str, Any]:
    return current_context(nurse, patient, on)[0]


@pytest.mark.parametrize("item", ITEMS)
def test_each_item_of_the_pack_can_be_recorded(desk: Client, nurse: Account, bea: Patient, item: str) -> None:
    told = current_pack().context[item]
    value = told.choices[0] if told.choices else {"yesno": "true"}.get(told.kind.value, "36.9")
    if told.unit is not None and told.unit.code in ("h", "d"):
        value = "3"
    assert post(desk, bea, item, typed(value, **review(25))) == []
    assert set(known(nurse, bea)) == {item}


def test_a_fact_is_shown_with_its_date_its_source_and_who_wrote_it_down(
    desk: Client, nurse: Account, bea: Patient
) -> None:
    post(desk, bea, "route", typed("subcutaneous"))
    table = desk.get(f"/team/patients/{bea.pk}/context").content.decode()
    for shown in ("Injection under the skin", "20 November 2026", "clinic letter"):
        assert shown in table
    history = desk.get(f"/team/patients/{bea.pk}/context/route").content.decode()
    assert f"recorded 24 November 2026, 3:05 am by {nurse.name}" in history


def test_the_newest_fact_counts(desk: Client, nurse: Account, bea: Patient) -> None:
    post(desk, bea, "phase", typed("before", effective_on_day="1"))
    post(desk, bea, "phase", typed("during"))
    assert known(nurse, bea) == {"phase": "during"}
    assert known(nurse, bea, date(2026, 11, 19)) == {"phase": "before"}


def test_a_correction_is_a_new_row_beside_the_one_it_corrects(
    desk: Client, nurse: Account, bea: Patient
) -> None:
    post(desk, bea, "phase", typed("after"))
    post(desk, bea, "phase", typed("during", effective_on_day="10", corrects="on"))
    old, new = ContextFact.objects.order_by("-effective_on")
    assert (old.value, new.value, new.supersedes) == ("after", "during", old)
    assert known(nurse, bea) == {"phase": "during"}
    page = desk.get(f"/team/patients/{bea.pk}/context/phase").content.decode()
    assert "Corrected later" in page
    assert "After the last dose" in page


def test_a_fact_past_its_review_date_counts_as_not_asked(desk: Client, nurse: Account, bea: Patient) -> None:
    post(desk, bea, "stoma", typed("false", **review(26)))
    assert known(nurse, bea, date(2026, 11, 26)) == {"stoma": False}
    assert current_context(nurse, bea, date(2026, 11, 27)) == ({}, ["stoma"])


def test_the_page_says_that_a_fact_is_out_of_date(desk: Client, bea: Patient, clock: Clock) -> None:
    post(desk, bea, "stoma", typed("false", **review(26)))
    clock.pass_by(days=3)
    assert "Out of date: counts as not known" in desk.get(f"/team/patients/{bea.pk}/context").content.decode()


def test_an_old_fact_does_not_come_back_when_the_newest_is_out_of_date(
    desk: Client, nurse: Account, bea: Patient
) -> None:
    post(desk, bea, "diabetes", typed("false", effective_on_day="1"))
    post(desk, bea, "diabetes", typed("true", **review(24)))
    assert known(nurse, bea, date(2026, 11, 25)) == {}


def test_being_on_the_ward_is_said_again_each_day(desk: Client, nurse: Account, bea: Patient) -> None:
    refusal = ["This changes from day to day. Set the review date to today or tomorrow."]
    assert post(desk, bea, "in_hospital", typed("true")) == refusal
    assert post(desk, bea, "in_hospital", typed("true", **review(26))) == refusal
    assert post(desk, bea, "in_hospital", typed("true", **review(25))) == []
    assert known(nurse, bea) == {"in_hospital": True}


def test_days_since_something_go_on_by_themselves(desk: Client, nurse: Account, bea: Patient) -> None:
    post(desk, bea, "days_since_last_infusion", typed("2"))
    assert known(nurse, bea) == {"days_since_last_infusion": 6}
    assert known(nurse, bea, date(2026, 11, 30)) == {"days_since_last_infusion": 12}


def test_a_limit_keeps_its_exact_figures(desk: Client, nurse: Account, bea: Patient) -> None:
    post(desk, bea, "personal_temperature_limit", typed("37,2"))
    assert known(nurse, bea) == {"personal_temperature_limit": Decimal("37.2")}


@pytest.mark.parametrize(
    ("item", "fields", "said"),
    [
        ("days_since_last_infusion", typed("soon"), "Enter a number, such as 37.2."),
        ("days_since_last_infusion", typed("-1"), "Enter a number, such as 37.2."),
        ("days_since_last_infusion", typed("NaN"), "Enter a number, such as 37.2."),
        ("days_since_last_infusion", typed("99999"),
         "This cannot be right. Enter a number from 0 to 10000 days."),
        ("personal_temperature_limit", typed("99"),
         "This cannot be right. Enter a number from 30 to 45 °C."),
        ("personal_temperature_limit", typed("38.5"),
         LOOSER),
        ("route", typed(""), "Choose one of the answers."),
        ("stoma", typed("true", source=" "),
         "Say where this comes from, such as the patient or a letter."),
        ("stoma", typed("true", effective_on_day="25"), "This date must be today or in the past."),
        ("stoma", typed("true", effective_on_year="1890"), "This date is before the patient was born."),
        ("stoma", typed("true", effective_on_day="2", effective_on_month="2", effective_on_year="1970"),
         "This date is before the patient was born."),
        ("stoma", typed("true", effective_on_day=""),
         "This is no real date. Enter figures, such as 27 3 1971."),
        ("stoma", typed("true", **review(23)), "The review date must be today or later."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_place(
    desk: Client, bea: Patient, item: str, fields: dict[str, str], said: str
) -> None:
    assert post(desk, bea, item, fields) == [said]
    assert not ContextFact.objects.exists()


def test_a_fact_may_hold_since_birth(desk: Client, bea: Patient) -> None:
    born = {"effective_on_day": "3", "effective_on_month": "2", "effective_on_year": "1970"}
    assert post(desk, bea, "stoma", typed("true", **born)) == []


def test_a_choice_that_was_never_offered_is_refused(desk: Client, bea: Patient) -> None:
    assert post(desk, bea, "route", typed("by mouth")) != []
    assert not ContextFact.objects.exists()


def test_not_sure_is_recorded_as_not_sure(desk: Client, nurse: Account, bea: Patient) -> None:
    post(desk, bea, "weak_immune_system", typed("unsure"))
    assert known(nurse, bea) == {"weak_immune_system": "unsure"}


def test_an_item_that_the_pack_does_not_know_is_not_there(desk: Client, bea: Patient) -> None:
    assert desk.get(f"/team/patients/{bea.pk}/context/shoe-size").status_code == 404
    assert desk.get(f"/team/patients/{bea.pk}/context/hospital_unreachable").status_code == 404
