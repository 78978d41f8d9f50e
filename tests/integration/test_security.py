"""Each page keeps to itself: headers, no third party, no dialling in the demo, and a light first load."""

import gzip
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from aldea.people.models import Account, Patient
from aldea.site.environment import REQUIRED, letter_about, missing_settings
from tests.integration.check_walk import start, walk
from tests.integration.conftest import People

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]
LIMIT = 100_000
POLICY = "default-src 'none'"


def pages(client: Client, addresses: list[str]) -> Mapping[str, str]:
    return {address: client.get(address).content.decode() for address in addresses}


@pytest.mark.parametrize("address", ["/emergency", "/topics/", "/accounts/login/", "/not-here", "/check/"])
def test_every_page_has_a_strict_policy_and_is_kept_by_no_cache(client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert POLICY in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in headers["Cache-Control"]


def test_a_form_of_another_site_is_refused(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.account("patient"))
    assert client.post("/check/").status_code == 403
    assert POLICY in client.post("/check/").headers["Content-Security-Policy"]


def test_cookies_are_for_this_site_over_a_secure_connection() -> None:
    assert django_settings.SESSION_COOKIE_SECURE
    assert django_settings.CSRF_COOKIE_SECURE
    assert django_settings.SESSION_COOKIE_HTTPONLY
    assert django_settings.SECURE_HSTS_SECONDS >= 31_536_000


def test_nothing_on_a_page_comes_from_elsewhere(phone: Client, ada: Patient) -> None:
    begun = start(phone, ada)
    for address, page in pages(phone, ["/", "/check/", begun, "/emergency", "/topics/"]).items():
        found = re.findall(r'(?:src|href|action)="((?:https?:)?//[^"]+)"', page)
        assert found == [], address
        assert " style=" not in page
        assert not re.search(r"<script(?![^>]*src=)", page)


def test_no_style_sheet_asks_for_anything_elsewhere() -> None:
    for sheet in ("nhsuk/nhsuk-frontend.min.css", "aldea.css", "alerts/alerts.css", "reports/check.css"):
        text = Path(finders.find(sheet) or "").read_text(encoding="utf-8")
        assert re.findall(r"url\(['\"]?(?:https?:)?//", text) == []


def test_the_first_load_of_a_patient_page_is_light(phone: Client, ada: Patient) -> None:
    begun = start(phone, ada)
    answers = walk(phone, begun, {})[-1]
    for address, page in pages(phone, ["/", "/check/", begun, answers, "/emergency"]).items():
        linked = set(re.findall(r'(?:src|href)="/static/([^"]+)"', page)) | {"nhsuk/nhsuk-frontend.min.js"}
        files = [Path(finders.find(_plain(name)) or "").read_bytes() for name in linked]
        weight = sum(len(gzip.compress(content)) for content in [page.encode(), *files])
        assert weight < LIMIT, f"{address} weighs {weight} bytes"


def _plain(name: str) -> str:
    """The name of a static file without the digest that a collected one carries."""
    return re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", name)


def test_the_demo_says_so_on_every_page_and_dials_neither_999_nor_111(
    phone: Client, ada: Patient, settings: Settings
) -> None:
    settings.ALDEA_DEMO = True
    begun = start(phone, ada)
    for address, page in pages(
        phone, ["/", "/check/", begun, "/emergency", "/topics/", "/accounts/login/"]
    ).items():
        assert "This is a demo." in page or address == "/accounts/login/", address
        assert "tel:999" not in page
        assert "tel:111" not in page


def test_a_real_hospital_offers_both_numbers(client: Client) -> None:
    page = client.get("/emergency").content.decode()
    assert 'href="tel:999"' in page
    assert 'href="tel:111"' in page
    assert "demo" not in page


@pytest.mark.parametrize("required", REQUIRED, ids=lambda required: required.name)
def test_it_does_not_serve_without_what_it_cannot_invent(required: object) -> None:
    given = {one.name: "something" for one in REQUIRED if one is not required}
    [missing] = missing_settings(given)
    assert missing is required
    letter = letter_about([missing])
    assert missing.name in letter
    assert missing.purpose in letter
    assert missing_settings({"ALDEA_DEMO": "1"}) == []
