"""Three fixed sets of validated reports: 6, 20 and all observations answered; always the same."""

import random
from fractions import Fraction

from aldea.language.answers import Answer, Choice, Number, Readings, Said, Text
from aldea.language.pack import Kind, Observation, Pack
from aldea.language.report import EarlierReport, Report

SIZES = {"6": 6, "20": 20, "all": 1000}
NOTICED_IN_A_HUNDRED = 6
YES, NO, NOT_SURE = Said.YES, Said.NO, Said.NOT_SURE
PEOPLE: tuple[dict[str, Answer], ...] = (
    {"route": Choice("subcutaneous"), "phase": Choice("during"), "in_hospital": NO, "diabetes": NO,
     "days_since_last_infusion": Number(Fraction(400)), "fluid_limit": NO, "radiotherapy_head_neck": NO},
    {"route": Choice("subcutaneous"), "phase": Choice("during"), "in_hospital": NO},
    {"route": Choice("intravenous"), "phase": Choice("during"), "in_hospital": YES, "fluid_chart": YES,
     "days_since_last_infusion": Number(Fraction(0)), "diabetes": NO},
    {"route": Choice("intravenous"), "phase": Choice("after"), "in_hospital": NO, "diabetes": YES,
     "days_since_last_infusion": Number(Fraction(5)), "fluid_limit": YES, "weak_immune_system": YES},
    {"route": Choice("subcutaneous"), "phase": Choice("after"),
     "personal_temperature_limit": Number(Fraction(37))},
    {"phase": Choice("before"), "radiotherapy_head_neck": NOT_SURE, "hospital_unreachable": YES},
)  # fmt: skip


def report_set(pack: Pack, name: str, count: int, when: str = "now") -> list[Report]:
    """So many reports: most people mostly well, a few people, every third with what they said before."""
    chance = random.Random(f"2026 {name} {when}")  # noqa: S311  to vary reports, not to keep a secret
    return [_report(pack, min(SIZES[name], len(pack.observations)), chance) for _ in range(count)]


def _report(pack: Pack, size: int, chance: random.Random) -> Report:
    asked = set(chance.sample(sorted(pack.observations), size))
    now = {id_: _answer(item, chance) for id_, item in pack.observations.items() if id_ in asked}
    history: tuple[EarlierReport, ...] = ()
    if chance.randrange(3) == 0:
        before = {id_: _answer(item, chance) for id_, item in pack.observations.items() if id_ in asked}
        history = (EarlierReport(Fraction(chance.choice((8, 24, 30))), before),)
    return Report(now, chance.choice(PEOPLE), history)


def _answer(item: Observation, chance: random.Random) -> Answer:
    noticed = chance.randrange(100) < NOTICED_IN_A_HUNDRED
    unsure = noticed and chance.randrange(4) == 0
    match item.kind:
        case Kind.YESNO | Kind.AMOUNT:
            return NOT_SURE if unsure else YES if noticed else NO
        case Kind.TEXT:
            return Text("something new" if noticed else "")
        case _ if unsure:
            return NOT_SURE
        case Kind.READINGS:
            return Readings((Fraction(chance.randrange(355, 395), 10) if noticed else Fraction("36.8"),))
        case Kind.COUNT:
            return Number(Fraction(chance.randrange(1, 5) if noticed else 0))
        case Kind.CHOICE:
            return Choice(chance.choice(item.choices) if noticed else item.choices[0])
        case Kind.QUANTITY:
            return Number(Fraction(chance.randrange(60, 90)))
