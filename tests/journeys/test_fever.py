"""Given a patient with a fever and a nurse at her worklist: the main job, end to end."""

import re

from playwright.sync_api import expect

from tests.journeys.steps_check import report
from tests.journeys.visitor import Journey


def test_a_fever_reaches_the_team_and_the_patient_sees_what_was_decided(journey: Journey) -> None:
    # Given a patient, and a nurse of her team who looks at an empty worklist
    patient = journey.someone(journey.patient().account)
    nurse = journey.someone(journey.people.nurse(name="Nora Example"))
    nurse.open("/team/worklist")
    nurse.sees("Nobody is waiting")
    nurse.look("empty-worklist")

    # When she reports 37.6 °C
    report(patient, reading="37.6")

    # Then she is told at once to call, with a button, and why
    patient.is_at("Call the hospital now")
    patient.sees("Do not wait for us to call you", "Not seen by the team yet")
    button = patient.page.get_by_role("link", name=re.compile("Call Example General Hospital"))
    expect(button).to_have_attribute("href", "tel:02079460123")
    patient.look("answer")

    # And the nurse sees it arrive within two seconds, without doing anything
    expect(nurse.page.get_by_role("link", name="Ada Example")).to_be_visible(timeout=2500)
    nurse.sees("Hospital now", "Not seen yet", re.compile("Due in"))
    nurse.look("worklist")

    # When the nurse opens it, then the patient's page says so by itself
    nurse.follow("Ada Example")
    patient.sees("Seen by a nurse")
    nurse.look("alert-seen")

    # When the nurse takes it, writes a note, and cannot reach her
    nurse.press("Take it")
    nurse.sees("You have it")
    nurse.page.get_by_role("textbox", name="Note").fill("Husband answers, she is asleep.")
    nurse.press("Write the note")
    nurse.page.get_by_role("combobox", name="Call again").select_option("in 15 minutes")
    nurse.press("Keep it open and call again")

    # Then it stays open, and the patient reads when they try again
    nurse.sees(re.compile("Call again in 1[45] min"))
    patient.sees(re.compile("The team tried to reach you"))
    patient.look("answer-call-again")
    nurse.look("alert-call-again")

    # When the nurse closes it without an outcome, it is refused in place
    nurse.press("Close the alert")
    nurse.sees("There is a problem")
    nurse.look("alert-refused")

    # When she closes it with one, then the list is empty and the patient reads what was decided
    nurse.page.get_by_label("To attend today").check()
    nurse.press("Close the alert")
    nurse.sees("The alert is closed.", "Nobody is waiting")
    nurse.look("worklist-done")
    patient.sees("The team asked you to come to the hospital today.")
    patient.look("answer-closed")
