"""Print the figures of Aldea's speed on this machine."""

import argparse

from bench.triage import triage_speed


def main() -> None:
    """Measure, and print one figure a line."""
    reader = argparse.ArgumentParser(prog="bench", description="How fast Aldea is on this machine.")
    reader.add_argument("--lines", type=int, default=2000, help="reports for the triage")
    reader.add_argument("--rounds", type=int, default=3, help="the best of so many counts")
    asked = reader.parse_args()
    speed, single = triage_speed(asked.lines, asked.rounds)
    print(f"aldea triage: {speed:,.0f} lines a second ({asked.lines:,} lines, start-up counted)")
    print(f"aldea triage: {single:.2f} s for one line, start to end")


if __name__ == "__main__":
    main()
