"""Find a Chromium for the browser journeys, and install one when there is none.

Looked at in this order: the variable CHROMIUM, the usual names on the PATH, Playwright's own copy. After
that Debian's package is tried (as root or where sudo asks no password), then Playwright's download.
Prints the path. Exits with 69 when none can be had, and says what was tried.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT_COPIES = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium_headless_shell-*/*/*headless*shell",
)


class ChromiumMissing(Exception):
    """No Chromium is here and none could be installed; the text says what was tried."""


def find_chromium() -> Path | None:
    """Return a browser that starts, or None. Installs nothing."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [*map(shutil.which, NAMES), *map(str, _playwright_copies())]
    return next((Path(path) for path in candidates if path and _starts(path)), None)


def get_chromium() -> Path:
    """Return a browser that starts, installing one when needed. Raises ChromiumMissing."""
    found = find_chromium()
    if found is None and os.environ.get("CHROMIUM"):
        raise ChromiumMissing(f"CHROMIUM names {os.environ['CHROMIUM']}, which does not start")
    tried = [*NAMES, "Playwright's copy"]
    for name, commands in _ways_to_install():
        if found:
            break
        print(f"No Chromium yet: trying {name}", file=sys.stderr)
        tried.append(name)
        if all(_runs(command) for command in commands):
            found = find_chromium()
    if found is None:
        raise ChromiumMissing(f"no Chromium; tried {', '.join(tried)}")
    return found


def _starts(path: str) -> bool:
    """A file alone proves little: a shim may stand on the PATH without a browser behind it."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and re.search(r"\d+\.\d+", answer.stdout) is not None


def _playwright_copies() -> list[Path]:
    shelf = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = (
        [Path(shelf)]
        if shelf
        else [
            Path.home() / ".cache" / "ms-playwright",
            Path.home() / "Library" / "Caches" / "ms-playwright",
        ]
    )
    return [
        path for folder in folders for pattern in PLAYWRIGHT_COPIES for path in sorted(folder.glob(pattern))
    ]


def _ways_to_install() -> list[tuple[str, list[list[str]]]]:
    ways = []
    may_install = os.geteuid() == 0 or _runs(["sudo", "-n", "true"])
    if shutil.which("apt-get") and may_install:
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        install = [*as_root, "apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
        ways.append(("apt-get install chromium", [[*as_root, "apt-get", "update", "-q"], install]))
    ways.append(
        ("playwright install chromium", [[sys.executable, "-m", "playwright", "install", "chromium"]])
    )
    return ways


def _runs(command: Sequence[str]) -> bool:
    """Run an installer; its words go to standard error, so that standard output stays the path."""
    try:
        ended = subprocess.run(command, stdout=sys.stderr, timeout=900, check=False)
    except (OSError, subprocess.TimeoutExpired) as cause:
        print(f"{command[0]}: {cause}", file=sys.stderr)
        return False
    return ended.returncode == 0


def main() -> int:
    """Print the path of a Chromium; 0 when there is one, 69 when not."""
    try:
        print(get_chromium())
    except ChromiumMissing as missing:
        print(missing, file=sys.stderr)
        return os.EX_UNAVAILABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
