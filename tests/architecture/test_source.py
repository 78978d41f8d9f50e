"""Rules of the source that a style checker does not know, held against our files and planted faults."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source_rules import (
    EXACT_FLOORS,
    PURE_FLOORS,
    ROOT,
    SOURCE,
    VAGUE_NAMES,
    Rule,
    breaches,
    caught_everything,
    clock_or_chance,
    clock_or_identity_past_the_edge,
    floats,
    hidden_defaults,
    long_functions,
    python_files,
)

EVERYTHING = (SOURCE, ROOT / "tools", ROOT / "bench", ROOT / "tests")
LONGEST_FILE = 300


def _floors(names: tuple[str, ...]) -> list[Path]:
    return python_files(*(SOURCE / name for name in names))


def _rooms_past_the_edge() -> list[Path]:
    """The command line is an edge of its own, and not among them."""
    rooms = ("audit", "people", "reports", "alerts", "site")
    return [path for path in _floors(rooms) if path != SOURCE / "site" / "edge.py"]


def test_the_pure_floors_read_no_clock_and_take_no_chance() -> None:
    assert breaches(clock_or_chance, _floors(PURE_FLOORS)) == []


def test_only_the_edge_reads_the_clock_and_makes_ids() -> None:
    assert breaches(clock_or_identity_past_the_edge, _rooms_past_the_edge()) == []


def test_no_float_stands_at_a_threshold() -> None:
    assert breaches(floats, _floors(EXACT_FLOORS)) == []


def test_models_make_no_time_of_their_own() -> None:
    assert breaches(hidden_defaults, python_files(SOURCE)) == []


def test_nothing_swallows_an_error_that_nobody_foresaw() -> None:
    assert breaches(caught_everything, python_files(*EVERYTHING)) == []


def test_functions_fit_on_a_screen() -> None:
    assert breaches(long_functions, python_files(*EVERYTHING)) == []


def test_files_stay_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*EVERYTHING)}
    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > LONGEST_FILE} == {}


def test_files_and_folders_say_what_they_hold() -> None:
    named = {
        part for path in python_files(*EVERYTHING) for part in path.relative_to(ROOT).with_suffix("").parts
    }
    assert named & VAGUE_NAMES == set()


def test_no_work_is_left_as_a_note() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    texts = {path: path.read_text(encoding="utf-8") for path in python_files(*EVERYTHING)}
    assert [str(path) for path, text in texts.items() if any(mark in text for mark in marks)] == []


PLANTED: list[tuple[Rule, str]] = [
    (clock_or_chance, "import datetime\nx = datetime.datetime.now()"),
    (clock_or_chance, "from datetime import date\nx = date.today()"),
    (clock_or_chance, "from datetime import datetime as d\nx = d.utcnow()"),
    (clock_or_chance, "from datetime import datetime\nclock = datetime.now"),
    (clock_or_chance, "import time"),
    (clock_or_chance, "from time import time"),
    (clock_or_chance, "import random"),
    (clock_or_chance, "from secrets import token_hex"),
    (clock_or_chance, "from uuid import uuid4"),
    (clock_or_chance, "import uuid\nx = uuid.uuid4()"),
    (clock_or_chance, "import os\nx = os.urandom(8)"),
    (clock_or_chance, "def f():\n    import random as dice"),
    (clock_or_identity_past_the_edge, "from django.utils import timezone\nx = timezone.now()"),
    (clock_or_identity_past_the_edge, "import datetime\nx = datetime.datetime.now(datetime.UTC)"),
    (clock_or_identity_past_the_edge, "from uuid import uuid4"),
    (clock_or_identity_past_the_edge, "default = uuid.uuid4"),
    (clock_or_identity_past_the_edge, "import time\nx = time.time()"),
    (clock_or_identity_past_the_edge, "from time import time_ns"),
    (hidden_defaults, "at = DateTimeField(auto_now_add=True)"),
    (floats, "limit = 37.5"),
    (floats, "limit = -1e3"),
    (floats, "limit = float('37.5')"),
    (caught_everything, "try:\n    f()\nexcept Exception:\n    pass"),
    (caught_everything, "try:\n    f()\nexcept:\n    pass"),
    (caught_everything, "try:\n    f()\nexcept (ValueError, BaseException):\n    pass"),
    (long_functions, "def f():\n" + "    x = 1\n" * 40),
]


@pytest.mark.parametrize(("rule", "source"), PLANTED)
def test_each_rule_sees_a_planted_fault(rule: Rule, source: str) -> None:
    assert list(rule(ast.parse(source)))


ALLOWED: list[tuple[Rule, str]] = [
    (clock_or_chance, "from datetime import UTC, datetime, time\nfrom uuid import UUID"),
    (clock_or_chance, "def f(self):\n    return self.now"),
    (clock_or_chance, "def due(now: datetime) -> datetime:\n    return now"),
    (clock_or_identity_past_the_edge, "from aldea.site import edge\nx = edge.now(), edge.new_id()"),
    (clock_or_identity_past_the_edge, "import time\nbegan = time.monotonic()"),
    (floats, "from decimal import Decimal\nlimit = Decimal('37.5')\ncount = 3"),
    (caught_everything, "try:\n    f()\nexcept (KeyError, ValueError):\n    pass"),
    (long_functions, "def f():\n" + "    x = 1\n" * 39),
]


@pytest.mark.parametrize(("rule", "source"), ALLOWED)
def test_no_rule_sees_a_fault_where_there_is_none(rule: Rule, source: str) -> None:
    assert list(rule(ast.parse(source))) == []
