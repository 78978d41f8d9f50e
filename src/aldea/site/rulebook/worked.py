"""The worked cases, the trace and the booklet of the current pack, worked out once in a process."""

from datetime import date
from functools import lru_cache

from django.conf import settings

from aldea.engines.reference import assess
from aldea.exports.booklet import booklet_pdf
from aldea.packs import pack_folder
from aldea.packs.page_tests import load_pages
from aldea.packs.trace import TraceRow, trace
from aldea.packs.worked_cases import Outcome, load_cases, run_case
from aldea.people.protocol import current_pack
from aldea.rulebook.booklet import booklet_of
from aldea.rulebook.proof_chapter import recorded_chapter


def outcomes() -> tuple[Outcome, ...]:
    """What came out of each worked case."""
    return _outcomes(settings.ALDEA_PACK, current_pack().digest)


def trace_rows() -> tuple[TraceRow, ...]:
    """What serves each statement, and what proves it."""
    return _trace_rows(settings.ALDEA_PACK, current_pack().digest)


def printed_booklet(day: date) -> bytes:
    """The booklet as it is printed on this day."""
    return _printed_booklet(settings.ALDEA_PACK, current_pack().digest, day)


@lru_cache(maxsize=2)
def _outcomes(name: str, _digest: str) -> tuple[Outcome, ...]:
    pack = current_pack()
    return tuple(run_case(case, pack, assess) for case in load_cases(pack_folder(name), pack) if case.by_hand)


@lru_cache(maxsize=2)
def _trace_rows(name: str, _digest: str) -> tuple[TraceRow, ...]:
    pack, folder = current_pack(), pack_folder(name)
    cases = [outcome.case for outcome in outcomes()]
    return trace(pack, cases, load_pages(folder, pack), assess)


@lru_cache(maxsize=1)
def _printed_booklet(_name: str, _digest: str, day: date) -> bytes:
    """It takes seconds to print, so the same day has it printed once."""
    return booklet_pdf(booklet_of(current_pack(), outcomes(), recorded_chapter(current_pack())), day)
