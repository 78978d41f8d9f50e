"""What must hold of the shipped pack whatever is reported: worse is never milder, silence never reassures."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aldea.engines.reference import assess
from aldea.language.answers import Answer, Choice, Number, Readings, Said, Text
from aldea.language.pack import Kind, Observation, Pack
from aldea.language.report import EarlierReport, Report
from aldea.language.urgency import Urgency
from aldea.packs import load_pack

PACK = load_pack("aldesleukin")
TELEPHONE = {
    "call_999",
    "call_hospital_now",
    "tell_doctor_now",
    "contact_hospital",
    "contact_hospital_soon",
    "call_111",
}
CALLS = {"call_999", "call_hospital_now", "tell_doctor_now", "contact_hospital"}
NUMBERS = st.sampled_from([Fraction(text) for text in ("35.9", "36", "36.8", "37.5", "37.6", "39")])


def harmless(item: Observation) -> Answer | None:
    match item.kind:
        case Kind.YESNO | Kind.AMOUNT:
            return Said.NO
        case Kind.COUNT:
            return Number(Fraction(0))
        case Kind.TEXT:
            return Text("")
        case Kind.CHOICE:
            return Choice("none")
        case Kind.READINGS:
            return Readings((Fraction("36.8"),))
        case Kind.QUANTITY:
            return None


HARMLESS = {id_: answer for id_, item in PACK.observations.items() if (answer := harmless(item))}


def answers(item: Observation) -> st.SearchStrategy[Answer]:
    match item.kind:
        case Kind.COUNT:
            return st.integers(0, 4).map(lambda n: Number(Fraction(n))) | st.just(Said.NOT_SURE)
        case Kind.TEXT:
            return st.sampled_from([Text(""), Text("words")])
        case Kind.CHOICE:
            return st.sampled_from([*(Choice(id_) for id_ in item.choices), Said.NOT_SURE])
        case Kind.READINGS:
            lists = st.lists(NUMBERS, min_size=1, max_size=3)
            return lists.map(lambda values: Readings(tuple(values))) | st.just(Said.NOT_SURE)
        case Kind.QUANTITY:
            return st.just(Number(Fraction(70)))
        case Kind.YESNO | Kind.AMOUNT:
            return st.sampled_from(list(Said))


FEW = st.lists(st.sampled_from(sorted(PACK.observations)), max_size=6, unique=True)
YES_NO_CONTEXT = [id_ for id_, item in PACK.context.items() if item.kind is Kind.YESNO]
CONTEXTS: st.SearchStrategy[Mapping[str, Answer]] = st.fixed_dictionaries(
    {},
    optional={
        "route": st.sampled_from([Choice("subcutaneous"), Choice("intravenous")]),
        "phase": st.sampled_from([Choice("before"), Choice("during"), Choice("after")]),
        "days_since_last_infusion": st.sampled_from([Number(Fraction(n)) for n in (0, 7, 8, 400)]),
        "personal_temperature_limit": st.just(Number(Fraction(37))),
        **{id_: st.sampled_from(list(Said)) for id_ in YES_NO_CONTEXT},
    },
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Some things not asked, a few answered anyhow, the rest harmless; perhaps an earlier report."""
    observations: dict[str, Answer] = dict(HARMLESS)
    for id_ in draw(FEW):
        observations[id_] = draw(answers(PACK.observations[id_]))
    for id_ in draw(FEW):
        observations.pop(id_, None)
    earlier = {id_: draw(answers(PACK.observations[id_])) for id_ in draw(FEW)}
    history = (
        (EarlierReport(Fraction(draw(st.sampled_from([1, 12, 24, 30, 49]))), earlier),) if earlier else ()
    )
    return Report(observations, draw(CONTEXTS), history)


def urgency(report: Report) -> Urgency:
    return assess(PACK, report).urgency


def answered(report: Report, id_: str, answer: Answer) -> Report:
    return report._replace(observations={**report.observations, id_: answer})


WORSE = [id_ for id_, item in PACK.observations.items() if item.kind in (Kind.YESNO, Kind.AMOUNT)]


@given(reports(), st.sampled_from(WORSE), st.sampled_from([Said.YES, Said.NOT_SURE]))
def test_yes_or_not_sure_is_never_milder_than_no(report: Report, id_: str, worse: Said) -> None:
    assert urgency(answered(report, id_, worse)) >= urgency(answered(report, id_, Said.NO))


@given(reports(), st.sampled_from(["vomiting_24h", "appetite_loss_days"]), st.integers(0, 4))
def test_a_larger_count_is_never_milder(report: Report, id_: str, count: int) -> None:
    more, fewer = (answered(report, id_, Number(Fraction(n))) for n in (count + 1, count))
    assert urgency(more) >= urgency(fewer)


@given(reports(), st.lists(NUMBERS, min_size=1, max_size=2), NUMBERS)
def test_one_more_reading_is_never_milder(report: Report, values: list[Fraction], one_more: Fraction) -> None:
    more = answered(report, "temperature", Readings((*values, one_more)))
    assert urgency(more) >= urgency(answered(report, "temperature", Readings(tuple(values))))


@given(reports(), st.sampled_from(sorted(HARMLESS)))
def test_silence_is_never_milder_than_a_harmless_answer(report: Report, id_: str) -> None:
    silent = {key: answer for key, answer in report.observations.items() if key != id_}
    assert urgency(report._replace(observations=silent)) >= urgency(answered(report, id_, HARMLESS[id_]))


@given(reports(), st.sampled_from(sorted(PACK.observations)), st.data(), st.integers(0, 50))
def test_an_earlier_report_never_makes_a_later_one_milder(
    report: Report, id_: str, data: st.DataObject, age: int
) -> None:
    earlier = EarlierReport(Fraction(age), {id_: data.draw(answers(PACK.observations[id_]))})
    assert urgency(report._replace(history=(*report.history, earlier))) >= urgency(report)


@given(reports())
def test_on_the_ward_there_is_never_a_telephone_number_and_off_it_always_one_where_it_matters(
    report: Report,
) -> None:
    found = assess(PACK, report)
    given_ = set(found.advice)
    if report.context.get("in_hospital") is Said.YES:
        assert not given_ & TELEPHONE
        ward = "tell_ward_nurse_now" if found.urgency >= Urgency.TELL_TEAM else "ward_when_to_call"
        assert ward in given_
        assert "when_to_call" not in given_
    else:
        assert not given_ & {"tell_ward_nurse_now", "ward_when_to_call"}
        assert "when_to_call" in given_
        assert bool(given_ & CALLS) is (found.urgency >= Urgency.CONTACT_HOSPITAL)


@given(reports())
def test_no_advice_to_drink_a_lot_where_fluid_may_build_up(report: Report) -> None:
    signs = ("swelling_face", "swelling_ankles", "swelling_legs", "weight_gain", "passing_little_urine")
    raised = [id_ for id_ in signs if report.observations.get(id_) in (Said.YES, Said.NOT_SURE)]
    limited = report.context.get("fluid_limit") in (Said.YES, Said.NOT_SURE)
    if raised or limited:
        assert not {"fluids_2l", "fluids_plenty"} & set(assess(PACK, report).advice)


@given(reports())
def test_no_dropped_advice_is_given_and_nothing_reassures_while_incomplete(report: Report) -> None:
    found = assess(PACK, report)
    given_ = set(found.advice)
    for id_ in given_:
        assert not PACK.advice[id_].dropped_when & given_
        assert not (found.incomplete and PACK.advice[id_].reassures)


ALONE: list[tuple[str, Answer, Urgency]] = [
    ("temperature", Readings((Fraction("37.6"),)), Urgency.HOSPITAL_NOW),
    ("wheezing", Said.YES, Urgency.TELL_TEAM),
    ("nausea", Said.YES, Urgency.SELF_CARE),
    ("vision_change", Said.YES, Urgency.CONTACT_HOSPITAL),
    ("rash", Said.YES, Urgency.DOCTOR_STRAIGHT_AWAY),
    ("collapsed", Said.YES, Urgency.EMERGENCY_999),
]


@pytest.mark.parametrize(("id_", "answer", "level"), ALONE)
@given(report=reports())
def test_nothing_else_that_is_reported_masks_a_finding(
    id_: str, answer: Answer, level: Urgency, report: Report
) -> None:
    assert urgency(answered(report, id_, answer)) >= level


def test_these_findings_alone_have_exactly_their_level() -> None:
    home: dict[str, Answer] = {
        "route": Choice("subcutaneous"),
        "days_since_last_infusion": Number(Fraction(400)),
    }
    pack: Pack = PACK
    for id_, answer, level in ALONE:
        assert assess(pack, Report({**HARMLESS, id_: answer}, home)).urgency is level
