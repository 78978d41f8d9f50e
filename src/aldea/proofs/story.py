"""A refutation as a nurse reads it: who, what they say, what they are told, and what had to hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from aldea.engines.reference import assess
from aldea.language.answers import number_text
from aldea.language.assessment import Assessment
from aldea.language.pack import Pack
from aldea.language.urgency import Urgency
from aldea.packs.border import read_report
from aldea.packs.worked_cases import CASE_TIME, HARMLESS
from aldea.proofs.problem import Claim, Problem
from aldea.proofs.symbols import Formula
from aldea.proofs.witness import Witness, smallest_witness

MOST_ASKED = 4
SHOWN: Mapping[object, str] = {True: "yes", False: "no", "unsure": "not sure", "": "no words"}


@dataclass(frozen=True, slots=True)
class Story:
    """The words, and the same as a worked case for cases.yaml."""

    text: str
    case: str


class EncodingDiffers(RuntimeError):
    """The reference engine answers otherwise than the solver foretold: then nothing is proved."""


def story_of(problem: Problem, claim: Claim) -> Story:
    """The smallest patient story that refutes a claim.

    Raises EncodingDiffers where the reference engine does not answer what the solver foretold.
    """
    witness, model = smallest_witness(problem, claim)
    first = judged(problem, witness.report, witness.settings)
    foretold = foretold_urgency(problem.sheet.at_least, model)
    if first.urgency is not foretold:
        raise EncodingDiffers(
            f"{claim.about}: {foretold.id} was foretold, the engine says {first.urgency.id}"
        )
    required = foretold_urgency(problem.required.at_least, model)
    lines = [f"What must hold: {claim.says}.", *person_words(problem.pack, witness.report, witness.settings)]
    lines += [*said_words(problem.pack, witness.report), *told_words(first)]
    lines.append(f"By the readings it is {required.id}.")
    wrong = (witness.report, required)
    if witness.other is not None and claim.other is not None:
        then = judged(problem, witness.other, witness.settings)
        then_required = foretold_urgency(problem.required.of(claim.other).at_least, model)
        lines += ["Then the answer changes, and all else stays as it is:"]
        lines += [*_changes(problem.pack, witness.report, witness.other), *told_words(then)]
        lines.append(f"By the readings it is then {then_required.id}.")
        if first.urgency is required and then.urgency is not then_required:
            wrong = (witness.other, then_required)
    return Story("\n".join(lines), case_of(problem.pack, claim, witness, *wrong))


def judged(problem: Problem, raw: Mapping[str, Any], settings: Mapping[str, Fraction]) -> Assessment:
    """What the reference engine answers; raises EncodingDiffers where the border refuses the report."""
    reading = read_report(problem.pack, raw)
    if reading.problems:
        raise EncodingDiffers(f"the border refuses the solver's report: {reading.problems[0].message}")
    return assess(problem.pack, reading.report, settings)


def foretold_urgency(at_least: Any, model: Formula) -> Urgency:
    reached = [level for level in Urgency if level and str(model.eval(at_least(level), True)) == "True"]  # noqa: FBT003 - completes the model
    return max(reached, default=Urgency.NONE)


def person_words(pack: Pack, raw: Mapping[str, Any], settings: Mapping[str, Fraction]) -> Iterator[str]:
    """What is known of the patient."""
    known = [f"{pack.context[id_].name}: {shown(value)}" for id_, value in raw["context"].items()]
    known += [f"local setting {id_}: {number_text(value)}" for id_, value in settings.items()]
    yield "Known of the patient: " + ("; ".join(known) or "nothing") + "."


def said_words(pack: Pack, raw: Mapping[str, Any]) -> Iterator[str]:
    """What the report says."""
    observations = raw["observations"]
    told = {id_: value for id_, value in observations.items() if not _harmless(pack, id_, value)}
    words = [f"{pack.observations[id_].name}: {shown(value)}" for id_, value in told.items()]
    for entry in raw.get("history", ()):
        words += [
            f"{pack.observations[id_].name}, {_hours_ago(entry):g} hours earlier: {shown(value)}"
            for id_, value in entry["observations"].items()
        ]
    rest = "Nothing else is answered." if len(told) == len(observations) else "All else is answered: no."
    yield f"The report says: {'; '.join(words) or 'nothing that is raised'}. {rest}"


def _changes(pack: Pack, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for part, items in (("observations", pack.observations), ("context", pack.context)):
        for id_ in sorted({*before[part], *after[part]}):
            was, is_ = before[part].get(id_), after[part].get(id_)
            if was != is_:
                yield f"  {items[id_].name}: {shown(was)} becomes {shown(is_)}"
    if before.get("history") != after.get("history"):
        for entry in after.get("history", ()):
            yield f"  {_hours_ago(entry):g} hours earlier: " + ", ".join(
                f"{pack.observations[id_].name}: {shown(value)}"
                for id_, value in entry["observations"].items()
            )


def told_words(answer: Assessment) -> Iterator[str]:
    """What the rulebook answers."""
    asked = answer.ask[:MOST_ASKED]
    more = len(answer.ask) - len(asked)
    yield (
        f"The rulebook answers {answer.urgency.id} (rules: {', '.join(answer.rules) or 'none'}; "
        f"advice: {', '.join(answer.advice) or 'none'}; "
        f"asks: {', '.join(asked) or 'nothing'}{f' and {more} more' if more else ''})."
    )


def shown(value: object) -> str:
    """A raw answer in a few words."""
    if value is None:
        return "not asked"
    if isinstance(value, list):
        return " and ".join(str(each) for each in value)
    return SHOWN.get(value, str(value)) if isinstance(value, bool | str) else str(value)


def _hours_ago(entry: Mapping[str, Any]) -> float:
    return (CASE_TIME - datetime.fromisoformat(entry["at"])).total_seconds() / 3600


def _harmless(pack: Pack, id_: str, value: object) -> bool:
    kind = pack.observations[id_].kind
    return kind in HARMLESS and value == HARMLESS[kind] and isinstance(value, type(HARMLESS[kind]))


def case_of(pack: Pack, claim: Claim, witness: Witness, raw: Mapping[str, Any], required: Urgency) -> str:
    """A case for cases.yaml: it fails on this pack, and holds on one that does what the readings say."""
    told = {i: v for i, v in raw["observations"].items() if not _harmless(pack, i, v)}
    everything = [o.id for o in pack.observations.values() if o.kind in HARMLESS]
    complete = all(id_ in raw["observations"] for id_ in everything)
    given = [f"context: {_flow(raw['context'])}"]
    given += ["everything_else: harmless"] if complete else []
    given += [f"observations: {_flow(told if complete else raw['observations'])}"]
    if raw.get("history"):
        history = (
            f"{{hours_ago: {_hours_ago(entry):g}, observations: {_flow(entry['observations'])}}}"
            for entry in raw["history"]
        )
        given.append(f"history: [{', '.join(history)}]")
    if witness.settings:
        given.append(f"settings: {_flow({id_: number_text(v) for id_, v in witness.settings.items()})}")
    expect = {"urgency": required.id, **claim.expect}
    return "\n".join([
        f"- id: {_slug(claim)}",
        "  given:",
        *(f"    {line}" for line in given),
        f"  expect: {_flow(expect)}",
    ])  # fmt: skip


def _slug(claim: Claim) -> str:
    text = "".join(
        letter if letter.isalnum() else "-" for letter in f"{claim.property}-{claim.about}".lower()
    )
    return "-".join(part for part in text.split("-") if part)


def _flow(values: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in values.items()) + "}"


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_scalar(each) for each in value) + "]"
    return f'"{value}"' if isinstance(value, str) and (not value or " " in value) else str(value)
