"""Real Chromium against a real server: each person of a journey has a browser of their own."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.integration.conftest import People, hospital, people
from tests.journeys.visitor import Journey

__all__ = ["hospital", "people"]

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: Mapping[str, Any]) -> dict[str, Any]:
    """The Chromium that was found, which asks nothing of the world."""
    return {**browser_type_launch_args, "executable_path": os.environ["CHROMIUM"], "args": ARGUMENTS}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file, so that the server's threads each have a connection of their own, as in a hospital."""
    database = connections["default"].settings_dict
    if "sqlite3" in database["ENGINE"]:
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "journeys.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def without_certificate() -> Iterator[None]:
    """The server of the journeys is on this machine and has no certificate; it reads this when it starts."""
    with override_settings(
        SECURE_SSL_REDIRECT=False,
        SECURE_HSTS_SECONDS=0,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
    ):
        yield


@pytest.fixture
def journey(
    request: pytest.FixtureRequest,
    browser: Browser,
    transactional_db: None,
    hospital: None,
    live_server: LiveServer,
    people: People,
) -> Iterator[Journey]:
    """The journey of this test; at its end every page that was met has been looked at."""
    name = re.sub(r"[^a-z0-9_]+", "-", request.node.name.removeprefix("test_")).strip("-")
    travelling = Journey(browser, live_server.url, people, Path("screenshots") / name)
    yield travelling
    travelling.end()
