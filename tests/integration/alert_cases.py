"""What tests of alerts say again and again, and people who act at the same moment."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Barrier
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections

from aldea.alerts.models import Alert
from aldea.alerts.use_cases import Act
from aldea.care.alert_life import Decision, Refused, Why
from aldea.care.alert_states import NextDose, Outcome
from aldea.people.models import Account
from aldea.site.demo_reports import Said

Answer = TypeVar("Answer")
FEVER = Said("37.6")
RASH = Said(noticed=frozenset({"rash"}))
ITCHY = Said(noticed=frozenset({"dry_itchy_skin"}))
SOMETHING_ELSE = Said(noticed=frozenset({"other_effect"}), told={"other_effect": "My nails look odd."})


def act(
    actor: Account, alert: Alert, at: datetime, *, id: UUID | None = None, known: int | None = None
) -> Act:
    """Somebody does something to an alert."""
    return Act(actor, alert.pk, at, id or uuid4(), uuid4, known)


def kinds(alert: Alert) -> list[str]:
    """What happened to an alert, in order."""
    return [event.kind for event in alert.events.all()]


def refused(do: Callable[[], object]) -> Why:
    """Why this is refused; fails when it is not."""
    with pytest.raises(Refused) as why:
        do()
    return why.value.why


class Together:
    """People who act at the same moment, each on a connection of their own, on a database for many.

    PostgreSQL is one as it is. SQLite is one in a file, as in a hospital; the tests' own is in memory, and
    goes into the file, with all that stands in it, when people first act together.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / "aldea.sqlite3"
        self.settings = connections.settings["default"]
        self.before = self.settings["NAME"]

    def at_once(self, *deeds: Callable[[], Answer]) -> list[Future[Answer]]:
        """Do all of these in the same moment; how each went, in their order."""
        self._need_many()
        start = Barrier(len(deeds))

        def go(deed: Callable[[], Answer]) -> Answer:
            try:
                start.wait(timeout=20)
                return deed()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(deeds)) as people:
            return [people.submit(go, deed) for deed in deeds]

    def then(self, deed: Callable[[], Answer]) -> Answer:
        """Do one thing, or ask one question, where they act."""
        return self.at_once(deed)[0].result()

    def leave(self) -> None:
        """Go back to the database of the tests."""
        self.settings["NAME"] = self.before

    def _need_many(self) -> None:
        if connection.vendor != "sqlite" or self.settings["NAME"] == self.file:
            return
        connection.ensure_connection()
        with closing(sqlite3.connect(self.file)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=WAL")  # as `aldea serve` leaves it before anybody comes
        self.settings["NAME"] = self.file


def decided(outcome: Outcome | None, words: str = "") -> Decision:
    """What closes an alert, with the next dose as planned."""
    return Decision(outcome, NextDose.GO_AHEAD, words)
