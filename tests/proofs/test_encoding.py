"""What the solver foretells of a report is what the reference engine answers: generated packs and reports."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aldea.engines.reference import assess, explain
from aldea.language.answers import Number, Readings, Said
from aldea.language.conditions import (
    AllOf,
    AtLeast,
    ContextAtMost,
    ContextIs,
    Earlier,
    Over,
    PlainYes,
    Unanswered,
    Under,
    Yes,
)
from aldea.language.pack import Pack
from aldea.language.report import EarlierReport, Report
from aldea.language.truth import Truth
from aldea.language.urgency import Urgency
from aldea.packs import load_pack
from aldea.proofs import conditions
from aldea.proofs.answer import SymbolicAnswerSheet
from aldea.proofs.conditions import Conditions
from aldea.proofs.symbols import symbolic_report, windows_of
from tests.generative.strategies import packs, reports
from tests.proofs.binding import aggregates_of, bind, is_true, model_of
from tests.spec.small_packs import pack, rule

SETTINGS = st.dictionaries(st.just("weight_gain_kg"), st.sampled_from([Fraction(1), Fraction(5)]), max_size=1)


def differences(pack: Pack, report: Report, local: dict[str, Fraction]) -> list[str]:
    """Everything in which the solver and the engine disagree."""
    symbolic = symbolic_report(pack, windows_of(pack))
    sheet = SymbolicAnswerSheet(Conditions(pack), symbolic)
    model = model_of(symbolic, bind(symbolic, report, pack, local))
    explained = explain(pack, report, local)
    answer = explained.assessment
    found = []
    for each, reasoning in zip(pack.rules, explained.rules, strict=True):
        truth = sheet.truth(each)
        told = (is_true(model, truth.true), is_true(model, truth.false))
        if told != (reasoning.truth is Truth.TRUE, reasoning.truth is Truth.FALSE):
            found.append(f"rule {each.id}: {told} against {reasoning.truth.id}")
    reached = max((u for u in Urgency if is_true(model, sheet.at_least(u))), default=Urgency.NONE)
    if reached is not answer.urgency:
        found.append(f"urgency {reached.id} against {answer.urgency.id}")
    given_ = {id_ for id_ in pack.advice if is_true(model, sheet.given(id_))}
    if given_ != set(answer.advice):
        found.append(f"advice {sorted(given_)} against {sorted(answer.advice)}")
    items = [("observations", id_) for id_ in pack.observations] + [("context", id_) for id_ in pack.context]
    asked = {item[1] for item in items if is_true(model, sheet.asks(item))}
    if asked != set(answer.ask) or is_true(model, sheet.incomplete) is not answer.incomplete:
        found.append(f"ask {sorted(asked)} against {sorted(answer.ask)}")
    cited = {id_ for id_ in pack.statements if is_true(model, sheet.cites(id_))}
    if cited != set(answer.because):
        found.append(f"because {sorted(cited)} against {sorted(answer.because)}")
    return found


@settings(max_examples=150, deadline=None)
@given(packs(), reports(), SETTINGS)
def test_on_generated_packs_and_reports_both_say_the_same(
    pack: Pack, report: Report, local: dict[str, Fraction]
) -> None:
    assert differences(pack, report, local) == []


@pytest.fixture(scope="module")
def aldesleukin() -> tuple[Pack, Callable[[Report, dict[str, Fraction]], Any]]:
    found = load_pack("aldesleukin")
    symbolic = symbolic_report(found, windows_of(found))
    sheet = SymbolicAnswerSheet(Conditions(found), symbolic)

    def foretold(report: Report, local: dict[str, Fraction]) -> Any:
        model = model_of(symbolic, bind(symbolic, report, found, local))
        return (
            max((u for u in Urgency if is_true(model, sheet.at_least(u))), default=Urgency.NONE),
            {id_ for id_ in found.advice if is_true(model, sheet.given(id_))},
            {id_ for id_ in found.observations if is_true(model, sheet.asks(("observations", id_)))},
        )

    return found, foretold


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_on_the_real_pack_both_say_the_same(
    aldesleukin: tuple[Pack, Callable[[Report, dict[str, Fraction]], Any]], data: st.DataObject
) -> None:
    found, foretold = aldesleukin
    said = data.draw(
        st.dictionaries(
            st.sampled_from([o.id for o in found.observations.values() if o.kind.value == "yesno"]),
            st.sampled_from(list(Said)),
            max_size=12,
        )
    )
    temperature = data.draw(st.sampled_from([None, Fraction("37.5"), Fraction("37.51"), Fraction("35.99")]))
    observations: dict[str, Any] = {**said}
    if temperature is not None:
        observations["temperature"] = Readings((temperature,))
    days = data.draw(st.sampled_from([None, Fraction(7), Fraction("7.1")]))
    context: dict[str, Any] = {} if days is None else {"days_since_last_infusion": Number(days)}
    history = (EarlierReport(Fraction(24), {"nausea": Said.YES, "vomiting_24h": Number(Fraction(1))}),)
    report = Report(observations, context, history if data.draw(st.booleans()) else ())
    answer = assess(found, report)
    urgency, advice, ask = foretold(report, {})
    assert (urgency, advice, ask) == (
        answer.urgency,
        set(answer.advice),
        set(answer.ask) & set(found.observations),
    )


DAY = Fraction(24)
ONCE = Number(Fraction(1))
HAIR = Fraction(1, 10_000)
FAULTS: dict[str, tuple[str, Callable[[Any], Any], Any, Report]] = {
    "an upper limit that lets its own edge in": (
        "_beyond_limit",
        lambda leaf: replace(leaf, limit=leaf.limit - HAIR),
        Over("fever", Fraction(37), None),
        Report({"fever": Readings((Fraction(37),))}),
    ),
    "a lower limit that lets its own edge in": (
        "_beyond_limit",
        lambda leaf: replace(leaf, limit=leaf.limit + HAIR),
        Under("fever", Fraction(36), None),
        Report({"fever": Readings((Fraction(36),))}),
    ),
    "a count that must be more than enough": (
        "_at_least",
        lambda leaf: replace(leaf, count=leaf.count + 1),
        AtLeast("times", Fraction(2), DAY),
        Report({"times": ONCE}, history=(EarlierReport(DAY, {"times": ONCE}),)),
    ),
    "a window in minutes, read as hours": (
        "_at_least",
        lambda leaf: replace(leaf, within=None),
        AtLeast("times", Fraction(2), DAY),
        Report({"times": ONCE}, history=(EarlierReport(DAY, {"times": ONCE}),)),
    ),
    "a context that is read the wrong way round": (
        "_context_is",
        lambda leaf: replace(leaf, values=frozenset({"no", "not_sure"}) - leaf.values),
        ContextIs("frail", frozenset({"yes"}), unknown_counts=False),
        Report({}, {"frail": Said.YES}),
    ),
    "not sure is read as no": (
        "_is",
        lambda leaf: PlainYes(leaf.observation),
        Yes("cough"),
        Report({"cough": Said.NOT_SURE}),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_encoding_is_seen(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, mistaken, leaf, report = FAULTS[fault]
    small = pack(rule("r", leaf, Urgency.TELL_TEAM))
    assert differences(small, report, {}) == []
    true_to_it = getattr(conditions, name)
    monkeypatch.setattr(conditions, name, lambda leaf, *rest: true_to_it(mistaken(leaf), *rest))
    assert differences(small, report, {}) != []


@pytest.mark.parametrize("edge", [Fraction(12), Fraction(48)])
def test_both_ends_of_a_window_are_in_and_an_hour_beyond_is_out(edge: Fraction) -> None:
    small = pack(rule("r", Earlier("cough", Fraction(12), Fraction(48)), Urgency.TELL_TEAM))
    beyond = edge + (1 if edge > 24 else -1)
    for hours, fires in ((edge, True), (beyond, False)):
        report = Report(history=(EarlierReport(hours, {"cough": Said.NOT_SURE}),))
        assert differences(small, report, {}) == []
        assert bool(assess(small, report).rules) is fires


def test_what_an_answer_makes_untrue_is_known_to_both() -> None:
    when = AllOf((Unanswered("fever"), ContextAtMost("days", Fraction(7)), Yes("cough")))
    small = pack(rule("r", when, Urgency.HOSPITAL_NOW))
    assert differences(small, Report({"cough": Said.YES}), {}) == []


@settings(max_examples=100, deadline=None)
@given(packs(), reports(), reports(), st.sampled_from([0, 2, 12, 24, 30, 48]))
def test_each_aggregate_of_the_past_only_grows_with_one_more_report(
    pack: Pack, report: Report, more: Report, hours: int
) -> None:
    """The lemma that the proofs of 'worse is never milder' stand on for the past."""
    grown = report._replace(history=(*report.history, EarlierReport(Fraction(hours), more.observations)))
    symbolic = symbolic_report(pack, windows_of(pack))
    for id_, pasts in symbolic.past.items():
        before = aggregates_of(id_, pasts, report, pack)
        after = aggregates_of(id_, pasts, grown, pack)
        for (raised, total, read), (then_raised, then_total, then_read) in zip(before, after, strict=True):
            assert then_raised or not raised
            assert then_total >= total
            assert not read or (min(then_read) <= min(read) and max(then_read) >= max(read))
