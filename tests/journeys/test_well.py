"""Given a well person: a short check, a calm answer, and nobody is alarmed."""

import pytest

from aldea.alerts.models import Alert
from tests.journeys.steps_check import begin, send, walk
from tests.journeys.steps_team import at_the_worklist
from tests.journeys.visitor import PHONE, Journey


@pytest.mark.parametrize("javascript", [True, False], ids=["with_javascript", "without_javascript"])
def test_a_well_person_meets_few_pages_and_alarms_nobody(journey: Journey, javascript: bool) -> None:
    # Given a patient who is well
    patient = journey.someone(journey.patient().account, javascript=javascript)
    patient.open("/")
    patient.look("home")
    patient.press("How are you today?")
    patient.look("start")

    # When she answers 'none of these' on every page
    begin(patient)
    met = walk(patient, look=True, until="chest")
    patient.show("check", PHONE)
    met += walk(patient, look=True)
    patient.is_at("Check your answers")
    patient.look("answers")
    send(patient)

    # Then she met at most twelve screens, the first and the last one counted
    assert len(["start", *met, "answers"]) <= 12

    # And is told that nothing needs a call, and when one would
    patient.is_at("Nothing that you told us needs a call now")
    patient.sees("This report is in the record. It asks nobody to act, so nobody is told of it.")
    patient.look("answer")

    # And nobody is alarmed
    assert Alert.objects.count() == 0
    at_the_worklist(journey).sees("Nobody is waiting")
