"""The check before deployment names what a hospital has not set yet, and what it set too weakly."""

import pytest

from aldea.cli.check_deploy import last_words
from aldea.site.checks import hospital_is_described
from aldea.site.deployment.environment import look_at_environment
from aldea.site.deployment.fiction import is_fiction
from aldea.site.deployment.findings import State, missing, ok
from aldea.site.environment import REQUIRED, SettingsError, parse_kilograms, parse_time_zone
from aldea.site.variables import VARIABLES
from tools.steps import HOSPITAL

WHOLE = {
    **HOSPITAL,
    "ALDEA_BEHIND_PROXY": "1",
    "ALDEA_DATA_DIR": "/var/lib/aldea",
    "ALDEA_METRICS_TOKEN": "a token of the tests that is long enough",
    "ALDEA_LOCAL_WEIGHT_GAIN_KG": "2.5",
}


def states(changes: dict[str, str]) -> dict[str, State]:
    return {finding.name: finding.state for finding in look_at_environment({**WHOLE, **changes})}


def test_each_local_setting_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALDEA_DEMO", raising=False)
    for required in REQUIRED:
        monkeypatch.setenv(required.name, "set")
    assert hospital_is_described() == []
    for required in REQUIRED:
        monkeypatch.delenv(required.name)
    assert [error.msg for error in hospital_is_described()] == [
        f"{each.name} is not set." for each in REQUIRED
    ]


def test_whoever_set_everything_is_told_that_all_is_ok() -> None:
    assert set(states({}).values()) == {State.OK}


@pytest.mark.parametrize("required", REQUIRED, ids=lambda required: required.name)
def test_what_is_required_and_blank_is_missing(required: object) -> None:
    name = str(getattr(required, "name", ""))
    assert states({name: " "})[name] is State.MISSING


@pytest.mark.parametrize(
    ("name", "value", "state"),
    [
        ("ALDEA_SECRET_KEY", "short", State.WRONG),
        ("ALDEA_SECRET_KEY", "ab" * 40, State.WRONG),
        ("ALDEA_SECRET_KEY", "django-insecure-" + "0123456789" * 5, State.WRONG),
        ("ALDEA_ALLOWED_HOSTS", "*", State.WRONG),
        ("ALDEA_ALLOWED_HOSTS", "https://aldea.hospital.example", State.WRONG),
        ("ALDEA_ALLOWED_HOSTS", "localhost,127.0.0.1", State.ADVICE),
        ("ALDEA_BEHIND_PROXY", "", State.WRONG),
        ("ALDEA_DATA_DIR", "", State.ADVICE),
        ("ALDEA_DATA_DIR", "var", State.ADVICE),
        ("ALDEA_METRICS_TOKEN", "", State.ADVICE),
        ("ALDEA_METRICS_TOKEN", "guess me", State.WRONG),
        ("ALDEA_LOCAL_WEIGHT_GAIN_KG", "", State.ADVICE),
        ("ALDEA_DEMO", "1", State.WRONG),
    ],
)
def test_what_is_weak_or_unwise_is_said(name: str, value: str, state: State) -> None:
    assert states({name: value})[name] is state


def test_no_secret_is_repeated() -> None:
    secrets = {variable.name: f"the secret of {variable.name}" for variable in VARIABLES if variable.secret}
    said = "\n".join(f"{each.words} {each.to_do}" for each in look_at_environment({**WHOLE, **secrets}))
    assert [secret for secret in secrets.values() if secret in said] == []


@pytest.mark.parametrize("number", ["020 7946 0123", "+44 20 7946 0123", "07700 900123", "(01632) 960 555"])
def test_a_number_for_fiction_is_known_as_one(number: str) -> None:
    assert is_fiction(number)


@pytest.mark.parametrize("number", ["111", "999", "020 7000 0000", "0"])
def test_other_numbers_are_not(number: str) -> None:
    assert not is_fiction(number)


@pytest.mark.parametrize("text", ["much", "-1", "0", "1000", "nan"])
def test_a_weight_that_is_none_is_refused_with_a_letter(text: str) -> None:
    with pytest.raises(SettingsError, match=r"such as 2\.5"):
        parse_kilograms({"KG": text}, "KG")


@pytest.mark.parametrize("text", ["Mars", "Europe/Nowhere", "../etc/passwd", "/etc/passwd", "Europe"])
def test_a_time_zone_that_is_none_is_refused_with_a_letter(text: str) -> None:
    with pytest.raises(SettingsError, match="such as Europe/London"):
        parse_time_zone({"ZONE": text}, "ZONE")


def test_a_blank_weight_is_none_and_a_blank_zone_is_london() -> None:
    assert parse_kilograms({"KG": " "}, "KG") is None
    assert parse_time_zone({}, "ZONE") == "Europe/London"


@pytest.mark.parametrize(
    ("unfit", "words"),
    [(0, "All 2 lines are ok"), (1, "1 of 2 lines is not ok: "), (2, "2 of 2 lines are not ok: ")],
)
def test_the_sum_is_said_in_plain_english(unfit: int, words: str) -> None:
    found = [ok("a", "there"), missing("b", "not there", "put it there")]
    assert last_words(found, unfit).startswith(words)
