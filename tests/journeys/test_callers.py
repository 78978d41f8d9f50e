"""Given a caller about whom little is known: nothing is lost, and the team acts on one person, not on two."""

import re

from aldea.people.models import Patient
from tests.journeys.steps_team import at_the_worklist
from tests.journeys.visitor import FEVER, Journey, Visitor


def test_a_neighbour_calls_about_somebody_who_turns_out_to_be_a_patient(journey: Journey) -> None:
    ada = journey.patient()
    journey.has_reported(ada, FEVER)
    nurse = at_the_worklist(journey)
    given_a_neighbour_who_does_not_know_the_age(nurse)
    when_the_time_of_the_call_cannot_be_then_the_box_that_holds_it_is_open(nurse)
    then_an_emergency_is_read_out(nurse)
    when_the_person_is_found(nurse, str(ada.hospital_number))
    then_both_alerts_name_her_and_lead_to_each_other(nurse)
    then_they_are_parted_with_a_reason(nurse, Patient.objects.get(name="Ada Exemple"))


def given_a_neighbour_who_does_not_know_the_age(nurse: Visitor) -> None:
    nurse.open("/team/calls/new")
    nurse.page.locator("#id_name").fill("Ada Exemple")
    nurse.page.get_by_label("Nobody there knows the date of birth").check()
    nurse.page.locator("#id_telephone").fill("01632 960111")
    nurse.press("Register and report")
    nurse.sees("Is it one of these?")
    nurse.look("one-of-these")
    with nurse.page.expect_navigation():
        nurse.page.locator("#id_telephone").press("Enter")
    nurse.sees("Is it one of these?")
    nurse.press("No, a new person")
    nurse.is_at("The call")


def when_the_time_of_the_call_cannot_be_then_the_box_that_holds_it_is_open(nurse: Visitor) -> None:
    nurse.page.get_by_label("somebody else").check()
    nurse.page.locator("#id_caller_name").fill("Nell Nextdoor")
    nurse.page.locator("#id_call_back").fill("01632 960111")
    nurse.page.get_by_text("Time of the call, and the rest of the log").click()
    nurse.page.locator("#id_called_time").fill("five past three")
    nurse.press("Begin the check")
    nurse.sees("Enter a time, such as 7:05 pm or 19:05.")
    nurse.look("call-refused")
    nurse.page.get_by_role("link", name="Enter a time").click()
    nurse.page.keyboard.press("Control+A")
    nurse.page.keyboard.type("12.00am")  # never still to come, at whatever hour this runs
    nurse.press("Begin the check")


def then_an_emergency_is_read_out(nurse: Visitor) -> None:
    nurse.page.wait_for_url("**/emergency")
    nurse.page.locator("input[value=collapsed]").check()
    nurse.page.get_by_label("No", exact=True).check()
    nurse.press("Continue")
    nurse.is_at("Call 999 now")
    nurse.sees("You are speaking to the hospital now. Where this says to call the hospital, this call is it.")
    nurse.look("to-read-out")


def when_the_person_is_found(nurse: Visitor, number: str) -> None:
    nurse.open("/team/patients?show=callers")
    nurse.follow("Match Ada Exemple")
    nurse.page.locator("#find_q").fill(number)
    nurse.press("Search")
    nurse.look("match")
    nurse.press(re.compile("This is the caller"))


def then_both_alerts_name_her_and_lead_to_each_other(nurse: Visitor) -> None:
    nurse.open("/team/worklist")
    nurse.sees("reported as Ada Exemple")
    nurse.look("worklist")
    nurse.page.get_by_role("link", name="Ada Example", exact=True).first.click()
    nurse.sees("Another open alert of this person", "Call 01632 960111 (Nell Nextdoor, somebody else)")
    nurse.look("alert")
    nurse.open("/team/handover")
    nurse.look("handover")


def then_they_are_parted_with_a_reason(nurse: Visitor, caller: Patient) -> None:
    nurse.open(f"/team/patients/{caller.pk}")
    nurse.follow("This was a mistake: part them again")
    nurse.press("Part them")
    nurse.sees("Say why, such as: the date of birth is another one.")
    nurse.look("part")
    nurse.page.locator("#id_why").fill("Born on another day.")
    nurse.press("Part them")
    nurse.sees("Ada Exemple and Ada Example are parted.")
    nurse.look("parted")


def test_who_is_here_already_is_offered_before_a_second_record_is_made(journey: Journey) -> None:
    journey.patient()
    nurse = at_the_worklist(journey)
    nurse.open("/team/calls/new")
    nurse.page.locator("#id_name").fill("Ada Example")
    for part, typed in (("day", "3"), ("month", "2"), ("year", "1970")):
        nurse.page.locator(f"#id_date_of_birth_{part}").fill(typed)
    nurse.page.locator("#id_telephone").fill("01632 960333")
    nurse.press("Register and report")
    nurse.sees("Is it one of these?")
    nurse.look("known")
    nurse.follow(re.compile("Report for this patient"))
    nurse.is_at("The call")
