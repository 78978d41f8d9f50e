"""What comes first when the words of a search may mean an emergency."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from aldea.language.pack import Pack
from aldea.language.urgency import Urgency


@dataclass(frozen=True, slots=True)
class EmergencyCard:
    """The emergency signs as the check asks for them, those that may be meant first, and what to do.

    Without ``signs`` nothing is asked: the words are grave, and no sign of the check is what they mean.
    """

    title: str
    intro: str
    signs: tuple[str, ...]
    advice: str


def emergency_card(pack: Pack, meant: Iterable[str] = ()) -> EmergencyCard:
    """Every sign that the pack knows words for; ``meant`` are the ids of those that were typed."""
    known = [entry.observation for entry in pack.search.emergency if entry.observation]
    signs = [pack.observations[id] for id in dict.fromkeys((*filter(None, meant), *known))]
    group = next(group for group in pack.groups if group.id == signs[0].group)
    level = next(advice for advice in pack.advice.values() if advice.level is Urgency.EMERGENCY_999)
    return EmergencyCard(group.title, group.intro, tuple(sign.question for sign in signs), level.patient)


def call_now_card(number: str) -> EmergencyCard:
    """What to do for words that are grave and fit no sign of the check, such as those of despair."""
    return EmergencyCard(
        title=_("Call 999 now, or call the hospital"),
        intro=_("Is a life in danger, or could it be? Call 999 now."),
        signs=(),
        advice=_("If you are not sure, call the hospital on %(number)s now, day or night.")
        % {"number": number},
    )
