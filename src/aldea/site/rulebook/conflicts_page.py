"""Where the source contradicts itself, from the record that `aldea pack conflicts` keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from aldea.alerts.worklist_page import Level, level_of
from aldea.language.pack import Pack
from aldea.language.urgency import Urgency
from aldea.rulebook.conflict_record import read_record
from aldea.rulebook.conflict_words import ConflictWords, TornFinding, conflict_words


@dataclass(frozen=True, slots=True)
class ConflictsPage:
    """The report in words; `stale` when it is of another version. `levels` draws an urgency by its id."""

    words: ConflictWords
    levels: Mapping[str, Level]
    solver: str
    digest: str
    stale: bool

    @property
    def differing(self) -> int:
        """On how many findings the statements ask for different urgency."""
        return _count(self.words.findings)

    @property
    def with_self_help(self) -> int:
        """On how many they differ only since self-help is kept beside."""
        return _count(self.words.self_help)

    @property
    def pairs(self) -> int:
        """How many pairs of advice do not go together."""
        return sum(len(each.winners) for each in (*self.words.advice, *self.words.calls))


def _count(findings: tuple[TornFinding, ...]) -> int:
    return sum(len(each.names) for each in findings)


def conflicts_page(pack: Pack) -> ConflictsPage | None:
    """The page; None where nobody has looked."""
    record = read_record(pack)
    if record is None:
        return None
    return ConflictsPage(
        words=conflict_words(record, pack, gettext),
        levels={level.id: level_of(level.id) for level in Urgency},
        solver=record.solver,
        digest=record.pack_digest,
        stale=not record.is_of(pack),
    )
