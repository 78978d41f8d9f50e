"""How words are said: through whichever gettext is handed in, and what the urgencies are called."""

import re
from collections.abc import Callable
from typing import TypeVar

from aldea.language.urgency import Urgency

Gettext = Callable[[str], str]
Word = TypeVar("Word")
IDS_OF_URGENCIES = re.compile("|".join(rf"\b{level.id}\b" for level in Urgency if "_" in level.id))


def plain(words: str) -> str:
    """The words as they stand, in English: the language of the pack, and of what is signed on paper."""
    return words


def name_of(id: str) -> str:
    """An id of the pack as words: 'flu_like' is 'flu like'."""
    return id.replace("_", " ")


def urgency_words(gettext: Callable[[str], Word]) -> dict[str, Word]:
    """What each urgency is called, by its id, most urgent first."""
    return {
        Urgency.EMERGENCY_999.id: gettext("Emergency, 999"),
        Urgency.HOSPITAL_NOW.id: gettext("Hospital now"),
        Urgency.DOCTOR_STRAIGHT_AWAY.id: gettext("Doctor straight away"),
        Urgency.CONTACT_HOSPITAL.id: gettext("Contact hospital"),
        Urgency.TELL_TEAM.id: gettext("Tell the team"),
        Urgency.SELF_CARE.id: gettext("Self-care"),
        Urgency.NONE.id: gettext("Nothing to act on"),
    }


def urgencies_in_words(text: str, gettext: Gettext) -> str:
    """A claim of the pack with what an urgency is called in place of its id: ``below “Tell the team”``."""
    words = urgency_words(gettext)
    return IDS_OF_URGENCIES.sub(lambda found: f"“{words[found.group()]}”", text)
