"""Whether this Aldea and the database belong together: no migration is missing, none is from a newer one."""

from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """``missing`` migrations, in the order of their run; ``unknown`` ones, of a newer Aldea."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def is_current(self) -> bool:
        """Whether this Aldea and the database belong together."""
        return not self.missing and not self.unknown


@cache
def expected() -> tuple[Step, ...]:
    """Every migration of this Aldea, in order. Their files do not change while it runs."""
    graph = MigrationLoader(None).graph
    steps = (step for leaf in graph.leaf_nodes() for step in graph.forwards_plan(leaf))
    return tuple(dict.fromkeys(steps))


@cache
def _on_disk() -> frozenset[Step]:
    return frozenset(MigrationLoader(None).disk_migrations or ())


def read_state() -> DatabaseState:
    """Ask the database. Raises ``django.db.Error`` when it does not answer."""
    applied = MigrationRecorder(connection).applied_migrations()
    rooms = {app for app, _ in expected()}
    return DatabaseState(
        tuple(spelled(step) for step in expected() if step not in applied),
        tuple(spelled(step) for step in sorted(applied) if step[0] in rooms and step not in _on_disk()),
    )


def spelled(step: Step) -> str:
    """A migration as it is named to people: ``people.0001_initial``."""
    return ".".join(step)
