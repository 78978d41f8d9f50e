"""What is written down of a telephone call besides the check: ours in words, a log sheet's in content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class LogItem:
    """One line of the log: its id, what is asked, and whether a few words or many are expected."""

    id: str
    label: Words
    long: bool = False


LOG_ITEMS: tuple[LogItem, ...] = (
    LogItem("consultant", _("Consultant")),
    LogItem("diagnosis", _("Diagnosis")),
    LogItem("treatment", _("Treatment, and the day of the last dose")),
    LogItem("trial", _("In a clinical trial? Which?")),
    LogItem("lines", _("Central line, pump or other devices")),
    LogItem("medicines", _("Other medicines now"), long=True),
    LogItem("history", _("Other illnesses that matter"), long=True),
)
"""What log sheets of telephone triage ask for besides the symptoms, in our own labels."""

LABELS: Mapping[str, Words] = {item.id: item.label for item in LOG_ITEMS}


@dataclass(frozen=True, slots=True)
class CallDetails:
    """Who calls, from where, when and in which words. ``log`` is by the ids of ``LOG_ITEMS``."""

    called_at: datetime
    caller_is: str
    caller_name: str
    call_back: str
    words: str = ""
    log: Mapping[str, str] = field(default_factory=dict)
