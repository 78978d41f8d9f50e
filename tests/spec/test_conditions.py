"""What each condition of the language means, as a table of answers and truths."""

from fractions import Fraction

import pytest

from aldea.engines.reference.conditions import Case, holds
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
    NotSure,
    Over,
    PersonalLimit,
    PlainYes,
    Unanswered,
    Under,
    Yes,
)
from aldea.language.report import EarlierReport, Report
from aldea.language.truth import Truth
from tests.spec.small_packs import pack

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
H = Fraction


def judged(
    condition: Condition,
    observations: dict[str, Answer] | None = None,
    context: dict[str, Answer] | None = None,
    history: tuple[EarlierReport, ...] = (),
    settings: dict[str, Fraction] | None = None,
) -> Truth:
    report = Report(observations or {}, context or {}, history)
    return holds(condition, Case(pack(), report, settings or {}))


def reads(*values: str) -> Readings:
    return Readings(tuple(Fraction(value) for value in values))


YES_ROWS: list[tuple[str, Answer | None, Truth]] = [
    ("cough", Said.YES, T),
    ("cough", Said.NOT_SURE, T),
    ("cough", Said.NO, F),
    ("cough", None, U),
    ("note", Text("a tingle"), T),
    ("note", Text("  "), F),
    ("gain", Said.YES, T),
    ("gain", Said.NOT_SURE, T),
    ("gain", Number(H("0.1")), T),
    ("gain", Number(H(0)), F),
    ("gain", Said.NO, F),
]


@pytest.mark.parametrize(("id_", "answer", "expected"), YES_ROWS)
def test_yes_is_yes_or_not_sure_or_anything_given(id_: str, answer: Answer | None, expected: Truth) -> None:
    assert judged(Yes(id_), {id_: answer} if answer else {}) is expected


def test_plain_yes_and_not_sure_part_the_two() -> None:
    assert [judged(PlainYes("rash"), {"rash": said}) for said in (Said.YES, Said.NOT_SURE, Said.NO)] == [
        T,
        F,
        F,
    ]
    assert [judged(NotSure("rash"), {"rash": said}) for said in (Said.YES, Said.NOT_SURE, Said.NO)] == [
        F,
        T,
        F,
    ]
    assert judged(PlainYes("rash")) is U
    assert judged(NotSure("rash")) is U


def test_unanswered_is_never_unknown() -> None:
    assert judged(Unanswered("fever")) is T
    assert judged(Unanswered("fever"), {"fever": Said.NOT_SURE}) is T
    assert judged(Unanswered("fever"), {"fever": reads("37")}) is F


@pytest.mark.parametrize(
    ("answer", "over", "under"),
    [
        (reads("37.5"), F, F),
        (reads("37.500001"), T, F),
        (reads("36"), F, F),
        (reads("35.999999"), F, T),
        (reads("36.5", "38", "35"), T, T),
        (Said.NOT_SURE, T, F),
        (None, U, U),
    ],
)
def test_limits_are_strict_and_any_reading_outside_counts(
    answer: Answer | None, over: Truth, under: Truth
) -> None:
    observations = {"fever": answer} if answer else {}
    assert judged(Over("fever", H("37.5"), None), observations) is over
    assert judged(Under("fever", H(36), None), observations) is under


def test_a_reading_inside_the_limits_on_a_tablet_counts_as_no_reading() -> None:
    over = Over("fever", H("37.5"), None)
    assert judged(over, {"fever": reads("37"), "tablet": Said.YES}) is U
    assert judged(over, {"fever": reads("37"), "tablet": Said.NOT_SURE}) is U
    assert judged(over, {"fever": reads("37"), "tablet": Said.NO}) is F
    assert judged(over, {"fever": reads("38"), "tablet": Said.YES}) is T


def test_a_reading_of_the_last_24_hours_counts_and_an_older_one_does_not() -> None:
    over = Over("fever", H("37.5"), H(24))
    hot = {"fever": reads("38")}
    assert judged(over, {"fever": reads("37")}, history=(EarlierReport(H(24), hot),)) is T
    assert judged(over, {"fever": reads("37")}, history=(EarlierReport(H("24.001"), hot),)) is F
    assert judged(over, history=(EarlierReport(H(1), hot),)) is T
    assert judged(over, history=(EarlierReport(H(1), {"fever": Said.NOT_SURE}),)) is U


def test_a_personal_limit_that_nobody_gave_limits_nothing() -> None:
    over = Over("fever", PersonalLimit("limit"), None)
    assert judged(over, {"fever": reads("37.2")}) is F
    assert judged(over, {"fever": reads("37.2")}, {"limit": Number(H(37))}) is T
    assert judged(over, {"fever": reads("37")}, {"limit": Number(H(37))}) is F
    assert judged(over, {}, {"limit": Number(H(37))}) is U


def test_counts_add_up_over_the_window_and_not_sure_counts_as_two() -> None:
    twice = AtLeast("times", H(2), H(24))
    once_before = (EarlierReport(H(24), {"times": Number(H(1))}),)
    assert judged(twice, {"times": Number(H(1))}) is F
    assert judged(twice, {"times": Number(H(2))}) is T
    assert judged(twice, {"times": Said.NOT_SURE}) is T
    assert judged(twice, {"times": Number(H(1))}, history=once_before) is T
    assert judged(twice, {"times": Number(H(0))}, history=once_before) is F
    assert judged(twice, history=once_before) is U
    assert (
        judged(twice, {"times": Number(H(1))}, history=(EarlierReport(H("24.01"), {"times": Number(H(1))}),))
        is F
    )


def test_a_choice_that_is_not_sure_counts_as_its_row_says() -> None:
    live = Chosen("jab", frozenset({"live"}))
    answers: list[Answer] = [Choice("live"), Choice("dead"), Choice("none"), Said.NOT_SURE]
    assert [judged(live, {"jab": answer}) for answer in answers] == [T, F, F, T]
    assert judged(live) is U


@pytest.mark.parametrize(
    ("age", "answer", "expected"),
    [
        ("12", Said.YES, T),
        ("48", Said.NOT_SURE, T),
        ("11.999", Said.YES, F),
        ("48.001", Said.YES, F),
        ("24", Said.NO, F),
    ],
)
def test_earlier_looks_at_reports_of_the_window_with_both_ends(
    age: str, answer: Answer, expected: Truth
) -> None:
    history = (EarlierReport(H(age), {"cough": answer}),)
    assert judged(Earlier("cough", H(12), H(48)), history=history) is expected


def test_a_gain_is_derived_only_once_the_hospital_has_set_its_limit() -> None:
    gained = Gained("weight", "weight_at_start", "weight_gain_kg")
    now: dict[str, Answer] = {"weight": Number(H(72))}
    start: dict[str, Answer] = {"weight_at_start": Number(H(70))}
    assert judged(gained, now, start) is F
    assert judged(gained, now, start, settings={"weight_gain_kg": H(2)}) is T
    assert judged(gained, now, start, settings={"weight_gain_kg": H("2.1")}) is F
    assert judged(gained, now, settings={"weight_gain_kg": H(2)}) is U
    assert judged(gained, {}, start, settings={"weight_gain_kg": H(2)}) is U


def test_context_is_unknown_when_not_asked_unless_that_counts() -> None:
    vein = ContextIs("route", frozenset({"vein"}), unknown_counts=False)
    vein_or_unknown = ContextIs("route", frozenset({"vein"}), unknown_counts=True)
    assert judged(vein, context={"route": Choice("vein")}) is T
    assert judged(vein, context={"route": Choice("skin")}) is F
    assert judged(vein) is U
    assert judged(vein, context={"route": Said.NOT_SURE}) is U
    assert judged(vein_or_unknown) is T
    assert judged(vein_or_unknown, context={"route": Said.NOT_SURE}) is T
    assert judged(vein_or_unknown, context={"route": Choice("skin")}) is F


def test_a_yes_or_no_context_that_is_not_sure_is_an_answer_of_its_own() -> None:
    plain = ContextIs("frail", frozenset({"yes"}), unknown_counts=False)
    either = ContextIs("frail", frozenset({"yes", "not_sure"}), unknown_counts=False)
    assert judged(plain, context={"frail": Said.NOT_SURE}) is F
    assert judged(either, context={"frail": Said.NOT_SURE}) is T
    assert judged(either, context={"frail": Said.NO}) is F
    assert judged(either) is U


def test_at_most_includes_its_limit() -> None:
    week = ContextAtMost("days", H(7))
    assert judged(week, context={"days": Number(H(7))}) is T
    assert judged(week, context={"days": Number(H("7.01"))}) is F
    assert judged(week) is U
    assert judged(week, context={"days": Said.NOT_SURE}) is U


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (T, T, T, T), (T, F, F, T), (T, U, U, T), (F, F, F, F), (F, U, F, U), (U, U, U, U),
    ],
)  # fmt: skip
def test_all_and_any_are_kleene(one: Truth, other: Truth, both: Truth, either: Truth) -> None:
    said = {T: Said.YES, F: Said.NO}
    answers: dict[str, Answer] = {
        id_: said[truth] for id_, truth in (("cough", one), ("rash", other)) if truth is not U
    }
    for parts in ((Yes("cough"), Yes("rash")), (Yes("rash"), Yes("cough"))):
        assert judged(AllOf(parts), answers) is both
        assert judged(AnyOf(parts), answers) is either
