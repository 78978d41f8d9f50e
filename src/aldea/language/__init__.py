"""The meaning of a pack: frozen nodes, three-valued truth, urgency. No files, no clock, no Django."""

from aldea.language.answers import Answer, Choice, Number, Readings, Said, Text
from aldea.language.assessment import Assessment, Explanation
from aldea.language.pack import Pack
from aldea.language.report import EarlierReport, Notice, Report
from aldea.language.truth import Truth
from aldea.language.urgency import Urgency

__all__ = [
    "Answer",
    "Assessment",
    "Choice",
    "EarlierReport",
    "Explanation",
    "Notice",
    "Number",
    "Pack",
    "Readings",
    "Report",
    "Said",
    "Text",
    "Truth",
    "Urgency",
]
