"""Which screens a check has, and which comes next: from the pack, what is known, and the answers so far.

Pure: a function of its arguments. The screens are those of the pack's groups. Each group may have a page
for what the person is not sure about, and one for what was raised; both only where they are needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from aldea.language import Pack
from aldea.language.pack import Kind, Observation
from aldea.reports.check_draft import (
    PLAIN_NO,
    UNSURE,
    WITH_AMOUNT,
    Draft,
    Raw,
    Situation,
    is_raised,
)

EMERGENCY = "emergency"
FEELS_HOT = "feels_feverish"
ROUTE = "route"
ON_INJECTIONS = "subcutaneous"

CAN_BE_NOT_SURE = frozenset({Kind.YESNO, Kind.COUNT, Kind.AMOUNT, Kind.CHOICE})
"""Kinds that the page 'what are you not sure about' lists: free text and measurements are not among them."""


class Part(StrEnum):
    """The kinds of screen."""

    NOTICED = "noticed"
    TEMPERATURE = "temperature"
    NOT_SURE = "not-sure"
    MORE = "more"
    AGAIN = "again"
    ANSWERS = "answers"


EMERGENCY_SCREENS = frozenset({EMERGENCY, f"{EMERGENCY}-{Part.NOT_SURE}"})
"""The screens on which an emergency is said."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One page of the check. ``items`` are observation ids in the pack's order; ``step`` counts from 1."""

    id: str
    part: Part
    group: str
    items: tuple[str, ...]
    step: int
    steps: int


def asks_place(situation: Situation) -> bool:
    """Whether the first screen asks if the person is in hospital: on the drip, or route not known."""
    return situation.context.get(ROUTE) != ON_INJECTIONS


def is_hidden(observation: Observation, situation: Situation) -> bool:
    """Whether the context is a plain no, so that the question does not apply to this person."""
    return observation.only_when is not None and situation.context.get(observation.only_when) is False


def counts_events(observation: Observation) -> bool:
    """Whether it counts events of the last 24 hours, so that a later report counts on from the one before."""
    unit = observation.unit
    return observation.kind is Kind.COUNT and unit is not None and unit.dimension == "episodes"


def readings_of(pack: Pack, group: str) -> Observation | None:
    """The observation that is measured with a thermometer, in the group that has one."""
    members = (item for item in pack.observations.values() if item.group == group)
    return next((item for item in members if item.kind is Kind.READINGS), None)


def known(pack: Pack, situation: Situation, draft: Draft, id: str) -> Raw | None:
    """The answer as far as it is known: said in this check, carried, or no by its meaning.

    No by its meaning: the follow-up of a plain no, and what the context rules out ('an old breathing problem
    is worse' where there was none). A follow-up counts no longer once its parent was taken back.
    """
    observation = pack.observations[id]
    if is_hidden(observation, situation):
        return PLAIN_NO.get(observation.kind)
    if id == FEELS_HOT:
        return _feels_hot(pack, draft)
    if observation.follow_up_of and not _any_parent_raised(pack, situation, draft, observation):
        parents = [known(pack, situation, draft, parent) for parent in observation.follow_up_of]
        return None if None in parents else PLAIN_NO.get(observation.kind)
    if (said := draft.answers.get(id)) is not None:
        return said
    carried = situation.carried.get(id)
    return carried.value if carried else None


def _any_parent_raised(pack: Pack, situation: Situation, draft: Draft, observation: Observation) -> bool:
    parents = [pack.observations[parent] for parent in observation.follow_up_of]
    return any(is_raised(parent, known(pack, situation, draft, parent.id)) for parent in parents)


def sent_observations(pack: Pack, situation: Situation, draft: Draft) -> dict[str, Raw]:
    """The observations of the report, as the core reads them.

    What was ticked and never told in full (only when an emergency is sent at once) is not sure; a free
    text that was not written was not asked.
    """
    sent: dict[str, Raw] = {}
    for observation in pack.observations.values():
        value = known(pack, situation, draft, observation.id)
        if value is None and observation.id in draft.ticked:
            value = _UNTOLD.get(observation.kind)
        if value is not None:
            sent[observation.id] = value
    return sent


_UNTOLD: Mapping[Kind, Raw] = {Kind.COUNT: UNSURE, Kind.AMOUNT: True}


def is_emergency(pack: Pack, draft: Draft) -> bool:
    """Whether any emergency question was answered with yes or not sure."""
    first = (item for item in pack.observations.values() if item.group == EMERGENCY)
    return any(is_raised(item, draft.answers.get(item.id)) for item in first)


def emergency_alone(pack: Pack, draft: Draft) -> Draft:
    """What was said on the pages of an emergency and nothing else: how things are now."""
    signs = {id: raw for id, raw in draft.answers.items() if pack.observations[id].group == EMERGENCY}
    return Draft(answers=signs, in_hospital=draft.in_hospital)


def screens(pack: Pack, situation: Situation, draft: Draft) -> tuple[Screen, ...]:
    """Every screen that this check has now, in order, ending with the check of the answers."""
    groups = [group.id for group in pack.groups if _asked_first(pack, situation, group.id)]
    steps = len(groups) + 1
    found: list[Screen] = []
    for step, group in enumerate(groups, start=1):
        for part, items in _parts(pack, situation, draft, group):
            name = group if part in _MAIN else f"{group}-{part}"
            found.append(Screen(name, part, group, items, step, steps))
    return (*found, Screen(Part.ANSWERS, Part.ANSWERS, "", (), steps, steps))


_MAIN = frozenset({Part.NOTICED, Part.TEMPERATURE})


def find_screen(pack: Pack, situation: Situation, draft: Draft, id: str) -> Screen | None:
    """The screen with this id, if the check has it now."""
    return next((screen for screen in screens(pack, situation, draft) if screen.id == id), None)


def next_screen(pack: Pack, situation: Situation, draft: Draft) -> Screen:
    """The first screen that is not answered yet; the check of the answers when all are."""
    for screen in screens(pack, situation, draft):
        if not _is_done(pack, draft, screen):
            return screen
    raise AssertionError("the check of the answers is never done before it is sent")


def screen_before(pack: Pack, situation: Situation, draft: Draft, screen: Screen) -> Screen | None:
    """The screen to go back to; None on the first."""
    before = [each for each in screens(pack, situation, draft) if each.part is not Part.AGAIN]
    places = [each.id for each in before]
    if screen.id in places:
        place = places.index(screen.id)
        return before[place - 1] if place else None
    return before[-1]


def _asked_first(pack: Pack, situation: Situation, group: str) -> tuple[str, ...]:
    """The observations on the group's own page: follow-ups come later, carried answers stand."""
    return tuple(
        item.id
        for item in pack.observations.values()
        if item.group == group
        and not item.follow_up_of
        and item.id != FEELS_HOT
        and item.id not in situation.carried
        and not is_hidden(item, situation)
    )


def _parts(
    pack: Pack, situation: Situation, draft: Draft, group: str
) -> Iterator[tuple[Part, tuple[str, ...]]]:
    """The pages of one group, in order."""
    first = _asked_first(pack, situation, group)
    measured = readings_of(pack, group)
    yield (Part.TEMPERATURE if measured else Part.NOTICED), first
    if group in draft.not_sure:
        yield Part.NOT_SURE, _still_open(pack, draft, first)
    if more := tuple(_more(pack, situation, draft, group)):
        yield Part.MORE, more
    again = tuple(
        item.id
        for item in pack.observations.values()
        if item.group == group and item.id in situation.carried and not item.follow_up_of
    )
    if again:
        yield Part.AGAIN, again


def _still_open(pack: Pack, draft: Draft, items: tuple[str, ...]) -> tuple[str, ...]:
    """What was not ticked, of what a person can be not sure about."""
    return tuple(
        id
        for id in items
        if id not in draft.answers
        and id not in draft.ticked
        and pack.observations[id].kind in CAN_BE_NOT_SURE
    )


def _more(pack: Pack, situation: Situation, draft: Draft, group: str) -> Iterator[str]:
    """What the page after asks: amounts of what was ticked, and follow-ups of what was raised."""
    for item in pack.observations.values():
        if is_hidden(item, situation):
            continue
        if item.id == FEELS_HOT:
            if item.group == group and asks_feels_hot(pack, draft):
                yield item.id
        elif item.follow_up_of:
            if _asks_follow_up(pack, situation, draft, item, group):
                yield item.id
        elif item.group == group and item.kind in WITH_AMOUNT and item.id in draft.ticked:
            yield item.id


def _asks_follow_up(pack: Pack, situation: Situation, draft: Draft, item: Observation, group: str) -> bool:
    """Whether a raised parent asks for it, on the page after the group of its last parent."""
    if pack.observations[item.follow_up_of[-1]].group != group or item.id in situation.carried:
        return False
    return _any_parent_raised(pack, situation, draft, item)


def asks_feels_hot(pack: Pack, draft: Draft) -> bool:
    """Whether to ask if the person feels hot: there is no reading, or a medicine may hide the fever."""
    if draft.no_reading:
        return True
    measured = readings_of(pack, pack.observations[FEELS_HOT].group)
    if measured is None or measured.masked_by is None or not _has_reading(pack, draft):
        return False
    hiding = pack.observations[measured.masked_by]
    return is_raised(hiding, draft.answers.get(hiding.id))


def _feels_hot(pack: Pack, draft: Draft) -> Raw | None:
    """It means 'feels hot and has no reading', so a reading that nothing hides makes it a no."""
    if asks_feels_hot(pack, draft):
        return draft.answers.get(FEELS_HOT)
    return False if _has_reading(pack, draft) else None


def _has_reading(pack: Pack, draft: Draft) -> bool:
    measured = readings_of(pack, pack.observations[FEELS_HOT].group)
    return measured is not None and draft.answers.get(measured.id) not in (None, UNSURE)


def _is_done(pack: Pack, draft: Draft, screen: Screen) -> bool:
    """Whether nothing is left to answer on the screen."""
    match screen.part:
        case Part.ANSWERS | Part.NOT_SURE:
            return False
        case Part.AGAIN:
            return True
        case Part.MORE:
            return all(id in draft.answers for id in screen.items)
        case Part.NOTICED:
            return _all_ticked_or_not(pack, draft, screen)
        case Part.TEMPERATURE:
            return all(id in draft.answers or _is_waived(pack, draft, id) for id in screen.items)


def _all_ticked_or_not(pack: Pack, draft: Draft, screen: Screen) -> bool:
    return screen.group in draft.not_sure or all(
        id in draft.answers or id in draft.ticked or pack.observations[id].kind is Kind.QUANTITY
        for id in screen.items
    )


def _is_waived(pack: Pack, draft: Draft, id: str) -> bool:
    return draft.no_reading and pack.observations[id].kind is Kind.READINGS
