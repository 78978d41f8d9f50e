"""The actions of `aldea pack`: each says its name, its options and what it runs, in a few lines here.

What an action runs stands in a file of its own, and is loaded when that action was asked for.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aldea.cli import pack

if TYPE_CHECKING:
    Actions = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no other name


def add_pack(parser: argparse.ArgumentParser) -> None:
    """Every action that a pack has."""
    actions = parser.add_subparsers(required=True, metavar="action")
    for add in (
        _add_check, _add_test, _add_trace, _add_cases, _add_prove, _add_mutate, _add_diff, _add_gate,
        _add_publish, _add_conflicts, _add_export,
    ):  # fmt: skip
        add(actions)


def _action(actions: Actions, name: str, words: str) -> argparse.ArgumentParser:
    """An action on one pack; ``words`` say in the help what it does."""
    parser = actions.add_parser(name, help=words, description=words[:1].upper() + words[1:] + ".")
    parser.add_argument("pack", help="the id of a pack, or a path such as ./my-pack")
    return parser


def _add_check(actions: Actions) -> None:
    parser = _action(actions, "check", "is it whole")
    parser.set_defaults(run=lambda options: pack.check(options.pack))


def _add_test(actions: Actions) -> None:
    parser = _action(actions, "test", "do its cases hold")
    parser.set_defaults(run=lambda options: pack.run_tests(options.pack))


def _add_trace(actions: Actions) -> None:
    parser = _action(actions, "trace", "what serves each statement")
    parser.set_defaults(run=lambda options: pack.print_trace(options.pack))


def _add_prove(actions: Actions) -> None:
    parser = _action(actions, "prove", "does it hold for every report that there can be")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--rule", default="", metavar="ID", help="only what this rule has a part in")
    parser.add_argument("--readings", type=Path, metavar="FILE", help="default: those of the pack's id")
    parser.add_argument("--record", action="store_true", help="keep it for the pages and the booklet")

    def run(options: argparse.Namespace) -> int:
        from aldea.cli import prove  # noqa: PLC0415 - only the proofs need the solver

        return prove.run_prove(
            options.pack, options.readings, options.rule, as_json=options.json, keep=options.record
        )

    parser.set_defaults(run=_with_solver(run))


def _add_conflicts(actions: Actions) -> None:
    parser = _action(actions, "conflicts", "where does the source contradict itself, and what decides")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--finding", default="", metavar="ID", help="only of this observation")
    parser.add_argument("--readings", type=Path, metavar="FILE", help="default: those of the pack's id")
    parser.add_argument("--record", action="store_true", help="keep it for the page of the rulebook")

    def run(options: argparse.Namespace) -> int:
        from aldea.cli import conflicts  # noqa: PLC0415 - only the proofs need the solver

        return conflicts.run_conflicts(
            options.pack, options.readings, options.finding, as_json=options.json, keep=options.record
        )

    parser.set_defaults(run=_with_solver(run))


def _add_export(actions: Actions) -> None:
    parser = _action(actions, "export", "write it as a document")
    parser.add_argument(
        "--format", required=True, choices=("booklet",), help="booklet: a PDF to read and sign"
    )
    parser.add_argument(
        "-o",
        dest="file",
        default="",
        metavar="FILE",
        help="default: PACK-VERSION-booklet.pdf; '-' is standard output",
    )
    parser.add_argument(
        "--date", type=_day, metavar="YYYY-MM-DD", help="the day printed on it; default: today"
    )

    def run(options: argparse.Namespace) -> int:
        from aldea.cli.export import export_booklet  # noqa: PLC0415 - the other actions print nothing

        return export_booklet(options.pack, options.file, options.date or datetime.now(UTC).date())

    parser.set_defaults(run=run)


def _add_mutate(actions: Actions) -> None:
    parser = _action(actions, "mutate", "does any reading or case notice when one thing in it is changed")
    parser.add_argument("--rule", default="", metavar="ID", help="only the mutants of one rule")
    parser.add_argument("--readings", type=Path, metavar="FILE", help="readings that stand elsewhere")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="how many at once (2)")
    parser.add_argument("--json", action="store_true", help="print JSON")

    def run(options: argparse.Namespace) -> int:
        from aldea.cli.mutate import run_mutate  # noqa: PLC0415 - only the proofs load the solver

        return run_mutate(options)

    parser.set_defaults(run=_with_solver(run))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write it as 2026-11-24") from None


def _add_diff(actions: Actions) -> None:
    words = "what a change means for patients: 0 nothing differs, 1 something does"
    parser = actions.add_parser("diff", help=words, description=words[:1].upper() + words[1:] + ".")
    parser.add_argument("old", help="the id of a pack, or a path such as ./published/my-pack/1.0.0")
    parser.add_argument("new", help="the same")
    parser.add_argument("--json", action="store_true", help="print JSON")

    def run(options: argparse.Namespace) -> int:
        from aldea.cli import pack_diff  # noqa: PLC0415 - only the proofs need the solver

        return pack_diff.run_diff(options.old, options.new, as_json=options.json)

    parser.set_defaults(run=_with_solver(run))


def _add_gate(actions: Actions) -> None:
    parser = _action(actions, "gate", "may it take the place of what it replaces")
    _add_approval(parser)
    parser.add_argument("--record", action="store_true", help="keep the difference for the pages")

    def run(options: argparse.Namespace) -> int:
        from aldea.cli import pack_gate  # noqa: PLC0415 - only the proofs need the solver

        return pack_gate.run_gate(options.pack, options.approve, options.readings, record=options.record)

    parser.set_defaults(run=_with_solver(run))


def _add_publish(actions: Actions) -> None:
    parser = _action(actions, "publish", "show what it changes, and keep a copy when the gate is open")
    _add_approval(parser)

    def run(options: argparse.Namespace) -> int:
        from aldea.cli import pack_gate  # noqa: PLC0415 - only the proofs need the solver

        return pack_gate.run_publish(options.pack, options.approve, options.readings)

    parser.set_defaults(run=_with_solver(run))


def _add_approval(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--approve", type=Path, metavar="FILE", help="who accepts what became milder")
    parser.add_argument("--readings", type=Path, metavar="FILE", help="default: those of the pack's id")


def _with_solver(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """A letter where the solver is not installed."""

    def found(options: argparse.Namespace) -> int:
        try:
            return run(options)
        except ModuleNotFoundError as missing:
            raise ValueError(f"the proofs need {missing.name}; pip install 'aldea[prove]'") from None

    return found


def _add_cases(actions: Actions) -> None:
    parser = _action(actions, "cases", "its boundary cases, made by the solver")
    parser.add_argument("--rule", default="", metavar="ID", help="only the cases of one rule")
    parser.add_argument("--readings", type=Path, metavar="FILE", help="readings that stand elsewhere")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write them there")

    def run(options: argparse.Namespace) -> int:
        from aldea.cli.boundary_cases import run_cases  # noqa: PLC0415 - only the proofs load the solver

        return run_cases(options)

    parser.set_defaults(run=_with_solver(run))
