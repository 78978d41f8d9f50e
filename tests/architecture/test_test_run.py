"""The rules of the test run are themselves tested: skips fail, the network is shut, warnings are errors."""

import socket
import warnings
from collections.abc import Callable

import pytest

from tests.house.database_only import needs_database
from tests.house.loopback_only import NetworkRefused, is_here
from tests.house.no_skips import NoSkips

pytest_plugins = ["pytester"]

NOT_RUN = {
    "a mark": "@pytest.mark.skip(reason='later')\ndef test_it(): pass",
    "a mark with a condition": "@pytest.mark.skipif(True, reason='later')\ndef test_it(): pass",
    "a call": "def test_it(): pytest.skip('later')",
    "a missing package": "def test_it(): pytest.importorskip('no_such_package', reason='later')",
    "a whole module": "pytest.skip('later', allow_module_level=True)",
    "a failure that was expected": "@pytest.mark.xfail(reason='later')\ndef test_it(): assert False",
    "a fixture": "@pytest.fixture\ndef it(): pytest.skip('later')\ndef test_it(it): pass",
}


def _run(pytester: pytest.Pytester, test: str) -> tuple[int, str]:
    pytester.makepyfile(f"import pytest\n{test}\ndef test_other(): pass")
    watch = NoSkips()
    without = [option for name in ("django", "playwright", "randomly") for option in ("-p", f"no:{name}")]
    ended = pytester.inline_run(*without, plugins=[watch])
    return int(ended.ret or 0), "\n".join(watch.not_run)


@pytest.mark.parametrize("how", NOT_RUN)
def test_what_did_not_run_fails_the_run_and_is_named(pytester: pytest.Pytester, how: str) -> None:
    status, named = _run(pytester, NOT_RUN[how])
    assert status != 0
    assert "later" in named


def test_a_run_without_skips_passes(pytester: pytest.Pytester) -> None:
    assert _run(pytester, "def test_it(): pass") == (0, "")


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_no_connection_leaves_this_machine(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as door, pytest.raises(NetworkRefused, match=host):
        door.connect((host, 9))


@pytest.mark.parametrize("look_up", [socket.gethostbyname, lambda name: socket.getaddrinfo(name, 80)])
def test_no_name_is_looked_up_elsewhere(look_up: Callable[[str], object]) -> None:
    with pytest.raises(NetworkRefused, match="example"):
        look_up("aldea.example")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.3.4.5", "::1", "", None, b"localhost"])
def test_this_machine_may_be_reached(host: str | bytes | None) -> None:
    assert is_here(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "10.0.0.1", "localhost.example", "2001:db8::1", "example.org"])
def test_other_machines_may_not(host: str) -> None:
    assert not is_here(host)


def test_a_warning_is_an_error() -> None:
    with pytest.raises(UserWarning, match="careful"):
        warnings.warn("careful", stacklevel=1)


def test_tests_come_in_random_order(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.hasplugin("randomly")


def test_a_test_without_database_is_known(request: pytest.FixtureRequest) -> None:
    assert not needs_database(request.node)


@pytest.mark.django_db
def test_a_test_with_the_mark_is_known(request: pytest.FixtureRequest) -> None:
    assert needs_database(request.node)


def test_a_test_with_the_fixture_is_known(request: pytest.FixtureRequest, db: None) -> None:
    assert needs_database(request.node)
