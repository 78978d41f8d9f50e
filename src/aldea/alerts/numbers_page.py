"""The figures as the page and the file show them: a name, a value, a unit, and what it counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.utils.translation import gettext as _

from aldea.alerts.numbers import Numbers, Spread
from aldea.alerts.urgency_words import OUTCOME_WORDS, URGENCY_WORDS
from aldea.language import Urgency

WIDTH, HEIGHT, LEFT = 640, 220, 40
DAYS_IN_A_BAR = (1, 7, 28)
MOST_BARS = 31


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``value`` is written as a plain number; an empty one is not known yet."""

    name: str
    value: str
    unit: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The reports and alerts of some days: places and heights in a box of WIDTH by HEIGHT."""

    first: date
    reports: int
    alerts: int
    x: float
    width: float
    reports_height: float
    alerts_height: float


def figures(numbers: Numbers) -> list[Figure]:
    """Every figure, in the order in which the page reads."""
    return [*_counts(numbers), *_levels(numbers), *_times(numbers), *_outcomes(numbers)]


def _counts(numbers: Numbers) -> Iterator[Figure]:
    each, hundred = _("reports"), _("in 100")
    yield Figure(_("Reports"), str(numbers.reports), each, _("Received in this time, by telephone too."))
    yield Figure(_("Alerts"), str(numbers.alerts), _("alerts"), _("Opened in this time."))
    rate = _("Alerts opened, for each hundred reports.")
    yield Figure(_("Alerts per 100 reports"), _ratio(numbers.per_hundred_reports), hundred, rate)
    share = _("Of the alerts that were closed, those with an outcome other than no action.")
    yield Figure(_("Acted on"), _ratio(numbers.share_acted_on), hundred, share)
    late = _("Nobody had looked when the alert was first due, or nobody has yet.")
    yield Figure(_("Overdue"), str(numbers.overdue), _("alerts"), late)
    missed = _("Alerts in which at least one call reached nobody.")
    yield Figure(_("Not reached at once"), str(numbers.unreachable), _("alerts"), missed)


def _levels(numbers: Numbers) -> Iterator[Figure]:
    for level in reversed(Urgency):
        count = numbers.by_urgency.get(level.id, 0)
        if count:
            name = _("Alerts: %(level)s") % {"level": URGENCY_WORDS[level.id]}
            yield Figure(name, str(count), _("alerts"), _("By the highest urgency of the reports in it."))


def _times(numbers: Numbers) -> Iterator[Figure]:
    yield from _spread(
        _("Time to seen"), numbers.to_seen, _("From opening until somebody of the team looked.")
    )
    yield from _spread(_("Time to closed"), numbers.to_closed, _("From opening until the alert was closed."))


def _spread(name: str, found: Spread, meaning: str) -> Iterator[Figure]:
    minutes = _("minutes")
    yield Figure(_("%(name)s, median") % {"name": name}, _minutes(found.median), minutes, meaning)
    yield Figure(_("%(name)s, 90th percentile") % {"name": name}, _minutes(found.p90), minutes, meaning)
    yield Figure(_("%(name)s, not yet") % {"name": name}, str(found.missing), _("alerts"), meaning)


def _outcomes(numbers: Numbers) -> Iterator[Figure]:
    for id, words in OUTCOME_WORDS.items():
        if count := numbers.outcomes.get(id, 0):
            name = _("Outcome: %(words)s") % {"words": words}
            yield Figure(name, str(count), _("alerts"), _("As the nurse closed the alert."))


def bars(numbers: Numbers) -> Sequence[Bar]:
    """Reports and alerts over time: by day, by week or by four weeks, so that every bar can be seen."""
    days = numbers.by_day
    size = next((size for size in DAYS_IN_A_BAR if len(days) <= size * MOST_BARS), DAYS_IN_A_BAR[-1])
    groups = [days[start : start + size] for start in range(0, len(days), size)]
    sums = [(group[0][0], sum(day[1] for day in group), sum(day[2] for day in group)) for group in groups]
    most = max([1, *(max(reports, alerts) for _first, reports, alerts in sums)])
    step = (WIDTH - LEFT) / max(1, len(sums))
    return [
        Bar(
            first,
            reports,
            alerts,
            round(LEFT + place * step, 1),
            round(step * 0.4, 1),
            round(reports / most * (HEIGHT - 40), 1),
            round(alerts / most * (HEIGHT - 40), 1),
        )
        for place, (first, reports, alerts) in enumerate(sums)
    ]


def _ratio(value: Fraction | None) -> str:
    return "" if value is None else f"{float(value):.1f}"


def _minutes(length: timedelta | None) -> str:
    return "" if length is None else f"{length.total_seconds() / 60:.0f}"
