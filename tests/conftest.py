"""What holds for every test: no skips, no network beyond this machine, warnings are errors, random order."""

import pytest
from hypothesis import settings

from tests.house import database_only, loopback_only
from tests.house.database_only import pytest_addoption
from tests.house.no_skips import NoSkips

__all__ = ["pytest_addoption"]

loopback_only.install()
# Two slow cores are no reason to fail; the same code meets the same examples, here and elsewhere.
settings.register_profile("house", deadline=None, print_blob=True, derandomize=True)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Only the process that writes the summary counts what did not run."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(NoSkips(), "no-skips")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Apply --only-database."""
    database_only.keep_database_tests(config, items)
