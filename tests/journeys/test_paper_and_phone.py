"""Given the pages of the team: a phone shows the whole of each row, and paper has nothing to press."""

import re

import pytest
from playwright.sync_api import Locator, expect

from aldea.people.models import Patient
from tests.journeys.steps_team import at_the_worklist, open_alert
from tests.journeys.visitor import FEVER, Journey, Visitor

NARROW = {"width": 360, "height": 640}


def stands_on_the_screen(part: Locator) -> bool:
    box = part.bounding_box()
    return box is not None and box["x"] >= 0 and box["x"] + box["width"] <= NARROW["width"]


def nurse_at_a_narrow_phone(journey: Journey) -> Visitor:
    nurse = journey.someone(journey.people.nurse(name="Nora Example"))
    nurse.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    return nurse


def caller(journey: Journey) -> Patient:
    lou = journey.people.patient(name="Lou Example", signs_in=False)
    Patient.objects.filter(pk=lou.pk).update(hospital_number=None)
    return lou


def test_the_list_of_patients_shows_every_part_of_a_row_on_a_phone(journey: Journey) -> None:
    # Given a patient with an open alert
    journey.has_reported(journey.patient(), FEVER)

    # When a nurse opens the list at 360 pixels
    nurse = nurse_at_a_narrow_phone(journey)
    nurse.open("/team/patients")

    # Then status, last report and alert stand on the screen, each with the heading of its column
    row = nurse.page.get_by_role("row").filter(has_text="Ada Example")
    for heading, words in (("Status", "Uses Aldea"), ("Last report", "2026"), ("Open alert", "Hospital now")):
        cell = row.get_by_role("cell").filter(has_text=words)
        expect(cell.get_by_text(heading, exact=True)).to_be_visible()
        assert stands_on_the_screen(cell)
    nurse.look("patients-on-a-phone")


def test_a_caller_can_be_matched_on_a_phone(journey: Journey) -> None:
    # Given a caller, and a patient of the same family name
    ada, lou = journey.patient(), caller(journey)

    # When a nurse looks for whom it is at 360 pixels
    nurse = nurse_at_a_narrow_phone(journey)
    nurse.open(f"/team/patients/{lou.pk}/match?q=example")

    # Then the button and the caption are whole, and it can be pressed
    button = nurse.page.get_by_role("button", name=re.compile("This is the caller.*Ada"))
    assert stands_on_the_screen(button)
    assert stands_on_the_screen(nurse.page.get_by_text("Patients who may be this caller"))
    nurse.look("match-on-a-phone")
    button.click()
    nurse.is_at("Record")
    lou.refresh_from_db()
    assert lou.matched_to == ada


@pytest.mark.parametrize("address", ["/team/patients", "/team/numbers"])
def test_a_printed_page_begins_on_the_first_sheet(journey: Journey, address: str) -> None:
    # Given a patient who has reported
    journey.has_reported(journey.patient(), FEVER)

    # When a nurse prints a page with a table
    nurse = journey.someone(journey.people.nurse(name="Nora Example"))
    nurse.open(address)
    nurse.page.emulate_media(media="print")
    margin = {"top": "10mm", "bottom": "10mm", "left": "10mm", "right": "10mm"}
    printed = nurse.page.pdf(format="A4", margin=margin)  # type: ignore[arg-type]
    sheets = len(re.findall(rb"/Type /Page\b", printed))

    # Then it takes no more sheets than it fills, and there is nothing to press
    assert 1 <= sheets <= {"/team/patients": 1, "/team/numbers": 4}[address]
    for control in ("main form", "main button", "main .nhsuk-button"):
        for one in nurse.page.locator(control).all():
            expect(one).to_be_hidden()


def test_a_printed_alert_has_nothing_to_fill_in_and_a_dark_heading(journey: Journey) -> None:
    # Given an alert that a nurse looks at
    journey.has_reported(journey.patient(), FEVER)
    nurse = at_the_worklist(journey)
    open_alert(nurse)

    # When she prints it
    nurse.page.emulate_media(media="print")

    # Then it says what was reported and what happened, and asks for nothing
    nurse.sees("What was reported", "What happened")
    for gone in ("Write a note", "What you can do", "Take it"):
        for one in nurse.page.get_by_text(gone, exact=True).all():
            expect(one).to_be_hidden()
    expect(nurse.page.locator(".aldea-header")).to_have_css("color", "rgb(0, 0, 0)")
    links = "[...document.querySelectorAll('main a')].map(a => getComputedStyle(a, '::after').content)"
    assert set(nurse.page.evaluate(links)) <= {"none", "normal"}


def test_the_key_of_the_bars_reads_on_paper_without_colour(journey: Journey) -> None:
    # Given numbers with bars of two kinds
    journey.has_reported(journey.patient(), FEVER)
    nurse = journey.someone(journey.people.nurse(name="Nora Example"))
    nurse.open("/team/numbers")

    # When they are printed
    nurse.page.emulate_media(media="print")

    # Then the key is drawn by lines, one kind full and one dashed, whatever becomes of backgrounds
    for kind, line in (("reports", "solid"), ("alerts", "dashed")):
        key = nurse.page.locator(f".aldea-key--{kind}")
        expect(key).to_have_css("border-top-style", line)
        expect(key).to_have_css("background-color", "rgba(0, 0, 0, 0)")
        expect(key).to_have_css("print-color-adjust", "exact")
