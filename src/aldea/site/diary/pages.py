"""The questions of the check as a paper diary, and what each answer alone asks for. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from aldea.engines.reference import assess
from aldea.language import Answer, Choice, Number, Pack, Readings, Report, Said, Text, Urgency
from aldea.language.pack import Cadence, Group, Kind, Observation
from aldea.reports.check_flow import EMERGENCY, FEELS_HOT, ON_INJECTIONS, ROUTE

DAYS = 7
COUNTED_TO = 14
"""Counts are tried up to here: no limit of a pack is as high."""


@dataclass(frozen=True, slots=True)
class Call:
    """From which count on (``least`` is 0 where nothing is counted) how soon someone must act.

    ``otherwise`` is for people who have injections, where the drip asks for more.
    """

    least: int
    urgency: Urgency
    otherwise: Urgency


@dataclass(frozen=True, slots=True)
class Question:
    """One row or point of the diary."""

    observation: Observation
    calls: tuple[Call, ...]
    follows: bool
    without_reading: bool


@dataclass(frozen=True, slots=True)
class DailyGroup:
    """The rows of one screen of the check."""

    group: Group
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """Outside these a temperature needs a call, and how soon."""

    low: Fraction
    high: Fraction
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Diary:
    """A week of questions. ``now_and_then`` is not asked daily; ``notes`` takes a few words each day."""

    daily: tuple[DailyGroup, ...]
    now_and_then: tuple[Question, ...]
    notes: tuple[Question, ...]
    limits: Limits | None


def build_diary(pack: Pack) -> Diary:
    """Every question of the pack but the emergency signs, which stand at the head of the page."""
    asked = [item for item in pack.observations.values() if item.group != EMERGENCY]
    daily = [item for item in asked if item.cadence is Cadence.DAILY]
    return Diary(
        daily=tuple(
            DailyGroup(group, questions)
            for group in pack.groups
            if (questions := tuple(_question(pack, item) for item in daily if item.group == group.id))
        ),
        now_and_then=tuple(_question(pack, item) for item in asked if item.cadence is not Cadence.DAILY),
        notes=tuple(_question(pack, item) for item in daily if item.kind is Kind.TEXT),
        limits=_limits(pack),
    )


def _question(pack: Pack, item: Observation) -> Question:
    return Question(item, tuple(_calls(pack, item)), bool(item.follow_up_of), item.id == FEELS_HOT)


def _calls(pack: Pack, item: Observation) -> Iterator[Call]:
    """What the worst plain answer asks for; for a count, each number from which it asks for more."""
    if item.kind is not Kind.COUNT:
        if calls := [_call(pack, item, answer, 0) for answer in _answers(item)]:
            yield max(calls, key=lambda call: (call.urgency, call.otherwise))
        return
    before: tuple[Urgency, Urgency] = (Urgency.NONE, Urgency.NONE)
    for number in range(1, COUNTED_TO + 1):
        call = _call(pack, item, Number(Fraction(number)), number)
        if (call.urgency, call.otherwise) != before:
            yield call
        before = call.urgency, call.otherwise


def _answers(item: Observation) -> Sequence[Answer]:
    match item.kind:
        case Kind.YESNO | Kind.AMOUNT:
            return (Said.YES,)
        case Kind.TEXT:
            return (Text("?"),)
        case Kind.CHOICE:
            return tuple(Choice(choice) for choice in item.choices)
        case _:
            return ()


def _call(pack: Pack, item: Observation, answer: Answer, least: int) -> Call:
    """Alone, of somebody of whom nothing is known (who may have the drip), and of one on injections."""
    unknown = assess(pack, Report({item.id: answer})).urgency
    is_route_known = ROUTE in pack.context and ON_INJECTIONS in pack.context[ROUTE].choices
    context: dict[str, Answer] = {ROUTE: Choice(ON_INJECTIONS)} if is_route_known else {}
    otherwise = assess(pack, Report({item.id: answer}, context)).urgency
    return Call(least, max(unknown, otherwise), otherwise)


def _limits(pack: Pack) -> Limits | None:
    """The limits that hold for everybody, and what one step beyond either asks for."""
    measured = next((item for item in pack.observations.values() if item.kind is Kind.READINGS), None)
    strict = [item.stricter for item in pack.context.values() if item.stricter is not None]
    high = min((limit.standard for limit in strict if limit.upper), default=None)
    low = max((limit.standard for limit in strict if not limit.upper), default=None)
    if measured is None or high is None or low is None:
        return None
    step = Fraction(1, 10)
    beyond = (
        assess(pack, Report({measured.id: Readings((value,))})).urgency for value in (high + step, low - step)
    )
    return Limits(low, high, min(beyond))
