"""The gate: nothing becomes milder unless somebody named accepts it, and never below the readings."""

import io
from datetime import date
from pathlib import Path

import pytest

from aldea.cli import pack_gate
from aldea.cli.pack_gate import run_gate, run_publish
from aldea.language.pack import Pack
from aldea.packs import PackError, load_pack
from aldea.packs.approvals import Approval, approval_to_fill_in, load_approval
from aldea.packs.published import Stopped, is_of, keep_copy, published_versions, read_changes, replaced_copy
from aldea.proofs import ProofRun, difference, prove, readings_path
from aldea.proofs.difference import Difference
from aldea.proofs.readings import ReadingsFile
from tests.proofs.edited_packs import COUGH, STATUS, WHEEZING, Edit, copy_of, edit

STRICTER: Edit = ("rules.yaml", WHEEZING, WHEEZING.replace("tell_team", "hospital_now"))
MILDER: Edit = ("rules.yaml", COUGH, COUGH.replace("hospital_now", "tell_team"))
Versions = tuple[Path, Pack]


PROVED: dict[tuple[str, str], ProofRun] = {}
COMPARED: dict[tuple[str, str], Difference] = {}


@pytest.fixture(autouse=True)
def worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is a function of two digests alone is worked out once for all tests of this file."""

    def proved(pack: Pack, readings: ReadingsFile) -> ProofRun:
        key = pack.digest, readings.digest
        if key not in PROVED:
            PROVED[key] = prove(pack, readings)
        return PROVED[key]

    def compared(old: Pack, new: Pack) -> Difference:
        key = old.digest, new.digest
        if key not in COMPARED:
            COMPARED[key] = difference(old, new)
        return COMPARED[key]

    monkeypatch.setattr(pack_gate, "prove", proved)
    monkeypatch.setattr(pack_gate, "difference", compared)


@pytest.fixture
def readings(tmp_path: Path) -> Path:
    """The shipped readings, with somebody who has approved them."""
    path = tmp_path / "readings.yaml"
    text = readings_path("aldesleukin").read_text(encoding="utf-8")
    path.write_text(text.replace("approved_by: nobody", "approved_by: Nora Example"), encoding="utf-8")
    return path


def next_version(folder: Path, readings: Path, *edits: Edit) -> Pack:
    """Keeps what stands in the folder as published, and makes it the next version with these edits."""
    old = load_pack(str(folder))
    keep_copy(folder, old, readings)
    edit(
        folder,
        ("pack.yaml", f"version: {old.version}\n", "version: 0.2.0\n"),
        ("pack.yaml", "replaces: none", f"replaces: {{version: {old.version}, digest: {old.digest}}}"),
        *edits,
    )
    return load_pack(str(folder))


@pytest.fixture
def stricter(tmp_path: Path, readings: Path) -> Versions:
    """0.1.0 was published with a stricter rule; 0.2.0 is what the readings say, so it is milder."""
    folder = copy_of(tmp_path / "packs" / "aldesleukin", STATUS, STRICTER)
    new = next_version(folder, readings, (STRICTER[0], STRICTER[2], STRICTER[1]))
    return folder, new


def gate(folder: Path, approval: Path | None = None, *, record: bool = False) -> tuple[int, str]:
    out = io.StringIO()
    status = run_gate(str(folder), approval, None, record=record, out=out)
    return status, out.getvalue()


def approval_in(text: str, folder: Path) -> Path:
    """The approval that the letter prints, completed by a person."""
    path = folder / "approval.yaml"
    printed = text[text.index("approves: aldesleukin") :]
    completed = printed.replace("NAME", "Nora Example").replace("YYYY-MM-DD", "2026-11-24")
    path.write_text(completed.replace("why: ", "why: the leaflet says so"), encoding="utf-8")
    return path


def test_a_milder_version_waits_for_an_approval_of_its_stories(stricter: Versions, tmp_path: Path) -> None:
    folder, new = stricter
    status, text = gate(folder, record=True)
    assert status == 1
    assert text.index("MILDER: NEW is below OLD. Stories: 1.") < text.index("STOPPED")
    assert "The report says: Wheeze, new or worse: yes." in text
    assert "There is no approval." in text
    record = read_changes(folder, new)
    assert record is not None
    assert is_of(record, new)
    status, text = gate(folder, approval_in(text, tmp_path))
    assert status == 0
    assert "aldesleukin 0.2.0 may replace 0.1.0." in text
    edit(folder, ("rules.yaml", 'team: "Cough, new or worse"', 'team: "A cough"'))
    status, text = gate(folder, tmp_path / "approval.yaml")
    assert status == 1
    assert "The approval is of other digests: its new pack" in text
    assert not is_of(record, load_pack(str(folder)))


def test_below_the_readings_no_approval_opens_the_gate(tmp_path: Path, readings: Path) -> None:
    folder = copy_of(tmp_path / "packs" / "aldesleukin", STATUS)
    new = next_version(folder, readings, MILDER)
    old = load_pack(str(tmp_path / "packs" / "published" / "aldesleukin" / "0.1.0"))
    stories = difference(old, new).milder_stories
    approval = approval_in(approval_to_fill_in(old, new, stories), tmp_path)
    assert load_approval(approval).is_enough("aldesleukin", old.as_version, new.as_version, stories)
    status, text = gate(folder, approval)
    assert status == 1
    assert "is not what its readings say" in text
    assert "No approval can accept that." in text
    assert "approves:" not in text, "nobody is asked to approve what cannot be approved"


def test_a_version_is_published_whole_with_its_readings_record_and_approval(
    stricter: Versions, tmp_path: Path, readings: Path
) -> None:
    folder, new = stricter
    _, text = gate(folder)
    out = io.StringIO()
    status = run_publish(str(folder), approval_in(text, tmp_path), readings, out)
    assert status == 0, out.getvalue()
    home = tmp_path / "packs" / "published" / "aldesleukin"
    assert load_pack(str(home / "0.2.0")).digest == new.digest
    assert (home / "0.2.0.readings.yaml").read_bytes() == readings.read_bytes()
    assert load_approval(home / "0.2.0.approval.yaml").approved_by == "Nora Example"
    assert read_changes(home / "0.2.0", new) == read_changes(folder, new)
    assert run_publish(str(folder), None, readings, io.StringIO()) == 1
    assert gate(folder)[0] == 0, "the approval beside the kept copy is found"


@pytest.mark.parametrize(
    ("edits", "letter"),
    [
        ((), "is a draft"),
        ((STATUS, MILDER), "worked cases do not all hold"),
    ],
)
def test_a_draft_and_a_pack_whose_cases_fail_are_not_published(
    tmp_path: Path, readings: Path, edits: tuple[Edit, ...], letter: str
) -> None:
    folder = copy_of(tmp_path / "packs" / "aldesleukin", *edits)
    out = io.StringIO()
    assert run_publish(str(folder), None, readings, out) == 1
    assert letter in out.getvalue()
    assert not (tmp_path / "packs" / "published").exists()


def test_readings_that_nobody_approved_publish_nothing(tmp_path: Path, readings: Path) -> None:
    folder = copy_of(tmp_path / "packs" / "aldesleukin", STATUS)
    out = io.StringIO()
    assert run_publish(str(folder), None, None, out) == 1
    assert "Nobody has approved the readings" in out.getvalue()
    assert run_publish(str(folder), None, readings, out) == 0


def test_the_first_version_replaces_nothing(tmp_path: Path) -> None:
    status, text = gate(copy_of(tmp_path / "packs" / "aldesleukin"))
    assert (status, "this is the first version" in text) == (0, True)


def test_what_is_replaced_must_be_the_newest_and_unaltered(stricter: Versions, tmp_path: Path) -> None:
    folder, new = stricter
    assert new.replaces is not None
    kept = tmp_path / "packs" / "published" / "aldesleukin" / "0.1.0"
    assert replaced_copy(folder, new) == kept
    named = f"replaces: {{version: 0.1.0, digest: {new.replaces.digest}}}"
    edit(folder, ("pack.yaml", named, "replaces: none"))
    with pytest.raises(Stopped, match=r"says that it replaces nothing.*\n.*\n.*version: 0\.1\.0"):
        replaced_copy(folder, load_pack(str(folder)))
    edit(folder, ("pack.yaml", "replaces: none", named.replace("version: 0.1.0", "version: 0.0.9")))
    with pytest.raises(Stopped, match=r"says that it replaces 0\.0\.9"):
        replaced_copy(folder, load_pack(str(folder)))
    edit(kept, ("rules.yaml", 'team: "Cough, new or worse"', 'team: "A cough"'))
    with pytest.raises(Stopped, match=r"The kept copy .* is not what pack.yaml says"):
        replaced_copy(folder, new)


def test_a_published_version_never_changes_under_its_number(tmp_path: Path, readings: Path) -> None:
    folder = copy_of(tmp_path / "packs" / "aldesleukin", STATUS)
    keep_copy(folder, load_pack(str(folder)), readings)
    assert set(published_versions(tmp_path / "packs" / "published" / "aldesleukin")) == {"0.1.0"}
    edit(folder, ("rules.yaml", 'team: "Cough, new or worse"', 'team: "A cough"'))
    with pytest.raises(Stopped, match="was published and reads otherwise now"):
        replaced_copy(folder, load_pack(str(folder)))


def test_the_published_folder_is_no_pack(tmp_path: Path, readings: Path) -> None:
    folder = copy_of(tmp_path / "packs" / "aldesleukin", STATUS)
    keep_copy(folder, load_pack(str(folder)), readings)
    with pytest.raises(PackError, match="there is no pack here"):
        load_pack(str(tmp_path / "packs" / "published"))
    with pytest.raises(PackError, match="there is no pack here"):
        load_pack("published")


def test_an_approval_must_name_every_story_and_both_versions(stricter: Versions, tmp_path: Path) -> None:
    _folder, new = stricter
    copy = load_pack(str(tmp_path / "packs" / "published" / "aldesleukin" / "0.1.0"))
    old_version, version = copy.as_version, new.as_version
    approval = Approval(
        "aldesleukin", old_version, version, "Nora", date(2026, 11, 24), frozenset({"a"}), "w"
    )
    assert approval.is_enough("aldesleukin", old_version, version, ["a"])
    assert "does not accept 2 of the stories: b, c" in approval.falls_short(
        "aldesleukin", old_version, version, ["c", "a", "b"]
    )
    assert "other digests: its old pack" in approval.falls_short("aldesleukin", version, version, ["a"])
    assert approval.falls_short("interferon", old_version, version, ["a"])


@pytest.mark.parametrize(
    ("was", "now", "letter"),
    [
        ("approved_by: Nora Example", "approved_by: nobody", "approved_by says nothing"),
        ("why: the leaflet says so", 'why: ""', "why says nothing"),
        ("on: 2026-11-24", "on: yesterday", "this is no day"),
        ("digest: sha256:", "digest: sha1:", "is no digest of a pack"),
        ("stories:", "tales:", "'tales' is no field here"),
    ],
)
def test_an_approval_is_read_strictly(tmp_path: Path, was: str, now: str, letter: str) -> None:
    pack = load_pack("aldesleukin")
    path = approval_in(approval_to_fill_in(pack, pack, ["a"]), tmp_path)
    load_approval(path)
    path.write_text(path.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    with pytest.raises(PackError, match=letter):
        load_approval(path)


def test_what_a_pack_replaces_is_read_strictly(tmp_path: Path) -> None:
    folder = copy_of(
        tmp_path / "aldesleukin", ("pack.yaml", "replaces: none", "replaces: {version: 0.0.9, digest: abc}")
    )
    with pytest.raises(PackError, match="'abc' is no digest of a pack"):
        load_pack(str(folder))
