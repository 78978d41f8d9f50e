"""Given somebody on the telephone: the nurse finds or registers the caller, and reports as everybody does."""

import re

from playwright.sync_api import expect

from tests.journeys.steps_check import ANSWER, NONE, screen_of
from tests.journeys.steps_team import at_the_worklist, closes
from tests.journeys.test_keyboard import none_by_key, press_by_key, tab_to
from tests.journeys.visitor import DESKTOP, Journey, Visitor


def test_a_caller_nobody_knows_reports_a_fever_and_is_matched_later(journey: Journey) -> None:
    ada = journey.patient()
    nurse = at_the_worklist(journey)
    given_a_caller_whom_nobody_finds(nurse)
    when_the_check_is_filled_in_it_says_what_to_tell_the_caller(nurse)
    then_the_alert_names_the_caller_and_is_closed(nurse)
    and_a_person_finds_whose_record_it_is(nurse, str(ada.hospital_number))


def given_a_caller_whom_nobody_finds(nurse: Visitor) -> None:
    nurse.follow("Telephone report")
    nurse.page.locator("#find_q").fill("Ada Exemple")
    nurse.press("Search")
    nurse.sees("0 patients fit")
    nurse.look("not-found")
    register = nurse.page.locator("section", has=nurse.page.get_by_role("heading", name="Not found?"))
    register.get_by_label("Day").fill("3")
    register.get_by_label("Month").fill("2")
    register.get_by_label("Year").fill("1970")
    register.get_by_label("Telephone number").fill("01632 960333")
    nurse.press("Register and report")
    nurse.sees("Is it one of these?")
    nurse.press("No, a new person")
    nurse.is_at("The call")
    nurse.page.get_by_label("the patient", exact=True).check()
    nurse.page.get_by_label("What the caller says, in their own words").fill("I am burning up.")
    nurse.show("call", DESKTOP)
    nurse.look("call")
    nurse.press("Begin the check")


def when_the_check_is_filled_in_it_says_what_to_tell_the_caller(nurse: Visitor) -> None:
    nurse.page.wait_for_url("**/emergency")
    nurse.sees(re.compile("On the telephone: Ada Exemple"))
    nurse.look("emergency-questions")
    nurse.page.get_by_label("No", exact=True).check()
    while (name := screen_of(nurse)) != "answers":
        if name == "temperature":
            nurse.page.get_by_label("Temperature", exact=True).fill("38,4")
            nurse.page.locator("input[name=paracetamol_24h]").nth(1).check()
        else:
            nurse.page.get_by_label(NONE, exact=True).check()
        nurse.press("Continue")
        nurse.page.wait_for_url(lambda url, left=name: not url.endswith(f"/{left}"))  # type: ignore[misc]
    nurse.press(re.compile("^Send"))
    expect(nurse.page).to_have_url(ANSWER)
    nurse.sees("Read this to the caller, then open the alert.")
    nurse.look("to-read-out")


def then_the_alert_names_the_caller_and_is_closed(nurse: Visitor) -> None:
    nurse.press("Open the alert")
    nurse.sees("By telephone", "I am burning up.")
    nurse.look("alert")
    nurse.press("Take it")
    closes(nurse, "To attend today", "Stop: no more until the team says so")
    nurse.sees("The alert is closed.")


def and_a_person_finds_whose_record_it_is(nurse: Visitor, number: str) -> None:
    nurse.follow("Patients")
    nurse.follow("Callers not matched")
    nurse.look("callers")
    nurse.follow("Match Ada Exemple")
    nurse.page.locator("#find_q").fill(number)
    nurse.press("Search")
    nurse.look("match")
    nurse.press(re.compile("This is the caller"))
    nurse.sees("What this caller reported belongs to this record now.", "I am burning up.")
    nurse.look("record")


def test_a_telephone_report_needs_no_mouse(journey: Journey) -> None:
    journey.patient()
    nurse = at_the_worklist(journey)
    press_by_key(nurse, "link", "Telephone report")
    tab_to(nurse, nurse.page.locator("#find_q"))
    nurse.page.keyboard.type("exam")
    nurse.page.keyboard.press("Enter")
    press_by_key(nurse, "link", "Report for this patient")
    tab_to(nurse, nurse.page.get_by_label("the patient", exact=True))
    nurse.page.keyboard.press("Space")
    press_by_key(nurse, "button", "Begin the check")
    nurse.page.wait_for_url("**/emergency")
    none_by_key(nurse)
    nurse.page.wait_for_url("**/temperature")


def test_lost_and_expired_connections_lose_nothing_that_was_typed(journey: Journey) -> None:
    patient = journey.someone(journey.patient().account)
    patient.open("/check/")
    patient.press("Start")
    patient.tick(NONE)
    patient.press("Continue")
    patient.page.wait_for_url("**/temperature")
    reading = patient.page.get_by_label("Temperature", exact=True)
    reading.fill("38,4")
    patient.page.context.set_offline(True)
    patient.press("Continue")
    patient.sees(re.compile("You are not connected. What you typed is kept"))
    patient.look("offline")
    patient.page.context.set_offline(False)
    patient.page.reload()
    expect(reading).to_have_value("38,4")
    patient.page.context.clear_cookies(name="sessionid")
    patient.page.locator("input[name=paracetamol_24h]").nth(1).check()
    patient.press("Continue")
    assert patient.account is not None
    patient.page.locator("#id_login").fill(patient.account.email)
    patient.page.locator("#id_password").fill("a long password")
    patient.page.locator("main button[type=submit]").first.click()
    patient.sees(re.compile("Your sign-in had run out. What you typed is still here."))
    expect(reading).to_have_value("38,4")
    patient.look("after-signing-in-again")
    patient.press("Continue")
    patient.page.wait_for_url(lambda url: not url.endswith("/temperature"))
    patient.page.go_back()
    expect(reading).to_have_value(re.compile("38[.,]4"))
