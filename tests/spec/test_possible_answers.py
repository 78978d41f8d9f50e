"""What no person could report is not asked: a completion of a report holds only what the border lets in."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from aldea.engines import reference
from aldea.engines.compiled import compile_pack
from aldea.language.answers import Answer, Number, Said
from aldea.language.assessment import Assessment
from aldea.language.conditions import (
    AtLeast,
    Condition,
    ContextAtMost,
    Gained,
    Over,
    PersonalLimit,
    Under,
)
from aldea.language.pack import Pack
from aldea.language.report import EarlierReport, Report
from aldea.language.urgency import Urgency
from tests.spec.small_packs import CONTEXT, OBSERVATIONS, pack, rule

Range = tuple[int, int]
DAY = Fraction(24)
GAIN = Gained("weight", "weight_at_start", "weight_gain_kg")


def accepting(condition: Condition, **ranges: Range) -> Pack:
    """A pack of one rule whose items accept only these numbers, both ends in."""
    whole = pack(rule("rule", condition, Urgency.TELL_TEAM))
    exact = {id_: (Fraction(low), Fraction(high)) for id_, (low, high) in ranges.items()}
    return replace(
        whole,
        observations={k: replace(v, accept=exact.get(k, v.accept)) for k, v in OBSERVATIONS.items()},
        context={k: replace(v, accept=exact.get(k, v.accept)) for k, v in CONTEXT.items()},
    )


def assess(known: Pack, report: Report, local: Mapping[str, Fraction] | None = None) -> Assessment:
    """What both engines say."""
    found = reference.assess(known, report, local)
    assert compile_pack(known, local).assess(report) == found
    return found


def number(value: int) -> Answer:
    return Number(Fraction(value))


@pytest.mark.parametrize(
    ("start", "now", "asked"),
    [
        (number(345), None, ("weight",)),
        (number(346), None, ()),
        (None, number(25), ("weight_at_start",)),
        (None, number(24), ()),
        (None, None, ("weight", "weight_at_start")),
    ],
)
def test_a_gain_that_no_possible_weight_could_make_is_not_asked(
    start: Answer | None, now: Answer | None, asked: tuple[str, ...]
) -> None:
    known = accepting(GAIN, weight=(20, 350), weight_at_start=(20, 350))
    report = Report({"weight": now} if now else {}, {"weight_at_start": start} if start else {})
    assert assess(known, report, {"weight_gain_kg": Fraction(5)}).ask == asked


def test_a_gain_wider_than_all_possible_weights_is_never_asked() -> None:
    known = accepting(GAIN, weight=(20, 350), weight_at_start=(20, 350))
    assert assess(known, Report(), {"weight_gain_kg": Fraction(330)}).ask == ("weight", "weight_at_start")
    assert assess(known, Report(), {"weight_gain_kg": Fraction(331)}).ask == ()


@pytest.mark.parametrize(
    ("condition", "ranges", "asked"),
    [
        (Over("fever", Fraction(44), None), {"fever": (30, 45)}, ("fever",)),
        (Over("fever", Fraction("44.5"), None), {"fever": (30, 45)}, ("fever",)),
        (Over("fever", Fraction(45), None), {"fever": (30, 45)}, ()),
        (Under("fever", Fraction("30.5"), None), {"fever": (30, 45)}, ("fever",)),
        (Under("fever", Fraction(30), None), {"fever": (30, 45)}, ()),
        (AtLeast("times", Fraction(100), None), {"times": (0, 100)}, ("times",)),
        (AtLeast("times", Fraction(101), None), {"times": (0, 100)}, ()),
        (AtLeast("times", Fraction(1), None), {"times": (2, 100)}, ("times",)),
        (ContextAtMost("days", Fraction(7)), {"days": (7, 90)}, ("days",)),
        (ContextAtMost("days", Fraction(7)), {"days": (8, 90)}, ()),
    ],
)
def test_a_limit_is_asked_only_where_a_number_that_is_accepted_meets_it(
    condition: Condition, ranges: dict[str, Range], asked: tuple[str, ...]
) -> None:
    assert assess(accepting(condition, **ranges), Report()).ask == asked


def test_a_personal_limit_at_the_end_of_the_range_asks_nothing() -> None:
    known = accepting(Over("fever", PersonalLimit("limit"), None), fever=(30, 45))
    assert assess(known, Report({}, {"limit": number(44)})).ask == ("fever",)
    assert assess(known, Report({}, {"limit": number(45)})).ask == ()


def test_a_sum_counts_what_was_said_before_towards_what_is_possible_now() -> None:
    known = accepting(AtLeast("times", Fraction(5), DAY), times=(0, 3))
    once = EarlierReport(Fraction(2), {"times": number(1)})
    assert assess(known, Report({}, {}, (once,))).ask == ()
    assert assess(known, Report({}, {}, (once, once))).ask == ("times",)
    assert assess(known, Report({"times": Said.NOT_SURE}, {}, (once, once))).ask == ()
