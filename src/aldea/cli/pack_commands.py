"""The actions of `aldea pack`: each says its name, its options and what it runs, in a few lines here.

What an action runs stands in a file of its own, and is loaded when that action was asked for.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from aldea.cli import pack

if TYPE_CHECKING:
    Actions = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no other name


def add_pack(parser: argparse.ArgumentParser) -> None:
    """Every action that a pack has."""
    actions = parser.add_subparsers(required=True, metavar="action")
    for add in (_add_check, _add_test, _add_trace, _add_mutate, _add_cases):
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


def _add_mutate(actions: Actions) -> None:
    parser = _action(actions, "mutate", "does any reading or case notice when one thing in it is changed")
    parser.add_argument("--rule", default="", metavar="ID", help="only the mutants of one rule")
    parser.add_argument("--readings", type=Path, metavar="FILE", help="readings that stand elsewhere")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="how many at once (2)")
    parser.add_argument("--json", action="store_true", help="print JSON")

    def run(options: argparse.Namespace) -> int:
        from aldea.cli.mutate import run_mutate  # noqa: PLC0415 - only the proofs load the solver

        return run_mutate(options)

    parser.set_defaults(run=run)


def _add_cases(actions: Actions) -> None:
    parser = _action(actions, "cases", "its boundary cases, made by the solver")
    parser.add_argument("--rule", default="", metavar="ID", help="only the cases of one rule")
    parser.add_argument("--readings", type=Path, metavar="FILE", help="readings that stand elsewhere")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write them there")

    def run(options: argparse.Namespace) -> int:
        from aldea.cli.boundary_cases import run_cases  # noqa: PLC0415 - only the proofs load the solver

        return run_cases(options)

    parser.set_defaults(run=run)
