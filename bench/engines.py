"""One report, several ways to judge it: compiled, reference, zen-engine and a function written by hand.

All of them start from the same validated report. `zen_ready` is zen once more, with the values that it takes
gathered before the clock starts: among them the sums and extremes of the past, which the others work out.
All of them answer the same reports, and all answers are compared with the reference engine's before
anything is measured. Then each round judges the whole set with each engine in turn; every figure is the
ratio of medians of processor time. A compiled pack remembers its latest answers. So that none of them is of a
report that is measured, it is made anew for each round, and first judges other reports of the same kind, as
one that is in use has done.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from aldea.engines import reference
from aldea.engines.compiled import compile_pack
from aldea.language.pack import Pack
from aldea.language.report import Report
from aldea.packs import load_pack
from bench.by_hand import judge as by_hand
from bench.report_sets import SIZES, report_set
from bench.zen_rules import values_of, zen_judge

BEFORE = 3
"""So many times as many reports were judged before."""
SAMPLE = 10
"""The reference engine, hundreds of times slower, judges every tenth report of a round."""
TARGETS = {"zen": {"6": 5.0, "20": 3.0, "all": 2.0}}
Judge = Callable[[Any], object]


def main() -> None:
    """Compare, measure, and print one figure a line."""
    reader = argparse.ArgumentParser(prog="bench.engines", description=__doc__)
    reader.add_argument("--reports", type=int, default=1000, help="reports in each set")
    reader.add_argument("--rounds", type=int, default=9, help="rounds, of which the median counts")
    asked = reader.parse_args()
    pack = load_pack("aldesleukin")
    by_hand.know(pack.id, pack.version, pack.digest)
    figures: list[tuple[str, float]] = []
    for name in SIZES:
        figures += _one_set(pack, name, asked.reports, asked.rounds)
    for figure, value in figures:
        print(f"{figure} {value:.2f}")


def _one_set(pack: Pack, name: str, count: int, rounds: int) -> list[tuple[str, float]]:
    reports = report_set(pack, name, count)
    before = report_set(pack, name, count * BEFORE, "before")
    gathered, ready = values_of(pack), zen_judge(pack)
    zen_reports = [(report, *gathered(report)) for report in reports]

    def judged_by_zen(report: Report) -> object:
        return ready((report, *gathered(report)))

    _check(pack, reports, "compiled", compile_pack(pack).assess, reports)
    _check(pack, reports, "hand-written", by_hand.judge, reports)
    _check(pack, reports, "zen", judged_by_zen, reports)
    engines = ("compiled", "handwritten", "zen", "zen ready", "reference")
    times: dict[str, list[float]] = {engine: [] for engine in engines}
    for _ in range(rounds):
        compiled = compile_pack(pack).assess
        _each(compiled, before)
        times["compiled"].append(_each(compiled, reports))
        times["handwritten"].append(_each(by_hand.judge, reports))
        times["zen"].append(_each(judged_by_zen, reports))
        times["zen ready"].append(_each(ready, zen_reports))
        times["reference"].append(_each(lambda report: reference.assess(pack, report), reports[::SAMPLE]))
    median = {engine: statistics.median(found) for engine, found in times.items()}
    told = ", ".join(f"{engine} {value:.1f}" for engine, value in median.items())
    print(f"{name} answered, {count} reports, {rounds} rounds, all equal; microseconds a report: {told}")
    return [
        (f"compiled_vs_zen_{name}", median["zen"] / median["compiled"]),
        (f"compiled_vs_zen_ready_{name}", median["zen ready"] / median["compiled"]),
        (f"compiled_vs_handwritten_{name}", median["compiled"] / median["handwritten"]),
        (f"compiled_vs_reference_{name}", median["reference"] / median["compiled"]),
    ]


def _check(pack: Pack, reports: Sequence[Report], name: str, judge: Judge, given: Iterable[Any]) -> None:
    for report, each in zip(reports, given, strict=True):
        if judge(each) != reference.assess(pack, report):
            sys.exit(f"{name} and reference do not say the same of {report}")


def _each(judge: Judge, given: Sequence[Any]) -> float:
    """Microseconds for one of them."""
    began = time.process_time()
    for each in given:
        judge(each)
    return (time.process_time() - began) / len(given) * 1_000_000


if __name__ == "__main__":
    main()
