"""A test that was skipped, or was expected to fail, makes the run fail and is named at the end."""

import pytest


class NoSkips:
    """Collects what did not really run, on the process that writes the summary."""

    def __init__(self) -> None:
        self.not_run: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A whole module can be skipped while it is collected."""
        if report.skipped:
            self.not_run.append(f"{report.nodeid}: {_reason(report)}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A skip, and an expected failure, both arrive as 'skipped'."""
        if report.skipped:
            self.not_run.append(f"{report.nodeid}: {_reason(report)}")

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Only a run that would have passed changes its status."""
        if self.not_run and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name each one."""
        if self.not_run:
            terminalreporter.section("did not run (each counts as a failure)", red=True)
            for line in self.not_run:
                terminalreporter.line(line)


def _reason(report: pytest.CollectReport | pytest.TestReport) -> str:
    expected: str | None = getattr(report, "wasxfail", None)
    if expected is not None:
        return f"expected to fail {expected}".rstrip()
    return str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
