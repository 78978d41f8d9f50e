"""Given a person who looks elsewhere in the middle of a check: what was typed is there when they are back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from aldea.reports.models import Check
from tests.journeys.steps_check import ANSWER, NONE, begin, send, walk
from tests.journeys.visitor import Journey, Visitor

HELD = "Object.keys(sessionStorage).filter(key => key.startsWith('aldea:/'))"


def held(who: Visitor) -> object:
    """The keys that the page still holds, once its scripts have run."""
    who.page.wait_for_load_state("load")
    return who.page.evaluate(HELD)


def reading(who: Visitor) -> Locator:
    return who.page.get_by_label("Temperature", exact=True)


def at_the_temperature(journey: Journey, *, javascript: bool = True) -> Visitor:
    """A patient who has typed a fever and not pressed Continue."""
    patient = journey.someone(journey.patient().account, javascript=javascript)
    begin(patient)
    walk(patient, until="temperature")
    reading(patient).fill("39.5")
    return patient


def look_at_the_numbers(who: Visitor) -> None:
    who.follow("Emergency numbers")
    who.is_at("Who to call")
    who.page.go_back()


def go_back_and_on(who: Visitor) -> None:
    who.page.locator(".nhsuk-back-link").click()
    who.page.wait_for_url("**/emergency")
    who.press("Continue")


def go_home_and_on(who: Visitor) -> None:
    who.open("/")
    who.follow(re.compile("Continue the check"))


def lose_the_server(who: Visitor) -> None:
    """The connection is reset although the browser thinks that it has one."""
    who.page.locator("input[name=paracetamol_24h]").nth(1).check()
    who.page.route("**/temperature", lambda route: route.abort("connectionreset"))
    who.press("Continue")
    expect(who.page.get_by_role("button", name="Continue")).to_have_count(0)
    who.page.unroute("**/temperature")
    who.page.go_back()
    if not who.page.url.endswith("/temperature"):
        who.press("Continue")


@pytest.mark.parametrize("leave", [look_at_the_numbers, go_back_and_on, go_home_and_on, lose_the_server])
def test_a_reading_stays_whichever_way_somebody_leaves(
    journey: Journey, leave: Callable[[Visitor], None]
) -> None:
    # Given a patient who typed a fever
    patient = at_the_temperature(journey)

    # When she leaves the page and comes back
    leave(patient)

    # Then it is there, and goes on to be sent
    patient.page.wait_for_url("**/temperature")
    expect(reading(patient)).to_have_value("39.5")
    patient.page.locator("input[name=paracetamol_24h]").nth(1).check()
    patient.press("Continue")
    walk(patient)
    send(patient)
    assert held(patient) == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with_javascript", "without_javascript"])
def test_ticks_stay_when_somebody_looks_at_the_numbers(journey: Journey, javascript: bool) -> None:
    patient = at_the_temperature(journey, javascript=javascript)
    patient.page.locator("input[name=paracetamol_24h]").nth(1).check()
    patient.press("Continue")
    patient.page.wait_for_url("**/general")
    patient.page.locator("input[name=noticed]").first.check()
    look_at_the_numbers(patient)
    expect(patient.page.locator("input[name=noticed]").first).to_be_checked()


@pytest.mark.parametrize("in_words", [False, True], ids=["a_reading", "words"])
def test_what_was_typed_stays_without_javascript_when_somebody_looks_at_the_numbers(
    journey: Journey, in_words: bool
) -> None:
    # Given a patient without scripts who typed a fever, or went on to tell something in words
    patient = at_the_temperature(journey, javascript=False)
    field, typed = reading(patient), "39.5"
    if in_words:
        patient.page.locator("input[name=paracetamol_24h]").nth(1).check()
        patient.press("Continue")
        walk(patient, until="other")
        patient.page.locator("input[value=other_effect]").check()
        patient.press("Continue")
        field, typed = patient.page.locator("textarea"), "My nails look odd."
        field.fill(typed)

    # When she looks at the numbers and comes back, then it is there
    look_at_the_numbers(patient)
    expect(field).to_have_value(typed)


def test_with_scripts_what_was_typed_is_kept_by_the_page_and_not_by_the_browser(journey: Journey) -> None:
    patient = at_the_temperature(journey)
    expect(reading(patient)).to_have_attribute("autocomplete", "off")


def test_what_was_stored_meanwhile_wins_over_what_was_typed_before(journey: Journey) -> None:
    # Given a fever that was typed, and another reading that was stored from a second tab
    patient = at_the_temperature(journey)
    there = patient.page.url
    patient.open("/emergency")
    Check.objects.update(answers={**Check.objects.get().answers, "temperature": 37, "paracetamol_24h": False})

    # When she comes back, then what is stored is shown
    patient.page.goto(there)
    expect(reading(patient)).to_have_value("37")


def test_nothing_typed_is_left_for_the_next_person(journey: Journey) -> None:
    # Given a fever that was typed on a shared computer
    patient = at_the_temperature(journey)
    assert held(patient) != []

    # When she signs out, it is forgotten at once
    patient.press("Sign out")
    patient.is_at("Sign in")
    assert held(patient) == []


def test_when_somebody_else_signs_in_what_was_typed_is_forgotten(journey: Journey) -> None:
    # Given a fever that was typed, and a sign-in that ran out
    patient = at_the_temperature(journey)
    patient.page.context.clear_cookies(name="sessionid")
    other = journey.patient("Ben Sample").account
    assert other is not None

    # When somebody else signs in on the same device, then nothing of it is left
    patient.open("/accounts/login/")
    assert held(patient) != []
    patient.page.locator("#id_login").fill(other.email)
    patient.page.locator("#id_password").fill("a long password")
    patient.page.locator("main button[type=submit]").first.click()
    patient.is_at("Hello, Ben Sample")
    assert held(patient) == []


def test_without_a_connection_an_emergency_meets_999_first(journey: Journey) -> None:
    # Given a patient on the page of the emergency signs who has lost the connection
    patient = journey.someone(journey.patient().account)
    begin(patient)
    patient.page.locator("input[name=noticed][value=collapsed]").check()
    patient.page.context.set_offline(True)

    # When she presses Continue
    patient.press("Continue")

    # Then 999 comes first, and is where the keyboard and the screen reader are
    words = patient.page.locator("[data-offline]")
    expect(words).to_be_focused()
    expect(words.get_by_role("heading", name="Call 999 now")).to_be_in_viewport()
    assert words.inner_text().index("Call 999") < words.inner_text().index("What you typed is kept")
    patient.look("offline-emergency")

    # And when the connection is back, the notice stays, and says that nothing was sent by itself
    patient.page.context.set_offline(False)
    expect(words).to_contain_text("You are connected again. Nothing was sent yet")
    expect(words.get_by_role("heading", name="Call 999 now")).to_be_visible()
    patient.press("Continue")
    expect(patient.page).to_have_url(ANSWER)


@pytest.mark.parametrize("javascript", [True, False], ids=["with_javascript", "without_javascript"])
def test_enter_in_a_reading_goes_on_and_another_one_can_be_typed_at_once(
    journey: Journey, javascript: bool
) -> None:
    # Given a patient who adds another reading
    patient = at_the_temperature(journey, javascript=javascript)
    patient.press("Add another reading")

    # Then she can type it at once, and it stays when the page is fetched again
    second = patient.page.get_by_label("Temperature 2")
    expect(second).to_be_focused()
    patient.page.reload()
    expect(reading(patient)).to_have_value("39.5")
    second.fill("38.9")
    patient.page.locator("input[name=paracetamol_24h]").nth(1).check()

    # When she presses Enter, then the check goes on
    second.press("Enter")
    patient.page.wait_for_url("**/general")
    assert len(Check.objects.get().answers["temperature"]) == 2


def test_what_has_the_focus_is_not_behind_the_bar(journey: Journey) -> None:
    patient = journey.someone(journey.patient().account)
    patient.page.set_viewport_size({"width": 320, "height": 568})
    begin(patient)
    for _press in range(30):
        patient.page.keyboard.press("Tab")
        hidden = patient.page.evaluate(
            """() => {
              const focus = document.activeElement, bar = document.querySelector(".aldea-help-now");
              if (!document.querySelector("main form").contains(focus) || focus.tabIndex < 0) return "";
              const box = (focus.labels?.[0] ?? focus).getBoundingClientRect();
              return box.bottom > bar.getBoundingClientRect().top + 1 ? focus.value : "";
            }"""
        )
        assert hidden == ""
    patient.page.get_by_label(NONE, exact=True).check()
