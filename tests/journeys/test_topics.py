"""Given somebody who wants to read: the pages are there for everyone, and honest."""

from tests.journeys.visitor import Journey


def test_the_pages_to_read_need_no_sign_in_and_no_javascript(journey: Journey) -> None:
    # Given a visitor at the emergency numbers
    visitor = journey.someone(javascript=False)
    visitor.open("/emergency")

    # When they follow the link at the foot of the page
    visitor.follow("Read about your treatment")
    visitor.is_at("Read about your treatment")
    visitor.look("list")

    # Then each page marks what goes beyond the leaflet
    visitor.follow("When to call, and whom")
    visitor.sees("Goes beyond the leaflet")
    visitor.look("when-to-call")

    # And says what the hospital does, and not Aldea
    visitor.follow("All pages to read")
    visitor.follow("Your team and your course")
    visitor.sees("Your hospital arranges this")
    visitor.look("planned")
