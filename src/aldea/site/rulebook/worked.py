"""The worked cases and the trace of the current pack, worked out once in the life of a process."""

from functools import lru_cache

from django.conf import settings

from aldea.engines.reference import assess
from aldea.packs import pack_folder
from aldea.packs.page_tests import load_pages
from aldea.packs.trace import TraceRow, trace
from aldea.packs.worked_cases import Outcome, load_cases, run_case
from aldea.people.protocol import current_pack


def outcomes() -> tuple[Outcome, ...]:
    """What came out of each worked case."""
    return _outcomes(settings.ALDEA_PACK, current_pack().digest)


def trace_rows() -> tuple[TraceRow, ...]:
    """What serves each statement, and what proves it."""
    return _trace_rows(settings.ALDEA_PACK, current_pack().digest)


@lru_cache(maxsize=2)
def _outcomes(name: str, _digest: str) -> tuple[Outcome, ...]:
    pack = current_pack()
    return tuple(run_case(case, pack, assess) for case in load_cases(pack_folder(name), pack) if case.by_hand)


@lru_cache(maxsize=2)
def _trace_rows(name: str, _digest: str) -> tuple[TraceRow, ...]:
    pack, folder = current_pack(), pack_folder(name)
    cases = [outcome.case for outcome in outcomes()]
    return trace(pack, cases, load_pages(folder, pack), assess)
