"""A posted screen of the check, read into the next draft or into kind problems. No Django, no clock.

Nothing is guessed: a page on which nothing was chosen is a problem, not a row of noes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from aldea.language import Pack
from aldea.language.pack import Kind, Observation
from aldea.reports.check_draft import PLAIN_NO, UNSURE, WITH_AMOUNT, Draft, Raw, Situation
from aldea.reports.check_fields import (
    IN_FULL,
    SAID,
    Form,
    Problem,
    Refused,
    first,
    parse_readings,
    parse_said,
    parse_weight,
)
from aldea.reports.check_flow import CAN_BE_NOT_SURE, EMERGENCY, Part, Screen, asks_place

NOTICED = "noticed"
NONE_OF_THESE = "none-of-these"
NOT_SURE = "not-sure"
PLACE = "in_hospital"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a posted screen came to: the next draft, or the problems to mend and the draft as it was."""

    draft: Draft
    problems: tuple[Problem, ...] = ()


def parse_screen(pack: Pack, situation: Situation, draft: Draft, screen: Screen, form: Form) -> Parsed:
    """The draft after this screen was posted, or what is wrong with what was posted."""
    parsed = _PARSERS[screen.part](_Posted(pack, situation, draft, screen, form))
    return replace(parsed, draft=draft) if parsed.problems else parsed


@dataclass(frozen=True, slots=True)
class _Posted:
    """A screen as it came back."""

    pack: Pack
    situation: Situation
    draft: Draft
    screen: Screen
    form: Form

    def items(self, *kinds: Kind) -> Iterator[Observation]:
        for id in self.screen.items:
            if not kinds or self.pack.observations[id].kind in kinds:
                yield self.pack.observations[id]

    @property
    def ticks(self) -> frozenset[str]:
        """What was ticked. A sign of an emergency wins over all that contradicts it."""
        ticks = frozenset(self.form.get(NOTICED, ()))
        signs = {item.id for item in self.items(*_TICKED_KINDS)} | {NOT_SURE}
        return ticks & signs if self.screen.group == EMERGENCY and ticks & signs else ticks

    @property
    def has_open_items(self) -> bool:
        """Whether something was not ticked of which a person can be not sure."""
        return any(item.id not in self.ticks for item in self.items(*CAN_BE_NOT_SURE))


_TICKED_KINDS = (Kind.YESNO, *WITH_AMOUNT)


def _parse_noticed(posted: _Posted) -> Parsed:
    """The page of a group: what was ticked is yes, what was not is no, unless the person is not sure."""
    not_sure = NOT_SURE in posted.ticks and posted.has_open_items
    problems = [*_tick_problems(posted), *_place_problems(posted)]
    measured, found = _read_all(posted, parse_weight, Kind.QUANTITY)
    answers: dict[str, Raw | None] = dict(measured)
    ticked = set(posted.draft.ticked)
    for item in posted.items(*_TICKED_KINDS):
        answers[item.id] = _tick_answer(posted, item, not_sure=not_sure)
        if item.id in posted.ticks and item.kind in WITH_AMOUNT:
            ticked.add(item.id)
        else:
            ticked.discard(item.id)
    draft = posted.draft.with_answers(answers)
    opened = {posted.screen.group} if not_sure else set()
    draft = replace(
        draft,
        ticked=frozenset(ticked),
        not_sure=(draft.not_sure - {posted.screen.group}) | opened,
        in_hospital=_parse_place(posted),
    )
    return Parsed(draft, (*problems, *found))


def _tick_answer(posted: _Posted, item: Observation, *, not_sure: bool) -> Raw | None:
    """The answer that a tick or its absence gives; None while it is still to be told."""
    if item.id not in posted.ticks:
        return None if not_sure else PLAIN_NO[item.kind]
    if item.kind is Kind.YESNO:
        return True
    return posted.draft.answers.get(item.id) if item.id in posted.draft.ticked else None


def _tick_problems(posted: _Posted) -> Iterator[Problem]:
    offered = {item.id for item in posted.items(*_TICKED_KINDS)} | {NONE_OF_THESE, NOT_SURE}
    if not posted.ticks:
        yield Problem(NOTICED, "nothing_chosen")
    elif NONE_OF_THESE in posted.ticks and len(posted.ticks) > 1:
        yield Problem(NOTICED, "none_and_others")
    elif not posted.ticks <= offered:
        yield Problem(NOTICED, "page_changed")


def _place_problems(posted: _Posted) -> Iterator[Problem]:
    """Where the person is must be said; but an emergency is never held up by it."""
    if posted.screen.group != EMERGENCY or not asks_place(posted.situation):
        return
    emergency = posted.ticks - {NONE_OF_THESE, NOT_SURE}
    if not emergency and first(posted.form, PLACE) not in SAID:
        yield Problem(PLACE, "place_missing")


def _parse_place(posted: _Posted) -> Raw | None:
    if posted.screen.group != EMERGENCY or not asks_place(posted.situation):
        return posted.draft.in_hospital
    return SAID.get(first(posted.form, PLACE))


def _parse_not_sure(posted: _Posted) -> Parsed:
    """Of what was not ticked: what the person is not sure about is so, and the rest is no.

    A choice that is not sure is asked in full on the next page.
    """
    problems = tuple(_tick_problems(posted))
    group = posted.screen.group
    answers: dict[str, Raw | None] = {}
    ticked = set(posted.draft.ticked)
    for item in posted.pack.observations.values():
        if item.group != group or item.kind not in _TICKED_KINDS or item.follow_up_of:
            continue
        if item.id in posted.ticks and item.kind is Kind.CHOICE:
            ticked.add(item.id)
        elif item.id in posted.ticks:
            answers[item.id] = UNSURE
        elif item.id not in posted.draft.answers and item.id not in ticked:
            answers[item.id] = PLAIN_NO[item.kind]
    draft = posted.draft.with_answers(answers)
    draft = replace(draft, ticked=frozenset(ticked), not_sure=draft.not_sure - {group})
    return Parsed(draft, problems)


def _parse_more(posted: _Posted) -> Parsed:
    """Questions that are asked in full."""
    answers: dict[str, Raw | None] = {}
    problems: list[Problem] = []
    for item in posted.items():
        try:
            answers[item.id] = IN_FULL[item.kind](posted.form, item)
        except Refused as refused:
            problems.append(refused.problem)
    return Parsed(posted.draft.with_answers(answers), tuple(problems))


def _parse_temperature(posted: _Posted) -> Parsed:
    """The readings, or why there are none; and whether a medicine was taken that hides a fever."""
    answers: dict[str, Raw | None] = {}
    problems: list[Problem] = []
    no_reading = False
    for item in posted.items(Kind.READINGS):
        try:
            answers[item.id], no_reading = parse_readings(posted.form, item)
        except Refused as refused:
            problems.append(refused.problem)
    said, found = _read_all(posted, parse_said, Kind.YESNO)
    draft = replace(posted.draft.with_answers({**answers, **said}), no_reading=no_reading)
    return Parsed(draft, (*problems, *found))


def _read_all(
    posted: _Posted, parse: Callable[[Form, Observation], Raw | None], kind: Kind
) -> tuple[dict[str, Raw | None], list[Problem]]:
    """The answers to all questions of one kind on the screen, and their problems."""
    answers: dict[str, Raw | None] = {}
    problems: list[Problem] = []
    for item in posted.items(kind):
        try:
            answers[item.id] = parse(posted.form, item)
        except Refused as refused:
            problems.append(refused.problem)
    return answers, problems


_PARSERS: Mapping[Part, Callable[[_Posted], Parsed]] = {
    Part.NOTICED: _parse_noticed,
    Part.NOT_SURE: _parse_not_sure,
    Part.MORE: _parse_more,
    Part.AGAIN: _parse_more,
    Part.TEMPERATURE: _parse_temperature,
}
