"""The commands of whoever runs Aldea, each as its own program on a folder of its own."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest

from tests.architecture.source_rules import ROOT
from tools.steps import HOSPITAL

REFUSED = 78
TOKEN = "a token of the tests that is long enough"
OURS = ("ALDEA_", "DATABASE_URL", "DJANGO_")
NOBODY = "000 0000 0000"
"""A number that nobody has. Numbers for fiction are refused here, and rightly."""


class Installation:
    """A folder with its settings, in which the commands run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("ALDEA_", "DATABASE_"))
            },
            **HOSPITAL,
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONSAFEPATH": "1",  # the installed command does not look in the folder either
            "ALDEA_HOSPITAL_NUMBER": NOBODY,
            "ALDEA_BEHIND_PROXY": "1",
            "ALDEA_METRICS_TOKEN": TOKEN,
            "ALDEA_DATA_DIR": str(folder / "data"),
        }

    def run(self, *words: str, **changes: str) -> tuple[int, str]:
        """Run a command to its end; its status and all that it said."""
        ended = subprocess.run(
            self.command(*words),
            cwd=self.folder,
            env={**self.environment, **changes},
            capture_output=True,
            text=True,
            check=False,
        )
        return ended.returncode, ended.stdout + ended.stderr

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "aldea.cli.main", *words]

    def write(self, statement: str, *values: object) -> None:
        """Change the database behind Aldea's back."""
        with sqlite3.connect(self.folder / "data" / "aldea.sqlite3") as database:
            database.execute(statement, values)
        database.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Installation:
    """Settings, and nothing else yet."""
    return Installation(tmp_path)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Settings and a database that is up to date."""
    installation = Installation(tmp_path_factory.mktemp("installation"))
    status, said = installation.run("migrate")
    assert status == 0, said
    return installation


def findings(said: str) -> dict[str, str]:
    """The state of each thing that check-deploy looked at, by its name."""
    rows = (line.split(maxsplit=1) for line in said.splitlines() if line and not line[0].isdigit())
    return {rest.split("  ")[0]: state for state, rest in rows}


def test_serve_and_create_admin_refuse_a_database_that_was_never_migrated(fresh: Installation) -> None:
    for words in (("serve", "--port", "0"), ("create-admin", "--name", "Alex Example")):
        status, said = fresh.run(*words)
        assert status == REFUSED
        assert "aldea migrate" in said
        assert "Traceback" not in said


def test_migrate_says_what_it_would_do_and_what_it_did_and_that_nothing_is_left(
    fresh: Installation,
) -> None:
    planned = fresh.run("migrate", "--plan")
    assert planned[0] == 0
    assert "would apply  people.0001_initial" in planned[1]
    done = fresh.run("migrate")
    assert done[0] == 0
    steps = [line.replace("would apply", "applied") for line in planned[1].splitlines()]
    assert done[1].splitlines() == [
        *steps, f"The database is up to date: {len(steps)} migrations were applied.",
    ]  # fmt: skip
    assert fresh.run("migrate") == (0, "The database is up to date: nothing to do.\n")
    assert (fresh.folder / "data").stat().st_mode & 0o077 == 0


def test_no_command_works_on_a_database_that_a_newer_aldea_has_changed(fresh: Installation) -> None:
    fresh.run("migrate")
    fresh.write(
        "insert into django_migrations (app, name, applied) values (?, ?, ?)",
        "people",
        "9999_newer",
        "2026-11-24",
    )
    for words in (("serve", "--port", "0"), ("migrate",), ("create-admin", "--name", "Alex Example")):
        status, said = fresh.run(*words)
        assert status == REFUSED
        assert "people.9999_newer" in said
        assert "upgrade.md" in said
    assert findings(fresh.run("check-deploy")[1])["migrations"] == "wrong"


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"ALDEA_DEMO": "1"}, "ALDEA_DEMO"),
        ({"ALDEA_TIME_ZONE": "Mars"}, "ALDEA_TIME_ZONE"),
        ({"ALDEA_DUE_MINUTES": "soon"}, "ALDEA_DUE_MINUTES"),
        ({"ALDEA_DATA_DIR": "/proc/none/of/this"}, "ALDEA_DATA_DIR"),
        ({"DATABASE_URL": "postgresql://aldea:the-password@127.0.0.1:1/aldea"}, "DATABASE_URL"),
    ],
)
def test_serve_refuses_what_cannot_work_with_a_letter(
    ready: Installation, changes: dict[str, str], word: str
) -> None:
    status, said = ready.run("serve", "--port", "0", **changes)
    assert status == REFUSED
    assert word in said
    assert "Traceback" not in said
    assert "the-password" not in said


def test_check_deploy_names_all_that_is_missing_and_touches_nothing(fresh: Installation) -> None:
    nothing = dict.fromkeys([*HOSPITAL, "ALDEA_BEHIND_PROXY", "ALDEA_METRICS_TOKEN"], "")
    status, said = fresh.run("check-deploy", **nothing)
    assert status == 1
    found = findings(said)
    assert [found[name] for name in HOSPITAL] == ["missing"] * len(HOSPITAL)
    assert found["ALDEA_BEHIND_PROXY"] == "wrong"
    assert found["database"] == found["data folder"] == "missing"
    assert "run: aldea migrate" in said
    assert not (fresh.folder / "data").exists()


def test_check_deploy_goes_on_when_a_setting_cannot_be_read(ready: Installation) -> None:
    status, said = ready.run("check-deploy", ALDEA_DUE_MINUTES="soon")
    assert status == 1
    assert findings(said)["settings"] == "wrong"


def test_check_deploy_passes_once_all_is_there_and_prints_no_secret(fresh: Installation) -> None:
    fresh.run("migrate")
    status, said = fresh.run("check-deploy")
    assert status == 1
    assert {name for name, state in findings(said).items() if state in ("missing", "wrong")} == {
        "administrator"
    }
    fresh.write(
        "insert into people_account (id, email, name, role, is_active, password) values (?, ?, ?, ?, ?, ?)",
        uuid4().hex, "alex@example.org", "Alex Example", "administrator", 1, "!",
    )  # fmt: skip
    status, said = fresh.run("check-deploy")
    assert status == 0, said
    assert {"ok", "advice"} == set(findings(said).values()) - {"All"}
    assert fresh.environment["ALDEA_SECRET_KEY"] not in said
    assert TOKEN not in said


@pytest.mark.parametrize(
    ("changes", "name", "state"),
    [
        ({"ALDEA_HOSPITAL_NUMBER": "020 7946 0123"}, "24-hour number", "wrong"),
        ({"ALDEA_HOSPITAL_NUMBER": "ask at the desk"}, "24-hour number", "wrong"),
        ({"ALDEA_DUE_MINUTES": "hospital_now=15"}, "due times", "wrong"),
        ({"ALDEA_PACK": "no-such-pack"}, "protocol", "wrong"),
    ],
)
def test_check_deploy_sees_what_no_single_variable_shows(
    ready: Installation, changes: dict[str, str], name: str, state: str
) -> None:
    status, said = ready.run("check-deploy", **changes)
    assert (status, findings(said)[name]) == (1, state)


def test_check_deploy_sees_a_clock_that_is_behind_and_a_folder_that_is_open(fresh: Installation) -> None:
    fresh.run("migrate")
    fresh.run("create-admin", "--name", "Alex Example")
    fresh.write("update audit_auditevent set at = '2999-01-01 00:00:00'")
    (fresh.folder / "data").chmod(0o755)
    found = findings(fresh.run("check-deploy")[1])
    assert (found["clock"], found["data folder"]) == ("wrong", "wrong")


def test_create_admin_refuses_a_blank_name_and_an_unknown_sign_in(ready: Installation) -> None:
    assert ready.run("create-admin", "--name", " ") == (REFUSED, "Enter the name.\n")
    status, said = ready.run("create-admin", "--name", "Alex Example", "--renew", "nobody@example.org")
    assert (status, "nobody@example.org" in said) == (REFUSED, True)
    assert (
        "ALDEA_ALLOWED_HOSTS"
        in ready.run("create-admin", "--name", "Alex Example", ALDEA_ALLOWED_HOSTS="")[1]
    )


@contextmanager
def serving(installation: Installation, port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The server, while it runs."""
    with log.open("wb") as words:
        server = subprocess.Popen(
            installation.command("serve", "--port", str(port)),
            cwd=installation.folder, env=installation.environment, stdout=words, stderr=words,
        )  # fmt: skip
        try:
            while server.poll() is None and ask(port, "/healthz")[0] == 0:
                time.sleep(0.1)
            yield server
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def ask(port: int, address: str, headers: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Status and text of a page; 0 while nobody answers."""
    try:
        with urlopen(Request(f"http://127.0.0.1:{port}{address}", headers=dict(headers or {}))) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()
    except OSError:
        return 0, ""


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def test_what_serves_is_healthy_counts_itself_and_lets_the_first_administrator_in(
    ready: Installation, tmp_path: Path
) -> None:
    status, said = ready.run("create-admin", "--name", "Alex Example")
    assert status == 0
    link = said.splitlines()[0]
    assert link.startswith("https://aldea.hospital.example/welcome/")
    by_proxy = {"Host": "aldea.hospital.example", "X-Forwarded-Proto": "https"}
    port, log = free_port(), tmp_path / "log"
    (ready.folder / "png.py").write_text("raise SystemExit('a module of where the command was typed')")
    with serving(ready, port, log) as server:
        assert ask(port, "/healthz") == (200, "ok\n")
        assert ask(port, "/emergency", by_proxy)[0] == 200
        assert ask(port, "/metrics")[0] == 404
        metrics = ask(port, "/metrics", {"Authorization": f"Bearer {TOKEN}"})
        assert 'aldea_open_alerts{urgency="hospital_now"} 0.0' in metrics[1]
        welcome = ask(port, link.removeprefix("https://aldea.hospital.example"), by_proxy)
        assert welcome[0] == 200
        assert 'type="password"' in welcome[1]
        style = ask(port, "/static/aldea.css", by_proxy)
        assert style[0] == 200
    assert server.returncode == 0
    lines = log.read_text().splitlines()
    assert lines[0] == f"Aldea serves on 127.0.0.1, port {port}. Stop it with Ctrl-C."
    assert any("page=people:welcome status=200" in line for line in lines)
    assert all(line.startswith("at=") for line in lines[1:])
    assert link.rsplit("/", 1)[1] not in log.read_text()
