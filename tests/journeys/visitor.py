"""A person with a browser, and what they can do. Each page that is looked at is held to be for everyone."""

import os
import re
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from aldea.people.models import Account, Patient
from aldea.people.permissions import PRACTITIONERS
from tests.integration.check_walk import WELL, know, send, start, walk
from tests.integration.conftest import NOW, People, give_one_time_codes

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 375, "height": 812}
DESKTOP = {"width": 1280, "height": 800}
SMALLEST = {"width": 320, "height": 640}
FEVER = {"temperature": {**WELL, "reading": "37.6"}}
PICTURES = "ALDEA_DOCS_IMAGES"
OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@dataclass
class Visitor:
    """Somebody at a browser. ``look`` is called on each new page."""

    page: Page
    home: str
    folder: Path
    account: Account | None = None
    copy: Page | None = None
    looked: int = 0

    def open(self, address: str) -> None:
        """Go to an address of the site."""
        self.page.goto(self.home + address)

    def look(self, name: str) -> None:
        """Take pictures, hold the page against axe, and see that nothing runs over at 320 pixels."""
        self.looked += 1
        for kind, size in (("desktop", DESKTOP), ("phone", PHONE)):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            self.page.screenshot(path=self.folder / f"{self.looked:02}-{name}-{kind}.png", full_page=True)
        page = self._page_to_examine()
        page.evaluate(AXE)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        faults = [_words(one) for one in found["violations"]]
        assert not faults, f"axe on {name}: {faults}"
        page.set_viewport_size(SMALLEST)  # type: ignore[arg-type]
        assert not page.evaluate(OVERFLOWS), f"{name} runs over at 320 pixels"
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]

    def _page_to_examine(self) -> Page:
        """The page itself; where no JavaScript runs, axe cannot either, and gets a copy of what is shown."""
        if self.copy is None:
            return self.page
        self.copy.goto(self.home + "/emergency")
        self.copy.set_content(self.page.content())
        return self.copy

    def show(self, name: str, size: Mapping[str, int]) -> None:
        """A picture for the README, only when it is asked for: ``docs/images/<name>.png``."""
        if PICTURES in os.environ:
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            self.page.evaluate("window.scrollTo(0, 0)")
            self.page.screenshot(path=Path("docs", "images", f"{name}.png"))
            self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press a button of this name."""
        self.page.get_by_role("button", name=name, exact=isinstance(name, str)).first.click()

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow a link of this name."""
        self.page.get_by_role("link", name=name).first.click()

    def tick(self, *names: str) -> None:
        """Tick boxes."""
        for name in names:
            self.page.get_by_label(name, exact=True).check()

    def sees(self, *texts: str | re.Pattern[str]) -> None:
        """Each of these texts is shown."""
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()

    def sees_no(self, text: str | re.Pattern[str]) -> None:
        """This text is not shown."""
        expect(self.page.get_by_text(text)).to_have_count(0)

    def is_at(self, heading: str | re.Pattern[str]) -> None:
        """The page has this heading."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)


def _words(violation: dict[str, Any]) -> str:
    places = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
    return f"{violation['id']}: {places}"


@dataclass
class Journey:
    """Brings people to their browsers, and closes these at the end."""

    browser: Browser
    url: str
    people: People
    folder: Path
    visitors: list[Visitor] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    stack: ExitStack = field(default_factory=ExitStack)

    def someone(self, account: Account | None = None, *, javascript: bool = True) -> Visitor:
        """A person at a phone, signed in when they have an account."""
        context = self.browser.new_context(viewport=PHONE, java_script_enabled=javascript)  # type: ignore[arg-type]
        self.stack.callback(context.close)
        if account is not None:
            self._sign_in(context, account)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "console", lambda line: self.faults.append(line.text) if "Content Security" in line.text else None
        )
        page.on("request", lambda request: self._is_ours(request.url))
        folder = self.folder / (account.role if account else "visitor")
        if any(visitor.folder == folder for visitor in self.visitors):
            folder = folder.with_name(f"{folder.name}-{len(self.visitors)}")
        visitor = Visitor(page, self.url, folder, account, None if javascript else self._page_for_copies())
        self.visitors.append(visitor)
        return visitor

    def _page_for_copies(self) -> Page:
        """A page in which JavaScript may run, but none of the site's does."""
        context = self.browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
        self.stack.callback(context.close)
        context.route("**/*.js", lambda route: route.abort())
        return context.new_page()

    def patient(self, name: str = "Ada Example", route: str = "subcutaneous") -> Patient:
        """A patient with a sign-in, of whom the team knows how the treatment is given."""
        made = self.people.patient(name=name)
        know(made, "route", route, date(2026, 11, 1), NOW)
        return made

    def has_reported(self, patient: Patient, said: Mapping[str, Mapping[str, Any]] | None = None) -> str:
        """This patient reported before, as other journeys show; the address of the answer."""
        assert patient.account is not None
        client = Client()
        client.force_login(patient.account)
        met = walk(client, start(client, patient), said or {})
        return self.url + send(client, met[-1])

    def end(self) -> None:
        """Close every browser. Nothing may have gone wrong in one, and none has asked a third party."""
        self.stack.close()
        assert self.faults == []

    def _is_ours(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.faults.append(f"a third party was asked: {url}")

    def _sign_in(self, context: BrowserContext, account: Account) -> None:
        client = Client()
        client.force_login(account)
        if account.role in PRACTITIONERS:
            give_one_time_codes(account)
        cookie = client.cookies["sessionid"]
        context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": self.url}])
