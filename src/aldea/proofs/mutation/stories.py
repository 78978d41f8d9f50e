"""The smallest report on which a surviving mutant answers otherwise than the pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aldea.language.assessment import Assessment
from aldea.proofs.problem import Claim, Problem
from aldea.proofs.story import EncodingDiffers, Story, case_of, judged, person_words, said_words, told_words
from aldea.proofs.witness import smallest_witness


def story_of_survivor(changed: Problem, original: Problem, claim: Claim, name: str) -> Story:
    """Raises EncodingDiffers where the reference engine sees no difference on the solver's report."""
    witness, _ = smallest_witness(changed, claim)
    before = judged(original, witness.report, witness.settings)
    after = judged(changed, witness.report, witness.settings)
    differing = _differing(before, after)
    if not differing:
        raise EncodingDiffers(f"{name}: {claim.says} was foretold, the engine answers the same")
    lines = [
        *person_words(original.pack, witness.report, witness.settings),
        *said_words(original.pack, witness.report),
        "As the pack is. " + "".join(told_words(before)),
        "As changed. " + "".join(told_words(after)),
        *(f"{what}: only before {', '.join(was) or '-'}; only after {', '.join(now) or '-'}."
          for what, (was, now) in differing.items()),
    ]  # fmt: skip
    wanted = replace(claim, about=name, expect=_expected(differing))
    return Story("\n".join(lines), case_of(original.pack, wanted, witness, witness.report, before.urgency))


def _differing(before: Assessment, after: Assessment) -> Mapping[str, tuple[list[str], list[str]]]:
    found = {}
    for what in ("advice", "because", "ask"):
        was, now = getattr(before, what), getattr(after, what)
        if set(was) != set(now):
            found[what] = (
                [id_ for id_ in was if id_ not in now],
                [id_ for id_ in now if id_ not in was],
            )
    if before.urgency is not after.urgency:
        found["urgency"] = ([before.urgency.id], [after.urgency.id])
    return found


def _expected(differing: Mapping[str, tuple[list[str], list[str]]]) -> dict[str, Any]:
    """What a case would have to ask so that the mutant fails it; whether it is right, a person says."""
    expect: dict[str, Any] = {}
    for what in ("advice", "because", "ask"):
        was, now = differing.get(what, ([], []))
        expect |= {what: was} if was else {}
        expect |= {f"not_{what}": now} if now else {}
    return expect
