"""A report that was put right says when, wherever it stands, and no two reports have the same name."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.alerts.summary_page import summary_of
from aldea.exports.summary import Summary
from aldea.people.models import Patient
from aldea.reports.models import Report
from aldea.reports.queries import reports_of
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock, know
from tests.integration.pages import do, words
from tests.integration.test_corrections import TYPED_RIGHT, correct

pytestmark = pytest.mark.django_db
RIGHT = "About 24 November 2026, 3:05 am, put right 3:17 am"


@pytest.fixture
def put_right(phone: Client, says: Callable[[Said], Report], clock: Clock) -> Report:
    wrong = says(Said("38.6"))
    clock.pass_by(minutes=12)
    return correct(phone, wrong, "temperature", **TYPED_RIGHT)


def paper(ada: Patient, now: datetime) -> Summary:
    assert ada.account is not None
    reports = list(reports_of(ada.account, ada).prefetch_related("corrected_by"))
    return summary_of(ada.account, ada, reports, now)


def test_the_pages_say_when_it_was_put_right(phone: Client, put_right: Report) -> None:
    page = words(phone.get("/reports/").content.decode())
    assert page.count(RIGHT) == 2  # its link, and what the button beside it is about
    assert "24 November 2026, 3:05 am Call the hospital now" in page
    for address in ("/", "/check/"):
        assert RIGHT in words(phone.get(address).content.decode())
    answer = words(phone.get(f"/reports/{put_right.pk}").content.decode())
    assert "Put right and sent 24 November 2026, 3:17 am Received" in answer
    assert "Sent 24 November 2026, 3:05 am" not in answer


def test_the_first_report_says_before_all_else_that_it_was_corrected(
    phone: Client, put_right: Report
) -> None:
    page = phone.get(f"/reports/{put_right.corrects_id}").content.decode()
    told = page.index("This report was corrected. It no longer counts.")
    assert told < page.index("<h1")
    assert page.index(f'href="/reports/{put_right.pk}"') < page.index("<h1")


def test_the_team_reads_when_it_was_put_right(desk: Client, ada: Patient, put_right: Report) -> None:
    record = words(desk.get(f"/team/patients/{ada.pk}").content.decode())
    assert f"{RIGHT}, by {put_right.reporter.name}" in record


def test_the_paper_says_which_is_the_correction_in_times_as_the_pages_have_them(
    put_right: Report, ada: Patient, now: datetime
) -> None:
    made = paper(ada, now)
    assert [report.when for report in made.reports] == [RIGHT, "24 November 2026, 3:05 am"]
    assert made.reports[1].answers[0] == "Corrected: this one no longer counts."
    assert made.series[0].rows == (("24 November 2026, 3:05 am", "36.7"),)


def test_the_paper_has_the_decision_with_its_time_in_the_words_of_the_team(
    desk: Client, ada: Patient, says: Callable[[Said], Report], now: datetime, clock: Clock
) -> None:
    says(Said("37.6"))
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    clock.pass_by(minutes=10)
    do(desk, alert, "close", outcome="attend_today", next_dose="stop", words="Cultures taken.")
    decided = paper(ada, now).reports[0].decided
    assert decided.startswith("To attend today, 24 November 2026, 3:15 am. Next dose: Stop")
    assert "you" not in decided


def test_one_report_is_drawn_with_every_limit_in_words(
    ada: Patient, says: Callable[[Said], Report], now: datetime
) -> None:
    know(ada, "personal_temperature_limit", Decimal("37.2"), date(2026, 11, 1), now)
    says(Said("37.3"))
    temperature = paper(ada, now).series[0]
    assert temperature.limits == ("Upper limit 37.5", "Personal upper limit 37.2", "Lower limit 36.0")
    assert temperature.rows == (("24 November 2026, 3:05 am", "37.3 ▲ beyond a limit"),)
    assert temperature.plot is not None
    assert [out for _x, _y, out in temperature.plot.dots] == [True]
    assert {label for _place, label in temperature.plot.limit_labels} == {"37.5", "37.2", "36.0"}


def test_the_summary_says_that_a_correction_nobody_has_seen_is_one(
    ada: Patient, put_right: Report, now: datetime
) -> None:
    decided = [each.decided for each in paper(ada, now).reports]
    assert sorted(decided) == ["A correction, not seen yet", "Not seen yet"]


def test_the_summary_says_that_a_harmless_report_needed_no_decision(
    ada: Patient, says: Callable[[Said], Report], now: datetime
) -> None:
    says(Said("36.8"))
    assert [each.decided for each in paper(ada, now).reports] == ["No decision needed"]
