"""The command line: judging reports, and running an installation."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from aldea.cli import pack, triage
from aldea.cli.pack_commands import add_pack
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
    add_pack(commands.add_parser("pack", help="check, test, trace or print a pack"))
    _add_demo(commands.add_parser("demo", help="serve the demonstration on this machine"))
    _add_serve(commands.add_parser("serve", help="serve a hospital's own installation"))
    _add_migrate(commands.add_parser("migrate", help="bring the database up to date"))
    _add_check_deploy(commands.add_parser("check-deploy", help="is the installation fit to serve?"))
    _add_create_admin(commands.add_parser("create-admin", help="print a link for the first administrator"))
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
        from aldea.cli import explain  # noqa: PLC0415 - triage starts without tables and colours

        found = load_pack(options.pack)
        settings = pack.parse_settings(found, options.setting)
        text = options.file.read_bytes() if options.file else sys.stdin.buffer.read()
        return explain.explain_report(found, settings, text, as_json=options.json, every_rule=options.all)

    parser.set_defaults(run=run)


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


def _add_migrate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plan", action="store_true", help="only say what would be done")

    def run(options: argparse.Namespace) -> int:
        from aldea.cli.installation import run_migrate  # noqa: PLC0415 - triage starts without Django

        return run_migrate(only_say=options.plan)

    parser.set_defaults(run=run)


def _add_check_deploy(parser: argparse.ArgumentParser) -> None:
    def run(_options: argparse.Namespace) -> int:
        from aldea.cli.check_deploy import run_check_deploy  # noqa: PLC0415 - triage starts without Django

        return run_check_deploy()

    parser.set_defaults(run=run)


def _add_create_admin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help="the full name, as colleagues know it")
    parser.add_argument(
        "--renew", default="", metavar="EMAIL", help="an administrator who can no longer sign in"
    )

    def run(options: argparse.Namespace) -> int:
        from aldea.cli.installation import run_create_admin  # noqa: PLC0415 - triage starts without Django

        return run_create_admin(options.name, options.renew)

    parser.set_defaults(run=run)


if __name__ == "__main__":
    sys.exit(main())
