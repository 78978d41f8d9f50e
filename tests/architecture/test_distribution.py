"""What is installed is what was pinned, and what ships is all that is there."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from tests.architecture.source_rules import ROOT

FILES = ("runtime", "postgres", "dev")
PIN = re.compile(r"[a-z0-9-]+==[0-9][0-9A-Za-z.]*")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _pins(name: str) -> dict[str, str]:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


@pytest.mark.parametrize("name", FILES)
def test_each_pin_is_a_name_and_a_version_and_nothing_else(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines[1:] if not PIN.fullmatch(line)] == []


def test_the_smaller_files_are_part_of_the_largest() -> None:
    assert _pins("runtime").items() <= _pins("postgres").items() <= _pins("dev").items()


def test_the_pins_are_within_the_ranges_of_the_project() -> None:
    extras: dict[str, list[str]] = PROJECT["optional-dependencies"]
    wanted = {"runtime": PROJECT["dependencies"], "postgres": extras["postgres"], "dev": extras["dev"]}
    for name, lines in wanted.items():
        pins = _pins(name)
        for range_ in map(Requirement, lines):
            if range_.name != "aldea":
                spelled = re.sub(r"[-_.]+", "-", range_.name).lower()
                assert range_.specifier.contains(pins[spelled]), f"{spelled} in {name}.txt"


def test_the_pinned_versions_are_those_installed() -> None:
    assert {name: distribution(name).version for name in _pins("dev")} == _pins("dev")


def _tracked() -> list[Path]:
    """Every file of the package that stands in the repository or is about to."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "src/aldea"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for line in listed.splitlines() if (path := ROOT / line).is_file()]


def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for path in _tracked():
        target = source / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, source / name)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    subprocess.run([*command, "--wheel-dir", str(tmp_path), str(source)], check=True, env={**os.environ})

    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
    wanted = {str(path.relative_to(ROOT / "src")) for path in _tracked()}
    assert wanted - held == set()


def test_nothing_of_the_tests_ships(tmp_path: Path) -> None:
    assert not [path for path in _tracked() if path.name.startswith(("test_", "conftest"))]
