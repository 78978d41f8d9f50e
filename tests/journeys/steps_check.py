"""What a patient does in the check, in steps that read aloud."""

import re
from collections.abc import Mapping
from time import monotonic

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

NONE = "None of these"
SCREENS = re.compile(r"/check/[0-9a-f-]+/([a-z-]+)$")


def begin(who: Visitor) -> None:
    """Open the check and start."""
    who.open("/check/")
    who.press("Start")


def screen_of(who: Visitor) -> str:
    """The name of the screen that is shown."""
    found = SCREENS.search(who.page.url)
    assert found is not None, who.page.url
    return found.group(1)


def temperature(who: Visitor, typed: str, unit: str = "°C (Celsius)", paracetamol: str = "No") -> None:
    """Fill in the temperature page and go on."""
    who.page.get_by_label("Temperature", exact=True).fill(typed)
    who.page.get_by_label(unit).check()
    who.page.locator("input[name=paracetamol_24h]").nth(["Yes", "No"].index(paracetamol)).check()
    who.press("Continue")


def walk(
    who: Visitor,
    noticed: Mapping[str, list[str]] | None = None,
    reading: str = "36.8",
    *,
    look: bool = False,
    until: str = "answers",
) -> list[str]:
    """Go through the check: tick what was noticed by screen, none of the rest. The screens that were met."""
    met = []
    while (name := screen_of(who)) != until:
        met.append(name)
        assert len(met) < 30, met
        if look:
            who.look(name)
        if name == "temperature":
            temperature(who, reading)
        elif (noticed or {}).get(name):
            for id in (noticed or {})[name]:
                who.page.locator(f"input[name=noticed][value='{id}']").check()
            who.press("Continue")
        else:
            who.page.get_by_label(NONE, exact=True).check()
            who.press("Continue")
    return met


def send(who: Visitor) -> None:
    """Send the answers, and be at the answer."""
    who.press(re.compile("Send"))
    expect(who.page).to_have_url(re.compile(r"/reports/[0-9a-f-]+$"))


def report(who: Visitor, noticed: Mapping[str, list[str]] | None = None, reading: str = "36.8") -> None:
    """The whole check in one step."""
    begin(who)
    walk(who, noticed, reading)
    send(who)


def stopwatch() -> float:
    """Seconds of a clock that only goes forward."""
    return monotonic()
