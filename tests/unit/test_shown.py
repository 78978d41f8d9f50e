"""The words of an answer: what to do, whom to call, why, and what is not known."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from aldea.engines.reference import assess
from aldea.hospital.queries import Hospital
from aldea.language import Assessment, Urgency
from aldea.language.pack import Kind
from aldea.packs import load_pack, read_report
from aldea.reports.check_draft import PLAIN_NO
from aldea.reports.shown import CARDS, Shown, build_shown

PACK = load_pack("aldesleukin")
HOSPITAL = Hospital("Example General Hospital", "020 7946 0123", "We read from 8 am to 8 pm.", demo=False)
DEMO = replace(HOSPITAL, demo=True)
AT_HOME: Mapping[str, Any] = {
    "route": "subcutaneous",
    "phase": "during",
    "in_hospital": False,
    "days_since_last_infusion": 400,
    "diabetes": False,
    "weak_immune_system": True,
}
ON_WARD: Mapping[str, Any] = {
    **AT_HOME,
    "route": "intravenous",
    "in_hospital": True,
    "days_since_last_infusion": 0,
    "hospital_unreachable": True,
}
RAISED: Mapping[Kind, tuple[Any, ...]] = {
    Kind.YESNO: (True, "unsure"),
    Kind.COUNT: (1, 3, "unsure"),
    Kind.READINGS: (35.9, 36.8, 39, "unsure"),
    Kind.QUANTITY: (70,),
    Kind.AMOUNT: (True, 5),
    Kind.TEXT: ("something",),
    Kind.CHOICE: ("inactivated", "live", "kind_not_known"),
}
EMERGENCY = {next(item.id for item in PACK.observations.values() if item.group == "emergency"): True}
HARMLESS: Mapping[str, Any] = {
    **{item.id: PLAIN_NO[item.kind] for item in PACK.observations.values() if item.kind in PLAIN_NO},
    "temperature": 36.8,
}


def judged(
    observations: Mapping[str, Any], context: Mapping[str, Any] = AT_HOME, *, others: bool = True
) -> Assessment:
    said = {**HARMLESS, **observations} if others else dict(observations)
    reading = read_report(PACK, {"id": "r1", "context": dict(context), "observations": said})
    return assess(PACK, reading.report, settings={})


def shown(
    observations: Mapping[str, Any],
    context: Mapping[str, Any] = AT_HOME,
    at: Hospital = HOSPITAL,
    *,
    others: bool = True,
    has_problems: bool = False,
) -> Shown:
    assessment = judged(observations, context, others=others)
    return build_shown(PACK, assessment, context, at, has_problems=has_problems)


def everything_raised(context: Mapping[str, Any], at: Hospital = HOSPITAL) -> Iterator[Shown]:
    """One answer for each thing that may be reported, alone; and one for all of them together."""
    for item in PACK.observations.values():
        for value in RAISED[item.kind]:
            yield shown({item.id: value}, context, at)
            yield shown({item.id: value}, context, at, others=False)
    yield shown({item.id: RAISED[item.kind][0] for item in PACK.observations.values()}, context, at)
    yield shown({}, context, at)
    yield shown({}, context, at, others=False)


def texts(answer: Shown) -> list[str]:
    """Every text of an answer that a reader meets, but the call buttons and the hours of cover."""
    words = [*answer["reasons"], *answer["advice"], *answer["ask"]]
    level = answer["level"]
    return [answer["heading"], *(each["text"] for each in words), *([level["text"]] if level else [])]


LEVELS: list[tuple[dict[str, Any], Urgency, str, list[str]]] = [
    ({}, Urgency.NONE, "Nothing that you told us needs a call now", ["hospital"]),
    ({"hair_thinning": True}, Urgency.SELF_CARE, "You can look after this yourself for now", ["hospital"]),
    ({"other_effect": "odd"}, Urgency.TELL_TEAM, "Tell your doctor, nurse or pharmacist", ["hospital"]),
    (
        {"vision_change": True},
        Urgency.CONTACT_HOSPITAL,
        "Call the hospital for advice today, at any hour",
        ["hospital", "111"],
    ),
    (
        {"nosebleed": True},
        Urgency.DOCTOR_STRAIGHT_AWAY,
        "Call the hospital straight away, so that a doctor knows",
        ["hospital", "111"],
    ),
    ({"temperature": 37.6}, Urgency.HOSPITAL_NOW, "Call the hospital now", ["hospital", "111"]),
]


@pytest.mark.parametrize(("said", "urgency", "heading", "calls"), LEVELS)
def test_each_level_has_its_card_its_heading_and_its_calls_in_order(
    said: dict[str, Any], urgency: Urgency, heading: str, calls: list[str]
) -> None:
    answer = shown(said)
    assert answer["urgency"] == urgency.id
    assert answer["card"] == CARDS[urgency]
    assert answer["heading"] == heading
    assert [call["id"] for call in answer["calls"]] == calls
    assert answer["do_not_wait"] is (urgency >= Urgency.CONTACT_HOSPITAL)


def test_in_an_emergency_999_comes_first() -> None:
    answer = shown(EMERGENCY)
    assert (answer["card"], answer["heading"]) == ("emergency", "Call 999 now")
    assert [call["id"] for call in answer["calls"]] == ["999", "hospital"]
    assert [call["dial"] for call in answer["calls"]] == ["999", "02079460123"]
    assert answer["do_not_wait"]


def test_the_main_advice_is_not_said_twice() -> None:
    answer = shown({"temperature": 37.6})
    assert answer["level"] is not None
    assert answer["level"]["id"] == "call_hospital_now"
    assert "call_hospital_now" not in [advice["id"] for advice in answer["advice"]]


def test_the_most_urgent_reason_comes_first() -> None:
    answer = shown({"hair_thinning": True, "temperature": 37.6})
    urgencies = {rule.id: rule.urgency for rule in PACK.rules}
    given = [urgencies[reason["id"]] for reason in answer["reasons"]]
    assert len(given) > 1
    assert given == sorted(given, reverse=True)


def test_on_the_ward_there_is_no_telephone_number_anywhere() -> None:
    for answer in everything_raised(ON_WARD):
        assert answer["ward"]
        assert answer["calls"] == []
        assert not answer["do_not_wait"]
        for text in texts(answer):
            assert not re.search(r"\b(999|111)\b|020 7946|\{", text), text


def test_on_the_ward_the_nurse_is_told_from_tell_team_up() -> None:
    answer = shown({"temperature": 37.6}, ON_WARD)
    assert answer["heading"] == "Tell your nurse now"
    assert answer["level"] is not None
    assert answer["level"]["id"] == "tell_ward_nurse_now"
    assert shown({"hair_thinning": True}, ON_WARD)["heading"] != "Tell your nurse now"


@pytest.mark.parametrize("place", [False, "unsure", None])
def test_only_a_plain_yes_is_the_ward(place: Any) -> None:
    answer = shown({"temperature": 37.6}, {**AT_HOME, "in_hospital": place})
    assert not answer["ward"]
    assert [call["id"] for call in answer["calls"]] == ["hospital", "111"]


@pytest.mark.parametrize("context", [AT_HOME, ON_WARD, {}])
def test_no_placeholder_reaches_a_reader(context: Mapping[str, Any]) -> None:
    for answer in everything_raised(context):
        for text in texts(answer):
            assert "{" not in text, text
            assert "}" not in text, text
            assert text.strip() == text != ""


def test_no_advice_of_the_pack_has_a_placeholder_that_nobody_fills() -> None:
    for advice in PACK.advice.values():
        assert set(re.findall(r"\{.*?\}", advice.patient)) <= {"{hospital_number}"}, advice.id
    for rule in PACK.rules:
        assert "{" not in rule.why_patient, rule.id


def test_the_number_of_the_hospital_stands_in_the_advice() -> None:
    level = shown({"temperature": 37.6})["level"]
    assert level is not None
    assert "020 7946 0123" in level["text"]


def test_the_demo_dials_neither_999_nor_111() -> None:
    for answer in everything_raised(AT_HOME, DEMO):
        for call in answer["calls"]:
            if call["id"] in ("999", "111"):
                assert call["dial"] == ""
                assert "not dialled in the demo" in call["label"]
    assert [call["dial"] for call in shown({"temperature": 37.6})["calls"]] == ["02079460123", "111"]


def test_what_goes_beyond_the_leaflet_is_marked_and_nothing_else_is() -> None:
    answer = shown(EMERGENCY)
    assert answer["beyond_leaflet"]
    assert [reason["beyond"] for reason in answer["reasons"]] == [True]
    assert answer["level"] is not None
    assert answer["level"]["beyond"]
    fever = shown({"temperature": 37.6})
    assert not fever["beyond_leaflet"]
    assert not any(words["beyond"] for words in (*fever["reasons"], *fever["advice"]))


def test_what_was_not_asked_is_named_in_the_words_of_the_patient() -> None:
    answer = shown({"cough": False}, others=False)
    assert answer["incomplete"]
    assert answer["ask"]
    assert "temperature" in [each["id"] for each in answer["ask"]]
    assert all(each["text"] != each["id"] for each in answer["ask"])


def test_an_incomplete_report_never_reassures() -> None:
    """At no level below a call do heading or advice say that all is well when something is missing."""
    for item in PACK.observations.values():
        for value in RAISED[item.kind]:
            answer = shown({item.id: value}, others=False)
            if not answer["incomplete"]:
                continue
            assert not any(PACK.advice[each["id"]].reassures for each in answer["advice"])
            if answer["urgency"] in ("none", "self_care"):
                assert answer["heading"] == "We cannot tell yet: some answers are missing"


@pytest.mark.parametrize("said", [{}, {"hair_thinning": True}, {"appetite_loss_days": 1}])
def test_an_unreadable_report_never_reassures(said: dict[str, Any]) -> None:
    answer = shown(said, has_problems=True)
    assert answer["unreadable"]
    assert answer["heading"] == "We cannot tell yet: some answers are missing"
    assert not any(PACK.advice[each["id"]].reassures for each in answer["advice"])
    whole = shown(said)
    assert whole["heading"] != answer["heading"]


def test_something_reassures_a_report_that_can_be_read() -> None:
    """Else the test above would hold for nothing."""
    given = shown({"appetite_loss_days": 1})["advice"]
    assert any(PACK.advice[each["id"]].reassures for each in given)
