"""`aldea pack conflicts`: where the source contradicts itself, what is done there, and by which reading."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from aldea.packs import load_pack
from aldea.proofs import load_readings
from aldea.proofs.conflicts import find_conflicts
from aldea.rulebook.conflict_record import record_of, record_path
from aldea.rulebook.conflict_words import ConflictWords, TornAdvice, TornFinding, conflict_words
from aldea.rulebook.speech import plain, urgency_words

WIDTH = 110
URGENCY = urgency_words(plain)


def run_conflicts(
    name: str, readings: Path | None, finding: str, *, as_json: bool, keep: bool, out: TextIO | None = None
) -> int:
    """Prints every disagreement of a pack; 1 when one is not decided by a numbered reading.

    `keep` writes the record that the page shows, when all are decided.
    """
    out = out or sys.stdout
    pack = load_pack(name)
    if finding and finding not in pack.observations:
        raise ValueError(f"the pack {pack.id} has no observation '{finding}'")
    if finding and keep:
        raise ValueError("a record is of the whole pack; leave --finding out")
    found = find_conflicts(pack, load_readings(pack, readings), finding).as_dict()
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    record = record_of(found)
    if as_json:
        out.write(text)
    else:
        out.writelines(f"{line}\n" for line in _report(conflict_words(record, pack, plain)))
        out.write(f"found by {record.solver} in {pack.id} {pack.version}\n{pack.digest}\n")
    if keep and not record.undecided:
        path = record_path(pack.id)
        partial = path.with_suffix(".partial")
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    return int(bool(record.undecided))


def _report(words: ConflictWords) -> Iterator[str]:
    yield from _part("Statements that ask for different urgency", words.findings)
    yield from _part("Self-help that is kept beside a more urgent statement", words.self_help)
    yield from _advice_part("Advice against advice", words.advice)
    yield from _advice_part("Advice that gives way to a call", words.calls)
    yield "THE DECISIONS"
    for reading, _count in words.decisions:
        yield from _wrapped(f"{reading.number:>2}. {reading.title}. {reading.text}", "  ", hang=4)
    yield ""
    yield "WHAT THE CIRCUMSTANCES MEAN"
    for place in words.places:
        yield from _wrapped(f"{place.name}: {place.words}", "  ")
    yield ""
    torn = (*words.findings, *words.self_help)
    yield (
        f"{sum(len(each.names) for each in words.findings)} findings on which statements differ, "
        f"{sum(len(each.names) for each in words.self_help)} more with self-help beside; "
        f"{sum(len(each.winners) for each in (*words.advice, *words.calls))} pairs of advice"
    )
    for reading, count in words.decisions:
        yield f"  decision {reading.number:>2} decides {count:>2}: {reading.title}"
    if words.undecided:
        names = [name for each in torn if each.undecided for name in each.names]
        names += [each.advice.id for each in (*words.advice, *words.calls) for one in each.winners
                  if not one.decided]  # fmt: skip
        yield f"UNDECIDED: {words.undecided} ({', '.join(names)}): cite a reading, or write one"


def _part(title: str, findings: tuple[TornFinding, ...]) -> Iterator[str]:
    yield title.upper()
    yield ""
    for each in findings:
        yield from _finding(each)
        yield ""


def _finding(torn: TornFinding) -> Iterator[str]:
    yield from _wrapped("; ".join(torn.names), "")
    for pair, story in torn.undecided:
        yield from _wrapped(f"UNDECIDED  {pair}: no reading is cited. {story}", "  ")
    for said in torn.said:
        statement = said.statement
        kept = " [advice, kept]" if said.kept else ""
        when = f" ({said.when})" if said.when else ""
        claim = f"{statement.id}, {statement.section}: {statement.claim}{kept}{when}"
        yield from _wrapped(f"{URGENCY[said.urgency.id]:<20} {claim}", "    ", hang=21)
    for done in torn.done:
        when = f" {done.when}" if done.when else ""
        yield from _wrapped(f"done: {URGENCY[done.urgency.id].upper()}{when}", "  ", hang=6)
        yield from _wrapped(f"such as: {done.story}", "        ", hang=9)
    if torn.milder_than:
        yield from _wrapped(f"milder than {', '.join(torn.milder_than)} asks for", "  ")
    for decided in torn.decided:
        when = f" ({decided.when})" if decided.when else ""
        reading = decided.reading
        yield from _wrapped(f"why:  decision {reading.number}, {reading.title}{when}", "  ", hang=6)


def _advice_part(title: str, torn: tuple[TornAdvice, ...]) -> Iterator[str]:
    yield title.upper()
    yield ""
    for each in torn:
        sources = ", ".join(each.advice.statements) or "no statement"
        yield from _wrapped(f"{each.advice.id} ({sources}): {each.advice.claim}", "")
        for winner in each.winners:
            cited = ", ".join(winner.advice.statements) or "no statement"
            never = ", and never stands beside" if winner.apart else ""
            yield from _wrapped(
                f"gives way to{never} {winner.advice.id} ({cited}): {winner.advice.claim}", "  "
            )
            for story in winner.stories:
                yield from _wrapped(f"such as: {story}", "      ", hang=9)
            why = "; ".join(f"decision {one.number}, {one.title}" for one in winner.decided)
            yield from _wrapped(f"why: {why}" if why else "UNDECIDED: no reading is cited", "      ", hang=5)
        yield ""


def _wrapped(text: str, indent: str, hang: int = 2) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + " " * hang, break_on_hyphens=False
    )
