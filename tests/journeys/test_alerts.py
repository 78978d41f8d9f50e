"""Given more than one nurse, and more than one report: nobody acts twice and nothing is overlooked."""

import re

from playwright.sync_api import expect

from aldea.alerts.models import Alert
from tests.journeys.steps_check import report
from tests.journeys.steps_team import at_the_worklist, closes, open_alert, waits
from tests.journeys.visitor import FEVER, Journey


def test_when_two_nurses_take_an_alert_one_has_it_and_the_other_is_told(journey: Journey) -> None:
    # Given a patient with a fever, and two nurses who look at her alert
    journey.has_reported(journey.patient(), FEVER)
    nora, nils = at_the_worklist(journey), at_the_worklist(journey, "Nils Example")
    open_alert(nora)
    open_alert(nils)

    # When both take it
    nora.press("Take it")
    nora.sees("You have it")
    nils.press("Take it")

    # Then the second one is told who has it
    nils.sees("There is a problem", re.compile("Nora Example has"))
    nils.look("told")

    # And on his list it stands as hers
    nils.open("/team/worklist")
    nils.sees("Nora Example has it")
    nils.look("worklist")

    # When she hands it over to him, then he has it
    nora.page.get_by_role("combobox", name="Who takes it").select_option("Nils Example")
    nora.press("Hand over")
    nora.sees("Nils Example has it")
    nora.look("handed-over")
    open_alert(nils)
    nils.sees("You have it")


def test_a_second_report_joins_and_a_rise_is_unseen_again(journey: Journey) -> None:
    # Given a patient whose alert was seen
    patient = journey.someone(journey.patient().account)
    nurse = at_the_worklist(journey)
    report(patient, {"head": ["headache"]})
    patient.is_at("Tell your doctor, nurse or pharmacist")
    patient.look("answer-first")
    waits(nurse)
    nurse.sees("Tell the team", "Not seen yet")
    open_alert(nurse)
    nurse.open("/team/worklist")
    nurse.sees("Seen, nobody has taken it")

    # When she reports a fever
    report(patient, reading="38.1")

    # Then it joins the same alert, which rises and is unseen again
    expect(nurse.page.get_by_text("Hospital now")).to_be_visible(timeout=2500)
    nurse.sees("2 reports", "Not seen yet")
    nurse.look("worklist-raised")
    assert Alert.objects.count() == 1


def test_an_urgent_alert_does_not_close_with_unread_text(journey: Journey) -> None:
    # Given a fever and free text
    patient = journey.someone(journey.patient().account)
    nurse = at_the_worklist(journey)
    report(patient, {"other": ["other_effect"]}, reading="37.6", texts={"other_effect": "My hands shake."})
    open_alert(nurse)
    nurse.press("Take it")

    # When the nurse closes it before she has read the text, then it stays open
    closes(nurse, "Called back")
    nurse.sees(re.compile("free text that nobody has read"))
    nurse.look("unread")

    # When she has read it, then it closes
    nurse.press("I have read this")
    closes(nurse, "Called back")
    nurse.sees("The alert is closed.")
    patient.sees("The team called back.")


def test_after_a_refused_closing_the_browser_goes_back_to_a_page(journey: Journey) -> None:
    # Given a closing that was refused, and then a good one
    journey.has_reported(journey.patient(), FEVER)
    nurse = at_the_worklist(journey)
    open_alert(nurse)
    nurse.press("Take it")
    nurse.press("Close the alert")
    nurse.sees("There is a problem", "Choose what was decided.")
    nurse.look("refused")
    closes(nurse, "Called back")
    nurse.sees("The alert is closed.")

    # When the nurse goes back, then there is the alert, and it is closed
    nurse.page.go_back()
    nurse.sees("What happened", re.compile("Closed by Nora Example"))


def test_a_worklist_that_lost_its_connection_says_so(journey: Journey) -> None:
    # Given a nurse who watches an empty list
    nurse = at_the_worklist(journey)
    nurse.sees("Nobody is waiting")

    # When the connection is lost, then the page says so, and takes it back when it returns
    lost = nurse.page.get_by_text("This list has lost its connection and is not up to date.")
    nurse.page.context.set_offline(True)
    expect(lost).to_be_visible(timeout=15_000)
    nurse.look("lost")
    nurse.page.context.set_offline(False)
    expect(lost).to_be_hidden(timeout=15_000)
