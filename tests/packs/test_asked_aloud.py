"""What a nurse asks on the telephone beside a tick box: yes is the worse answer, and a tick means yes."""

import re

import pytest

from tests.packs.pack_words import entries

TICKED = ("yesno", "count", "amount", "choice", "text")
"""The types that are shown as tick boxes; readings and quantities have fields of their own."""

ASKS_YES_OR_NO = ("Are", "Do", "Does", "Did", "Has", "Have", "Is", "Was", "Were", "Could")
REVERSED = (
    r"\bcan(not|'t)? you\b",
    r"\bable to\b",
    r"\b(are|is|do|does|did|has|have) (you |it |they )?not\b",
)
"""Where 'no' would be the worse answer, or where nobody knows what 'yes' says."""

NEVER_A_TICK = (r"\bhow (many|much|often|long)\b", r"\bif so\b", r"\bdo you know\b")


def _faults(asked: str) -> list[str]:
    found = [] if asked.startswith(ASKS_YES_OR_NO) else ["asks for no yes or no"]
    if asked.count("?") != 1 or not asked.endswith("?"):
        found.append("is not one question")
    found += [f"says {pattern}" for pattern in REVERSED if re.search(pattern, asked, re.IGNORECASE)]
    return found + [f"says {pattern}" for pattern in NEVER_A_TICK if re.search(pattern, asked, re.IGNORECASE)]


def test_yes_is_the_worse_answer_to_everything_that_is_ticked_on_the_telephone() -> None:
    asked = {e["id"]: e["team_question"] for e in entries("observations") if e["type"] in TICKED}
    found = [f"{id}: {fault}: {words}" for id, words in asked.items() for fault in _faults(words)]
    assert not found, "\n" + "\n".join(found)


def test_what_a_patient_ticks_says_that_it_is_so() -> None:
    """A question stands only where it is answered in full, by yes, no or not sure."""
    ticked = [
        entry
        for entry in entries("observations")
        if entry["type"] in TICKED and not entry.get("follow_up_of") and entry["group"] != "temperature"
    ]
    assert len(ticked) > 70
    asks = [entry["id"] for entry in ticked if "?" in entry["question"]]
    reversed_ = [entry["id"] for entry in ticked if re.search(r"^I (can|am able)\b", entry["question"])]
    assert asks + reversed_ == []


@pytest.mark.parametrize(
    "asked",
    [
        "Can you finish a sentence without stopping for breath? Are your lips blue or grey?",
        "Has the patient collapsed, or can you not wake them?",
        "Are you able to wake them?",
        "How many times have you been sick in the last 24 hours?",
        "For how many days in a row have you eaten much less than usual?",
        "Have you gained weight, and if so how much?",
        "Do you plan to have a vaccine, and do you know if it is a live one?",
        "Are you breathless? Is that new, or worse than before treatment?",
    ],
)
def test_a_reversed_or_double_question_is_found(asked: str) -> None:
    assert _faults(asked)
