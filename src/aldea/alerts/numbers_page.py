"""The figures as the page and the file show them: in groups, each with what it counts in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aldea.alerts.number_plots import Lying, Standing, lying, standing
from aldea.alerts.number_words import MEANINGS
from aldea.alerts.numbers import Numbers, share
from aldea.alerts.urgency_words import OUTCOME_WORDS, URGENCY_WORDS, Word
from aldea.alerts.worklist_page import span
from aldea.language import Urgency

DAYS_IN_A_BAR = (1, 7, 28)
MOST_BARS = 31


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``value`` is a plain number, empty where there is none yet; ``also`` is it in words."""

    name: str
    value: str
    unit: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Some figures that belong together."""

    id: str
    title: str
    figures: Sequence[Figure]

    @property
    def meanings(self) -> Sequence[tuple[Word, Word]]:
        """What each figure counts: terms and their meanings."""
        return MEANINGS[self.id]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The reports and alerts of a day, or of some days."""

    name: str
    short: str
    reports: int
    alerts: int


def groups(numbers: Numbers) -> list[Group]:
    """Every figure, in the order in which the page reads."""
    return [
        Group("counts", _("Reports and alerts"), _counts(numbers)),
        Group("levels", _("Alerts by urgency"), _levels(numbers)),
        Group("times", _("How long it took"), _times(numbers)),
        Group("outcomes", _("What was decided"), _outcomes(numbers)),
        Group("unreached", _("Patients who could not be reached"), _unreached(numbers)),
    ]


def _counts(numbers: Numbers) -> list[Figure]:
    raising = _ratio(share(numbers.raising, numbers.reports))
    rate = _ratio(share(numbers.alerts, numbers.reports))
    return [
        Figure(_("Reports"), str(numbers.reports), _("reports")),
        Figure(_("Reports that raised an alert"), str(numbers.raising), _("reports")),
        Figure(_("Share of reports that raised an alert"), raising, _("in 100 reports")),
        Figure(_("Alerts"), str(numbers.alerts), _("alerts")),
        Figure(_("Alerts per 100 reports"), rate, _("alerts")),
    ]


def _levels(numbers: Numbers) -> list[Figure]:
    return [
        Figure(_("Alerts: %(level)s") % {"level": words}, str(count), _("alerts"))
        for words, count in _by_level(numbers)
    ]


def _by_level(numbers: Numbers) -> list[tuple[str, int]]:
    """Words and count of each urgency, the gravest first; the mild ones only when there is one."""
    counts = [(level, numbers.by_urgency.get(level.id, 0)) for level in reversed(Urgency)]
    return [
        (str(URGENCY_WORDS[level.id]), count)
        for level, count in counts
        if count or level >= Urgency.TELL_TEAM
    ]


def _times(numbers: Numbers) -> list[Figure]:
    alerts = _("alerts")
    late = _ratio(share(numbers.overdue, numbers.alerts))
    return [
        _length(_("Time to seen, median"), numbers.to_seen.median),
        _length(_("Time to seen, 90th percentile"), numbers.to_seen.p90),
        Figure(_("Not seen yet"), str(numbers.to_seen.missing), alerts),
        _length(_("Time to closed, median"), numbers.to_closed.median),
        _length(_("Time to closed, 90th percentile"), numbers.to_closed.p90),
        Figure(_("Not closed yet"), str(numbers.to_closed.missing), alerts),
        Figure(_("Not seen when first due"), str(numbers.seen_late), alerts),
        Figure(_("Overdue"), str(numbers.overdue), alerts),
        Figure(_("Share of alerts that were overdue"), late, _("in 100 alerts")),
    ]


def _outcomes(numbers: Numbers) -> list[Figure]:
    alerts = _("alerts")
    acted = _ratio(share(numbers.acted_on, numbers.closed))
    decided = [
        Figure(_("Outcome: %(words)s") % {"words": words}, str(numbers.outcomes.get(id, 0)), alerts)
        for id, words in OUTCOME_WORDS.items()
    ]
    return [
        Figure(_("Closed by a nurse"), str(numbers.closed), alerts),
        *decided,
        Figure(_("Closed without an outcome"), str(numbers.outcomes.get("", 0)), alerts),
        Figure(_("Share acted on"), acted, _("in 100 closed alerts")),
        Figure(_("Ended with the use of Aldea"), str(numbers.ended), alerts),
    ]


def _unreached(numbers: Numbers) -> list[Figure]:
    alerts = _("alerts")
    return [
        Figure(_("Alerts with a failed call"), str(numbers.unreachable), alerts),
        Figure(_("With a failed call, still open"), str(numbers.unreached_open), alerts),
        Figure(_("Ended without contact"), str(numbers.without_contact), alerts),
    ]


def stretches(numbers: Numbers) -> list[Stretch]:
    """Reports and alerts over time: by day, by week or by four weeks, so that every bar can be seen."""
    days = numbers.by_day
    size = next((size for size in DAYS_IN_A_BAR if len(days) <= size * MOST_BARS), DAYS_IN_A_BAR[-1])
    parts = [days[start : start + size] for start in range(0, len(days), size)]
    return [
        Stretch(
            _spelled(part[0][0], part[-1][0]),
            date_format(part[0][0], "j M"),
            sum(reports for _day, reports, _alerts in part),
            sum(alerts for _day, _reports, alerts in part),
        )
        for part in parts
    ]


def time_plot(shown: Sequence[Stretch]) -> Standing:
    """Two bars for each stretch: its reports and its alerts."""
    return standing([(one.short, (one.reports, one.alerts)) for one in shown])


def level_plot(numbers: Numbers) -> Lying:
    """A bar for each urgency."""
    return lying(_by_level(numbers))


def file_rows(about: Sequence[Figure], shown: Sequence[Group], parts: Sequence[Stretch]) -> list[Figure]:
    """What the file has: what it is about, every figure of the page, and those over time."""
    over_time = [
        Figure(name % {"time": part.name}, str(count), unit)
        for part in parts
        for name, count, unit in (
            (_("Reports, %(time)s"), part.reports, _("reports")),
            (_("Alerts, %(time)s"), part.alerts, _("alerts")),
        )
    ]
    return [*about, *(figure for group in shown for figure in group.figures), *over_time]


def _spelled(first: date, last: date) -> str:
    if first == last:
        return date_format(first, "j F Y")
    days = {"first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")}
    return _("%(first)s to %(last)s") % days


def _ratio(value: Fraction | None) -> str:
    return "" if value is None else f"{float(value):.1f}"


def _length(name: str, length: timedelta | None) -> Figure:
    if length is None:
        return Figure(name, "", _("minutes"))
    minutes = int(length.total_seconds() // 60)
    return Figure(name, str(minutes), _("minutes"), span(length) if minutes >= 60 else "")
