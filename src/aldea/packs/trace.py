"""The trace: for each statement of the source, what serves it and what proves that it is served.

A statement needs a case or page test that names it, and each of its servers (rule, advice or topic) counts
only where deleting that server makes a hand-written case or page test fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from aldea.language.pack import Pack, Topic
from aldea.packs.page_tests import PageTest, run_page
from aldea.packs.registry import statements_cited
from aldea.packs.worked_cases import Engine, Outcome, WorkedCase, run_case

COLUMNS = ("statement", "kind", "urgency", "served_by", "cases", "pages", "unproved", "status", "claim")


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One statement. `unproved` names the servers whose deletion nothing notices."""

    statement: str
    kind: str
    urgency: str
    served_by: tuple[str, ...]
    cases: tuple[str, ...]
    pages: tuple[str, ...]
    unproved: tuple[str, ...]
    status: str
    claim: str

    def cells(self) -> tuple[str, ...]:
        """The row as texts, in the order of COLUMNS."""
        lists = (self.served_by, self.cases, self.pages, self.unproved)
        joined = tuple(" ".join(items) for items in lists)
        return (self.statement, self.kind, self.urgency, *joined, self.status, self.claim)


def trace(
    pack: Pack, cases: Sequence[WorkedCase], pages: Sequence[PageTest], engine: Engine
) -> tuple[TraceRow, ...]:
    """One row for each statement, in the order of the source."""
    outcomes = [outcome for case in cases if not (outcome := run_case(case, pack, engine)).failures]
    missed = cache(partial(_is_missed_by, pack, outcomes, pages, engine))
    planned = {id_ for topic in pack.topics for id_ in topic.planned}
    return tuple(
        _row(pack, id_, servers, outcomes, pages, planned=id_ in planned, missed=missed)
        for id_, servers in statements_cited(pack).items()
    )


def _row(
    pack: Pack,
    id_: str,
    servers: list[str],
    outcomes: Sequence[Outcome],
    pages: Sequence[PageTest],
    *,
    planned: bool,
    missed: Callable[[str], bool],
) -> TraceRow:
    naming = [
        outcome
        for outcome in outcomes
        if id_ in (*outcome.case.about, *(outcome.case.expect.get("because") or ()))
    ]
    own_pages = [page for page in pages if page.statement == id_ and not run_page(page, pack)]
    proved = [server for server in servers if missed(server)] if naming or own_pages else []
    statement = pack.statements[id_]
    needed = [server for server in servers if server not in proved]
    status = "open" if not proved else "planned" if planned else "served"
    return TraceRow(
        statement=id_,
        kind=statement.kind,
        urgency=statement.urgency.id if statement.urgency is not None else "",
        served_by=tuple(servers),
        cases=tuple(outcome.case.id for outcome in naming),
        pages=tuple(page.server for page in own_pages),
        unproved=tuple(needed),
        status=status,
        claim=statement.claim,
    )


def _is_missed_by(
    pack: Pack, outcomes: Sequence[Outcome], pages: Sequence[PageTest], engine: Engine, server: str
) -> bool:
    return is_missed(server, pack, outcomes, pages, engine)


def is_missed(
    server: str,
    pack: Pack,
    outcomes: Iterable[Outcome],
    pages: Iterable[PageTest],
    engine: Engine,
) -> bool:
    """Whether a case or page test fails once this server is deleted."""
    kind, _, id_ = server.partition(":")
    without = _WITHOUT[kind](pack, id_)
    relevant = [
        outcome
        for outcome in outcomes
        if id_ in (outcome.assessment.rules if kind == "rule" else outcome.assessment.advice)
    ]
    return any(run_page(page, without) for page in pages if page.server == server) or any(
        run_case(outcome.case, without, engine).failures for outcome in relevant
    )


def without_rule(pack: Pack, id_: str) -> Pack:
    """The pack less one rule."""
    return replace(pack, rules=tuple(rule for rule in pack.rules if rule.id != id_))


def without_advice(pack: Pack, id_: str) -> Pack:
    """The pack less one advice."""
    return replace(pack, advice={key: advice for key, advice in pack.advice.items() if key != id_})


def without_topic(pack: Pack, id_: str) -> Pack:
    """The pack less one topic."""
    topics: tuple[Topic, ...] = tuple(topic for topic in pack.topics if topic.id != id_)
    return replace(pack, topics=topics)


_WITHOUT = {"rule": without_rule, "advice": without_advice, "topic": without_topic}
