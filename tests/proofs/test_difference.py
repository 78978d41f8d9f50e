"""What a change of a pack means: edited copies of the shipped pack, compared for every report."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from aldea.engines.reference import assess
from aldea.language.pack import Pack
from aldea.language.urgency import Urgency
from aldea.packs import load_pack, read_report
from aldea.proofs.difference import (
    ADVICE,
    ASK,
    GAINED,
    LEVEL,
    LOST,
    MORE_URGENT,
    REASON,
    Difference,
    difference,
)
from aldea.proofs.difference_story import DifferenceStory
from tests.proofs.edited_packs import COUGH, COUGH_RULE, SHIPPED, WHEEZING, copy_of, edit, edited


def milder(found: Difference) -> list[DifferenceStory]:
    return [story for each in found.milder for story in each.stories]


def more_urgent(found: Difference) -> list[DifferenceStory]:
    return [story for each in found.of(LEVEL, MORE_URGENT) for story in each.stories]


def differing(found: Difference, part: str, direction: str, *, follows: bool = False) -> set[str]:
    return {each.about for each in found.of(part, direction) if not each.is_same and each.follows is follows}


def reported(story: DifferenceStory) -> dict[str, object]:
    return dict(story.report["observations"])


def judged(pack: Pack, raw: object, settings: dict[str, Fraction]) -> Urgency:
    reading = read_report(pack, raw)
    assert not reading.problems
    return assess(pack, reading.report, settings).urgency


def test_a_limit_that_is_moved_is_milder_at_its_edge_and_nowhere_else(tmp_path: Path) -> None:
    line = "    when: {{over: {{observation: temperature, limit: {} Cel, within: 24 h}}}}\n"
    new = edited(tmp_path, ("rules.yaml", line.format("37.5"), line.format("37.6")))
    found = difference(SHIPPED, new)
    now, earlier = milder(found)
    assert str(reported(now)["temperature"]) == "37.6"
    assert [str(each["observations"]["temperature"]) for each in earlier.report["history"]] == ["37.6"]
    for story in (now, earlier):
        assert judged(SHIPPED, story.report, dict(story.settings)) is story.old.urgency
        assert judged(new, story.seen_by_new, dict(story.settings)) is story.new.urgency
        assert (story.old.urgency, story.new.urgency) == (Urgency.HOSPITAL_NOW, Urgency.SELF_CARE)
    changed = {each.about for each in found.of(LEVEL) if not each.is_same}
    assert changed == {"hospital_now"}
    assert not more_urgent(found)
    assert "call_hospital_now" in differing(found, ADVICE, LOST, follows=True)
    assert differing(found, REASON, LOST) == {"INFECT-2"}


def test_an_urgency_that_is_lowered_is_milder_and_what_follows_is_said_to_follow(tmp_path: Path) -> None:
    found = difference(
        SHIPPED, edited(tmp_path, ("rules.yaml", COUGH, COUGH.replace("hospital_now", "tell_team")))
    )
    (story,) = milder(found)
    assert reported(story) == {"cough": True}
    assert (story.old.urgency, story.new.urgency) == (Urgency.HOSPITAL_NOW, Urgency.TELL_TEAM)
    assert not more_urgent(found)
    assert not differing(found, ADVICE, LOST)
    assert "call_hospital_now" in differing(found, ADVICE, LOST, follows=True)
    assert "tell_team" in differing(found, ADVICE, GAINED, follows=True)


def test_an_urgency_that_is_raised_is_more_urgent_and_nothing_is_milder(tmp_path: Path) -> None:
    found = difference(
        SHIPPED, edited(tmp_path, ("rules.yaml", WHEEZING, WHEEZING.replace("tell_team", "hospital_now")))
    )
    assert not found.milder
    assert not found.is_same
    stories = {story.old.urgency: story for story in more_urgent(found)}
    assert reported(stories[Urgency.TELL_TEAM]) == {"wheezing": True}
    assert {story.new.urgency for story in stories.values()} == {Urgency.HOSPITAL_NOW}


def test_the_direction_turns_when_the_two_are_exchanged(tmp_path: Path) -> None:
    new = edited(tmp_path, ("rules.yaml", COUGH, COUGH.replace("hospital_now", "tell_team")))
    assert not difference(new, SHIPPED).milder
    stories = {story.old.urgency: story for story in more_urgent(difference(new, SHIPPED))}
    assert reported(stories[Urgency.TELL_TEAM]) == {"cough": True}


def test_an_advice_that_is_dropped_is_shown_on_a_report_of_the_same_urgency(tmp_path: Path) -> None:
    text = "    statements: [TIRED-3]\n    advice: [no_driving]\n"
    found = difference(
        SHIPPED, edited(tmp_path, ("rules.yaml", text, text.replace("    advice: [no_driving]\n", "")))
    )
    assert not found.milder
    assert differing(found, ADVICE, LOST) == {"no_driving"}
    assert not differing(found, ADVICE, GAINED)
    (each,) = (one for one in found.of(ADVICE, LOST) if one.about == "no_driving")
    (story,) = each.stories
    assert reported(story) == {"sleepy": True}
    assert "no_driving" in story.old.advice
    assert "no_driving" not in story.new.advice


def test_rules_in_another_order_and_with_other_ids_change_nothing(tmp_path: Path) -> None:
    folder = copy_of(tmp_path / "aldesleukin")
    path = folder / "rules.yaml"
    head, rules = path.read_text(encoding="utf-8").split("\nrules:\n")
    entries = re.split(r"(?m)^(?=  - id: )", rules)[1:]
    turned = "".join(reversed([each.replace("  - id: ", "  - id: my-", 1) for each in entries]))
    path.write_text(f"{head}\nrules:\n{turned}", encoding="utf-8")
    found = difference(SHIPPED, load_pack(str(folder)))
    assert found.is_same
    assert {change.how for change in found.changes.rules} == {"renamed", "reordered"}
    assert found.idle == {*found.changes.rules}
    assert len(found.changes.rules) == len(SHIPPED.rules) + 1


def test_other_words_are_listed_as_wording_and_differ_in_nothing(tmp_path: Path) -> None:
    found = difference(
        SHIPPED, edited(tmp_path, ("rules.yaml", 'team: "Cough, new or worse"', 'team: "A cough"'))
    )
    assert found.is_same
    (change,) = found.changes.wording
    assert (change.id, change.how, change.was, change.now) == (
        "cough", "why_team", "Cough, new or worse", "A cough",
    )  # fmt: skip
    assert not found.changes.rules


def test_a_condition_that_is_written_in_another_way_changes_nothing(tmp_path: Path) -> None:
    other = COUGH.replace("{yes: cough}", "{any: [{plain_yes: cough}, {not_sure: cough}]}")
    found = difference(SHIPPED, edited(tmp_path, ("rules.yaml", COUGH, other)))
    assert found.is_same
    assert [change.how for change in found.changes.rules] == ["when"]
    assert found.idle == {*found.changes.rules}


def test_a_rule_that_another_one_covers_may_come_and_go(tmp_path: Path) -> None:
    twin = COUGH_RULE.replace("id: cough", "id: cough-again")
    folder = copy_of(tmp_path / "aldesleukin", ("rules.yaml", COUGH_RULE, COUGH_RULE + twin))
    with_twin = load_pack(str(folder))
    for one, other in ((SHIPPED, with_twin), (with_twin, SHIPPED)):
        found = difference(one, other)
        assert found.is_same
        assert found.idle == {*found.changes.rules}
    edit(folder, ("rules.yaml", WHEEZING, WHEEZING.replace("tell_team", "self_care")))
    found = difference(SHIPPED, load_pack(str(folder)))
    assert {change.id: change in found.idle for change in found.changes.rules} == {
        "cough-again": True,
        "wheezing": False,
    }


def test_a_rule_that_is_removed_is_milder_wherever_it_alone_decided(tmp_path: Path) -> None:
    found = difference(SHIPPED, edited(tmp_path, ("rules.yaml", COUGH_RULE, "")))
    (story,) = milder(found)
    assert reported(story) == {"cough": True}
    assert story.new.urgency is Urgency.NONE
    assert not found.idle


def test_two_losses_in_one_rule_are_two_stories(tmp_path: Path) -> None:
    wide = COUGH.replace("{yes: cough}", "{any: [{yes: cough}, {yes: blocked_nose}, {yes: wheezing}]}")
    old = edited(tmp_path, ("rules.yaml", COUGH, wide))
    found = difference(old, SHIPPED)
    told = sorted(str(reported(story)) for story in milder(found))
    assert told == ["{'blocked_nose': True}", "{'wheezing': True}"]


def test_an_added_observation_is_not_asked_of_the_old_pack(tmp_path: Path) -> None:
    item = (
        '  - id: hiccups\n    type: yesno\n    worse_when: "yes"\n    group: other\n    cadence: daily\n'
        '    name: "Hiccups"\n    question: "I have hiccups"\n  - id: fertility_worry\n'
    )
    added = ("observations.yaml", "  - id: fertility_worry\n", item)
    found = difference(SHIPPED, edited(tmp_path / "asked", added))
    assert found.is_same
    assert [(each.id, each.how) for each in found.changes.items] == [("hiccups", "added")]
    wider = ("rules.yaml", COUGH, COUGH.replace("{yes: cough}", "{yes: [cough, hiccups]}"))
    found = difference(SHIPPED, edited(tmp_path / "judged", added, wider))
    assert not found.milder
    story = more_urgent(found)[-1]
    assert story.old.urgency is Urgency.NONE
    assert story.seen_by_new["observations"] == {"hiccups": True}
    assert not reported(story)
    assert "OLD does not know, or does not accept: Hiccups." in story.text
    assert differing(found, ASK, GAINED) == {"hiccups"}


def test_a_reading_that_is_no_longer_accepted_is_milder(tmp_path: Path) -> None:
    was = "accept: [30, 45]\n    worse_when"
    found = difference(SHIPPED, edited(tmp_path, ("observations.yaml", was, was.replace("45", "42"))))
    assert [(each.id, each.how, each.was, each.now) for each in found.changes.items] == [
        ("temperature", "accept", "30, 45", "30, 42")
    ]
    assert "43" in {str(reported(story).get("temperature")) for story in milder(found)}
    assert all("NEW does not know, or does not accept: Temperature." in s.text for s in milder(found))


def test_an_observation_of_another_kind_is_another_observation(tmp_path: Path) -> None:
    was = "  - id: other_effect\n    type: text\n"
    found = difference(SHIPPED, edited(tmp_path, ("observations.yaml", was, was.replace("text", "yesno"))))
    assert [(each.id, each.was, each.now) for each in found.changes.items] == [
        ("other_effect", "text", "yesno")
    ]
    assert [reported(story) for story in milder(found)] == [{"other_effect": "something"}]


def test_the_same_pack_differs_from_itself_in_nothing() -> None:
    found = difference(SHIPPED, SHIPPED)
    assert found.is_same
    changes = found.changes
    assert not any((changes.items, changes.rules, changes.advice, changes.wording))


def test_two_packs_that_are_no_versions_of_one_are_refused(tmp_path: Path) -> None:
    other = edited(tmp_path, ("pack.yaml", "id: aldesleukin", "id: interferon"))
    with pytest.raises(ValueError, match="are two packs"):
        difference(SHIPPED, other)
