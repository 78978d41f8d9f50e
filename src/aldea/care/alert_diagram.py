"""The life of an alert as a page of the docs, printed from the table of transitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aldea.care.alert_states import TRANSITIONS, Kind, Stage

STAGES: Mapping[Stage, str] = {
    Stage.NEW: "nobody has looked at it",
    Stage.SEEN: "someone has looked; nobody has taken it",
    Stage.CLAIMED: "a nurse has taken it and has seen what was reported",
    Stage.CLAIMED_UNSEEN: "a nurse has taken it; it has not been looked at since it was opened or raised",
    Stage.CALL_AGAIN: "the patient could not be reached; there is a time to call again",
    Stage.CLOSED: "dealt with",
}
KINDS: Mapping[Kind, str] = {
    Kind.OPENED: "a report came in, and there was no open alert",
    Kind.JOINED: "a further report, as urgent or milder",
    Kind.RAISED: "a more urgent report",
    Kind.SEEN: "someone opened it",
    Kind.TEXT_READ: "someone marked free text as read",
    Kind.CLAIMED: "a nurse took it",
    Kind.RELEASED: "the nurse gave it back",
    Kind.NOTED: "someone wrote a note",
    Kind.HANDED_OVER: "it went to another nurse",
    Kind.NOT_REACHED: "the patient could not be reached",
    Kind.STEP_TAKEN: "the nurse took the next step that the hospital has named",
    Kind.JUDGED: "the nurse set another urgency, with the reason",
    Kind.CLOSED: "the nurse closed it with what was decided, and what comes next for the next dose",
    Kind.ENDED: "the patient no longer uses Aldea",
    Kind.PUT_RIGHT: "a nurse put the decision about the next dose right, with the reason",
    Kind.REOPENED: "the end of use was undone",
    Kind.MATCHED: "a nurse found out which patient the caller is",
    Kind.PARTED: "a nurse found that the caller is not that patient, with the reason",
}

PAGE = """# The life of an alert

This page is printed from the table in `aldea.care.alert_states`. After a change of the table, print it again:
`.venv/bin/python -m tools.print_alert_life`

An alert says that something needs a person. A new report joins the open alert of its patient. Only a caller
who is matched later brings an open alert along.
When the new report is more urgent, the alert rises, and counts as unseen until someone looks again.

```mermaid
{diagram}
```

## Where an alert can stand

{stages}

## What can happen

{kinds}

## What keeps it safe

- A second nurse cannot claim what another has claimed, and is told who has it.
- Anyone in the team may take over from a colleague who is away, so that nothing is stuck. That is recorded.
- Nothing closes over a report that nobody has looked at, nor over free text that nobody has read.
- From 'contact hospital' up, nothing closes without an outcome. 'No action' always needs a reason.
- A patient who could not be reached stays on the list. The time to call again becomes the time it is due.
- After the second failed call the alert is due at once, until the next named step is taken.
- A nurse's own urgency stands beside the rules'. A graver one moves the alert up, a milder one never down.
- Every closing says what comes next for the next injection or infusion.
- A decision about the next dose that was wrong is put right with a reason; the wrong one stays on record.
- Whom a caller was matched to, and why they were parted again, stands on the alert.
- Everything that happens is appended as an event. The alert is what its events say, and nothing else.
"""


def mermaid() -> str:
    """The diagram: one arrow for each pair of stages, with all that leads from one to the other."""
    return "\n".join(["stateDiagram-v2", *(f"    {arrow}" for arrow in _arrows())])


def alert_life_page() -> str:
    """The whole page, as Markdown."""
    return PAGE.format(
        diagram=mermaid(),
        stages=_table(("Stage", "What it means", "What can happen"), _stage_rows()),
        kinds=_table(("Event", "What happened"), ((f"`{kind}`", words) for kind, words in KINDS.items())),
    )


def _arrows() -> Iterator[str]:
    for stage, kinds in TRANSITIONS.items():
        for target in Stage:
            leading = [kind.value for kind, to in kinds.items() if to is target and to is not stage]
            if leading:
                yield f"{stage.value if stage else '[*]'} --> {target.value}: {', '.join(leading)}"
    yield f"{Stage.CLOSED.value} --> [*]"


def _stage_rows() -> Iterator[tuple[str, str, str]]:
    for stage, words in STAGES.items():
        yield f"`{stage}`", words, ", ".join(kind.value for kind in TRANSITIONS[stage])


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
