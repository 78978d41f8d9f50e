"""Given a patient who has reported for some days: the record tells the team how it went, and why."""

import re

from playwright.sync_api import expect

from tests.journeys.visitor import DESKTOP, FEVER, Journey


def test_the_record_shows_measurements_alerts_and_the_reasoning(journey: Journey) -> None:
    # Given two reports, one of them with a fever
    ada = journey.patient()
    journey.has_reported(ada)
    journey.has_reported(ada, FEVER | {"skin": {"noticed": ["dry_itchy_skin"]}})

    # When a nurse finds the patient and opens the record
    nurse = journey.someone(journey.people.nurse(name="Nora Example"))
    nurse.open("/")
    nurse.follow("Ada Example")
    nurse.is_at("Record")
    nurse.show("record", DESKTOP)

    # Then it says who it is, and draws the temperature with both limits and a table
    nurse.sees("T", "3 February 1970")
    plot = nurse.page.get_by_role("img", name=re.compile("over time in °C"))
    expect(plot).to_be_visible()
    expect(plot).to_contain_text("Upper limit 37.5")
    expect(plot).to_contain_text("Lower limit 36")
    table = nurse.page.get_by_role("table", name=re.compile("Temperature"))
    expect(table).to_contain_text("37.6")
    expect(table).to_contain_text("beyond a limit")

    # And each report opens to the full reasoning, with the version that judged it
    nurse.page.get_by_text("The full reasoning, rule by rule").first.click()
    nurse.page.get_by_text("Rules that did not fire").first.click()
    nurse.sees(re.compile(r"^Fired \(\d+\)"), re.compile(r"^Not fired \(\d+\)"), re.compile("sha256:"))
    nurse.look("record")

    # And leads to what the patient read
    nurse.follow("What was shown to the reporter")
    nurse.is_at("Call the hospital now")
    nurse.look("answer-for-the-team")
