"""Logs say what happened to the machine, and nothing about a person."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from aldea.people.models import Account, Patient
from aldea.site.logs import LineFormatter, WithoutIdentifiers, server_logging, without_identifiers
from tests.integration.check_walk import send, start, walk
from tests.integration.conftest import People

pytestmark = pytest.mark.django_db


def written(record: logging.LogRecord) -> str:
    """What the console handler writes."""
    WithoutIdentifiers().filter(record)
    return LineFormatter().format(record)


def test_a_whole_check_leaves_no_trace_of_a_person(
    phone: Client, ada: Patient, people: People, signed_in: Callable[[Account], Client],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    said: dict[str, dict[str, Any]] = {
        "other": {"noticed": ["other_effect"]},
        "other-more": {"other_effect": "My nails look odd."},
    }
    send(phone, walk(phone, start(phone, ada), said)[-1])
    nurse = signed_in(people.nurse())
    nurse.get("/team/worklist")
    nurse.get("/", {"q": "Ada Example"})
    nurse.get(f"/team/patients/{ada.pk}")
    phone.post("/accounts/login/", {"login": "ada@example.org", "password": "a wrong password"})
    lines = "\n".join(written(record) for record in caplog.records if record.levelno >= logging.INFO)
    assert "aldea.requests" in lines
    secrets = (
        "Ada",
        "Example",
        str(ada.hospital_number),
        str(ada.pk),
        ada.telephone,
        "nails",
        "36.8",
        "ada@example.org",
    )
    assert [secret for secret in secrets if secret in lines] == []


def test_a_failure_of_ours_and_a_refused_form_leave_no_trace_of_a_person(
    ada: Patient, phone: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError(f"{ada.name}, {ada.hospital_number}, has 39.5")

    caplog.set_level(logging.INFO)
    phone.raise_request_exception = False
    monkeypatch.setattr("aldea.site.views.home_page", broken)
    assert phone.get("/", {"q": ada.name}).status_code == 500
    Client(enforce_csrf_checks=True).post("/accounts/login/?next=/check/", {"login": "ada@example.org"})
    phone.get(f"/reports/{ada.pk}")
    phone.get("/welcome/Zm9vYmFyZm9vYmFy")
    lines = "\n".join(written(record) for record in caplog.records)
    assert "RuntimeError" in lines
    secrets = (ada.name, "Ada", str(ada.hospital_number), str(ada.pk), "39.5", "ada@example.org", "Zm9vYmFy")
    assert [secret for secret in secrets if secret in lines] == []


def test_whatever_the_logger_the_console_cleans_it() -> None:
    logging_settings: dict[str, Any] = dict(settings.LOGGING)
    handlers = logging_settings["handlers"]
    assert logging_settings["root"]["handlers"] == list(handlers) == ["console"]
    assert handlers["console"]["filters"] == ["without_identifiers"]
    assert all(logger["handlers"] == [] for logger in logging_settings["loggers"].values())


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("GET /welcome/Zm9vYmFy", "GET /welcome/(token)"),
        ("GET /?q=Ada+Example", "GET /?(query)"),
        ("login of ada@example.org failed", "login of (email) failed"),
        ("call 07700 900123", "call (number)"),
        ("patient 0b7f3a52-5d0c-4be1-9f3a-2f6f3a0c1d2e", "patient (id)"),
    ],
)
def test_an_identifier_in_a_line_is_replaced_by_its_kind(line: str, clean: str) -> None:
    assert without_identifiers(line) == clean


def test_the_words_of_an_exception_are_left_out() -> None:
    try:
        int("Ada Example has 39.5")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("aldea", logging.ERROR, __file__, 1, "it failed", (), info)
    text = written(record)
    assert "ValueError" in text
    assert "Ada" not in text


def test_a_record_is_one_line_of_keys_and_values_whatever_stands_in_it() -> None:
    record = logging.LogRecord(
        "aldea", logging.INFO, __file__, 1, 'one\ntwo "three" at=never\u2028', (), None
    )
    record.fields = {"page": "alerts:alert", "method": "GET /x\r\n"}
    record.created = 1_795_488_000
    assert written(record) == (
        "at=2026-11-24T02:40:00.000Z level=INFO logger=aldea "
        'message="one\\ntwo \\"three\\" at=never\\u2028" page=alerts:alert method="GET /x\\r\\n"'
    )


def test_an_identifier_in_a_field_is_replaced_too() -> None:
    record = logging.LogRecord("aldea", logging.INFO, __file__, 1, "request", (), None)
    record.fields = {"page": "of ada@example.org", "status": 200}
    assert 'page="of (email)" status=200' in written(record)


def test_the_server_logs_in_the_same_lines() -> None:
    found = server_logging()
    handlers = {name for logger in found["loggers"].values() for name in logger["handlers"]}
    assert handlers == set(found["handlers"])
    assert all(handler["filters"] == ["without_identifiers"] for handler in found["handlers"].values())
    assert found["formatters"]["line"]["()"] is LineFormatter
