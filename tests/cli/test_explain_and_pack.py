"""`aldea explain` shows the whole reasoning; `aldea pack` checks, tests and traces."""

import json
import shutil
from pathlib import Path

import pytest

from aldea.cli.main import main
from aldea.packs import pack_folder

REPORT = """
{"id": "r1", "context": {"route": "subcutaneous"}, "observations": {"temperature": [37.8], "cough": false}}
"""


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.json"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


def test_as_json_every_rule_is_there_with_what_it_saw(
    report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "--pack", "aldesleukin", "--json", report]) == 0
    found = json.loads(capsys.readouterr().out)
    rules = {rule["rule"]: rule for rule in found["rules"]}
    assert rules["temperature-high"]["truth"] == "fired"
    assert rules["temperature-high"]["seen"][0]["value"] == "37.8"
    assert rules["cough"]["truth"] == "not_fired"
    assert rules["collapsed"]["truth"] == "unknown"
    assert found["assessment"]["urgency"] == "hospital_now"


def test_as_text_it_is_for_a_person(
    report: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["explain", "--pack", "aldesleukin", report]) == 0
    shown = capsys.readouterr().out
    assert "Urgency: hospital_now" in shown
    assert "over 37.5 within 24 hours" in " ".join(shown.split())
    assert "--all shows them" in " ".join(shown.split())


def test_what_cannot_be_read_is_said_and_the_rest_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"observations": {"temperature": 375, "cough": true}}', encoding="utf-8")
    assert main(["explain", "--pack", "aldesleukin", str(path)]) == 1
    shown = capsys.readouterr().out
    assert "could not be read" in shown
    assert "at least hospital_now" in shown


def test_check_counts_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "check", "aldesleukin"]) == 0
    assert "178 statements" in capsys.readouterr().out


def test_trace_prints_a_row_for_each_statement(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "trace", "aldesleukin"]) == 0
    lines = capsys.readouterr().out.splitlines()
    header = lines[0].split("\t")
    assert {"statement", "served_by", "cases", "status"} <= set(header)
    assert len(lines) == 179
    assert all(len(line.split("\t")) == len(header) for line in lines)


def test_trace_of_a_pack_whose_cases_are_gone_fails_and_names_what_is_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(pack_folder("aldesleukin"), tmp_path / "pack"))
    for path in (folder / "cases").glob("*.yaml"):
        if path.stem != "people":
            path.unlink()
    assert main(["pack", "trace", str(folder)]) == 1
    assert "INFECT-2: no case or page test fails without rule:temperature-high" in capsys.readouterr().err
    assert main(["pack", "test", str(folder)]) == 1
    assert "no case fires the rule 'cough'" in capsys.readouterr().out
