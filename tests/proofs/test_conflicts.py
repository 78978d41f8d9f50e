"""Where the leaflet contradicts itself is found by the solver, and every place is decided by a number."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from aldea.cli.main import main
from aldea.language.conditions import AllOf, Condition, Yes
from aldea.language.pack import Pack, Reading, Rule, Statement
from aldea.language.urgency import Urgency
from aldea.packs import PackError, load_pack
from aldea.proofs import load_readings, readings_path
from aldea.proofs.advice_conflicts import advice_conflicts
from aldea.proofs.conflicts import find_conflicts
from aldea.proofs.disagreements import Disagreement
from aldea.proofs.problem import Problem
from aldea.proofs.readings import Circumstance, ReadingsFile, Telephone
from aldea.proofs.scenes import Scenes
from aldea.rulebook.conflict_record import ConflictRecord, read_record, record_path
from aldea.rulebook.conflict_words import conflict_words
from aldea.rulebook.speech import plain
from tests.proofs.edited_pack import edited_pack
from tests.unit.check_pack import observation

PACK = load_pack("aldesleukin")
FROM_LUNGS_TO_LEAK = {
    "INFECT-4": "hospital_now", "INFECT-9": "hospital_now", "CLS-5": "hospital_now",
    "LUNG-2": "doctor_straight_away", "HEART-3": "doctor_straight_away",
    "LUNG-1": "tell_team", "ANAEM-4": "tell_team",
}  # fmt: skip
ITCH, ACHE = Yes("itch"), Yes("ache")


@pytest.fixture(scope="module")
def record() -> ConflictRecord:
    found = read_record(PACK)
    assert found is not None, "write it with: aldea pack conflicts aldesleukin --record"
    return found


def only(observation_: str) -> Disagreement:
    """What the solver finds of one observation of the real pack, alone."""
    found = find_conflicts(PACK, load_readings(PACK), observation_)
    assert found.advice == ()
    return found.levels[0]


def urgencies(found: Disagreement) -> dict[str, str]:
    levels = ((each.statement, PACK.statements[each.statement].urgency) for each in found.voices)
    return {id_: level.id for id_, level in levels if level is not None}


def test_the_record_is_what_the_command_finds_today(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "conflicts", "aldesleukin", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    kept = json.loads(record_path("aldesleukin").read_text(encoding="utf-8"))
    assert kept == found, "write it with: aldea pack conflicts aldesleukin --record"
    assert found["pack_digest"] == PACK.digest


def test_breathlessness_stands_in_seven_places_at_three_levels() -> None:
    found = only("breathless")
    assert urgencies(found) == FROM_LUNGS_TO_LEAK
    assert [each.urgency for each in found.answers] == [Urgency.HOSPITAL_NOW]
    assert {each.reading for each in found.taken} == {4, 5, 8}
    leak = next(each for each in found.voices if each.statement == "CLS-5")
    assert [each.as_dict() for each in leak.when] == [{"where": "after_a_drip"}]
    assert found.answers[0].scene.observations == {"breathless": True}
    assert found.undecided == ()


def test_diarrhoea_is_more_urgent_than_its_own_section_says() -> None:
    found = only("diarrhoea")
    assert urgencies(found)["DIARR-4"] == "contact_hospital"
    assert urgencies(found)["INFECT-10"] == "hospital_now"
    assert [each.urgency for each in found.answers] == [Urgency.HOSPITAL_NOW]
    assert {each.reading for each in found.taken} == {4, 8}


def test_a_nosebleed_is_told_to_a_doctor_though_one_section_would_wait() -> None:
    found = only("nosebleed")
    assert urgencies(found) == {"NOSE-2": "doctor_straight_away", "BLEED-3": "tell_team"}
    assert [(each.urgency, each.when[0].as_dict()) for each in found.answers] == [
        (Urgency.DOCTOR_STRAIGHT_AWAY, {})
    ]
    assert [each.reading for each in found.taken] == [6]


def test_the_answer_is_told_for_each_circumstance() -> None:
    found = only("dizzy")
    assert [(each.urgency.id, each.when[0].as_dict()) for each in found.answers] == [
        ("hospital_now", {"where": "after_a_drip"}),
        ("doctor_straight_away", {"outside": "after_a_drip"}),
    ]
    assert found.answers[1].scene.context == {"route": "subcutaneous"}


def test_an_answer_milder_than_a_statement_is_named(record: ConflictRecord) -> None:
    milder = {each.finding: each.overruled for each in record.levels if each.overruled}
    assert milder["hair_thinning"] == ("HAIR-2", "SIDE-2")
    assert milder["chills"] == ("SIDE-2",)
    assert "breathless" not in milder


def test_advice_against_advice_has_a_winner_and_a_decision(record: ConflictRecord) -> None:
    found = {(each.loser, each.winner): each for each in record.advice}
    fibre = found["eat_high_fibre", "avoid_high_fibre"]
    assert fibre.readings == (15,)
    assert fibre.scenes[0].observations == {"diarrhoea": True, "constipation": True}
    drink = found["fluids_2l", "follow_fluid_limit"]
    assert drink.readings == (15,)
    assert drink.scenes[0].context == {"fluid_limit": True}
    apart = found["ice_chips", "no_ice"].scenes
    assert [each.context for each in apart] == [
        {"radiotherapy_head_neck": False},
        {"radiotherapy_head_neck": True},
    ]
    assert ("save_numbers", "ward_when_to_call") not in found


def test_every_pair_of_advice_that_gives_way_has_a_decision() -> None:
    readings = load_readings(PACK)
    pairs = {(one, other) for one, winners in readings.gives_way.items() for other in winners}
    assert set(readings.gives_way_readings) == pairs
    assert {number for each in readings.gives_way_readings.values() for number in each} <= set(PACK.readings)


def test_without_its_numbers_a_disagreement_is_loud_and_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = "    statements: [NOSE-2, BLEED-3]\n"
    copy = edited_pack(tmp_path, [("rules.yaml", f"{rule}    reading: [6]\n", rule)])
    readings = tmp_path / "readings.yaml"
    text = readings_path("aldesleukin").read_text(encoding="utf-8")
    finding = "statements: [NOSE-2, BLEED-3]"
    readings.write_text(text.replace(f"{finding}, readings: [6]", finding), encoding="utf-8")
    asked = ["pack", "conflicts", "--readings", str(readings), "--finding", "nosebleed"]
    assert main([*asked, str(copy)]) == 1
    told = capsys.readouterr().out
    assert "UNDECIDED  BLEED-3 / NOSE-2: no reading is cited. Nosebleed: yes" in told
    assert "UNDECIDED: 1 (Nosebleed)" in told
    assert main([*asked, "aldesleukin"]) == 0, "the rule alone cites it still"


def test_advice_that_gives_way_without_a_number_is_undecided() -> None:
    readings = load_readings(PACK)
    numbers = dict(readings.gives_way_readings)
    del numbers["eat_high_fibre", "avoid_high_fibre"]
    few = {loser: readings.gives_way[loser] for loser in ("eat_high_fibre", "fluids_2l")}
    problem = Problem(PACK, replace(readings, gives_way=few, gives_way_readings=numbers))
    found = list(advice_conflicts(problem, Scenes(problem)))
    assert [(each.loser, each.readings) for each in found] == [
        ("eat_high_fibre", ()), ("fluids_2l", (15,)), ("fluids_2l", (15,)),
    ]  # fmt: skip


def test_an_advice_that_nobody_decided_counts_as_undecided(record: ConflictRecord) -> None:
    first, *others = record.advice
    open_ = replace(record, advice=(*others, replace(first, readings=())))
    assert (record.undecided, open_.undecided) == (0, 1)
    words = conflict_words(open_, PACK, plain)
    assert words.undecided == 1
    assert words.calls[0].winners[0].decided == ()


def test_the_text_reads_like_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "conflicts", "aldesleukin", "--finding", "dizzy"]) == 0
    told = capsys.readouterr().out
    assert "Tell the team        ANAEM-5, anaemia: " in told
    assert "done: HOSPITAL NOW after a drip" in told
    assert "done: DOCTOR STRAIGHT AWAY not after a drip" in told
    assert "why:  decision 9, Faint, dizzy, or pain in the chest" in told
    assert "after a drip: “Days since last drip” 7 days or less" in told
    assert "UNDECIDED" not in told


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--finding", "coff"], "no observation 'coff'"),
        (["--finding", "cough", "--record"], "leave --finding out"),
    ],
)
def test_what_cannot_be_asked_is_said(
    options: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", "conflicts", "aldesleukin", *options]) == 2
    assert says in capsys.readouterr().err


def test_a_line_of_decisions_that_is_of_no_pair_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "readings.yaml"
    text = readings_path("aldesleukin").read_text(encoding="utf-8")
    wrong = "  - {advice: [eat_high_fibre], to: [no_ice], readings: [15]}\n"
    path.write_text(text.replace("gives_way_readings:\n", f"gives_way_readings:\n{wrong}"), encoding="utf-8")
    with pytest.raises(PackError, match="none of these gives way to any of those"):
        load_readings(PACK, path)


# ------------------------------------------------------------------ a small pack, made up


def small_pack(*rules: tuple[Condition, Urgency, Sequence[str], tuple[int, ...]]) -> Pack:
    """An itch that one section waits with and another does not, and an ache of which nobody doubts."""
    levels = {"MILD-1": Urgency.TELL_TEAM, "GRAVE-1": Urgency.HOSPITAL_NOW, "MILD-2": Urgency.TELL_TEAM}
    return replace(
        PACK,
        statements={
            id_: Statement(id_, "made up", "symptom", level, claim=id_, beyond=False)
            for id_, level in levels.items()
        },
        observations={each.id: each for each in (observation("itch", "skin"), observation("ache", "skin"))},
        context={},
        advice={},
        readings={1: Reading(1, "The graver", "The graver counts.")},
        rules=tuple(
            Rule(f"rule-{place}", when, urgency, tuple(cited), (), (), readings, "", "")
            for place, (when, urgency, cited, readings) in enumerate(rules)
        ),
    )  # fmt: skip


NO_READINGS = ReadingsFile(
    "aldesleukin", "draft", "nobody", "", {}, {}, {}, (), (), {},
    Telephone(Circumstance("", ()), "", Urgency.NONE, ()), {}, {}, (), (),
)  # fmt: skip


def test_two_rules_that_fire_on_one_finding_make_its_statements_disagree() -> None:
    pack = small_pack(
        (ITCH, Urgency.TELL_TEAM, ["MILD-1"], ()),
        (ITCH, Urgency.HOSPITAL_NOW, ["GRAVE-1"], (1,)),
        (ACHE, Urgency.TELL_TEAM, ["MILD-2", "MILD-1"], ()),
    )
    (found,) = find_conflicts(pack, NO_READINGS).levels
    assert found.finding == "itch"
    assert [each.statement for each in found.voices] == ["GRAVE-1", "MILD-1"]
    assert [each.reading for each in found.taken] == [1]
    assert found.undecided == ()


def test_a_number_on_a_rule_that_does_not_name_them_decides_nothing() -> None:
    pack = small_pack(
        (ITCH, Urgency.HOSPITAL_NOW, ["MILD-1", "GRAVE-1"], ()), (ITCH, Urgency.TELL_TEAM, ["MILD-2"], (1,))
    )
    (found,) = find_conflicts(pack, NO_READINGS).levels
    assert [each.statements for each in found.undecided] == [("MILD-1", "GRAVE-1")]
    assert found.undecided[0].scene.observations == {"itch": True}


def test_statements_that_only_meet_on_two_findings_do_not_disagree() -> None:
    pack = small_pack(
        (AllOf((ITCH, ACHE)), Urgency.HOSPITAL_NOW, ["GRAVE-1"], ()),
        (ITCH, Urgency.TELL_TEAM, ["MILD-1"], ()),
    )
    assert find_conflicts(pack, NO_READINGS).levels == ()
