"""Given a carer, and people to whom a page does not belong."""

from playwright.sync_api import expect

from tests.journeys.steps_check import report
from tests.journeys.steps_team import at_the_worklist, open_alert, waits
from tests.journeys.visitor import FEVER, Journey, Visitor


def test_a_carer_reports_for_the_patient_until_she_is_withdrawn(journey: Journey) -> None:
    ada = journey.patient()
    patient, carer = journey.someone(ada.account), journey.someone(journey.people.carer(ada))
    nurse = at_the_worklist(journey)
    when_the_carer_reports_it_says_whose_check_it_is(carer)
    then_the_team_sees_that_a_carer_sent_it(nurse)
    when_the_patient_withdraws_her(patient)
    then_she_is_shut_out(carer)


def when_the_carer_reports_it_says_whose_check_it_is(carer: Visitor) -> None:
    carer.open("/check/")
    carer.sees("You answer for Ada Example, born 3 February 1970.")
    carer.look("start")
    report(carer, reading="37.6")
    carer.is_at("Call the hospital now")
    carer.sees("About Ada Example, born 3 February 1970")
    carer.look("answer")


def then_the_team_sees_that_a_carer_sent_it(nurse: Visitor) -> None:
    waits(nurse)
    open_alert(nurse)
    expect(nurse.page.get_by_text("Carer", exact=True).first).to_be_visible()
    nurse.look("alert-of-a-carer")


def when_the_patient_withdraws_her(patient: Visitor) -> None:
    patient.open("/carers")
    patient.look("carers")
    patient.follow("Withdraw")
    patient.look("withdraw")
    patient.press("Withdraw")
    patient.sees("You have no carer in Aldea.")


def then_she_is_shut_out(carer: Visitor) -> None:
    answer = carer.page.url
    carer.page.goto(answer)
    carer.is_at("There is no such page")
    carer.look("shut-out")
    carer.open("/check/")
    carer.sees("You can fill in the check for nobody now. The care team can tell you more.")
    carer.look("nobody-linked")


def test_a_link_of_somebody_else_shows_nothing(journey: Journey) -> None:
    # Given the answer and the alert of a patient
    answer = journey.has_reported(journey.patient(), FEVER)
    nurse = at_the_worklist(journey)
    open_alert(nurse)
    alert = nurse.page.url

    # When another patient opens the answer, then there is no such page
    stranger = journey.someone(journey.patient(name="Bob Example").account)
    stranger.page.goto(answer)
    stranger.is_at("There is no such page")
    stranger.look("no-such-page")

    # When a nurse of another team opens the alert, then neither
    people = journey.people
    other = journey.someone(people.nurse(people.team("Team B"), name="Mona Example"))
    other.page.goto(alert)
    other.is_at("There is no such page")
    other.open("/team/worklist")
    other.sees("Nobody is waiting")

    # When somebody who is not signed in opens either, then they are asked to sign in
    visitor = journey.someone()
    for address in (answer, alert):
        visitor.page.goto(address)
        visitor.is_at("Sign in")
