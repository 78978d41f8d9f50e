"""Which screens a check has, and which comes next."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from aldea.reports.check_draft import Carried, Draft, Situation, draft_as_json, draft_from_json
from aldea.reports.check_flow import (
    asks_place,
    find_screen,
    is_emergency,
    next_screen,
    screen_before,
    screens,
    sent_observations,
)
from tests.unit.check_pack import AT_HOME, PACK, posted

YESTERDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WELL = {"temperature": {"reading": "36.8", "unit": "Cel", "paracetamol_24h": "no"}}
WHEEZING = Carried(value=True, at=YESTERDAY)
CARRIED = Situation(context={"route": "subcutaneous"}, carried={"wheezing": WHEEZING})


def _well_person(situation: Situation = AT_HOME) -> tuple[Draft, list[str]]:
    """A person who has noticed nothing, and the screens that they met."""
    draft, met = Draft(), []
    while (screen := next_screen(PACK, situation, draft)).id != "answers":
        met.append(screen.id)
        fields = WELL.get(screen.id, {"noticed": "none-of-these"})
        draft = posted(draft, screen.id, situation, **fields)
    return draft, [*met, "answers"]


def test_a_well_person_meets_one_screen_for_each_group_and_the_check_of_the_answers() -> None:
    _draft, met = _well_person()
    assert met == ["emergency", "temperature", "chest", "tummy", "limbs", "other", "answers"]


def test_a_well_person_reports_a_plain_no_to_everything_that_was_asked() -> None:
    draft, _met = _well_person()
    sent = sent_observations(PACK, AT_HOME, draft)
    assert sent["cough"] is False
    assert sent["vomiting_24h"] == 0
    assert sent["weight_gain"] is False
    assert sent["other_effect"] == ""
    assert sent["vaccine_planned"] == "none"
    assert "weight" not in sent


def test_the_follow_up_of_a_plain_no_is_no() -> None:
    draft, _met = _well_person()
    assert sent_observations(PACK, AT_HOME, draft)["sudden_cough"] is False


def test_a_reading_that_nothing_hides_means_no_fever_without_a_reading() -> None:
    draft, _met = _well_person()
    assert sent_observations(PACK, AT_HOME, draft)["feels_feverish"] is False


def test_each_screen_says_its_step() -> None:
    steps = {screen.id: (screen.step, screen.steps) for screen in screens(PACK, AT_HOME, Draft())}
    assert steps["emergency"] == (1, 7)
    assert steps["answers"] == (7, 7)


def test_the_page_after_keeps_the_step_of_its_group() -> None:
    draft = posted(Draft(), "chest", noticed="cough")
    more = find_screen(PACK, AT_HOME, draft, "chest-more")
    assert more is not None
    assert (more.step, more.items) == (3, ("sudden_cough",))


def test_what_the_context_rules_out_is_not_asked_and_counts_as_no() -> None:
    situation = replace(AT_HOME, context={"route": "subcutaneous", "diabetes": False})
    tummy = find_screen(PACK, situation, Draft(), "tummy")
    assert tummy is not None
    assert "glucose_above_usual" not in tummy.items
    draft, _met = _well_person(situation)
    assert sent_observations(PACK, situation, draft)["glucose_above_usual"] is False


@pytest.mark.parametrize("diabetes", [True, "unsure", None])
def test_what_the_context_does_not_rule_out_is_asked(diabetes: bool | str | None) -> None:
    context = {"route": "subcutaneous"} if diabetes is None else {"diabetes": diabetes}
    tummy = find_screen(PACK, Situation(context=context), Draft(), "tummy")
    assert tummy is not None
    assert "glucose_above_usual" in tummy.items


@pytest.mark.parametrize(("route", "asked"), [("subcutaneous", False), ("intravenous", True), (None, True)])
def test_the_place_is_asked_on_the_drip_or_when_the_route_is_not_known(
    route: str | None, asked: bool
) -> None:
    assert asks_place(Situation(context={"route": route} if route else {})) is asked


def test_a_follow_up_with_two_parents_is_asked_when_one_is_raised() -> None:
    draft = posted(Draft(), "limbs", noticed="joint_pain")
    more = find_screen(PACK, AT_HOME, draft, "limbs-more")
    assert more is not None
    assert more.items == ("pain_not_improving",)


def test_a_follow_up_of_a_parent_that_was_not_asked_is_not_sent() -> None:
    draft = Draft(answers={"muscle_pain": False})
    assert "pain_not_improving" not in sent_observations(PACK, AT_HOME, draft)


def test_a_follow_up_counts_no_longer_when_its_parent_is_taken_back() -> None:
    draft = posted(Draft(), "chest", noticed="cough")
    draft = posted(draft, "chest-more", sudden_cough="yes")
    assert sent_observations(PACK, AT_HOME, draft)["sudden_cough"] is True
    draft = posted(draft, "chest", noticed="none-of-these")
    assert sent_observations(PACK, AT_HOME, draft)["sudden_cough"] is False
    assert find_screen(PACK, AT_HOME, draft, "chest-more") is None


def test_an_answer_of_this_cycle_is_carried_and_not_asked_again() -> None:
    chest = find_screen(PACK, CARRIED, Draft(), "chest")
    assert chest is not None
    assert chest.items == ("cough",)
    assert sent_observations(PACK, CARRIED, Draft())["wheezing"] is True


def test_a_carried_answer_can_be_changed() -> None:
    draft = posted(Draft(), "chest-again", CARRIED, wheezing="no")
    assert sent_observations(PACK, CARRIED, draft)["wheezing"] is False


def test_a_carried_answer_adds_no_screen_on_the_way() -> None:
    _draft, met = _well_person(CARRIED)
    assert "chest-again" not in met


def test_the_way_back() -> None:
    draft, _met = _well_person()
    before = {
        screen.id: screen_before(PACK, AT_HOME, draft, screen) for screen in screens(PACK, AT_HOME, draft)
    }
    assert before["emergency"] is None
    assert getattr(before["chest"], "id", "") == "temperature"
    assert getattr(before["answers"], "id", "") == "other"


def test_the_way_back_from_a_carried_answer_is_the_check_of_the_answers() -> None:
    again = find_screen(PACK, CARRIED, Draft(), "chest-again")
    assert again is not None
    assert getattr(screen_before(PACK, CARRIED, Draft(), again), "id", "") == "answers"


@pytest.mark.parametrize(("answer", "alarming"), [(True, True), ("unsure", True), (False, False)])
def test_yes_and_not_sure_are_an_emergency(answer: bool | str, alarming: bool) -> None:
    assert is_emergency(PACK, Draft(answers={"collapsed": answer})) is alarming


def test_what_was_ticked_and_not_told_in_full_is_sent_as_not_sure() -> None:
    draft = posted(Draft(), "tummy", noticed="vomiting_24h")
    assert sent_observations(PACK, AT_HOME, draft)["vomiting_24h"] == "unsure"


def test_a_draft_survives_storage() -> None:
    draft = posted(Draft(), "tummy", noticed="vomiting_24h not-sure")
    draft = replace(draft, in_hospital="unsure", no_reading=True)
    assert draft_from_json(*draft_as_json(draft)) == draft
