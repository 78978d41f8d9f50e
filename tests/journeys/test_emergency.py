"""Given an emergency, or a ward: the right person to call comes first."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps_check import begin, none_of_these, notice, report, say, send, walk
from tests.journeys.steps_team import at_the_worklist, waits
from tests.journeys.visitor import Journey

# axe takes words in the colour of their ground for hidden ones, so we look ourselves.
COLOURS = "all => all.map(one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor])"


@pytest.mark.parametrize("javascript", [True, False], ids=["with_javascript", "without_javascript"])
def test_an_emergency_on_the_first_page_leads_to_999_at_once(journey: Journey, javascript: bool) -> None:
    # Given a patient at the first page of the check, and a nurse at her worklist
    nurse = at_the_worklist(journey)
    patient = journey.someone(journey.patient().account, javascript=javascript)
    begin(patient)

    # When he ticks an emergency sign
    notice(patient, "crushing_chest_pain")

    # Then the next page says to call 999, before any other number
    patient.is_at("Call 999 now")
    calls = patient.page.get_by_role("list", name="Whom to call").get_by_role("link")
    expect(calls.first).to_have_attribute("href", "tel:999")
    colours = calls.evaluate_all(COLOURS) if javascript else []
    assert all(words != ground for words, ground in colours), colours
    patient.sees("This goes further than the leaflet")
    patient.look("answer")

    # And the nurse sees it
    waits(nurse)
    nurse.sees("Emergency, 999")
    nurse.look("worklist")


def test_on_the_ward_there_is_no_call_button(journey: Journey) -> None:
    # Given a patient on the drip, of whom nobody recorded where she is
    patient = journey.someone(journey.patient(route="intravenous").account)
    begin(patient)
    none_of_these(patient)
    patient.sees("Say whether you are in hospital now")
    patient.look("where-refused")

    # When she says that she is on the ward and reports a fever
    say(patient, "in_hospital", "yes")
    none_of_these(patient)
    walk(patient, reading="38.4")
    send(patient)

    # Then she is told to tell her nurse, and there is no number to call
    patient.is_at("Tell your nurse now")
    expect(patient.page.locator("main a[href^='tel:']")).to_have_count(0)
    patient.look("answer")


def test_a_report_of_a_fever_at_home_has_the_number_to_call_first(journey: Journey) -> None:
    # Given a patient whose browser runs no JavaScript
    patient = journey.someone(journey.patient().account, javascript=False)

    # When he reports a fever
    report(patient, reading="37.6")

    # Then the hospital's number comes first and 111 second
    patient.is_at("Call the hospital now")
    calls = patient.page.get_by_role("list", name="Whom to call").get_by_role("link")
    expect(calls).to_have_text([re.compile("Call Example General Hospital"), re.compile("111")])
    patient.look("answer")


def test_the_emergency_numbers_need_no_sign_in(journey: Journey) -> None:
    # Given somebody who is not signed in
    visitor = journey.someone(javascript=False)

    # When they open the site, then the sign-in page leads to the numbers
    visitor.open("/")
    visitor.is_at("Sign in")
    visitor.look("sign-in")
    visitor.follow("See who to call")

    # And these are there, to be tapped
    visitor.is_at("Who to call")
    expect(visitor.page.locator("main a[href='tel:02079460123']").first).to_be_visible()
    visitor.look("numbers")
