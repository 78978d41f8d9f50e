"""The same answer from zen-engine, in the fastest encoding of it that was found.

Zen is given one flat mapping of values, made of the same validated report: true or
false for each observation (not sure is true already), the highest and lowest temperature of the day, the
vomits of the day, context as words; a thing not asked is not in it. One expression, compiled once, answers
one array of true and false: a place for each rule, and one for each advice that hangs on context. Levels,
advice, reasons and what to ask are put together from it by the same plain Python as in the hand-written
function (`bench.by_hand`): zen can say neither sets of ids nor smallest sets of unanswered items.

Also tried, and slower for the same rules (the expression alone, before any Python; microseconds for 6 answers
and for all, where this takes 12 and 26): a number for each rule (27, 31); `x == true` for `x ?? false`
(13, 35); numbers for yes and no (30, 29); three sums of powers of two (19, 33); a filtered list (21, 39).
A decision table, or one expression for each rule, converts the mapping anew for each: ten times slower.
"""

from collections.abc import Callable, Mapping
from itertools import compress

import zen

from aldea.language.answers import Answer, Choice, Number, Said, Text
from aldea.language.assessment import Assessment
from aldea.language.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Chosen,
    Condition,
    ContextAtMost,
    ContextIs,
    Earlier,
    Gained,
    Named,
    NotSure,
    Over,
    PersonalLimit,
    PlainYes,
    Unanswered,
    Under,
    Yes,
)
from aldea.language.pack import Pack, Show
from aldea.language.report import Report
from aldea.language.urgency import Urgency
from bench.by_hand.asking import what_to_ask
from bench.by_hand.facts import (
    SIGNS,
    is_raised,
    readings_of_a_day,
    vomits_of_a_day,
    was_sick_before,
    window_of,
)
from bench.by_hand.judge import finish
from bench.by_hand.rule_table import RULES

Values = dict[str, object]


def expression(condition: Condition) -> str:
    """A condition in zen's language."""
    match condition:
        case Named(_, inner):
            return expression(inner)
        case AllOf(parts):
            return f"({' and '.join(map(expression, parts))})" if parts else "true"
        case AnyOf(parts):
            return f"({' or '.join(map(expression, parts))})"
        case ContextIs(item, values, unknown_counts):
            words = [f'{item} == "{value}"' for value in sorted(values)]
            return f"({' or '.join([*words, *([f'{item} == null'] if unknown_counts else [])])})"
        case ContextAtMost(item, limit):
            return f"({item} ?? 99999) <= {float(limit):g}"
        case Gained():
            return "false"
        case _:
            return _of_observation(condition)


def _of_observation(
    leaf: Yes | PlainYes | NotSure | Unanswered | Over | Under | AtLeast | Chosen | Earlier,
) -> str:
    match leaf:
        case Yes(x):
            return f"({x} ?? false)"
        case PlainYes(x):
            return f"({x}_plain ?? false)"
        case NotSure(x):
            return f"({x}_unsure ?? false)"
        case Unanswered(x):
            return f"({x}_read == null)"
        case Earlier(x):
            return f"({x}_earlier ?? false)"
        case AtLeast(x, count, _):
            return f"({x} ?? 0) >= {float(count):g}"
        case Chosen(x, choices):
            return f"({' or '.join(f'{x} == {chr(34)}{choice}{chr(34)}' for choice in sorted(choices))})"
        case Over(x, limit):
            wanted = f"({limit.item} ?? 99)" if isinstance(limit, PersonalLimit) else f"{float(limit):g}"
            declined = "" if isinstance(limit, PersonalLimit) else f" or ({x}_declined ?? false)"
            return f"(({x}_highest ?? 0) > {wanted}{declined})"
        case Under(x, limit):
            wanted = f"({limit.item} ?? 0)" if isinstance(limit, PersonalLimit) else f"{float(limit):g}"
            return f"({x}_lowest ?? 99) < {wanted}"


def values_of(pack: Pack) -> Callable[[Report], tuple[Values, dict[str, Answer]]]:
    """Makes of a report what zen is given, and what was noticed in it."""
    truths = {
        id_ for id_, item in pack.observations.items() if item.kind.value in ("yesno", "amount", "text")
    }
    unsure = {id_: item.unsure_counts_as for id_, item in pack.observations.items() if item.choices}

    def gathered(report: Report) -> tuple[Values, dict[str, Answer]]:
        found: Values = {}
        raised: dict[str, Answer] = {}
        for id_, answer in report.observations.items():
            if noticed := is_raised(answer):
                raised[id_] = answer
            if id_ in truths:
                found[id_] = noticed
            elif id_ in unsure:
                found[id_] = answer.id if isinstance(answer, Choice) else unsure[id_]
            elif id_ == "appetite_loss_days":
                found[id_] = float(answer.value) if isinstance(answer, Number) else 3.0
        _two_ways(report.observations, found)
        _temperature(report, found)
        if vomits := vomits_of_a_day(report):
            found["vomiting_24h"] = float(vomits)
        if was_sick_before(report):
            found["nausea_earlier"] = True
        for id_, known in report.context.items():
            found[id_] = _word(known)
        return found, raised

    return gathered


def _two_ways(observations: Mapping[str, Answer], found: Values) -> None:
    """Yes and not sure apart, where they mean different things."""
    for id_ in ("skin_colour_change", "injection_site_reaction"):
        said = observations.get(id_)
        if said is Said.YES or said is Said.NOT_SURE:
            found[f"{id_}_plain" if said is Said.YES else f"{id_}_unsure"] = True


def _temperature(report: Report, found: Values) -> None:
    now = report.observations.get("temperature")
    if now is Said.NOT_SURE:
        found["temperature_declined"] = True
    elif now is not None:
        found["temperature_read"] = True
    if values := readings_of_a_day(report):
        found["temperature_highest"], found["temperature_lowest"] = float(max(values)), float(min(values))


def _word(answer: Answer) -> object:
    match answer:
        case Number(value):
            return float(value)
        case Choice(choice):
            return choice
        case Said.NOT_SURE:
            return "not_sure"
        case Said():
            return answer.value
        case Text() | _:
            return None


def zen_judge(pack: Pack) -> Callable[[tuple[Report, Values, Mapping[str, Answer]]], Assessment]:
    """The function that is measured: a report, its values and what was noticed in it; the whole answer."""
    rules = sorted(pack.rules, key=lambda rule: -rule.urgency)
    own = [a for a in pack.advice.values() if a.when is not None and a.show is not Show.LEVEL]
    typed = [RULES[rule.id] for rule in rules]
    ids = [advice.id for advice in own]
    conditions = [expression(rule.when) for rule in rules]
    for advice in own:
        conditions.append(expression(advice.when or AnyOf(())))
    compiled = zen.compile_expression(f"[{', '.join(conditions)}]")
    count = len(rules)
    reach = [
        (a.from_urgency, a.below_urgency if a.below_urgency is not None else Urgency(6) + 1) for a in own
    ]

    def judged(given: tuple[Report, Values, Mapping[str, Answer]]) -> Assessment:
        report, values, raised = given
        came_out = compiled.evaluate(values)
        fired = list(compress(typed, came_out))
        urgency = fired[0].urgency if fired else Urgency.NONE
        applying = [
            id_
            for id_, holds, (lowest, below) in zip(ids, came_out[count:], reach, strict=True)
            if holds and lowest <= urgency < below
        ]
        names = {rule.id for rule in fired}
        is_sick = "vomited" in names or not SIGNS.isdisjoint(raised)
        ask = what_to_ask(report, raised, urgency, names, window_of(report), is_sick)
        return finish(report, fired, urgency, applying, ask)

    return judged
