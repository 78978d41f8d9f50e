"""The pages of the whole rulebook: every rule by urgency, the trace of the statements, the decisions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aldea.alerts.worklist_page import Level, level_of
from aldea.language.pack import Pack, Reading, Rule
from aldea.packs.trace import TraceRow
from aldea.packs.worked_cases import Outcome
from aldea.rulebook.condition_words import sentence_of
from aldea.rulebook.rule_words import in_order
from aldea.rulebook.speech import name_of
from aldea.site.rulebook.rule_search import found_in, text_of

STATUS_WORDS: Mapping[str, str | Promise] = {
    "served": _("Served"),
    "planned": _("Planned"),
    "open": _("Open"),
}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule in the list; ``when`` is its condition in one line."""

    rule: Rule
    when: str
    beyond: bool


@dataclass(frozen=True, slots=True)
class UrgencyGroup:
    """The rules that give one urgency."""

    level: Level
    lines: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class Server:
    """What serves a statement: a rule, an advice or a topic."""

    kind: str
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One statement in the trace."""

    row: TraceRow
    level: Level | None
    beyond: bool
    status: str | Promise
    servers: tuple[Server, ...]


@dataclass(frozen=True, slots=True)
class StatusFilter:
    """A way to narrow the trace: '' is every statement."""

    id: str
    words: str | Promise
    count: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A reading, the rules that follow it, and how many worked cases cite it."""

    reading: Reading
    rules: tuple[Rule, ...]
    cases: int


def rules_by_urgency(pack: Pack, words: str = "") -> tuple[UrgencyGroup, ...]:
    """The rules that have all these words in them, most urgent first; every rule for no words."""
    lines = [_line(pack, rule) for rule in in_order(pack)]
    texts = [(line, text_of(line.rule, line.when, pack)) for line in lines]
    groups = groupby(found_in(texts, words, pack), key=lambda line: line.rule.urgency.id)
    return tuple(UrgencyGroup(level_of(urgency), tuple(found)) for urgency, found in groups)


def _line(pack: Pack, rule: Rule) -> RuleLine:
    beyond = any(pack.statements[id].beyond for id in rule.statements)
    return RuleLine(rule, sentence_of(rule.when, pack, gettext), beyond)


def trace_lines(pack: Pack, rows: Sequence[TraceRow], status: str = "") -> tuple[TraceLine, ...]:
    """The statements of this status in the order of the source; all of them for no status."""
    return tuple(
        TraceLine(
            row=row,
            level=level_of(row.urgency) if row.urgency else None,
            beyond=pack.statements[row.statement].beyond,
            status=STATUS_WORDS[row.status],
            servers=tuple(_servers(pack, row.served_by)),
        )
        for row in rows
        if status in ("", row.status)
    )


def _servers(pack: Pack, served_by: Sequence[str]) -> Iterator[Server]:
    rules = {rule.id: rule.why_team for rule in pack.rules}
    topics = {topic.id: topic.title for topic in pack.topics}
    for server in served_by:
        kind, _colon, id = server.partition(":")
        words = {"rule": rules, "topic": topics}.get(kind, {}).get(id) or name_of(id)
        yield Server(kind, id, words)


def filters_of(rows: Sequence[TraceRow]) -> tuple[StatusFilter, ...]:
    """Every status with the number of its statements."""
    return (
        StatusFilter("", _("All"), len(rows)),
        *(
            StatusFilter(id, words, sum(row.status == id for row in rows))
            for id, words in STATUS_WORDS.items()
        ),
    )


def decisions_of(pack: Pack, outcomes: Sequence[Outcome]) -> tuple[Decision, ...]:
    """The readings by number."""
    return tuple(
        Decision(
            reading=reading,
            rules=tuple(rule for rule in in_order(pack) if number in rule.readings),
            cases=sum(number in outcome.case.readings for outcome in outcomes),
        )
        for number, reading in pack.readings.items()
    )
