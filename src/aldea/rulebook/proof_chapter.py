"""The record of what was proved, as the chapter of the booklet."""

from __future__ import annotations

from aldea.exports.proofs_chapter import ProofResult, ProofRow, ProofsChapter
from aldea.language.pack import Pack
from aldea.rulebook.proof_record import NOBODY, property_words, read_record
from aldea.rulebook.speech import plain


def recorded_chapter(pack: Pack) -> ProofsChapter | None:
    """What was proved of a pack, property by property; None where nothing ever was."""
    record = read_record(pack)
    if record is None:
        return None
    words = property_words(plain)
    name, _, version = record.solver.partition(" ")
    return ProofsChapter(
        rows=tuple(
            ProofRow(words.get(property_, property_), _claims(count), ProofResult.PROVED)
            for property_, count in record.properties.items()
        ),
        solver=name,
        solver_version=version,
        proved_on=record.proved_on,
        pack_digest=record.pack_digest,
        readings_digest=record.readings_digest,
        approver="" if record.approved_by == NOBODY else record.approved_by,
    )


def _claims(count: int) -> str:
    return "1 claim" if count == 1 else f"{count} claims"
