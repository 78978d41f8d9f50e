"""`aldea pack export` writes the booklet whole, or says why it does not."""

from pathlib import Path

import pytest

from aldea.cli import export
from aldea.cli.main import main

COMMAND = ["pack", "export", "aldesleukin", "--format", "booklet"]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A printer that takes no seconds: the document is the pack and the day."""

    def printed(booklet: object, day: object) -> bytes:
        return f"%PDF- {getattr(booklet, 'pack', '')} {day}".encode()

    monkeypatch.setattr(export, "booklet_pdf", printed)


def test_the_same_day_gives_the_same_document_to_a_file_and_to_standard_output(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "booklet.pdf"
    assert main([*COMMAND, "--date", "2026-11-24", "-o", str(path)]) == 0
    assert f"wrote {path}: aldesleukin 0.1.0, 107 rules, 716 cases" in capfdbinary.readouterr().err.decode()
    assert path.read_bytes().startswith(b"%PDF-")
    assert main([*COMMAND, "--date", "2026-11-24", "-o", "-"]) == 0
    assert capfdbinary.readouterr().out == path.read_bytes()


@pytest.mark.usefixtures("quick")
def test_without_a_name_the_file_is_named_after_the_pack_and_printed_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(COMMAND) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["aldesleukin-0.1.0-booklet.pdf"]
    assert (tmp_path / "aldesleukin-0.1.0-booklet.pdf").read_bytes().startswith(b"%PDF- aldesleukin 20")


@pytest.mark.usefixtures("quick")
def test_a_booklet_that_is_there_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "booklet.pdf"
    path.write_bytes(b"the one of last year, which is longer than the new one, by far")
    assert main([*COMMAND, "--date", "2026-11-24", "-o", str(path)]) == 0
    assert path.read_bytes() == b"%PDF- aldesleukin 2026-11-24"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("quick")
def test_one_that_cannot_be_written_leaves_what_was_there_and_nothing_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "booklet.pdf"
    path.write_bytes(b"the old one")
    monkeypatch.setattr("os.fsync", full)
    assert main([*COMMAND, "-o", str(path)]) == 2
    assert "cannot be written: No space left on device" in capsys.readouterr().err
    assert path.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nowhere/booklet.pdf", "nowhere' to write 'booklet.pdf' to; make it first"),
        (".", "is a folder; name a file in it"),
    ],
)
def test_where_nothing_can_be_written_it_says_so_before_it_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str, said: str
) -> None:
    assert main([*COMMAND, "-o", str(tmp_path / target)]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (["pack", "export", "aldesleukin"], "--format"),
        ([*COMMAND, "--date", "24.11.2026"], "'24.11.2026' is no day; write it as 2026-11-24"),
        (["pack", "export", "aldesleukin", "--format", "poster"], "invalid choice: 'poster'"),
        (["pack", "forget", "aldesleukin"], "invalid choice: 'forget'"),
    ],
)
def test_what_it_does_not_know_it_names(
    capsys: pytest.CaptureFixture[str], extra: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(extra)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err
