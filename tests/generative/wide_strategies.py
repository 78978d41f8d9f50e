"""Packs and reports of every kind that engines may meet: ranges, context, settings, all of an advice."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from aldea.language.answers import Answer, Number, Said
from aldea.language.conditions import AllOf, AnyOf, Condition, ContextIs
from aldea.language.pack import ContextItem, Observation, Pack, Rule, Show
from aldea.language.report import EarlierReport, Notice, Report
from aldea.language.urgency import Urgency
from tests.generative.strategies import ANSWERS, CONDITIONS, CONTEXT_ANSWERS
from tests.spec.small_packs import CONTEXT, OBSERVATIONS, advice, pack, rule

Accept = tuple[Fraction, Fraction]
LEVELS = st.sampled_from(list(Urgency))
ADVICE = ("a", "b", "c", "d")
ASKED = st.sets(st.sampled_from(["days", "route", "weight", "note"]), max_size=2)
CITED = st.sets(st.sampled_from(["S-1", "S-2", "BEYOND-1"]), min_size=1).map(lambda ids: tuple(sorted(ids)))
NEVER_ASKED = ContextIs("days", frozenset(), unknown_counts=True)
WIDE_CONDITIONS: st.SearchStrategy[Condition] = (
    CONDITIONS
    | st.just(NEVER_ASKED)
    | st.just(AllOf(()))
    | st.just(AnyOf(()))
    | st.builds(lambda one, other: AllOf((one, other)), CONDITIONS, CONDITIONS)
)
SETTINGS = st.sampled_from(
    [{}, *({"weight_gain_kg": Fraction(number)} for number in ("0", "4", "5.5", "100", "500"))]
)
RANGES: dict[str, list[Accept | None]] = {
    "fever": [None, (Fraction(30), Fraction(45)), (Fraction(36), Fraction("37.5"))],
    "times": [None, (Fraction(0), Fraction(1)), (Fraction(1), Fraction(3))],
    "weight": [None, (Fraction(20), Fraction(350)), (Fraction(70), Fraction(75))],
    "weight_at_start": [None, (Fraction(20), Fraction(350)), (Fraction(69), Fraction(70))],
    "days": [None, (Fraction(0), Fraction(90)), (Fraction(8), Fraction(90))],
}


@st.composite
def _rules(draw: st.DrawFn) -> list[Rule]:
    return [
        rule(
            f"rule-{index}",
            draw(WIDE_CONDITIONS),
            draw(LEVELS),
            draw(CITED),
            tuple(sorted(draw(st.sets(st.sampled_from((*ADVICE, "level_tell_team")), max_size=2)))),
            tuple(sorted(draw(ASKED))),
        )
        for index in range(draw(st.integers(1, 5)))
    ]


@st.composite
def wide_packs(draw: st.DrawFn) -> Pack:
    """Rules that ask; advice with from, below, a condition, drops and comfort; ranges narrow and open."""
    drops = st.sets(st.sampled_from((*ADVICE, "level_hospital_now")))
    advices = [
        advice(
            id_,
            draw(st.sampled_from([Show.SYMPTOM, Show.CONTEXT, Show.STANDING])),
            draw(st.none() | WIDE_CONDITIONS),
            dropped_when=sorted(draw(drops)),
            reassures=draw(st.booleans()),
            from_urgency=draw(LEVELS),
            below_urgency=draw(st.none() | LEVELS),
            statements=draw(CITED),
        )
        for id_ in ADVICE
    ]
    made = pack(*draw(_rules()), advices=advices)
    ranges = {id_: draw(st.sampled_from(found)) for id_, found in RANGES.items()}
    meanings = draw(st.sampled_from(["0", "1", "2"]))

    def ranged(item: Observation) -> Observation:
        accept = ranges.get(item.id, item.accept)
        mask = draw(st.sampled_from([None, "tablet"])) if item.id == "fever" else None
        unsure = meanings if item.id == "times" else item.unsure_counts_as
        return replace(item, accept=accept, masked_by=mask, unsure_counts_as=unsure)

    def placed(item: ContextItem) -> ContextItem:
        return replace(item, accept=ranges.get(item.id, item.accept))

    return replace(
        made,
        observations={id_: ranged(item) for id_, item in OBSERVATIONS.items()},
        context={id_: placed(item) for id_, item in CONTEXT.items()},
    )


def _some(answers: dict[str, st.SearchStrategy[Answer]]) -> st.SearchStrategy[dict[str, Answer]]:
    return st.fixed_dictionaries({}, optional=answers)


NOT_SURE: st.SearchStrategy[Answer] = st.just(Said.NOT_SURE)
WIDE_ANSWERS = {id_: found | NOT_SURE for id_, found in ANSWERS.items() if id_ != "note"} | {
    "note": ANSWERS["note"]
}
LIMITS = st.sampled_from([Fraction(37), Fraction("36.5"), Fraction(45), Fraction(30)])
WIDE_CONTEXT: dict[str, st.SearchStrategy[Answer]] = {
    **{id_: found | NOT_SURE for id_, found in CONTEXT_ANSWERS.items()},
    "limit": LIMITS.map(Number) | NOT_SURE,
    "weight_at_start": st.sampled_from([Number(Fraction(70)), Number(Fraction(66))]) | NOT_SURE,
}


@st.composite
def wide_reports(draw: st.DrawFn) -> Report:
    """Anything answered, not sure or not asked, now and before, with or without a warning."""
    ages = draw(st.lists(st.sampled_from([2, 12, 24, 25, 48, 50]), max_size=3))
    history = tuple(EarlierReport(Fraction(age), draw(_some(WIDE_ANSWERS))) for age in ages)
    warnings = draw(st.sampled_from([(), (Notice("looser_limit", "left out", "context.limit"),)]))
    return Report(draw(_some(WIDE_ANSWERS)), draw(_some(WIDE_CONTEXT)), history, warnings)
