"""Machines that watch the server learn whether it works and what waits, and nothing of anybody."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import Settings

from aldea.people.models import Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.check_walk import Clock

pytestmark = pytest.mark.django_db
TOKEN = {"Authorization": "Bearer a token of the tests"}


@pytest.fixture(autouse=True)
def token(settings: Settings) -> None:
    settings.ALDEA_METRICS_TOKEN = "a token of the tests"


def test_a_server_that_works_says_ok(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def _no_database() -> int:
    raise DatabaseError("the password of the database is secret")


@pytest.mark.parametrize("broken", [lambda: 3, _no_database], ids=["not migrated", "no database"])
def test_one_that_does_not_says_so_and_not_why(
    client: Client, monkeypatch: pytest.MonkeyPatch, broken: Callable[[], int]
) -> None:
    monkeypatch.setattr("aldea.site.health.missing_migrations", broken)
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"not ok\n")


def test_what_waits_is_counted_and_nobody_is_named(
    client: Client, ada: Patient, says: Callable[[Said], Report], clock: Clock
) -> None:
    says(Said("37.6"))
    clock.pass_by(minutes=20)
    figures = client.get("/metrics", headers=TOKEN).content.decode()
    for line in (
        'aldea_open_alerts{urgency="hospital_now"} 1.0',
        'aldea_open_alerts{urgency="tell_team"} 0.0',
        "aldea_overdue_alerts 1.0",
        "aldea_oldest_unseen_seconds 1200.0",
        "aldea_reports_last_day 1.0",
    ):
        assert line in figures
    for secret in (ada.name, str(ada.hospital_number), str(ada.pk), "37.6"):
        assert secret not in figures


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer "}])
def test_without_the_token_there_is_no_such_page(client: Client, headers: dict[str, str]) -> None:
    assert client.get("/metrics", headers=headers).status_code == 404


def test_where_no_token_is_set_nobody_has_it(client: Client, settings: Settings) -> None:
    settings.ALDEA_METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
