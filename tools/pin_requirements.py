"""Write requirements/*.txt: the exact version of every package, and nothing else.

Run it when a range in pyproject.toml changes: `.venv/bin/python tools/pin_requirements.py`.
The resolver is pip's own. Only names and versions are kept: no index address and no hash, so that
the files mean the same wherever packages come from.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Written by tools/pin_requirements.py from the ranges in pyproject.toml. Do not edit.\n"


def resolve(requirements: list[str]) -> dict[str, str]:
    """Return {normalised name: version} of all that these requirements bring in."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
    answer = subprocess.run(
        [*command, "--report", "-", *requirements], check=True, capture_output=True, text=True
    )
    report: dict[str, Any] = json.loads(answer.stdout)
    return {normalise(item["metadata"]["name"]): item["metadata"]["version"] for item in report["install"]}


def normalise(name: str) -> str:
    """Return the one spelling of a package name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def write(path: Path, pins: dict[str, str]) -> None:
    """Write one `name==version` a line, in alphabetical order."""
    lines = [f"{name}=={version}\n" for name, version in sorted(pins.items())]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(lines)} packages")


def main() -> None:
    """Resolve everything once; the smaller files are held to the same versions."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    runtime: list[str] = project["dependencies"]
    postgres = runtime + extras["postgres"]
    dev = postgres + extras["prove"] + [line for line in extras["dev"] if not line.startswith("aldea[")]

    everything = resolve(dev)
    folder = ROOT / "requirements"
    folder.mkdir(exist_ok=True)
    write(folder / "dev.txt", everything)
    for name, wanted in (("runtime", runtime), ("postgres", postgres)):
        write(folder / f"{name}.txt", resolve([*wanted, "--constraint", str(folder / "dev.txt")]))


if __name__ == "__main__":
    main()
