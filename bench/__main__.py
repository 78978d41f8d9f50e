"""Print the figures of Aldea's speed on this machine."""

import argparse
import subprocess
import sys

from bench.loading import load_seconds
from bench.proving import proof_times
from bench.request import request_times
from bench.triage import triage_speed


def patients_pages(count: int) -> tuple[float, ...]:
    """The times of the list of so many patients, measured in a process of its own."""
    command = [sys.executable, "-m", "bench.patients", str(count)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return tuple(float(figure) for figure in told.stdout.split())


def engine_figures(reports: int, rounds: int) -> tuple[str, str]:
    """What `bench.engines` tells, from a process of its own: how it was measured, and one figure a line."""
    command = [sys.executable, "-m", "bench.engines", "--reports", str(reports), "--rounds", str(rounds)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    figures = [line for line in told if line.startswith("compiled_vs_")]
    return "\n".join(line for line in told if line not in figures), "\n".join(figures)


def proof_figures() -> tuple[str, str]:
    """How long the proofs take, in words and as one figure a line."""
    found = proof_times()
    words = (
        f"aldea pack prove: {found.whole:.1f} s for the whole pack, {found.widest:.1f} s for its widest rule "
        f"({found.widest_rule}), {found.usual:.1f} s for a usual one ({found.usual_rule})"
    )
    figures = {"pack": found.whole, "widest_rule": found.widest, "usual_rule": found.usual}
    return words, "\n".join(f"prove_{name}_s {seconds:.2f}" for name, seconds in figures.items())


def main() -> None:
    """Measure, and print one figure a line."""
    reader = argparse.ArgumentParser(prog="bench", description="How fast Aldea is on this machine.")
    reader.add_argument("--lines", type=int, default=50_000, help="reports for the triage")
    reader.add_argument("--rounds", type=int, default=3, help="the best of so many counts")
    reader.add_argument("--requests", type=int, default=40, help="reports through the site")
    reader.add_argument("--patients", type=int, default=100_000, help="patients of one team")
    reader.add_argument("--reports", type=int, default=1000, help="reports in each set for the engines")
    reader.add_argument("--engine-rounds", type=int, default=9, help="rounds for the engines")
    asked = reader.parse_args()
    measured, figures = engine_figures(asked.reports, asked.engine_rounds)
    print(measured)
    loaded = load_seconds()
    print(f"the pack is loaded in {loaded:.2f} s, in a fresh process, the code for it counted")
    proved, proof_lines = proof_figures()
    print(proved)
    speed, single = triage_speed(asked.lines, asked.rounds)
    print(f"aldea triage: {speed:,.0f} lines a second ({asked.lines:,} lines, start-up counted)")
    print(f"aldea triage: {single:.2f} s for one line, start to end")
    times = request_times(asked.requests)
    print(
        f"from answer to alert on the worklist: {times.listed_median:.0f} ms median, "
        f"{times.listed_p90:.0f} ms at the 90th of 100; the answer itself {times.sent_median:.0f} ms"
    )
    first, middle, search = patients_pages(asked.patients)
    print(
        f"list of {asked.patients:,} patients: first page {first:.0f} ms, "
        f"one from the middle {middle:.0f} ms, a search by name {search:.0f} ms"
    )
    print(figures, proof_lines, sep="\n")
    print(f"triage_lines_a_second {speed:.0f}")
    print(f"pack_load_s {loaded:.2f}")
    print(f"answer_to_worklist_ms {times.listed_median:.0f}")
    print(f"answer_to_worklist_p90_ms {times.listed_p90:.0f}")
    print(f"patients_first_page_ms {first:.0f}")
    print(f"patients_middle_page_ms {middle:.0f}")
    print(f"patients_search_ms {search:.0f}")


if __name__ == "__main__":
    main()
