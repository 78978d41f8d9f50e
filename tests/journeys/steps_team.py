"""What a nurse does, in steps that read aloud."""

from playwright.sync_api import expect

from tests.journeys.visitor import Journey, Visitor


def at_the_worklist(journey: Journey, name: str = "Nora Example") -> Visitor:
    """A nurse of the patient's team, with the worklist open."""
    nurse = journey.someone(journey.people.nurse(name=name))
    nurse.open("/team/worklist")
    return nurse


def waits(nurse: Visitor, name: str = "Ada Example") -> None:
    """This patient comes up on the open list within two seconds."""
    expect(nurse.page.get_by_role("link", name=name, exact=True)).to_be_visible(timeout=2500)


def open_alert(nurse: Visitor, name: str = "Ada Example") -> None:
    """Open the alert of this patient."""
    nurse.open("/team/worklist")
    nurse.follow(name)
    expect(nurse.page.get_by_role("heading", name="What was reported")).to_be_visible()


def fill_date(nurse: Visitor, question: str, day: str, month: str, year: str) -> None:
    """Fill in the three boxes of a date."""
    group = nurse.page.get_by_role("group", name=question)
    for label, typed in (("Day", day), ("Month", month), ("Year", year)):
        group.get_by_label(label).fill(typed)


def closes(nurse: Visitor, outcome: str, next_dose: str = "Go ahead as planned") -> None:
    """Choose what was decided and what comes next for the next dose, and close the alert."""
    nurse.page.get_by_label(outcome).check()
    nurse.page.get_by_label(next_dose).check()
    nurse.press("Close the alert")
