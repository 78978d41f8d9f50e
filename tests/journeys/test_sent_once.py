"""Given an impatient thumb: one report is sent, and it stays one."""

import pytest
from playwright.sync_api import expect

from aldea.alerts.models import Alert
from aldea.reports.models import Report
from tests.journeys.steps_check import ANSWER, begin, walk
from tests.journeys.visitor import Journey


@pytest.mark.parametrize("javascript", [True, False], ids=["with_javascript", "without_javascript"])
def test_a_double_click_and_the_back_button_send_one_report(journey: Journey, javascript: bool) -> None:
    # Given a patient who has answered everything
    patient = journey.someone(journey.patient().account, javascript=javascript)
    begin(patient)
    walk(patient, reading="37.6")

    # When she presses the button twice
    patient.page.get_by_role("button", name="Send my answers").dblclick()
    expect(patient.page).to_have_url(ANSWER)
    answer = patient.page.url

    # And goes back, to the answers or straight to what was sent
    patient.page.go_back()
    again = patient.page.get_by_role("button", name="Send my answers")
    if again.count():
        again.click()

    # Then she is at the same answer, and it is one report and one alert
    patient.page.goto(answer)
    patient.is_at("Call the hospital now")
    assert Report.objects.count() == 1
    assert Alert.objects.count() == 1
