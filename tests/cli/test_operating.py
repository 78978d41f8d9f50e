"""Whoever runs an installation: migrate, check, invite the first administrator, serve."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ALDEA = [sys.executable, "-m", "aldea.cli.main"]
HOSPITAL = {
    "ALDEA_SECRET_KEY": "a key of this test and of nothing else, long enough to be one of them",
    "ALDEA_ALLOWED_HOSTS": "aldea.hospital.example",
    "ALDEA_HOSPITAL_NAME": "Example General Hospital",
    "ALDEA_HOSPITAL_NUMBER": "020 7946 0123",
    "ALDEA_HOURS_OF_COVER": "The team reads reports from 8 am to 8 pm.",
    "ALDEA_DUE_MINUTES": "emergency_999=0,hospital_now=15,doctor_straight_away=30,"
    "contact_hospital=60,tell_team=480",
    "ALDEA_BEHIND_PROXY": "1",
}


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """The environment of a new installation in a folder of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ALDEA_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    return {**kept, **HOSPITAL, "ALDEA_DATA_DIR": str(tmp_path / "data")}


def run(place: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ALDEA, *command], env=place, capture_output=True, text=True, timeout=120, check=False
    )


def rows(told: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """What ``check-deploy`` says of each thing."""
    lines = [line.split("\t") for line in told.stdout.splitlines()]
    return {name: state for state, name, _words in lines}


def test_a_new_installation_is_brought_up_step_by_step(place: dict[str, str]) -> None:
    before = run(place, "check-deploy")
    assert before.returncode == 1
    assert rows(before)["Database"] == "missing"
    refused = run(place, "serve", "--port", "0")
    assert refused.returncode == 78
    assert "aldea migrate" in refused.stderr

    migrated = run(place, "migrate")
    assert migrated.returncode == 0
    assert "Applying people.0001_initial... OK" in migrated.stdout
    assert run(place, "migrate").stdout == "The database is up to date.\n"
    assert rows(run(place, "check-deploy"))["Administrator"] == "missing"

    invited = run(place, "create-admin", "--name", "Amir Example")
    assert invited.returncode == 0
    assert re.search(r"^https://aldea\.hospital\.example/welcome/\S+$", invited.stdout, re.MULTILINE)
    found = rows(run(place, "check-deploy"))
    assert {name for name, state in found.items() if state == "missing"} == {"Administrator"}


def test_each_missing_setting_is_a_row(place: dict[str, str]) -> None:
    told = run({**place, "ALDEA_HOSPITAL_NUMBER": "", "ALDEA_SECRET_KEY": "short"}, "check-deploy")
    assert told.returncode == 1
    assert rows(told)["ALDEA_HOSPITAL_NUMBER"] == "missing"
    assert rows(told)["ALDEA_SECRET_KEY"] == "missing"


@pytest.mark.parametrize("command", ["migrate", "check-deploy"])
def test_a_database_that_is_not_there_is_said_in_a_letter(place: dict[str, str], command: str) -> None:
    told = run({**place, "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/aldea?connect_timeout=2"}, command)
    assert told.returncode != 0
    assert "cannot be opened" in told.stdout + told.stderr
    assert "Traceback" not in told.stderr


def test_a_setting_that_cannot_be_read_is_said_in_a_letter(place: dict[str, str]) -> None:
    told = run({**place, "ALDEA_DUE_MINUTES": "soon"}, "check-deploy")
    assert told.returncode == 1
    assert "ALDEA_DUE_MINUTES has 'soon'" in told.stdout


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def server(place: dict[str, str]) -> Iterator[str]:
    """``aldea serve`` on a database that is up to date; the address."""
    assert run(place, "migrate").returncode == 0
    port = free_port()
    process = subprocess.Popen(
        [*ALDEA, "serve", "--port", str(port)], env={**place, "ALDEA_METRICS_TOKEN": "a token"}
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _try in range(120):
            if process.poll() is None and answer(f"{address}/healthz")[0] == 200:
                break
            time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def answer(address: str, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(address, headers={"Host": "aldea.hospital.example", **headers})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=5) as response:  # noqa: S310  the loopback
            return response.status, response.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()
    except OSError:
        return 0, ""


def test_a_server_says_that_it_works_and_counts_for_who_has_the_token(server: str) -> None:
    assert answer(f"{server}/healthz") == (200, "ok\n")
    assert answer(f"{server}/metrics")[0] == 404
    status, figures = answer(f"{server}/metrics", Authorization="Bearer a token")
    assert status == 200
    assert 'aldea_requests_total{answer="2xx",method="GET",page="healthz"}' in figures
    assert 'aldea_open_alerts{urgency="hospital_now"} 0.0' in figures
