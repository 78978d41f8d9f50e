"""`--only-database`: run just the tests that need a database, whichever they are.

The second run, on PostgreSQL, uses it. It asks each test what it needs instead of trusting a mark, so that
nobody can forget one. Journeys stay on the first database: there the browser is what is tested.
"""

import pytest
from django.test import TransactionTestCase

FIXTURES = frozenset({"db", "transactional_db", "django_db_reset_sequences", "live_server"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption("--only-database", action="store_true", help="run just the tests that need a database")


def keep_database_tests(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the tests that never open a database, when the option was given."""
    if not config.getoption("--only-database"):
        return
    left_out = [item for item in items if not needs_database(item)]
    items[:] = [item for item in items if needs_database(item)]
    config.hook.pytest_deselected(items=left_out)


def needs_database(item: pytest.Item) -> bool:
    """True when pytest-django would open the test database for this test."""
    if item.get_closest_marker("django_db") or FIXTURES.intersection(getattr(item, "fixturenames", ())):
        return True
    return issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
