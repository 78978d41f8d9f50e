"""The command line: `aldea triage`, `explain`, `pack`, `demo`, `serve`,
`migrate`, `check-deploy`, `create-admin`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from aldea.cli import explain, pack, triage
from aldea.packs import PackError, load_pack

USAGE, INTERRUPTED = 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except PackError as error:
        sys.stderr.write(f"{error}\n{len(error.diagnostics)} problems in the pack\n")
    except (ValueError, FileNotFoundError) as error:
        sys.stderr.write(f"aldea: {error}\n")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="aldea", description="Carries a patient safely through aldesleukin."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_triage(commands.add_parser("triage", help="judge reports: JSON Lines in, JSON Lines out"))
    _add_explain(commands.add_parser("explain", help="one report with its whole reasoning"))
    _add_pack(commands.add_parser("pack", help="check, test or trace a pack"))
    _add_demo(commands.add_parser("demo", help="serve the demonstration on this machine"))
    _add_serve(commands.add_parser("serve", help="serve a hospital's own installation"))
    _add_operate(commands)
    return parser


def _add_engine_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", required=True, help="the id of a pack, or a path such as ./my-pack")
    parser.add_argument(
        "--setting",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a local threshold of this hospital",
    )


def _add_triage(parser: argparse.ArgumentParser) -> None:
    _add_engine_options(parser)

    def run(options: argparse.Namespace) -> int:
        found = load_pack(options.pack)
        settings = pack.parse_settings(found, options.setting)
        return triage.triage(found, settings, sys.stdin.buffer, sys.stdout.buffer)

    parser.set_defaults(run=run)


def _add_explain(parser: argparse.ArgumentParser) -> None:
    _add_engine_options(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--all", action="store_true", help="show the rules that did not fire as well")
    parser.add_argument("file", nargs="?", type=Path, help="a file of JSON; default: standard input")

    def run(options: argparse.Namespace) -> int:
        found = load_pack(options.pack)
        settings = pack.parse_settings(found, options.setting)
        text = options.file.read_bytes() if options.file else sys.stdin.buffer.read()
        return explain.explain_report(found, settings, text, as_json=options.json, every_rule=options.all)

    parser.set_defaults(run=run)


def _add_pack(parser: argparse.ArgumentParser) -> None:
    actions = {"check": pack.check, "test": pack.run_tests, "trace": pack.print_trace}
    parser.add_argument(
        "action", choices=actions, help="is it whole, do its cases hold, what serves each statement"
    )
    parser.add_argument("pack", help="the id of a pack, or a path such as ./my-pack")
    parser.set_defaults(run=lambda options: actions[options.action](options.pack))


def _add_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000)

    def run(options: argparse.Namespace) -> int:
        from aldea.cli.demo import run_demo  # noqa: PLC0415 - triage starts without Django

        return run_demo(options.port)

    parser.set_defaults(run=run)


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)

    def run(options: argparse.Namespace) -> int:
        from aldea.cli.serve import run_serve  # noqa: PLC0415 - triage starts without Django

        return run_serve(options.host, options.port)

    parser.set_defaults(run=run)


def _add_operate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands of whoever runs an installation."""

    def migrate(_options: argparse.Namespace) -> int:
        from aldea.cli.operate import run_migrate  # noqa: PLC0415 - triage starts without Django

        return run_migrate()

    def check_deploy(_options: argparse.Namespace) -> int:
        from aldea.cli.operate import run_check_deploy  # noqa: PLC0415 - as above

        return run_check_deploy()

    def create_admin(options: argparse.Namespace) -> int:
        from aldea.cli.operate import run_create_admin  # noqa: PLC0415 - as above

        return run_create_admin(options.name)

    commands.add_parser("migrate", help="bring the database up to date").set_defaults(run=migrate)
    commands.add_parser("check-deploy", help="what is missing before patients come").set_defaults(
        run=check_deploy
    )
    administrator = commands.add_parser("create-admin", help="invite the first administrator")
    administrator.add_argument("--name", required=True, help="the full name")
    administrator.set_defaults(run=create_admin)


if __name__ == "__main__":
    sys.exit(main())
