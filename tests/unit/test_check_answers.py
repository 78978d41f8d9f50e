"""A posted screen becomes answers or kind problems; nothing is guessed."""

from decimal import Decimal
from typing import Any

import pytest

from aldea.reports.check_draft import Draft, Situation
from aldea.reports.check_flow import find_screen, is_emergency, next_screen, sent_observations
from tests.unit.check_pack import AT_HOME, PACK, codes, post, posted

ON_THE_DRIP = Situation(context={"route": "intravenous"})


def test_what_is_ticked_is_yes_and_what_is_not_is_no() -> None:
    draft = posted(Draft(), "chest", noticed="cough")
    assert (draft.answers["cough"], draft.answers["wheezing"]) == (True, False)


def test_nothing_chosen_is_a_problem_and_not_a_no() -> None:
    parsed = post(Draft(), "chest")
    assert codes(parsed) == [("noticed", "nothing_chosen")]
    assert parsed.draft == Draft()


@pytest.mark.parametrize("noticed", ["none-of-these cough", "none-of-these not-sure"])
def test_none_of_these_stands_alone(noticed: str) -> None:
    assert codes(post(Draft(), "chest", noticed=noticed)) == [("noticed", "none_and_others")]


@pytest.mark.parametrize(
    "noticed", ["none-of-these collapsed", "collapsed not-there", "none-of-these collapsed x"]
)
def test_a_sign_of_an_emergency_wins_over_all_that_contradicts_it(noticed: str) -> None:
    draft = posted(Draft(), "emergency", noticed=noticed)
    assert draft.answers["collapsed"] is True
    assert is_emergency(PACK, draft)


def test_on_the_page_of_an_emergency_not_sure_wins_over_none_of_these() -> None:
    draft = posted(Draft(), "emergency", noticed="none-of-these not-sure")
    assert find_screen(PACK, AT_HOME, draft, "emergency-not-sure") is not None
    draft = posted(draft, "emergency-not-sure", noticed="none-of-these collapsed")
    assert draft.answers["collapsed"] == "unsure"


def test_a_tick_that_the_page_does_not_offer_is_refused() -> None:
    assert codes(post(Draft(), "chest", noticed="nausea")) == [("noticed", "page_changed")]


def test_not_sure_leads_to_a_page_with_what_was_not_ticked() -> None:
    draft = posted(Draft(), "tummy", noticed="nausea not-sure")
    screen = find_screen(PACK, AT_HOME, draft, "tummy-not-sure")
    assert screen is not None
    assert screen.items == ("vomiting_24h", "appetite_loss_days", "glucose_above_usual")
    assert draft.answers == {"nausea": True}


def test_what_one_is_not_sure_about_is_not_sure_and_the_rest_is_no() -> None:
    draft = posted(Draft(), "tummy", noticed="nausea not-sure")
    draft = posted(draft, "tummy-not-sure", noticed="vomiting_24h")
    assert draft.answers["vomiting_24h"] == "unsure"
    assert draft.answers["appetite_loss_days"] == 0
    assert draft.answers["nausea"] is True
    assert find_screen(PACK, AT_HOME, draft, "tummy-not-sure") is None


def test_on_the_page_of_what_is_not_sure_none_of_these_is_an_answer_too() -> None:
    draft = posted(Draft(), "chest", noticed="not-sure")
    draft = posted(draft, "chest-not-sure", noticed="none-of-these")
    assert draft.answers == {"cough": False, "wheezing": False}


def test_the_page_of_what_is_not_sure_wants_an_answer() -> None:
    draft = posted(Draft(), "chest", noticed="not-sure")
    assert codes(post(draft, "chest-not-sure")) == [("noticed", "nothing_chosen")]


def test_not_sure_counts_as_raised_for_the_follow_up() -> None:
    draft = posted(Draft(), "chest", noticed="not-sure")
    draft = posted(draft, "chest-not-sure", noticed="cough")
    more = find_screen(PACK, AT_HOME, draft, "chest-more")
    assert more is not None
    assert more.items == ("sudden_cough",)


def test_a_choice_that_is_not_sure_is_asked_in_full() -> None:
    draft = posted(Draft(), "other", noticed="not-sure")
    draft = posted(draft, "other-not-sure", noticed="vaccine_planned")
    draft = posted(draft, "other-more", vaccine_planned="kind_not_known")
    sent = sent_observations(PACK, AT_HOME, draft)
    assert (sent["vaccine_planned"], sent["other_effect"], sent["pregnant"]) == ("kind_not_known", "", False)


def test_free_text_is_not_listed_among_what_one_is_not_sure_about() -> None:
    draft = posted(Draft(), "other", noticed="not-sure")
    screen = find_screen(PACK, AT_HOME, draft, "other-not-sure")
    assert screen is not None
    assert screen.items == ("vaccine_planned", "pregnant")


def test_answers_replace_those_of_the_same_screen_before() -> None:
    draft = posted(Draft(), "chest", noticed="cough")
    draft = posted(draft, "chest", noticed="wheezing")
    assert (draft.answers["cough"], draft.answers["wheezing"]) == (False, True)


def test_a_number_that_was_told_stays_while_its_tick_stays() -> None:
    draft = posted(Draft(), "tummy", noticed="vomiting_24h")
    draft = posted(draft, "tummy-more", vomiting_24h="3")
    draft = posted(draft, "tummy", noticed="vomiting_24h nausea")
    assert draft.answers["vomiting_24h"] == 3
    draft = posted(draft, "tummy", noticed="nausea")
    assert draft.answers["vomiting_24h"] == 0


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"vomiting_24h": "3"}, 3),
        ({"vomiting_24h": " 0 "}, 0),
        ({"vomiting_24h": "", "vomiting_24h_unsure": "yes"}, "unsure"),
    ],
)
def test_how_often(fields: dict[str, str], answer: Any) -> None:
    draft = posted(Draft(), "tummy", noticed="vomiting_24h")
    assert posted(draft, "tummy-more", **fields).answers["vomiting_24h"] == answer


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "number_missing"),
        ({"vomiting_24h": "2.5"}, "not_whole"),
        ({"vomiting_24h": "twice"}, "not_a_number"),
        ({"vomiting_24h": "-1"}, "not_a_number"),
        ({"vomiting_24h": "101"}, "impossible"),
        ({"vomiting_24h": "2", "vomiting_24h_unsure": "yes"}, "number_and_not_sure"),
    ],
)
def test_how_often_refused(fields: dict[str, str], code: str) -> None:
    draft = posted(Draft(), "tummy", noticed="vomiting_24h")
    parsed = post(draft, "tummy-more", **fields)
    assert codes(parsed) == [("vomiting_24h", code)]
    assert parsed.draft == draft


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"weight_gain": "1,5"}, Decimal("1.5")),
        ({"weight_gain": "3", "weight_gain_unit": "[lb_av]"}, {"value": Decimal(3), "unit": "[lb_av]"}),
        ({"weight_gain_unsure": "yes"}, True),
    ],
)
def test_how_much(fields: dict[str, str], answer: Any) -> None:
    draft = posted(Draft(), "limbs", noticed="weight_gain")
    assert posted(draft, "limbs-more", **fields).answers["weight_gain"] == answer


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"weight": "71,4"}, Decimal("71.4")),
        ({"weight_stone": "11", "weight_pounds": "4"}, {"value": Decimal(158), "unit": "[lb_av]"}),
        ({"weight_stone": "11"}, {"value": Decimal(154), "unit": "[lb_av]"}),
        ({}, None),
    ],
)
def test_weight(fields: dict[str, str], answer: Any) -> None:
    draft = posted(Draft(), "limbs", noticed="none-of-these", **fields)
    assert draft.answers.get("weight") == answer


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"weight": "714"}, ("weight", "impossible")),
        ({"weight": "heavy"}, ("weight", "not_a_number")),
        ({"weight": "71", "weight_stone": "11"}, ("weight", "two_units")),
        ({"weight_pounds": "4"}, ("weight_stone", "not_a_number")),
        ({"weight_stone": "11", "weight_pounds": "14"}, ("weight_stone", "too_many_pounds")),
    ],
)
def test_weight_refused(fields: dict[str, str], problem: tuple[str, str]) -> None:
    assert codes(post(Draft(), "limbs", noticed="none-of-these", **fields)) == [problem]


def test_free_text_is_kept_without_control_characters() -> None:
    draft = posted(Draft(), "other", noticed="other_effect")
    draft = posted(draft, "other-more", other_effect="  Hiccups\r\nall day\x00\x07 ")
    assert draft.answers["other_effect"] == "Hiccups\nall day"


@pytest.mark.parametrize(("words", "code"), [(" ", "text_missing"), ("a" * 2001, "text_too_long")])
def test_free_text_refused(words: str, code: str) -> None:
    draft = posted(Draft(), "other", noticed="other_effect")
    assert codes(post(draft, "other-more", other_effect=words)) == [("other_effect", code)]


def test_each_unanswered_follow_up_is_named() -> None:
    draft = posted(Draft(), "tummy", noticed="nausea vomiting_24h")
    assert codes(post(draft, "tummy-more")) == [
        ("still_nauseous", "choose"),
        ("vomiting_24h", "number_missing"),
    ]


def test_where_the_person_is_must_be_said_on_the_drip() -> None:
    parsed = post(Draft(), "emergency", ON_THE_DRIP, noticed="none-of-these")
    assert codes(parsed) == [("in_hospital", "place_missing")]


def test_where_the_person_is() -> None:
    draft = posted(Draft(), "emergency", ON_THE_DRIP, noticed="none-of-these", in_hospital="yes")
    assert draft.in_hospital is True


def test_an_emergency_is_not_held_up_by_where_the_person_is() -> None:
    draft = posted(Draft(), "emergency", ON_THE_DRIP, noticed="collapsed")
    assert (draft.answers["collapsed"], draft.in_hospital) == (True, None)


def test_at_home_on_injections_the_place_stays_unsaid() -> None:
    draft = posted(Draft(), "emergency", noticed="none-of-these", in_hospital="yes")
    assert draft.in_hospital is None


def test_the_next_screen_is_the_first_that_is_not_answered() -> None:
    draft = posted(Draft(), "emergency", noticed="none-of-these")
    assert next_screen(PACK, AT_HOME, draft).id == "temperature"
    draft = posted(draft, "chest", noticed="cough")
    assert next_screen(PACK, AT_HOME, draft).id == "temperature"
