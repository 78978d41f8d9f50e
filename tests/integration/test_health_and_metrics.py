"""Machines that watch over an installation learn whether it is well and what waits, and nobody's name."""

import logging
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from aldea.alerts.models import Alert
from aldea.language import Urgency
from aldea.people.models import Account, Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from aldea.site.metrics import REGISTRY
from tests.integration.check_walk import Clock
from tests.integration.pages import do, look

pytestmark = pytest.mark.django_db
TOKEN = "a token of the tests that is long enough"
FEVER = Said("37.6")


@pytest.fixture
def token(settings: Settings) -> None:
    settings.ALDEA_METRICS_TOKEN = TOKEN


def read(client: Client) -> dict[str, float]:
    """The figures, by name and labels as they stand in the text."""
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    lines = answer.content.decode().splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}


def broken(*_args: object) -> None:
    raise OperationalError("no connection to the server at db.hospital.example as aldea")


def test_health_is_ok_without_sign_in_by_any_name_and_in_the_clear(
    client: Client, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["aldea.hospital.example"]
    answer = client.get("/healthz", headers={"Host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert client.post("/healthz").status_code == 405
    assert client.head("/healthz").status_code == 200


def test_every_other_page_still_needs_its_name_and_a_safe_connection(
    client: Client, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/emergency").status_code == 301
    assert client.get("/healthz/").status_code == 301
    settings.SECURE_SSL_REDIRECT = False
    settings.ALLOWED_HOSTS = ["aldea.hospital.example"]
    assert client.get("/emergency").status_code == 400


def test_health_is_not_ok_while_a_migration_is_missing(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("people", "0001_initial")
    assert client.get("/healthz").status_code == 503


def test_health_is_not_ok_where_a_newer_aldea_has_changed_the_database(client: Client) -> None:
    MigrationRecorder(connection).record_applied("people", "9999_of_a_newer_one")
    assert client.get("/healthz").status_code == 503


def test_health_says_nothing_about_what_is_wrong_and_the_log_does(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("aldea.site.watch.read_state", broken)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"not ok\n")
    assert "the database does not answer (OperationalError)" in caplog.text
    assert "db.hospital.example" not in caplog.text


def test_a_machine_that_asks_often_is_logged_only_when_something_is_wrong(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="aldea.requests")
    client.get("/healthz")
    assert [record for record in caplog.records if record.name == "aldea.requests"] == []
    monkeypatch.setattr("aldea.site.watch.read_state", broken)
    client.get("/healthz")
    assert [record.name for record in caplog.records].count("aldea.requests") == 1


@pytest.mark.parametrize(
    "given", ["", "Bearer ", "Bearer wrong", f"bearer {TOKEN}", TOKEN, f"Bearer {TOKEN}é"]
)
@pytest.mark.usefixtures("token")
def test_without_the_token_there_are_no_metrics(client: Client, given: str) -> None:
    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer None"])
def test_while_no_token_is_set_there_are_no_metrics_for_anybody(
    client: Client, settings: Settings, given: str
) -> None:
    settings.ALDEA_METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


@pytest.mark.usefixtures("token")
def test_the_figures_are_those_of_what_waits(
    client: Client, desk: Client, clock: Clock, says: Callable[[Said], Report]
) -> None:
    assert read(client)["aldea_oldest_unseen_seconds"] == 0
    says(Said("36.8"))
    says(FEVER)
    clock.pass_by(minutes=10)
    says(FEVER)
    found = read(client)
    assert found['aldea_open_alerts{urgency="hospital_now"}'] == 1
    assert found["aldea_oldest_unseen_seconds"] == 600
    assert found["aldea_overdue_alerts"] == 0
    assert found["aldea_reports_last_day"] == 3
    clock.pass_by(minutes=6)
    assert read(client)["aldea_overdue_alerts"] == 1
    look(desk, Alert.objects.get())
    assert read(client)["aldea_oldest_unseen_seconds"] == 0
    clock.pass_by(minutes=1)
    says(FEVER)
    clock.pass_by(hours=1)
    assert read(client)["aldea_oldest_unseen_seconds"] == 3600
    clock.pass_by(hours=23)
    assert read(client)["aldea_reports_last_day"] == 0


@pytest.mark.usefixtures("token")
def test_an_alert_that_is_closed_waits_no_more(
    client: Client, desk: Client, says: Callable[[Said], Report]
) -> None:
    says(FEVER)
    alert = Alert.objects.get()
    do(desk, alert, "claim")
    do(desk, alert, "close", outcome="attend_today", next_dose="stop", words="")
    found = read(client)
    open_ = {name: value for name, value in found.items() if name.startswith("aldea_open_alerts")}
    assert set(open_.values()) == {0}
    assert len(open_) == len(Urgency) - 1


@pytest.mark.usefixtures("token")
def test_the_graver_urgency_of_a_nurse_counts_as_on_the_worklist(
    client: Client, nora: Account, says: Callable[[Said], Report]
) -> None:
    says(FEVER)
    Alert.objects.update(judged=Urgency.EMERGENCY_999.id)
    assert read(client)['aldea_open_alerts{urgency="emergency_999"}'] == 1


@pytest.mark.usefixtures("token")
def test_no_figure_says_whose_it_is(
    client: Client, desk: Client, phone: Client, ada: Patient, says: Callable[[Said], Report]
) -> None:
    report = says(FEVER)
    desk.get(f"/team/patients/{ada.pk}")
    desk.get("/", {"q": "Ada Example"})
    phone.get(f"/answers/{report.pk}")
    client.get("/welcome/Zm9vYmFyZm9vYmFy")
    text = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()
    assert 'page="alerts:record"' in text
    secrets = (
        "Ada",
        "Example",
        str(ada.hospital_number),
        str(ada.pk),
        str(report.pk),
        "Zm9vYmFy",
        ada.team.name,
    )
    assert [secret for secret in secrets if secret in text] == []


def counted(**labels: str) -> float:
    return REGISTRY.get_sample_value("aldea_requests_total", labels) or 0


def test_requests_are_counted_by_page_method_and_class_of_status(client: Client) -> None:
    ways = [
        {"page": "emergency", "method": "GET", "status": "2xx"},
        {"page": "-", "method": "GET", "status": "4xx"},
        {"page": "emergency", "method": "other", "status": "2xx"},
        {"page": "home", "method": "POST", "status": "3xx"},
    ]
    before = [counted(**labels) for labels in ways]
    client.get("/emergency")
    client.get("/nowhere/Ada")
    client.generic("FROBNICATE", "/emergency")
    client.post("/")
    assert [counted(**labels) for labels in ways] == [number + 1 for number in before]
    assert REGISTRY.get_sample_value("aldea_request_seconds_count", ways[0]) == counted(**ways[0])


@pytest.mark.usefixtures("token")
def test_while_the_database_is_away_the_metrics_say_so_and_nothing_of_patients(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(client)["aldea_database_up"] == 1
    monkeypatch.setattr("aldea.site.metrics.read_waiting", broken)
    found = read(client)
    assert found["aldea_database_up"] == 0
    assert not [
        name
        for name in found
        if name.startswith(("aldea_open", "aldea_overdue", "aldea_oldest", "aldea_reports"))
    ]


@pytest.mark.usefixtures("token")
def test_the_metrics_say_which_aldea_and_which_protocol_runs(client: Client) -> None:
    (build,) = (name for name in read(client) if name.startswith("aldea_build_info"))
    assert 'pack="aldesleukin"' in build
    assert "sha256:" in build
