"""Given answers that are not plain: not sure, follow-ups, other units, mistakes."""

import re

from playwright.sync_api import expect

from aldea.reports.models import Report
from tests.journeys.steps_check import begin, notice, say, screen_of, send, temperature, walk
from tests.journeys.visitor import Journey


def test_not_sure_and_follow_ups_are_asked_where_they_are_needed(journey: Journey) -> None:
    # Given a patient at the page about breathing
    patient = journey.someone(journey.patient().account)
    begin(patient)
    walk(patient, until="chest")

    # When he ticks a cough and that he is not sure about something
    patient.tick("I am not sure about one or more of these")
    notice(patient, "cough")

    # Then he is asked what he is not sure about
    patient.is_at("What are you not sure about?")
    patient.look("not-sure")
    notice(patient, "breathless")

    # And to tell more, also about that
    patient.is_at("Tell us a little more")
    patient.sees("Did your coughing start suddenly?", "Did you become breathless suddenly?")
    patient.look("more")
    patient.press("Continue")
    patient.sees("There is a problem")
    patient.look("more-refused")
    say(patient, "sudden_cough", "no")
    say(patient, "sudden_breathlessness", "unsure")
    patient.press("Continue")

    # And the page of his answers says it back
    walk(patient)
    patient.sees(re.compile("not sure"))
    patient.look("answers")
    send(patient)
    patient.is_at("Call the hospital now")
    patient.look("answer")
    sent = Report.objects.get().observations
    asked = [sent[id] for id in ("breathless", "sudden_breathlessness", "sudden_cough")]
    assert asked == ["unsure", "unsure", False]


def test_other_units_are_read_and_impossible_values_are_refused_with_nothing_lost(journey: Journey) -> None:
    # Given a patient at the page of the temperature
    patient = journey.someone(journey.patient().account)
    begin(patient)
    walk(patient, until="temperature")
    typed = patient.page.get_by_label("Temperature", exact=True)

    # When she forgets the point, then that is refused kindly, and what she typed and ticked stays
    temperature(patient, "375")
    patient.sees(re.compile("375 °C cannot be a body temperature"))
    expect(typed).to_have_value("375")
    expect(patient.page.locator("input[name=paracetamol_24h]").nth(1)).to_be_checked()
    patient.look("impossible")

    # When she types words, or the other unit, then it is said so
    temperature(patient, "warm")
    patient.sees(re.compile("“warm” is not a temperature"))
    temperature(patient, "98.4")
    expect(patient.page.get_by_role("alert")).to_be_visible()
    patient.look("other-unit")

    # When she chooses Fahrenheit, then it is taken
    temperature(patient, "98.4", unit="°F (Fahrenheit)")
    assert screen_of(patient) == "general"

    # When she goes back, then it is all still there, and a comma will do
    patient.follow("Back")
    expect(typed).to_have_value("98.4")
    temperature(patient, "37,4")
    walk(patient)
    patient.sees("37.4 °C")

    # When she changes an answer from the last page, then she comes back to it
    patient.page.get_by_role("link", name=re.compile("Change.*temperature", re.IGNORECASE)).first.click()
    temperature(patient, "99,3", unit="°F (Fahrenheit)")
    patient.is_at("Check your answers")
    patient.sees("99.3 °F")
    send(patient)
    patient.is_at("Nothing that you told us needs a call now")


def test_a_number_that_cannot_be_is_refused_beside_its_question(journey: Journey) -> None:
    # Given a patient who was sick, without JavaScript
    patient = journey.someone(journey.patient().account, javascript=False)
    begin(patient)
    walk(patient, {"tummy": ["vomiting_24h"]}, until="tummy-more")

    # When he types what is no number, then it is refused, and stays to be mended
    count = patient.page.locator("input[name=vomiting_24h]")
    count.fill("a lot")
    patient.press("Continue")
    patient.sees("There is a problem")
    expect(count).to_have_value("a lot")
    patient.look("count-refused")

    # When he types a number, then the check goes on
    count.fill("2")
    patient.press("Continue")
    walk(patient)
    patient.sees("2 times")


def test_nothing_chosen_is_no_answer(journey: Journey) -> None:
    # Given a patient at the first page, without JavaScript
    patient = journey.someone(journey.patient().account, javascript=False)
    begin(patient)

    # When she goes on without an answer, then nothing is guessed
    patient.press("Continue")
    patient.sees("Tick what applies, or tick “None of these”")
    patient.look("nothing-chosen")
    assert screen_of(patient) == "emergency"
