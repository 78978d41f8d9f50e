"""What is proved of a rule and of the whole rulebook, from the record that `aldea pack prove` keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from aldea.language.pack import Pack, Rule
from aldea.rulebook.proof_record import NOBODY, ProofRecord, property_words, read_record


@dataclass(frozen=True, slots=True)
class Proved:
    """Each property in words with the number of its claims; `stale` when it is of another version."""

    lines: tuple[tuple[str, int], ...]
    record: ProofRecord
    approved_by: str
    stale: bool


def proved_of_all(pack: Pack) -> Proved | None:
    """Everything that was proved; None where nothing ever was."""
    record = read_record(pack)
    return None if record is None else _proved(pack, record, record.properties)


def proved_of_rule(pack: Pack, rule: Rule) -> Proved | None:
    """What was proved of the things that a rule looks at, gives or asks."""
    record = read_record(pack)
    return None if record is None else _proved(pack, record, record.rules.get(rule.id, {}))


def _proved(pack: Pack, record: ProofRecord, counts: Mapping[str, int]) -> Proved:
    words = property_words(gettext)
    lines = tuple((words[property_], count) for property_, count in counts.items() if property_ in words)
    approved_by = gettext("nobody yet") if record.approved_by == NOBODY else record.approved_by
    return Proved(lines, record, approved_by, stale=not record.is_of(pack))
