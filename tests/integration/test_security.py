"""Each page keeps to itself: headers, no third party, no forged form, and no dialling in the demo."""

import re
import runpy
from collections.abc import Callable, Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client
from pytest_django import Settings

from aldea.cli.serve import run_serve
from aldea.packs import load_pack
from aldea.people.models import Account, Patient
from aldea.site.environment import REQUIRED, SettingsError, letter_about, missing_settings
from aldea.site.variables import Variable
from tests.integration.conftest import PASSWORD, People
from tests.integration.world import build_world
from tools.steps import HOSPITAL

pytestmark = pytest.mark.django_db
Response = Any
"""What the test client answers: a response of Django with a little more."""

NAMED_BY_THE_PACK = re.compile(
    "|".join(
        re.escape(f'<a href="{one.address}" rel="external noopener noreferrer">')
        for one in load_pack("aldesleukin").further_reading
    )
)

SignIn = Callable[[Account], Client]
POLICY = "default-src 'none'"
OPEN_PAGES = (
    "/emergency",
    "/topics/",
    "/accounts/login/",
    "/welcome/never-given",
    "/accounts/by-invitation/",
)


def assert_strict(response: Response) -> None:
    headers = response.headers
    assert POLICY in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in headers["Cache-Control"] or "no-cache" in headers["Cache-Control"]


def assert_keeps_to_itself(page: str) -> None:
    """No other site is asked for anything, and nothing that a strict policy would block stands in the page.

    A reader may follow a link to a page that the pack names; that page is not told where they come from.
    """
    page = NAMED_BY_THE_PACK.sub("<a>", page)
    assert re.findall(r'(?:src|href|action)="((?:https?:)?//[^"]+)"', page) == []
    assert " style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*src=)", page)
    assert not re.search(r"\son\w+=", page)


@pytest.fixture
def every_page(
    people: People, ada: Patient, now: datetime, clock: object, signed_in: SignIn, client: Client
) -> Callable[[], Iterator[tuple[str, Response]]]:
    """Each page of the site as each person sees it, errors included, in a hospital as it is set by then."""

    def pages() -> Iterator[tuple[str, Response]]:
        world = build_world(people, ada, now)
        roles = ("patient", "carer", "nurse", "administrator")
        watchers = {who: signed_in(world.accounts[who]) for who in roles}
        for address in OPEN_PAGES:
            yield address, client.get(address)
        for who, browser in watchers.items():
            for name, address in world.addresses.items():
                yield f"{name} as {who}", browser.get(address)

    return pages


def is_page(response: Response) -> bool:
    return "text/html" in response.headers.get("Content-Type", "") and bool(response.status_code < 300)


def test_every_page_has_strict_headers_and_asks_nobody_else_for_anything(
    every_page: Callable[[], Iterator[tuple[str, Response]]],
) -> None:
    seen = 0
    for name, response in every_page():
        print(name)
        assert_strict(response)
        if is_page(response):
            assert_keeps_to_itself(response.content.decode())
            seen += 1
    assert seen > 25


def test_the_demo_says_so_on_every_page_and_dials_neither_999_nor_111(
    every_page: Callable[[], Iterator[tuple[str, Response]]], settings: Settings
) -> None:
    settings.ALDEA_DEMO = True
    for _name, response in every_page():
        page = response.content.decode(errors="replace")
        assert "tel:999" not in page
        assert "tel:111" not in page
        if "<html" in page:
            assert "This is a demo." in page


def test_the_demo_does_not_dial_999_even_in_an_emergency(
    phone: Client, ada: Patient, settings: Settings
) -> None:
    settings.ALDEA_DEMO = True
    begun = phone.post("/check/", {"patient": str(ada.pk)}).headers["Location"]
    emergency = re.findall(
        r'name="noticed" (?:type="checkbox" )?value="([^"]+)"', phone.get(begun).content.decode()
    )
    answered = phone.post(begun, {"noticed": [value for value in emergency if "none" not in value][:1]})
    page = phone.get(answered.headers["Location"], follow=True).content.decode()
    assert "999" in page
    assert "tel:999" not in page


def test_a_real_hospital_offers_both_numbers_without_sign_in(client: Client) -> None:
    page = client.get("/emergency").content.decode()
    assert 'href="tel:999"' in page
    assert 'href="tel:111"' in page
    assert 'href="tel:02079460123"' in page
    assert "demo" not in page


def errors_of(client: Client, monkeypatch: pytest.MonkeyPatch) -> dict[int, Response]:
    """One page for each way in which a request can fail."""

    def broken(_request: HttpRequest) -> None:
        raise RuntimeError

    client.raise_request_exception = False
    strict = Client(enforce_csrf_checks=True)
    found = {
        400: client.get("/emergency", headers={"host": "elsewhere.example"}),
        403: strict.post("/accounts/login/", {"login": "ada@example.org"}),
        404: client.get("/not-here"),
        410: client.get("/welcome/never-given"),
    }
    monkeypatch.setattr("aldea.site.context.dial", broken)
    monkeypatch.setattr("aldea.site.views.without_a_request", lambda: {"hospital_name": "", "demo": False})
    return {**found, 500: client.get("/emergency")}


def test_a_page_for_an_error_is_as_strict_and_says_whom_to_call(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for status, response in errors_of(client, monkeypatch).items():
        print(status)
        assert response.status_code == status
        assert_strict(response)
        page = response.content.decode()
        assert_keeps_to_itself(page)
        assert 'href="/emergency"' in page
        assert "Traceback" not in page


def test_no_style_sheet_asks_for_anything_elsewhere() -> None:
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            if name.endswith((".css", ".js")):
                text = Path(storage.path(name)).read_text(encoding="utf-8")
                assert re.findall(r"(?:url\(|@import|from|import\()\s*['\"]?(?:https?:)?//", text) == [], name


@pytest.mark.parametrize(
    "address", ["/check/", "/team/patients/new", "/accounts/logout/", "/carers/0/withdraw"]
)
def test_a_form_of_another_site_is_refused(people: People, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.account("patient"))
    response = client.post(address)
    assert response.status_code in {403, 404}
    assert_strict(response)


def test_no_view_is_exempt_from_the_check_of_forms() -> None:
    found = [
        path
        for path in Path("src/aldea").rglob("*.py")
        if "csrf_exempt" in path.read_text(encoding="utf-8") and "vendor" not in path.parts
    ]
    assert found == []


def test_cookies_are_for_this_site_over_a_secure_connection(client: Client, people: People) -> None:
    patient = people.account("patient")
    client.post("/accounts/login/", {"login": patient.email, "password": PASSWORD})
    client.get("/accounts/password/")
    session = client.cookies["sessionid"]
    assert session["secure"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    assert django_settings.CSRF_COOKIE_SECURE
    assert django_settings.SECURE_HSTS_SECONDS >= 31_536_000


def test_a_request_in_the_clear_is_sent_to_the_secure_address(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/emergency").headers["Location"] == "https://testserver/emergency"
    secure = Client().get("/emergency", secure=True)
    assert "max-age=31536000" in secure.headers["Strict-Transport-Security"]


def test_the_check_for_deployment_finds_nothing_in_a_real_hospital(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    for name, value in HOSPITAL.items():
        monkeypatch.setenv(name, value)
    words = StringIO()
    call_command("check", deploy=True, fail_level="WARNING", stdout=words, stderr=words)
    assert "no issues" in words.getvalue()


@pytest.mark.parametrize("required", REQUIRED, ids=lambda required: required.name)
def test_it_does_not_serve_without_what_it_cannot_invent(
    required: Variable, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ALDEA_DEMO", raising=False)
    for name, value in HOSPITAL.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv(required.name, " ")
    assert run_serve("127.0.0.1", 0) != 0
    said = capsys.readouterr()
    assert required.name in said.err + said.out
    with pytest.raises(SystemExit) as shut:
        runpy.run_module("aldea.site.wsgi")
    letter = str(shut.value)
    assert letter == letter_about([required])
    assert required.purpose in letter
    assert [other.name for other in REQUIRED if other.name in letter] == [required.name]


def test_the_demo_needs_no_settings_and_a_switch_is_on_or_off() -> None:
    assert missing_settings({"ALDEA_DEMO": "1"}) == []
    assert missing_settings({"ALDEA_DEMO": "0"}) == list(REQUIRED)
    assert issubclass(SettingsError, Exception)
