"""A reporter's own reports: each answer, what the team decided, and how it went over time."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.alerts.plots import Limit
from aldea.alerts.record_page import figure_words
from aldea.people.models import Account, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.check_walk import WELL, Clock, send, start, walk
from tests.integration.conftest import People
from tests.integration.pages import do, words

pytestmark = pytest.mark.django_db


def own(client: Client) -> str:
    return words(client.get("/reports/").content.decode())


def test_before_the_first_report_the_page_says_what_will_be_there(phone: Client) -> None:
    assert "Nothing was reported yet." in own(phone)


def test_each_report_stands_with_its_answer_and_what_was_decided(
    phone: Client, desk: Client, says: Callable[[Said], Report], clock: Clock
) -> None:
    says(Said("36.8"))
    clock.pass_by(hours=1)
    says(Said("37.6"))
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    do(desk, alert, "close", outcome="attend_today", next_dose="stop", words="Not for the patient's eyes.")
    page = own(phone)
    assert page.index("Call the hospital now") < page.index("Nothing that you told us needs a call now")
    assert "The next dose: stop." in page
    assert "Not for the patient's eyes." not in page


def test_plots_have_the_same_figures_beside_them(phone: Client, says: Callable[[Said], Report]) -> None:
    told = {"vomiting_24h": "3", "vomiting_blood": "no"}
    says(Said("37.6", weight="64.5", noticed=frozenset({"vomiting_24h", "diarrhoea"}), told=told))
    page = own(phone)
    for part in ("37.6 ▲ beyond a limit", "64.5", "Upper limit 37.5", "Lower limit 36", "Diarrhoea"):
        assert part in page
    figures = phone.get("/reports/").content.decode()
    assert figures.count('role="img"') == 4


def test_a_reading_in_fahrenheit_stands_among_the_figures_with_one_decimal(
    phone: Client, ada: Patient
) -> None:
    hot = {"temperature": {**WELL, "reading": "101.2", "unit": "[degF]"}}
    send(phone, walk(phone, start(phone, ada), hot)[-1])
    page = own(phone)
    assert "38.4 ▲ beyond a limit" in page
    assert "38.44" not in page


@pytest.mark.parametrize(
    ("value", "limits", "shown"),
    [
        (Fraction(346, 9), ["37.5", "36"], "38.4"),
        (Fraction(37), ["37.5", "36"], "37.0"),
        (Fraction("37.25"), ["37.5", "36"], "37.25"),
        (Fraction(112, 3), ["37.3", "36"], "37.33"),
        (Fraction(112, 3), ["37.5", "36"], "37.3"),
    ],
)
def test_one_decimal_never_moves_a_figure_onto_or_over_a_limit(
    value: Fraction, limits: list[str], shown: str
) -> None:
    lines = [Limit(Decimal(limit), "a limit") for limit in limits]
    assert figure_words(value, "temperature", lines) == shown
    assert figure_words(Fraction(3), "vomiting_24h", []) == "3"


def test_a_carer_of_two_chooses_whose_reports(
    people: People, ada: Patient, signed_in: Callable[[Account], Client], says: Callable[[Said], Report]
) -> None:
    says(Said("37.6"))
    carer = people.carer(ada)
    ben = people.patient(name="Ben Sample")
    carer.carer_links.create(id=ben.pk, patient=ben, from_at=ben.enrolled_at)
    theirs = signed_in(carer)
    page = theirs.get(f"/reports/about/{ada.pk}").content.decode()
    assert "Reports about Ada Example" in page
    assert f"/reports/about/{ben.pk}" in page


def test_many_reports_come_in_pages(phone: Client, says: Callable[[Said], Report], clock: Clock) -> None:
    for _report in range(22):
        says(Said("36.8"))
        clock.pass_by(minutes=5)
    assert "Page 1 of 2" in own(phone)
    assert "Page 2 of 2" in words(phone.get("/reports/?page=2").content.decode())


def test_whole_and_half_weights_have_the_same_places(
    phone: Client, says: Callable[[Said], Report], clock: Clock
) -> None:
    for weight in ("64", "63.5"):
        says(Said("37", weight=weight))
        clock.pass_by(minutes=5)
    page = own(phone)
    for part in ("64.0", "63.5", "37.0"):
        assert part in page
