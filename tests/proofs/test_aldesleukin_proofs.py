"""The rulebook is proved: the whole of it, in any order and under any names, and the record says so."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from aldea.cli.main import main
from aldea.packs import PackError, load_pack, pack_folder
from aldea.proofs import load_readings, prove, readings_path
from aldea.rulebook.proof_record import property_words, read_record
from aldea.rulebook.speech import plain
from tests.proofs.edited_pack import Edit, edited_pack


def test_everything_is_proved_and_the_record_is_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "prove", "aldesleukin", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    pack = load_pack("aldesleukin")
    record = read_record(pack)
    assert record is not None, "write it with: aldea pack prove aldesleukin --record"
    assert record.is_of(pack), "the pack has changed: aldea pack prove aldesleukin --record"
    assert told["pack"]["digest"] == record.pack_digest
    assert told["readings"]["digest"] == record.readings_digest
    assert told["solver"] == record.solver
    assert {name: each["claims"] for name, each in told["properties"].items()} == dict(record.properties)
    assert set(told["properties"]) == set(property_words(plain))
    assert set(record.rules) == {rule.id for rule in pack.rules}
    assert all(record.rules.values())


def test_rules_in_another_order_and_under_other_names_prove_the_same() -> None:
    pack = load_pack("aldesleukin")
    renamed = tuple(replace(rule, id=f"r{number}") for number, rule in enumerate(reversed(pack.rules)))
    run = prove(replace(pack, rules=renamed), load_readings(pack))
    assert run.failures == ()
    record = read_record(pack)
    assert record is not None
    assert {name: made for name, (_, made) in run.counts.items()} == dict(record.properties)


def test_the_text_says_what_was_proved_by_whom(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "prove", "aldesleukin", "--rule", "hair-thinning"]) == 0
    told = capsys.readouterr().out
    assert "claims proved for every report, by z3" in told
    assert "approved by nobody" in told


def test_a_faulty_copy_ends_with_1_and_a_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(pack_folder("aldesleukin"), copy)
    rules = copy / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("    when: {yes: wheezing}", "    when: {not_sure: wheezing}"), "utf-8")
    assert main(["pack", "prove", str(copy), "--rule", "wheezing"]) == 1
    told = capsys.readouterr().out
    assert "REFUTED  floor: wheezing: raised" in told
    assert "Wheeze, new or worse: yes" in told
    assert "expect: {urgency: tell_team}" in told
    assert "FAILED" in told


COUGH_NOT_SURE_IS_NONE = ("rules.yaml", "when: {yes: cough}", "when: {plain_yes: cough}")


@pytest.mark.parametrize("edits", [[], [COUGH_NOT_SURE_IS_NONE]])
def test_two_processors_find_what_one_finds(edits: list[Edit], tmp_path: Path) -> None:
    copy = edited_pack(tmp_path, edits)
    shared_out = (
        "import sys; from aldea.packs import load_pack; from aldea.proofs import load_readings, prove;"
        "import json; pack = load_pack(sys.argv[1]);"
        "run = prove(pack, load_readings(pack), 'cough', processes=2); print(json.dumps(run.as_dict()))"
    )
    command = [sys.executable, "-c", shared_out, str(copy)]
    told = subprocess.run(command, capture_output=True, check=True, text=True)
    pack = load_pack(str(copy))
    run = prove(pack, load_readings(pack), "cough")
    assert json.loads(told.stdout) == run.as_dict()
    assert bool(run.failures) == bool(edits)


def test_a_pack_without_readings_is_proved_by_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(pack_folder("aldesleukin"), copy)
    pack_file = copy / "pack.yaml"
    pack_file.write_text(
        pack_file.read_text(encoding="utf-8").replace("id: aldesleukin", "id: other", 1), "utf-8"
    )
    assert main(["pack", "prove", str(copy)]) == 2
    assert "no readings for the pack 'other'" in capsys.readouterr().err


def test_an_unknown_rule_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "prove", "aldesleukin", "--rule", "coff"]) == 2
    assert "no rule 'coff'" in capsys.readouterr().err


BAD = {
    "{cough: raised}": ("{coff: raised}", "no observation 'coff'"),
    "{tingling: raised}": ("{tingling: sometimes}", "'sometimes' says nothing of tingling"),
    "over 37.5 Cel in 24 h}, level": ("over 37.5 kg in 24 h}, level", "use Cel"),
    "where: on_the_drip": ("where: on_the_moon", "no circumstance 'on_the_moon'"),
    "[NERVE-2]": ("[NERVE-9]", "no statement 'NERVE-9'"),
    "readings_of: aldesleukin": ("readings_of: other", "not the readings of aldesleukin"),
}


@pytest.mark.parametrize("old", BAD)
def test_a_mistake_in_the_readings_is_a_letter_with_its_place(old: str, tmp_path: Path) -> None:
    new, said = BAD[old]
    text = readings_path("aldesleukin").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "readings.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError, match=said) as found:
        load_readings(load_pack("aldesleukin"), path)
    assert "readings.yaml:" in str(found.value)
