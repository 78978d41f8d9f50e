"""What an answer holds (decisions.md 1, 16 and 20)."""

from fractions import Fraction

from aldea.engines.reference import assess, explain
from aldea.language.answers import Answer, Number, Said
from aldea.language.conditions import AllOf, ContextIs, Gained, Yes
from aldea.language.pack import Pack, Show
from aldea.language.report import Report
from aldea.language.truth import Truth
from aldea.language.urgency import Urgency
from tests.spec.small_packs import advice, pack, rule

COUGH = rule("cough", Yes("cough"), Urgency.TELL_TEAM, ("S-1",), ("rest",))
RASH = rule("rash", Yes("rash"), Urgency.HOSPITAL_NOW, ("S-2",), ("walk",))
REST, WALK = advice("rest"), advice("walk", dropped_when=["rest"])
YES: Answer = Said.YES
NO: Answer = Said.NO


def small() -> Pack:
    return pack(COUGH, RASH, advices=[REST, WALK])


def test_the_highest_urgency_wins_and_every_match_is_kept_most_urgent_first() -> None:
    found = assess(small(), Report({"cough": YES, "rash": YES}))
    assert found.urgency is Urgency.HOSPITAL_NOW
    assert found.rules == ("rash", "cough")
    assert found.because[:2] == ("S-2", "S-1")


def test_the_order_of_the_rules_changes_nothing() -> None:
    report = Report({"cough": YES, "rash": YES})
    forwards = assess(pack(COUGH, RASH, advices=[REST, WALK]), report)
    backwards = assess(pack(RASH, COUGH, advices=[WALK, REST]), report)
    assert forwards.urgency is backwards.urgency
    assert set(forwards.advice) == set(backwards.advice)
    assert set(forwards.because) == set(backwards.because)


def test_exactly_one_level_advice_comes_with_each_urgency_and_none_with_none() -> None:
    assert [id_ for id_ in assess(small(), Report({"rash": YES})).advice if id_.startswith("level_")] == [
        "level_hospital_now"
    ]
    assert assess(small(), Report({"cough": NO, "rash": NO})).advice == ()


def test_an_advice_is_dropped_by_one_that_applies_even_if_that_one_is_dropped_too() -> None:
    third = advice("third", dropped_when=["walk"])
    both = rule("both", Yes("note"), Urgency.SELF_CARE, advice=("walk", "rest", "third"))
    found = explain(pack(both, advices=[REST, WALK, third]), Report({"note": Said.YES}))
    assert {
        fate.advice: (fate.fate, fate.by) for fate in found.advice if fate.advice in ("rest", "walk", "third")
    } == {
        "rest": ("given", ()),
        "walk": ("dropped", ("rest",)),
        "third": ("dropped", ("walk",)),
    }


def test_a_reassuring_advice_is_withheld_while_something_could_still_raise_the_urgency() -> None:
    calm = advice("calm", reassures=True)
    rules = (rule("cough", Yes("cough"), Urgency.SELF_CARE, advice=("calm",)), RASH)
    known = pack(*rules, advices=[calm, WALK])
    assert "calm" in assess(known, Report({"cough": YES, "rash": NO})).advice
    unanswered = assess(known, Report({"cough": YES}))
    assert "calm" not in unanswered.advice
    assert (unanswered.ask, unanswered.incomplete) == (("rash",), True)


def test_advice_of_the_context_depends_on_the_urgency_that_was_reached() -> None:
    frail = ContextIs("frail", frozenset({"yes"}), unknown_counts=False)
    loud = advice("loud", Show.CONTEXT, frail, from_urgency=Urgency.HOSPITAL_NOW)
    quiet = advice("quiet", Show.CONTEXT, frail, below_urgency=Urgency.HOSPITAL_NOW)
    known = pack(COUGH, RASH, advices=[REST, WALK, loud, quiet])

    def given(**said: Answer) -> set[str]:
        return set(assess(known, Report(said, {"frail": YES})).advice) & {"loud", "quiet"}

    assert given(rash=YES) == {"loud"}
    assert given(cough=YES) == {"quiet"}
    assert given() == {"quiet"}
    assert set(assess(known, Report({"rash": YES})).advice) & {"loud", "quiet"} == set()


def test_what_goes_beyond_the_leaflet_is_marked() -> None:
    beyond = rule("beyond", Yes("note"), Urgency.TELL_TEAM, ("BEYOND-1",))
    known = pack(COUGH, beyond, advices=[REST])
    assert not assess(known, Report({"cough": YES})).beyond_leaflet
    assert assess(known, Report({"note": Said.YES})).beyond_leaflet


def test_what_a_rule_says_is_asked_is_asked() -> None:
    fired = rule("fired", Yes("cough"), Urgency.EMERGENCY_999, asks=("days",))
    assert assess(pack(fired), Report({"cough": YES})).ask == ("days",)
    assert assess(pack(fired), Report({"cough": NO})).ask == ()


def test_an_item_is_asked_only_in_a_smallest_set_that_raises() -> None:
    alone = rule("alone", Yes("cough"), Urgency.TELL_TEAM)
    together = rule("together", AllOf((Yes("rash"), Yes("note"))), Urgency.HOSPITAL_NOW)
    widest = rule("widest", AllOf((Yes("cough"), Yes("tablet"))), Urgency.EMERGENCY_999)
    known = pack(alone, together, widest)
    assert assess(known, Report()).ask == ("cough", "rash", "note")
    assert assess(known, Report({"rash": NO})).ask == ("cough",)
    assert assess(known, Report({"cough": YES, "rash": NO})).ask == ("tablet",)
    assert assess(known, Report({"cough": NO, "rash": NO})).ask == ()


def test_the_explanation_says_of_each_rule_how_it_came_out_and_what_it_saw() -> None:
    found = explain(small(), Report({"cough": YES}, {}))
    assert [(rule_.rule, rule_.truth) for rule_ in found.rules] == [
        ("cough", Truth.TRUE),
        ("rash", Truth.UNKNOWN),
    ]
    seen = found.rules[1].seen[0]
    assert (seen.item, seen.value, seen.wanted, seen.truth) == (
        "rash",
        "not asked",
        "yes or not sure",
        Truth.UNKNOWN,
    )
    assert found.assessment == assess(small(), Report({"cough": YES}, {}))


def test_a_local_threshold_is_used_once_it_is_set() -> None:
    known = pack(rule("gain", Gained("weight", "weight_at_start", "weight_gain_kg"), Urgency.TELL_TEAM))
    report = Report({"weight": Number(Fraction(73))}, {"weight_at_start": Number(Fraction(70))})
    assert assess(known, report).urgency is Urgency.NONE
    assert assess(known, report, {"weight_gain_kg": Fraction(3)}).urgency is Urgency.TELL_TEAM
