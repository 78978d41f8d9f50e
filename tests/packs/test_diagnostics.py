"""Errors in a pack are letters to its author: planted faults, each found, with its place and what to do."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from aldea.packs import PackError, load_pack, pack_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped pack."""
    return Path(shutil.copytree(pack_folder("aldesleukin"), tmp_path / "pack"))


def change(folder: Path, name: str, old: str, new: str) -> int:
    """Replaces one text and returns the line on which it stood."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"'{old}' is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


# ruff: noqa: E501
FAULTS = [
    ("rules.yaml", "{yes: collapsed}", "{yes: colapsed}", "no observation 'colapsed'", "did you mean 'collapsed'"),
    ("rules.yaml", "{yes: collapsed}", "{yse: collapsed}", "'yse' is no condition", "use one of"),
    ("rules.yaml", "statements: [BEYOND-1]", "statements: [BEYOND-99]", "no statement 'BEYOND-99'", "use an id"),
    ("rules.yaml", "statements: [BEYOND-1]", "statements: []", "cites no statement", "cite what it serves"),
    ("rules.yaml", "urgency: emergency_999", "urgency: urgent", "'urgent' is no urgency", "use one of"),
    ("rules.yaml", "limit: 36 Cel", "limit: 36", "the amount has no unit", "37.5 Cel"),
    ("rules.yaml", "limit: 36 Cel", "limit: 36 kg", "'kg' measures mass", "use Cel"),
    ("rules.yaml", "limit: 36 Cel", "limit: 20 Cel", "outside what may be reported", "mend the limit"),
    ("rules.yaml", "between: [12 h, 48 h]", "between: [48 h, 12 h]", "a window has two ends", "12 h, 48 h"),
    ("rules.yaml", "team: \"Cough", "taem: \"Cough", "'taem' is no field here", "use id"),
    ("rules.yaml", "definition: flu_like", "definition: flu", "no definition above this place 'flu'", "use an id"),
    ("rules.yaml", "any_of: [inactivated]", "any_of: [dead]", "no choice of vaccine_planned 'dead'", "use an id"),
    ("rules.yaml", "count: 2", "count: 0", "a count of nothing", "count from 1"),
    ("rules.yaml", "{yes: collapsed}", "{yes: temperature}", "of type readings", "use it with"),
    ("rules.yaml", "  - id: cough\n", "  - id: faint\n", "'faint' stands here twice", "rename"),
    ("observations.yaml", "accept: [30, 45]", "accept: [45, 30]", "this range is impossible", "lower end first"),
    ("observations.yaml", "unit: \"Cel\"", "unit: \"C\"", "'C' is no unit", "UCUM"),
    ("observations.yaml", "unsure_counts_as: 2", "hint: none", "needs `unsure_counts_as`", "not sure"),
    ("observations.yaml", "    accept: [30, 45]\n", "", "needs a plausible range", "accept"),
    ("observations.yaml", "cadence: daily", "cadence: hourly", "'hourly' cannot stand here", "use one of"),
    ("context.yaml", "side: upper, standard: 37.5", "side: upper, standard: 35", "wrong way round", "mend"),
    ("context.yaml", "type: choice", "type: text", "cannot be of type text", "use yesno"),
    ("advice.yaml", "level: emergency_999", "level: hospital_now", "0 level advices for emergency_999", "exactly one"),
    ("advice.yaml", "dropped_when: [tell_ward_nurse_now]", "dropped_when: [ward]", "no advice 'ward'", "use an id"),
    ("advice.yaml", "reassures: true", "reassures: perhaps", "neither true nor false", "write true or false"),
    ("rules.yaml", "reading: [21]", "reading: [22]", "there is no reading 22", "readings.md"),
    ("readings.md", "## 2. ", "## 3. ", "reading 3 stands where 2 belongs", "number them"),
    ("readings.md", "## 2. ", "## Two: ", "this belongs to no reading", "begin a reading"),
    ("readings.md", "## 13. Sight\nAny change of vision means to contact the hospital.\n", "## 13. Sight\n", "reading 13 says nothing", "write it"),
    ("lay_words.yaml", "topics: [blood-clots]", "topics: [blood-cloths]", "no topic 'blood-cloths'", "did you mean 'blood-clots'"),
    ("lay_words.yaml", "advice: [ask_eye_drops]", "advice: [ask_eyes]", "no advice 'ask_eyes'", "use an id"),
    ("lay_words.yaml", "words: [wee]", "words: [wee, Tarry]", "'tarry' stands here twice", "delete the other"),
    ("lay_words.yaml", "words: [wee]", "words: [wee, sepsis, pee]", "'pee' is a search word of the topic 'infection' already", "one place"),
    ("lay_words.yaml", "means: [pale]", "means: [pail]", "no topic of this entry says 'pail'", "stand on the page"),
    ("lay_words.yaml", "topics: [bleeding]", "topics: [bleeding, mouth]", "'mouth' says none of these words", "means"),
    ("lay_words.yaml", "observation: collapsed", "observation: nausea", "no emergency sign 'nausea'", "use an id"),
    ("lay_words.yaml", "observation: collapsed", "observation: stroke_signs", "no emergency words for 'collapsed'", "add what people"),
    ("lay_words.yaml", "a lot of blood", "was it blood", "'was it blood' is only 'blood'", "small_words"),
    ("lay_words.yaml", "words: [wee]", 'words: [wee, "?"]', "'?' is no word", "letters"),
    ("pack.yaml", "https://www.medicines", "http://www.medicines", "no safe address", "https://"),
    ("pack.yaml", "statements: [SIDE-10", "statements: [SIDE-100", "no statement 'SIDE-100'", "use an id"),
    ("statements.tsv", "\temergency_999\t", "\temergency\t", "'emergency' is no urgency", "use one of"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "what", "todo"), FAULTS)
def test_a_planted_fault_is_found_where_it_is(
    folder: Path, name: str, old: str, new: str, what: str, todo: str
) -> None:
    line = change(folder, name, old, new)
    with pytest.raises(PackError) as raised:
        load_pack(str(folder))
    found = [d for d in raised.value.diagnostics if what in d.what]
    assert found, str(raised.value)
    assert todo in f"{found[0].what} {found[0].todo}"
    assert found[0].position.file == name
    if "level advices" not in what and "twice" not in what:
        assert line - 4 <= found[0].position.line <= line + 14


def delete_rule_advice(folder: Path) -> None:
    change(folder, "rules.yaml", "advice: [ask_hair_advice]", "advice: []")


def uncite(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.suffix in (".yaml", ".md"):
            text = path.read_text(encoding="utf-8")
            path.write_text(
                text.replace(", HAIR-2]", "]").replace("[HAIR-2]", "[HAIR-1]").replace("HAIR-2", "HAIR-1"),
                encoding="utf-8",
            )


def drop_file(folder: Path) -> None:
    (folder / "advice.yaml").unlink()


def break_yaml(folder: Path) -> None:
    change(folder, "rules.yaml", "rules:\n", "rules: [\n")


def lower_level(folder: Path) -> None:
    text = (folder / "rules.yaml").read_text(encoding="utf-8")
    start = text.index("- id: limb-weakness")
    changed = text[start:].replace("urgency: hospital_now", "urgency: tell_team", 1)
    (folder / "rules.yaml").write_text(text[:start] + changed, encoding="utf-8")


def empty_head(folder: Path) -> None:
    path = folder / "topics" / "what-it-is.md"
    path.write_text("no head\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("plant", "what"),
    [
        (delete_rule_advice, "no rule gives the advice 'ask_hair_advice'"),
        (uncite, "nothing cites HAIR-2"),
        (drop_file, "this file is missing"),
        (break_yaml, "this is no YAML"),
        (lower_level, "is tell_team, but its statements say hospital_now"),
        (empty_head, "the topic has no head"),
    ],
)
def test_a_pack_that_is_not_whole_is_refused(folder: Path, plant: Callable[[Path], None], what: str) -> None:
    plant(folder)
    with pytest.raises(PackError, match=what):
        load_pack(str(folder))


def test_a_key_that_stands_twice_is_refused(folder: Path) -> None:
    change(folder, "pack.yaml", "status: draft", "status: draft\nstatus: approved")
    with pytest.raises(PackError, match="'status' stands here twice"):
        load_pack(str(folder))


def test_every_fault_is_told_at_once(folder: Path) -> None:
    change(folder, "rules.yaml", "{yes: collapsed}", "{yes: colapsed}")
    change(folder, "advice.yaml", "reassures: true", "reassures: perhaps")
    with pytest.raises(PackError) as raised:
        load_pack(str(folder))
    assert {d.position.file for d in raised.value.diagnostics} >= {"rules.yaml", "advice.yaml"}


def test_a_pack_that_is_not_there_says_what_to_give() -> None:
    with pytest.raises(PackError, match="give the id of a pack"):
        load_pack("aldesleukine")


def test_the_digest_changes_with_every_word_and_not_with_the_cases(folder: Path) -> None:
    before = load_pack(str(folder)).digest
    cases = folder / "cases" / "people.yaml"
    cases.write_text(cases.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    assert load_pack(str(folder)).digest == before
    change(folder, "advice.yaml", 'patient: "', 'patient: "Please. ')
    assert load_pack(str(folder)).digest != before
