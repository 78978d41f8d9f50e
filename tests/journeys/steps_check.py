"""What a patient does in the check, in steps that read aloud."""

import re
from collections.abc import Mapping

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

ANSWER = re.compile(r"/reports/[0-9a-f-]+$")
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


def none_of_these(who: Visitor) -> None:
    """Tick 'none of these' and go on."""
    who.page.get_by_label(NONE, exact=True).check()
    who.press("Continue")


def notice(who: Visitor, *ids: str) -> None:
    """Tick what was noticed and go on."""
    for id in ids:
        who.page.locator(f"input[name=noticed][value='{id}']").check()
    who.press("Continue")


def say(who: Visitor, id: str, answer: str) -> None:
    """Choose yes, no or unsure for a question that is asked in full."""
    who.page.locator(f"input[name='{id}'][value='{answer}']").check()


def walk(
    who: Visitor,
    noticed: Mapping[str, list[str]] | None = None,
    reading: str = "36.8",
    *,
    texts: Mapping[str, str] | None = None,
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
        elif name == "other-more":
            for id, typed in (texts or {}).items():
                who.page.locator(f"textarea[name='{id}']").fill(typed)
            who.press("Continue")
        elif (noticed or {}).get(name):
            notice(who, *(noticed or {})[name])
        else:
            none_of_these(who)
    return met


def send(who: Visitor) -> None:
    """Send the answers, and be at the answer."""
    who.press(re.compile("Send"))
    expect(who.page).to_have_url(ANSWER)


def report(
    who: Visitor,
    noticed: Mapping[str, list[str]] | None = None,
    reading: str = "36.8",
    texts: Mapping[str, str] | None = None,
) -> None:
    """The whole check in one step."""
    begin(who)
    walk(who, noticed, reading, texts=texts)
    send(who)
