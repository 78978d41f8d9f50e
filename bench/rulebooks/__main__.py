"""Print what is found, or write it into the documentation."""

import argparse
from pathlib import Path

from bench.rulebooks.aldea_pack import prove_pack
from bench.rulebooks.news2 import NEWS2
from bench.rulebooks.page import block, findings_of, written_into
from bench.rulebooks.qsofa import QSOFA
from bench.rulebooks.start import START

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "benchmark-of-rulebooks.md"
RULE_SETS = (NEWS2, START, QSOFA)


def main() -> None:
    """Prove and refute everything, and print the table and the stories."""
    reader = argparse.ArgumentParser(prog="bench.rulebooks", description=__doc__)
    reader.add_argument("--write", action="store_true", help=f"put it into {PAGE.name}")
    asked = reader.parse_args()
    found = block([findings_of(rules) for rules in RULE_SETS], prove_pack())
    print(found)
    if asked.write:
        PAGE.write_text(written_into(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")


if __name__ == "__main__":
    main()
