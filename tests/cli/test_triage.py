"""`aldea triage`: JSON Lines in, JSON Lines out, in order; nothing is dropped and nothing is guessed."""

import io
import json
import subprocess
import sys
from typing import Any

import pytest

from aldea.cli.lines import chunks_of
from aldea.cli.main import main
from aldea.cli.triage import triage
from aldea.packs import load_pack

PACK = load_pack("aldesleukin")


def run(*lines: str | bytes) -> tuple[int, list[dict[str, Any]]]:
    source = b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines)
    target = io.BytesIO()
    status = triage(PACK, {}, io.BytesIO(source), target)
    return status, [json.loads(line) for line in target.getvalue().splitlines()]


def test_an_answer_has_exactly_the_fields_of_the_contract() -> None:
    status, (answer,) = run('{"id": "r1", "observations": {"temperature": 37.8}}')
    assert status == 0
    assert list(answer) == [
        "id", "urgency", "advice", "because", "rules", "beyond_leaflet", "incomplete", "ask", "warnings",
        "pack",
    ]  # fmt: skip
    assert answer["pack"] == {"id": "aldesleukin", "version": PACK.version, "digest": PACK.digest}
    assert (answer["id"], answer["urgency"]) == ("r1", "hospital_now")


def test_a_decimal_is_judged_as_it_was_typed() -> None:
    _, answers = run(
        '{"observations": {"temperature": 37.50000000000000000000000001}}',
        '{"observations": {"temperature": 37.50000000000000000000000000}}',
    )
    assert [answer["urgency"] for answer in answers] == ["hospital_now", "none"]


def test_a_line_that_cannot_be_judged_has_its_error_in_its_place_and_the_rest_goes_on() -> None:
    status, answers = run(
        '{"id": "a", "observations": {"cough": true}}',
        "{not json",
        '{"id": "c", "observations": {"temperature": 375, "collapsed": true}}',
        "",
        b"\xff\xfe",
        '{"id": "f", "observations": {"wheezing": true}}',
    )
    assert status == 1
    assert [answer.get("urgency") for answer in answers] == [
        "hospital_now",
        None,
        None,
        None,
        None,
        "tell_team",
    ]
    assert [answer["error"]["code"] for answer in answers if "error" in answer] == [
        "not_json", "out_of_range", "not_json", "not_json",
    ]  # fmt: skip
    assert (answers[2]["id"], answers[2]["at_least"]) == ("c", "emergency_999")
    assert answers[2]["error"]["where"] == "observations.temperature"
    assert set(answers[1]) == {"id", "error", "at_least"}
    assert (answers[1]["id"], answers[1]["at_least"]) == (None, "none")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"observations": {"temperature": NaN}}', "not_finite"),
        ('{"observations": {"temperature": Infinity}}', "not_finite"),
        ('{"observations": {"temperature": 1e400}}', "out_of_range"),
        ('{"observations": {"temperature": ' + "9" * 5000 + "}}", "out_of_range"),
        ('{"observations": {"temperature": 37, "temperature": 39}}', "duplicate_key"),
        ("[" * 100_000, "not_json"),
        ('"text"', "not_an_object"),
        ("null", "not_an_object"),
        ('{"id": "x"} {"id": "y"}', "not_json"),
    ],
)
def test_what_json_leaves_open_is_refused(line: str, code: str) -> None:
    status, (answer,) = run(line)
    assert status == 1
    assert answer["error"]["code"] == code


def test_every_problem_of_a_line_is_told() -> None:
    _, (answer,) = run('{"observations": {"temperature": 375, "couhg": true}}')
    assert answer["error"]["others"][0]["where"] == "observations.couhg"


def test_a_line_that_is_too_long_is_refused_and_the_next_one_is_read() -> None:
    long = '{"id": "' + "x" * 4_100_000 + '"}'
    status, answers = run(long, '{"id": "b"}')
    assert status == 1
    assert [answer["id"] for answer in answers] == [None, "b"]


def test_the_same_lines_give_the_same_bytes() -> None:
    line = '{"id": 7, "at": "2026-11-23T09:00:00Z", "observations": {"nausea": true}}'
    assert run(line) == run(line)


def test_answers_stream_before_the_input_ends() -> None:
    command = [sys.executable, "-m", "aldea.cli.main", "triage", "--pack", "aldesleukin"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'{"id": "first", "observations": {}}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == "first"
        process.stdin.close()
        assert process.wait(timeout=60) == 0


class InPieces(io.BytesIO):
    """A stream that has so many bytes at a time; what was asked for more is written down."""

    def __init__(self, text: bytes, size: int) -> None:
        super().__init__(text)
        self.size = size

    def read1(self, _size: int | None = -1) -> bytes:
        return self.read(self.size)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 100])
@pytest.mark.parametrize("text", [b"", b"a", b"a\n", b"\n", b"\n\nab\n\ncd", b"ab\r\ncd\n", b"abcdefg\nh\n"])
def test_lines_are_the_same_however_they_arrive(text: bytes, size: int) -> None:
    assert [line for lines in chunks_of(InPieces(text, size)) for line in lines] == text.splitlines(
        keepends=True
    )


def test_lines_that_arrive_together_are_answered_before_more_is_read() -> None:
    written: list[tuple[int, int]] = []

    class Watched(InPieces):
        def read1(self, _size: int | None = -1) -> bytes:
            written.append((self.tell(), target.getvalue().count(b"\n")))
            return super().read1()

    line = b'{"id": "x"}\n'
    target = io.BytesIO()
    assert triage(PACK, {}, Watched(line * 6, len(line) * 2), target) == 0
    assert written == [(len(line) * count, count) for count in (0, 2, 4, 6)]


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    command = f"{sys.executable} -m aldea.cli.main triage --pack aldesleukin | head -n 1"
    lines = b'{"id": "x"}\n' * 2000
    ended = subprocess.run(command, shell=True, input=lines, capture_output=True, check=False)  # noqa: S602
    assert ended.stdout.count(b"\n") == 1
    assert b"Traceback" not in ended.stderr


def test_an_unknown_pack_is_a_letter_and_exit_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage", "--pack", "nothing"]) == 2
    assert "give the id of a pack" in capsys.readouterr().err


def test_an_unknown_setting_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage", "--pack", "aldesleukin", "--setting", "weight=2"]) == 2
    assert "weight_gain_kg" in capsys.readouterr().err


def test_half_a_surrogate_pair_ends_nothing() -> None:
    status, answers = run(
        '{"id": "\\ud800", "observations": {"cough": true}}',
        '{"observations": {"\\ud800": true}}',
        '{"id": "r2", "observations": {"collapsed": true}}',
    )
    assert [answer.get("urgency", answer.get("error", {}).get("code")) for answer in answers] == [
        "hospital_now", "unknown_id", "emergency_999",
    ]  # fmt: skip
    assert status == 1


def test_a_text_that_is_too_long_still_counts_as_a_text() -> None:
    status, [answer] = run(json.dumps({"observations": {"other_effect": "x" * 10_001}}))
    assert (answer["error"]["code"], answer["at_least"], status) == ("out_of_range", "tell_team", 1)


@pytest.mark.parametrize("value", ["0", "-1", "1e400"])
def test_a_local_threshold_that_cannot_be_right_is_refused(
    value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["triage", "--pack", "aldesleukin", "--setting", f"weight_gain_kg={value}"]) == 2
    assert "cannot be right" in capsys.readouterr().err
