"""``aldea check-deploy``: one line for each thing that an installation needs, and what to do about it."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from aldea.cli.installation import start_django
from aldea.site.deployment.environment import look_at_environment
from aldea.site.deployment.findings import Finding, wrong
from aldea.site.environment import SettingsError

STYLES = {"ok": "green", "advice": "yellow", "missing": "bold red", "wrong": "bold red"}


def run_check_deploy() -> int:
    """Look at everything and print it; 1 when something is not fit to serve."""
    found = list(deployment_findings(os.environ))
    console = Console()
    if console.is_terminal:
        console.print(table_of(found))
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines_of(found))
    unfit = sum(not finding.is_fit for finding in found)
    sys.stdout.write(f"\n{last_words(found, unfit)}\n")
    return 1 if unfit else 0


def deployment_findings(environment: Mapping[str, str]) -> Iterator[Finding]:
    """How everything stands that an installation needs."""
    yield from look_at_environment(environment)
    try:
        start_django()
    except SettingsError as error:
        yield wrong("settings", str(error), "correct the variable, then check again")
        return
    from aldea.site.deployment.installation import look_at_installation  # noqa: PLC0415  once Django is started
    from aldea.site.edge import now  # noqa: PLC0415  once Django is ready

    yield from look_at_installation(now())


def lines_of(found: Sequence[Finding]) -> Iterator[str]:
    """One plain line for each finding."""
    width = max(len(finding.name) for finding in found)
    for finding in found:
        to_do = f" -> {finding.to_do}" if finding.to_do else ""
        yield f"{finding.state:<8} {finding.name:<{width}}  {finding.words}{to_do}"


def table_of(found: Sequence[Finding]) -> Table:
    """The same for a terminal."""
    table = Table("", "What", "How it is", "What to do", box=None, pad_edge=False)
    for finding in found:
        state = f"[{STYLES[finding.state]}]{finding.state}[/]"
        table.add_row(state, *(escape(text) for text in (finding.name, finding.words, finding.to_do)))
    return table


def last_words(found: Sequence[Finding], unfit: int) -> str:
    """The sum."""
    if unfit == 1:
        return f"1 of {len(found)} lines is not ok: do not serve patients before it is."
    if unfit:
        return f"{unfit} of {len(found)} lines are not ok: do not serve patients before they are."
    return f"All {len(found)} lines are ok or advice. More than that no command can say: see SAFETY.md."
