"""Given a patient with a fever and a nurse at her worklist: the main job, end to end."""

import re

from playwright.sync_api import expect

from tests.journeys.steps_check import report
from tests.journeys.steps_team import at_the_worklist, closes
from tests.journeys.visitor import DESKTOP, PHONE, Journey, Visitor


def test_a_fever_reaches_the_team_and_the_patient_sees_what_was_decided(journey: Journey) -> None:
    patient = journey.someone(journey.patient().account)
    nurse = at_the_worklist(journey)
    given_an_empty_worklist(nurse)
    when_she_reports_37_6_she_is_told_to_call_and_why(patient)
    then_the_nurse_sees_it_arrive_by_itself(nurse)
    when_the_nurse_opens_it_the_patient_reads_that_it_was_seen(nurse, patient)
    when_the_nurse_cannot_reach_her_it_stays_open(nurse, patient)
    then_it_does_not_close_without_an_outcome(nurse)
    when_it_is_closed_both_see_what_was_decided(nurse, patient)


def given_an_empty_worklist(nurse: Visitor) -> None:
    nurse.sees("Nobody is waiting")
    nurse.look("empty-worklist")


def when_she_reports_37_6_she_is_told_to_call_and_why(patient: Visitor) -> None:
    report(patient, reading="37.6")
    patient.is_at("Call the hospital now")
    patient.show("answer", PHONE)
    patient.sees("Do not wait for us to call you", "Not seen by the team yet")
    button = patient.page.get_by_role("link", name=re.compile("Call Example General Hospital"))
    expect(button).to_have_attribute("href", "tel:02079460123")
    patient.look("answer")


def then_the_nurse_sees_it_arrive_by_itself(nurse: Visitor) -> None:
    expect(nurse.page.get_by_role("link", name="Ada Example")).to_be_visible(timeout=2500)
    nurse.sees("Hospital now", "Not seen yet", re.compile("Due in"))
    nurse.show("worklist", DESKTOP)
    nurse.look("worklist")


def when_the_nurse_opens_it_the_patient_reads_that_it_was_seen(nurse: Visitor, patient: Visitor) -> None:
    nurse.follow("Ada Example")
    patient.sees("Seen by a nurse")
    nurse.look("alert-seen")


def when_the_nurse_cannot_reach_her_it_stays_open(nurse: Visitor, patient: Visitor) -> None:
    nurse.press("Take it")
    nurse.sees("You have it")
    nurse.page.get_by_role("textbox", name="Note").fill("Husband answers, she is asleep.")
    nurse.press("Write the note")
    nurse.page.get_by_role("combobox", name="Call again").select_option("in 15 minutes")
    nurse.press("Keep it open and call again")
    nurse.sees(re.compile("Call again in 1[45] min"))
    patient.sees(re.compile("The team called and reached nobody"))
    patient.look("answer-call-again")
    nurse.look("alert-call-again")


def then_it_does_not_close_without_an_outcome(nurse: Visitor) -> None:
    nurse.press("Close the alert")
    nurse.sees("There is a problem")
    nurse.look("alert-refused")


def when_it_is_closed_both_see_what_was_decided(nurse: Visitor, patient: Visitor) -> None:
    closes(nurse, "To attend today")
    nurse.sees("The alert is closed.", "Nobody is waiting")
    nurse.look("worklist-done")
    patient.sees("The team said: come to the hospital today.")
    patient.look("answer-closed")
