"""A patient on a bad line: the first page weighs under 100 kB, everything it loads included."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from aldea.people.models import Account, Patient
from tests.integration.check_walk import Clock, send, start, walk

pytestmark = pytest.mark.django_db
LIMIT = 100_000
GZIP = {"accept-encoding": "gzip"}


@pytest.fixture
def collected(settings: Settings, tmp_path: Path) -> Path:
    """The static files as a hospital serves them: hashed, compressed, from one folder."""
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("collectstatic", verbosity=0, interactive=False)
    return tmp_path / "static"


@pytest.fixture
def fresh(collected: Path, ada: Patient, clock: Clock, signed_in: Callable[[Account], Client]) -> Client:
    """Ada's phone, which has loaded nothing yet."""
    assert ada.account is not None
    return signed_in(ada.account)


def loaded(fresh: Client, address: str) -> bytes:
    """What comes over the line for one address, compressed as the browser asks for it."""
    response = fresh.get(address, headers=GZIP, follow=True)
    assert response.status_code == 200, address
    return response.getvalue()


def weigh(fresh: Client, address: str) -> dict[str, int]:
    """The page and all that it loads, with the bytes of each."""
    page = fresh.get(address, follow=True).content.decode()
    weights = {address: len(loaded(fresh, address))}
    wanted = re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="(/static/[^"]+)"', page)
    while wanted:
        file = wanted.pop()
        if file not in weights:
            weights[file] = len(loaded(fresh, file))
            text = fresh.get(file).getvalue().decode()
            imported = re.findall(r"""(?:from|import)\s*["']\.?/?([^"']+\.js)["']""", text)
            wanted += [f"{file.rsplit('/', 1)[0]}/{name}" for name in imported]
    return weights


def test_the_first_load_of_each_page_of_a_patient_is_light(fresh: Client, ada: Patient) -> None:
    begun = start(fresh, ada)
    screens = walk(fresh, begun, {})
    answer = send(fresh, screens[-1])
    for address in ("/", "/check/", "/emergency", "/topics/", *screens, answer):
        weights = weigh(fresh, address)
        assert sum(weights.values()) < LIMIT, weights
        assert any(name.endswith(".css") for name in weights)
        assert any("nhsuk-frontend" in name and name.endswith(".js") for name in weights), weights


def test_static_files_carry_their_digest_and_are_kept_for_ever(fresh: Client, collected: Path) -> None:
    page = fresh.get("/emergency").content.decode()
    sheets = re.findall(r'href="(/static/[^"]+\.css)"', page)
    assert all(re.search(r"\.[0-9a-f]{12}\.css$", sheet) for sheet in sheets)
    sheet = fresh.get(sheets[0])
    assert sheet.getvalue()
    assert "immutable" in sheet.headers["Cache-Control"]
