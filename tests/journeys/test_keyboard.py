"""Given no mouse and no finger: a keyboard is enough."""

from playwright.sync_api import Locator, expect

from tests.journeys.steps_check import ANSWER, NONE, screen_of
from tests.journeys.steps_team import at_the_worklist, waits
from tests.journeys.visitor import Journey, Visitor

HAS_FOCUS = "element => element === document.activeElement"


def tab_to(who: Visitor, target: Locator) -> None:
    """Press Tab until the target has focus."""
    for _ in range(120):
        if target.evaluate(HAS_FOCUS):
            return
        who.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {target}")


def press_by_key(who: Visitor, role: str, name: str) -> None:
    """Reach a button or link and press Enter."""
    tab_to(who, who.page.get_by_role(role, name=name).first)  # type: ignore[arg-type]
    who.page.keyboard.press("Enter")


def none_by_key(who: Visitor) -> None:
    """Tick 'none of these' with the space bar and go on."""
    tab_to(who, who.page.get_by_label(NONE, exact=True))
    who.page.keyboard.press("Space")
    press_by_key(who, "button", "Continue")


def temperature_by_key(who: Visitor, typed: str) -> None:
    """Type the reading; the arrow key chooses 'No' for the medicine."""
    tab_to(who, who.page.get_by_label("Temperature", exact=True))
    who.page.keyboard.type(typed)
    tab_to(who, who.page.locator("input[name=paracetamol_24h]").first)
    who.page.keyboard.press("ArrowDown")
    press_by_key(who, "button", "Continue")


def test_a_patient_and_a_nurse_need_no_mouse(journey: Journey) -> None:
    patient = journey.someone(journey.patient().account)
    nurse = at_the_worklist(journey)
    when_the_patient_reports_by_keyboard(patient)
    then_the_nurse_takes_and_closes_it_by_keyboard(nurse)
    patient.sees("The team called back.")


def when_the_patient_reports_by_keyboard(patient: Visitor) -> None:
    patient.open("/check/")
    patient.page.keyboard.press("Tab")
    expect(patient.page.get_by_role("link", name="Skip to main content")).to_be_focused()
    press_by_key(patient, "button", "Start")
    patient.page.wait_for_url("**/emergency")
    while (name := screen_of(patient)) != "answers":
        if name == "temperature":
            temperature_by_key(patient, "37.6")
        else:
            none_by_key(patient)
        patient.page.wait_for_url(lambda url, left=name: not url.endswith(f"/{left}"))  # type: ignore[misc]
    press_by_key(patient, "button", "Send my answers")
    expect(patient.page).to_have_url(ANSWER)
    patient.is_at("Call the hospital now")
    tab_to(patient, patient.page.locator("main a[href^='tel:']").first)
    patient.look("answer-with-focus-on-the-call")


def then_the_nurse_takes_and_closes_it_by_keyboard(nurse: Visitor) -> None:
    waits(nurse)
    press_by_key(nurse, "link", "Ada Example")
    press_by_key(nurse, "button", "Take it")
    nurse.sees("You have it")
    tab_to(nurse, nurse.page.get_by_label("Advised what to do"))
    nurse.page.keyboard.press("ArrowDown")
    expect(nurse.page.get_by_label("Called back")).to_be_checked()
    tab_to(nurse, nurse.page.get_by_label("Go ahead as planned"))
    nurse.page.keyboard.press("ArrowDown")
    nurse.page.keyboard.press("ArrowDown")
    expect(nurse.page.get_by_label("Stop: no more until the team says so")).to_be_checked()
    press_by_key(nurse, "button", "Close the alert")
    nurse.sees("The alert is closed.")
    nurse.look("worklist-closed")
