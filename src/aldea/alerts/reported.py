"""What an alert takes from a report: its urgency, the reasons in the team's words, and free text."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from aldea.care.alert_life import Received
from aldea.care.due import DueTimes
from aldea.language import Pack, Urgency
from aldea.language.pack import Kind
from aldea.reports.models import Report


@dataclass(frozen=True, slots=True)
class FreeText:
    """Words that were typed, and what they answer."""

    observation: str
    name: str
    words: str


def free_texts(pack: Pack, report: Report) -> list[FreeText]:
    """The free text of a report; blank ones are none."""
    return [
        FreeText(item.id, item.name, words)
        for item in pack.observations.values()
        if item.kind is Kind.TEXT
        and isinstance(words := report.observations.get(item.id), str)
        and words.strip()
    ]


def could_not_be_read(report: Report) -> bool:
    """Whether some answer of the report was left out because it could not be read."""
    return bool(report.assessment.outcome.get("problems"))


def received(pack: Pack, report: Report, due_times: DueTimes) -> Received:
    """The report as an alert sees it.

    One that could not be read in full always needs a person, and so does one that corrects another.
    """
    urgency = Urgency.from_id(report.assessment.urgency)
    if could_not_be_read(report) or report.corrects_id is not None:
        urgency = max(urgency, due_times.alert_from)
    return Received(report.pk, urgency, bool(free_texts(pack, report)))


def reasons(report: Report) -> list[str]:
    """Why the report has its urgency, in the team's words, the most urgent first."""
    return list(dict.fromkeys(_reasons(report)))


def _reasons(report: Report) -> Iterator[str]:
    if could_not_be_read(report):
        yield _("Part of the report could not be read")
    fired = [rule for rule in report.assessment.explanation["rules"] if rule["truth"] == "fired"]
    for rule in sorted(fired, key=lambda rule: -Urgency.from_id(rule["urgency"])):
        yield rule["why"]
    if report.corrects_id is not None:
        yield _("Corrects an earlier report")
