"""The arrows of the house point down, and the checker of the arrows is itself checked.

Each test builds a tiny package with the same rooms as ours, plants imports in it, and runs the contracts of
our own pyproject.toml over it.
"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.source_rules import ROOT, SOURCE

FLOORS = (
    ("site", "cli"),
    ("alerts",),
    ("reports",),
    ("hospital",),
    ("people",),
    ("audit",),
    ("care",),
    ("proofs", "rulebook"),
    ("packs", "engines", "exports"),
    ("language",),
    ("terminology",),
)
ROOMS = [room for floor in FLOORS for room in floor]
BELOW_DJANGO = [room for floor in FLOORS[FLOORS.index(("care",)) :] for room in floor]
STRANGERS = [(a, b) for floor in FLOORS for a in floor for b in floor if a != b]
UPWARD = [
    (low, high)
    for number, floor in enumerate(FLOORS)
    for low in floor
    for above in FLOORS[:number]
    for high in above
]
DOWNWARD = [(high, low) for low, high in UPWARD]


def _house(place: Path, imports: dict[str, str]) -> Path:
    """Build the rooms, and in them `module: statement` for each planted import."""
    for room in ROOMS:
        (place / "aldea" / room).mkdir(parents=True)
        (place / "aldea" / room / "__init__.py").touch()
    (place / "aldea" / "__init__.py").touch()
    (place / "aldea" / "site" / "edge.py").touch()
    for module, statement in imports.items():
        path = place / "aldea" / f"{module.replace('.', '/')}.py"
        for folder in reversed(path.relative_to(place / "aldea").parents[:-1]):
            (place / "aldea" / folder).mkdir(exist_ok=True)
            (place / "aldea" / folder / "__init__.py").touch()
        path.write_text(f"{statement}\n", encoding="utf-8")
    return place


def _lint(place: Path) -> tuple[int, str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config"]
    answer = subprocess.run(
        [*command, str(ROOT / "pyproject.toml")],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place)},
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode, answer.stdout + answer.stderr


def test_our_own_house_stands() -> None:
    status, words = _lint(ROOT / "src")
    assert status == 0, words


def test_the_floors_here_are_those_of_the_contract() -> None:
    settings: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}
    layers = [tuple(layer.strip("()").split(" | ")) for layer in contracts["floors"]["layers"]]
    assert layers == list(FLOORS)
    assert contracts["floors"]["exhaustive"] is True
    assert sorted(contracts["no-web-below"]["source_modules"]) == sorted(
        f"aldea.{room}" for room in BELOW_DJANGO
    )


def test_every_room_is_on_a_floor() -> None:
    there = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert there <= {*ROOMS, "protocols"}  # a pack is data: no code stands there
    assert not [
        path for path in (SOURCE / "protocols").rglob("*.py") if path.read_text(encoding="utf-8").strip()
    ]


def test_arrows_that_point_down_are_welcome(tmp_path: Path) -> None:
    planted = {f"{room}.uses_{below}": f"import aldea.{below}" for room, below in DOWNWARD}
    status, words = _lint(_house(tmp_path, planted))
    assert status == 0, words


def test_each_arrow_that_points_up_is_seen(tmp_path: Path) -> None:
    planted = {f"{room}.planted_{above}": f"import aldea.{above}" for room, above in UPWARD}
    status, words = _lint(_house(tmp_path, planted))
    unseen = [
        arrow for arrow in UPWARD if f"aldea.{arrow[0]}.planted_{arrow[1]} -> aldea.{arrow[1]}" not in words
    ]
    assert status == 1
    assert unseen == []


@pytest.mark.parametrize(("room", "stranger"), STRANGERS)
def test_strangers_on_one_floor_do_not_know_each_other(tmp_path: Path, room: str, stranger: str) -> None:
    status, words = _lint(_house(tmp_path, {f"{room}.planted": f"import aldea.{stranger}"}))
    assert status == 1
    assert f"aldea.{room}.planted -> aldea.{stranger}" in words


def test_django_below_audit_is_seen(tmp_path: Path) -> None:
    planted = {f"{room}.planted": "from django.db import models" for room in ROOMS}
    status, words = _lint(_house(tmp_path, planted))
    seen = {room for room in ROOMS if f"aldea.{room}.planted -> django" in words}
    assert status == 1
    assert seen == set(BELOW_DJANGO)


def test_a_room_without_a_floor_is_seen(tmp_path: Path) -> None:
    place = _house(tmp_path, {"attic.boxes": ""})
    status, words = _lint(place)
    assert status == 1
    assert "attic" in words


@pytest.mark.parametrize("module", ["reports.views", "people.management.commands.load"])
def test_views_and_commands_may_ask_the_edge(tmp_path: Path, module: str) -> None:
    status, words = _lint(_house(tmp_path, {module: "from aldea.site import edge"}))
    assert status == 0, words


@pytest.mark.parametrize(
    "module", ["reports.use_cases", "people.models", "alerts.queries", "care.alert_life"]
)
def test_nobody_else_may_ask_the_edge(tmp_path: Path, module: str) -> None:
    status, words = _lint(_house(tmp_path, {module: "from aldea.site import edge"}))
    assert status == 1
    assert f"aldea.{module} -> aldea.site.edge" in words


def test_the_edge_knows_nothing_of_aldea(tmp_path: Path) -> None:
    status, words = _lint(_house(tmp_path, {"site.edge": "import aldea.people"}))
    assert status == 1
    assert "aldea.site.edge -> aldea.people" in words
