"""`aldea explain`: one report with its whole reasoning, for a person or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from aldea.cli.lines import read_line
from aldea.engines.reference import explain
from aldea.language.assessment import RULE_TRUTH, Explanation, RuleReasoning
from aldea.language.pack import Pack
from aldea.language.report import Notice
from aldea.language.truth import Truth
from aldea.packs import read_report

MARKS = {
    Truth.TRUE: "[bold green]fired[/]",
    Truth.FALSE: "[dim]not fired[/]",
    Truth.UNKNOWN: "[yellow]unknown[/]",
}


def explain_report(
    pack: Pack, settings: Mapping[str, Fraction], text: bytes, *, as_json: bool, every_rule: bool
) -> int:
    """Explains one report (JSON, also over several lines); 1 where something in it could not be read."""
    read = read_line(text)
    reading = read_report(pack, read.raw if read.raw is not None else {}, datetime.now(UTC))
    problems = (*read.problems, *reading.problems)
    explanation = explain(pack, reading.report, settings)
    if as_json:
        found = {
            "id": read.id,
            **explanation.as_dict(),
            "problems": [problem.as_dict() for problem in problems],
        }
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    else:
        _print(Console(), pack, explanation, problems, every_rule)
    return 1 if problems else 0


def _print(
    console: Console, pack: Pack, explanation: Explanation, problems: tuple[Notice, ...], every_rule: bool
) -> None:
    assessment = explanation.assessment
    for problem in problems:
        console.print(f"[bold red]could not be read[/] {escape(problem.where)}: {escape(problem.message)}")
    for warning in assessment.warnings:
        console.print(f"[yellow]warning[/] {escape(warning.where)}: {escape(warning.message)}")
    at_least = "at least " if problems else ""
    console.print(f"Urgency: [bold]{at_least}{assessment.urgency.id}[/]")
    if assessment.beyond_leaflet:
        console.print("Part of this goes beyond the leaflet.")
    if assessment.ask:
        console.print(f"Incomplete. A higher urgency could hang on: {', '.join(assessment.ask)}")
    console.print(_rules_table(explanation, every_rule))
    console.print(_advice_table(pack, explanation))
    console.print(f"[dim]{pack.id} {pack.version} {pack.digest}[/]")


def _rules_table(explanation: Explanation, every_rule: bool) -> Table:
    table = Table(title="Rules", title_justify="left", expand=True)
    for column in ("rule", "came out", "urgency", "why and what it saw", "statements"):
        table.add_column(column, overflow="fold")
    order = {Truth.TRUE: 0, Truth.UNKNOWN: 1, Truth.FALSE: 2}
    for rule in sorted(explanation.rules, key=lambda rule: (order[rule.truth], -rule.urgency)):
        if every_rule or rule.truth is not Truth.FALSE:
            table.add_row(
                rule.rule, MARKS[rule.truth], rule.urgency.id, _why(rule), " ".join(rule.statements)
            )
    hidden = sum(rule.truth is Truth.FALSE for rule in explanation.rules)
    if hidden and not every_rule:
        table.caption = f"{hidden} rules that did not fire are hidden; --all shows them"
    return table


def _why(rule: RuleReasoning) -> str:
    seen = "\n".join(f"  {s.item} ({s.of}): {s.value}; wanted {s.wanted}: {s.truth.id}" for s in rule.seen)
    return escape(
        f"{rule.why}\n{seen}" if rule.truth is not Truth.FALSE else f"{rule.why} ({RULE_TRUTH[rule.truth]})"
    )


def _advice_table(pack: Pack, explanation: Explanation) -> Table:
    table = Table(title="Advice", title_justify="left", expand=True)
    for column in ("advice", "given?", "words for the patient"):
        table.add_column(column, overflow="fold")
    for fate in explanation.advice:
        by = f" by {', '.join(fate.by)}" if fate.by else ""
        table.add_row(fate.advice, fate.fate + by, escape(pack.advice[fate.advice].patient))
    return table
