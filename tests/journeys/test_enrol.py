"""Given a nurse and a new patient: from the first page of the nurse to the first page of the patient."""

import re

from playwright.sync_api import expect

from tests.journeys.steps_team import fill_date
from tests.journeys.visitor import Journey, Visitor


def test_a_nurse_enrols_a_patient_who_accepts_the_invitation(journey: Journey) -> None:
    nurse, patient, stranger = journey.someone(journey.people.nurse()), journey.someone(), journey.someone()
    when_the_nurse_enrols_a_patient_a_date_that_is_none_is_refused(nurse)
    and_records_how_the_treatment_is_given(nurse)
    link = and_hands_over_an_invitation(nurse)
    then_the_patient_chooses_how_to_sign_in(patient, link)
    and_the_link_works_once(stranger, link)
    and_the_nurse_sees_that_she_has_joined(nurse)


def when_the_nurse_enrols_a_patient_a_date_that_is_none_is_refused(nurse: Visitor) -> None:
    nurse.open("/")
    nurse.look("home")
    enrol(nurse, day="31", month="2")
    nurse.sees("There is a problem", "This is no real date. Enter figures, such as 27 3 1971.")
    nurse.look("enrol-refused")
    fill_date(nurse, "Date of birth", "27", "3", "1971")
    nurse.press("Enrol")


def and_records_how_the_treatment_is_given(nurse: Visitor) -> None:
    nurse.is_at("Treatment and health")
    nurse.sees("Not recorded")
    nurse.look("facts")
    record_route(nurse)
    nurse.sees("Injection under the skin", "clinic letter")


def and_hands_over_an_invitation(nurse: Visitor) -> str:
    nurse.follow("Invite the patient or a carer")
    nurse.look("invitations")
    nurse.press("Invite the patient")
    nurse.sees("This slip is shown once.")
    nurse.look("slip")
    return nurse.page.locator(".aldea-address").inner_text()


def then_the_patient_chooses_how_to_sign_in(patient: Visitor, link: str) -> None:
    join(patient, link, password="short")
    patient.sees("There is a problem")
    patient.look("welcome-refused")
    join(patient, link, password="three random words")
    patient.is_at("Hello, Bea Example")
    patient.look("home")


def and_the_link_works_once(stranger: Visitor, link: str) -> None:
    stranger.page.goto(link)
    expect(stranger.page.get_by_label("Choose a password")).to_have_count(0)
    stranger.look("link-used")


def and_the_nurse_sees_that_she_has_joined(nurse: Visitor) -> None:
    nurse.follow("Done")
    nurse.sees(re.compile("Has joined"))
    nurse.look("joined")


def enrol(nurse: Visitor, day: str, month: str) -> None:
    nurse.press("Enrol a patient")
    nurse.look("enrol")
    nurse.page.get_by_label("Full name").fill("Bea Example")
    fill_date(nurse, "Date of birth", day, month, "1971")
    nurse.page.get_by_label("Hospital number").fill("T0012345")
    nurse.page.get_by_label("Telephone number").fill("07700 900456")
    nurse.press("Enrol")


def record_route(nurse: Visitor) -> None:
    nurse.follow("Record Route")
    nurse.look("fact")
    nurse.page.get_by_label("Injection under the skin").check()
    nurse.page.get_by_label("Where this comes from").fill("clinic letter")
    nurse.press("Record")


def join(patient: Visitor, link: str, password: str) -> None:
    patient.page.goto(link)
    patient.page.get_by_label("Your e-mail address").fill("bea@example.org")
    patient.page.get_by_label("Choose a password").fill(password)
    if patient.looked == 0:
        patient.look("welcome")
    patient.press("Start")
