"""The only writer of checks and reports: one function for each thing that can happen."""

from aldea.reports.use_cases.checks import (
    NewId,
    Saved,
    TooOld,
    save_screen,
    start_again,
    start_call,
    start_check,
)
from aldea.reports.use_cases.corrections import (
    CannotCorrect,
    discard_correction,
    let_stand_alone,
    start_correction,
)
from aldea.reports.use_cases.sending import NotFinished, read_one_report, send_report

__all__ = [
    "CannotCorrect",
    "NewId",
    "NotFinished",
    "Saved",
    "TooOld",
    "discard_correction",
    "let_stand_alone",
    "read_one_report",
    "save_screen",
    "send_report",
    "start_again",
    "start_call",
    "start_check",
    "start_correction",
]
