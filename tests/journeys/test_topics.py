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


def test_somebody_searches_in_their_own_words_without_javascript(journey: Journey) -> None:
    # Given a visitor at the pages to read
    visitor = journey.someone(javascript=False)
    visitor.open("/topics/")

    # When they search as they would say it, misspelled
    visitor.page.get_by_label("Search these pages").fill("vommiting")
    visitor.press("Search")

    # Then the page that fits is first, with the sentence
    visitor.is_at("Pages about “vommiting”")
    visitor.sees("You still feel sick. Call the hospital as soon as you can.")
    visitor.look("found")
    visitor.follow("Feeling sick and loss of appetite")
    visitor.is_at("Feeling sick and loss of appetite")

    # And words of an emergency put the call first
    visitor.open("/topics/?q=chest+pain")
    visitor.sees("Call 999 now. Do not wait for anyone to call you.")
    visitor.look("emergency")
    visitor.open("/topics/?q=parachute")
    visitor.sees("No page was found for these words.")
    visitor.look("nothing")


def test_the_pages_that_are_read_and_printed_whole(journey: Journey) -> None:
    visitor = journey.someone()
    for address in ("/topics/", "/topics/advice", "/diary"):
        visitor.open(address)
        visitor.look(address.strip("/").replace("/", "-"))
        visitor.page.pdf(
            path=visitor.folder / f"{address.strip('/').replace('/', '-')}.pdf", prefer_css_page_size=True
        )
