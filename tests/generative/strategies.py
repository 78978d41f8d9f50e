"""Generated conditions, packs and reports. `LEAF_STRATEGIES` has one for every node of the language."""

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import strategies as st

from aldea.language.answers import Answer, Choice, Number, Readings, Said, Text
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
from aldea.language.pack import Pack
from aldea.language.report import EarlierReport, Report
from aldea.language.urgency import Urgency
from tests.spec.small_packs import advice, pack, rule

LIMITS = st.sampled_from([Fraction(36), Fraction("37.5")])
WITHIN = st.sampled_from([None, Fraction(24)])
RAISABLE = st.sampled_from(["cough", "rash", "note", "gain", "tablet"])
UNSURE_HAS_A_MEANING = st.sampled_from(["cough", "rash"])

LEAF_STRATEGIES: Mapping[type[Condition], st.SearchStrategy[Condition]] = {
    Yes: st.builds(Yes, RAISABLE),
    PlainYes: st.builds(PlainYes, UNSURE_HAS_A_MEANING),
    NotSure: st.builds(NotSure, UNSURE_HAS_A_MEANING),
    Unanswered: st.just(Unanswered("fever")),
    Over: st.builds(Over, st.just("fever"), LIMITS | st.just(PersonalLimit("limit")), WITHIN),
    Under: st.builds(Under, st.just("fever"), LIMITS, WITHIN),
    AtLeast: st.builds(AtLeast, st.just("times"), st.sampled_from([Fraction(1), Fraction(2)]), WITHIN),
    Chosen: st.builds(
        Chosen, st.just("jab"), st.sampled_from([frozenset({"live"}), frozenset({"dead", "live"})])
    ),
    Earlier: st.just(Earlier("cough", Fraction(12), Fraction(48))),
    Gained: st.just(Gained("weight", "weight_at_start", "weight_gain_kg")),
    ContextIs: st.builds(
        ContextIs,
        st.just("route"),
        st.sampled_from([frozenset({"vein"}), frozenset({"skin"})]),
        st.booleans(),
    )
    | st.builds(
        ContextIs,
        st.just("frail"),
        st.sampled_from([frozenset({"yes"}), frozenset({"yes", "not_sure"})]),
        st.booleans(),
    ),
    ContextAtMost: st.just(ContextAtMost("days", Fraction(7))),
}


def _deeper(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.builds(AnyOf, parts) | st.builds(AllOf, parts) | st.builds(Named, st.just("named"), inner)


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.one_of(*LEAF_STRATEGIES.values()), _deeper, max_leaves=4
)

SAID = st.sampled_from(list(Said))
READINGS = st.lists(
    st.sampled_from([Fraction(35), Fraction(36), Fraction(37), Fraction("37.5"), Fraction(38)]),
    min_size=1,
    max_size=2,
).map(lambda values: Readings(tuple(values)))
ANSWERS: Mapping[str, st.SearchStrategy[Answer]] = {
    "cough": SAID,
    "rash": SAID,
    "tablet": SAID,
    "note": st.sampled_from([Text(""), Text("a word")]),
    "gain": SAID | st.sampled_from([Number(Fraction(0)), Number(Fraction(2))]),
    "fever": READINGS | st.just(Said.NOT_SURE),
    "times": st.integers(0, 3).map(lambda count: Number(Fraction(count))) | st.just(Said.NOT_SURE),
    "jab": st.sampled_from([Choice("none"), Choice("dead"), Choice("live"), Said.NOT_SURE]),
    "weight": st.sampled_from([Number(Fraction(70)), Number(Fraction(75))]),
}
CONTEXT_ANSWERS: Mapping[str, st.SearchStrategy[Answer]] = {
    "route": st.sampled_from([Choice("vein"), Choice("skin")]),
    "frail": SAID,
    "days": st.sampled_from([Number(Fraction(3)), Number(Fraction(7)), Number(Fraction(8))]),
    "limit": st.just(Number(Fraction(37))),
    "weight_at_start": st.just(Number(Fraction(70))),
}


def _some(answers: Mapping[str, st.SearchStrategy[Answer]]) -> st.SearchStrategy[dict[str, Answer]]:
    return st.fixed_dictionaries({}, optional=dict(answers))


@st.composite
def reports(draw: st.DrawFn, with_history: bool = True) -> Report:
    """A report with any of the observations and context answered."""
    ages = draw(st.lists(st.sampled_from([2, 12, 24, 30, 48, 50]), max_size=2)) if with_history else []
    history = tuple(EarlierReport(Fraction(age), draw(_some(ANSWERS))) for age in ages)
    return Report(draw(_some(ANSWERS)), draw(_some(CONTEXT_ANSWERS)), history)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Up to four rules of any condition and urgency; advice that drops, reassures or depends on context."""
    levels = st.sampled_from(list(Urgency))
    rules = [
        rule(
            f"rule-{index}",
            draw(CONDITIONS),
            draw(levels),
            advice=tuple(draw(st.sets(st.sampled_from(("a", "b"))))),
        )
        for index in range(draw(st.integers(1, 4)))
    ]
    drops = st.sets(st.sampled_from(("a", "b", "c", "level_hospital_now")))
    advices = [
        advice(id_, dropped_when=sorted(draw(drops) - {id_}), reassures=draw(st.booleans()))
        for id_ in ("a", "b")
    ]
    advices.append(advice("c", when=draw(CONDITIONS), dropped_when=sorted(draw(drops) - {"c"})))
    return pack(*rules, advices=advices)
