"""The check before deployment names what a hospital has not set yet."""

import pytest

from aldea.site.checks import hospital_is_described
from aldea.site.environment import REQUIRED


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
