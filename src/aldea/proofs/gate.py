"""The gate: may this change of a pack be published? A letter where it may not."""

from __future__ import annotations

from aldea.packs.approvals import Approval, approval_to_fill_in
from aldea.packs.published import Stopped
from aldea.proofs.difference import Difference
from aldea.proofs.prove import ProofRun


def stop_below_readings(run: ProofRun) -> None:
    """Raises Stopped where the pack is not what its readings say: no approval can change that."""
    if not run.failures:
        return
    first = next((each for each in run.failures if each.story is not None), run.failures[0])
    told = first.story.text if first.story is not None else f"{first.outcome.value}: {first.says}."
    raise Stopped(
        f"{run.pack_id} {run.pack_version} is not what its readings say: {len(run.failures)} of "
        f"{len(run.results)} claims are not proved. No approval can accept that.\n"
        f"{told}\nMend the rule, or let the owner of the readings change them first. "
        f"`aldea pack prove` shows every claim."
    )


def stop_unapproved(found: Difference, approval: Approval | None) -> None:
    """Raises Stopped where something became milder that nobody has accepted."""
    if found.undecided:
        names = ", ".join(f"{each.part} {each.about} ({each.direction})" for each in found.undecided)
        raise Stopped(f"The solver could not decide: {names}. What is not decided is not the same.")
    if not found.milder:
        return
    if not all(each.all_told for each in found.milder):
        raise Stopped(
            "This change makes the rulebook milder in more ways than anyone can accept one by one. "
            "Make it in smaller steps, each with a version of its own."
        )
    stories = found.milder_stories
    short = (
        "There is no approval."
        if approval is None
        else approval.falls_short(found.new.id, found.old.as_version, found.new.as_version, stories)
    )
    if short:
        raise Stopped(
            f"{found.new.id} {found.new.version} is milder than {found.old.version} in {len(stories)} "
            f"patient stories, and that needs an approval that names them.\n{short}\n"
            f"Read the stories above. If a named clinician accepts each of them, write a file such as this, "
            f"and give it with --approve FILE:\n\n{approval_to_fill_in(found.old, found.new, stories)}"
        )
