"""A patient's record as the team reads it: measurements over time, and each report with its reasoning."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aldea.alerts.alert_page import ShownReport, shown_report
from aldea.alerts.plots import Limit, Measured, Plot, plot
from aldea.alerts.urgency_words import Word
from aldea.language import Pack
from aldea.language.answers import Number, Readings, Said
from aldea.packs import read_report
from aldea.reports.models import Report

TEMPERATURE, WEIGHT, CYCLE_WEIGHT = "temperature", "weight", "weight_cycle_start"
VOMITING, DIARRHOEA = "vomiting_24h", "diarrhoea"
SAID = {Said.NO: Decimal(0), Said.NOT_SURE: Decimal(1), Said.YES: Decimal(2)}
SAID_TICKS = {Decimal(0): lazy("no"), Decimal(1): lazy("not sure"), Decimal(2): lazy("yes")}
WITH_A_POINT = frozenset({TEMPERATURE, WEIGHT})
TRUTHS = ("fired", "unknown", "not_fired")


@dataclass(frozen=True, slots=True)
class Series:
    """A measurement over time: the plot, the figures, and what each limit is."""

    id: str
    title: str
    unit: str
    plot: Plot | None
    figures: Sequence[Measured]
    limits: Sequence[Limit]


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report on the timeline, with every rule of its reasoning by what came of it."""

    shown: ShownReport
    reasoning: Mapping[str, Sequence[Mapping[str, Any]]]


def series_of(pack: Pack, reports: Sequence[Report], context: Mapping[str, Any]) -> list[Series]:
    """Temperature with both limits, weight, vomiting and stools, from reports that come newest first.

    One that was corrected no longer counts, here too.
    """
    oldest_first = [report for report in reversed(reports) if not report.corrected_by.all()]
    return [
        _series(pack, TEMPERATURE, "°C", oldest_first, list(_temperature_limits(pack, context))),
        _series(pack, WEIGHT, "kg", oldest_first, list(_weight_limits(context))),
        _series(pack, VOMITING, _("times in 24 hours"), oldest_first, []),
        _series(pack, DIARRHOEA, _("yes or no"), oldest_first, [], SAID_TICKS),
    ]


def entry_of(pack: Pack, report: Report) -> ReportEntry:
    """One report for the timeline."""
    rules = report.assessment.explanation["rules"]
    reasoning = {truth: [rule for rule in rules if rule["truth"] == truth] for truth in TRUTHS}
    return ReportEntry(shown_report(pack, report), reasoning)


def _series(
    pack: Pack,
    id: str,
    unit: str,
    reports: Sequence[Report],
    limits: Sequence[Limit],
    names: Mapping[Decimal, Word] | None = None,
) -> Series:
    values = [
        Measured(at, _decimal(value), id == TEMPERATURE and _is_out(_decimal(value), limits), words)
        for report in reports
        for at, value in _values(pack, report, id)
        for words in [str(names[_decimal(value)]) if names else figure_words(value, id, limits)]
    ]
    drawn = plot(values, limits, {value: str(name) for value, name in (names or {}).items()})
    return Series(id, pack.observations[id].name, unit, drawn, values[::-1], limits)


def _values(pack: Pack, report: Report, id: str) -> Iterator[tuple[datetime, Fraction]]:
    """The numbers of one observation in the unit of the pack, read as the engine reads them."""
    if id not in report.observations:
        return
    raw = {"id": str(report.pk), "context": {}, "observations": {id: report.observations[id]}}
    match read_report(pack, raw).report.observations.get(id):
        case Number(value):
            yield report.at, value
        case Readings(values):
            for value in values:
                yield report.at, value
        case Said() as said:
            yield report.at, Fraction(SAID[said])


def _decimal(value: Fraction) -> Decimal:
    """Rounded to two places, for the eye only: nothing is judged by it."""
    return round(Decimal(value.numerator) / Decimal(value.denominator), 2).normalize()


def figure_words(value: Fraction, id: str, limits: Sequence[Limit]) -> str:
    """The figure as it is asked: a temperature or a weight with one decimal.

    What was typed with two keeps them, and so does what one decimal would move onto or over a limit.
    """
    exact = _decimal(value)
    if id not in WITH_A_POINT:
        return f"{exact:f}"
    short = round(exact, 1)
    same_side = all(_side(short, limit) == _side(exact, limit) for limit in limits)
    typed_so = short != exact and exact == value
    return f"{short:.1f}" if same_side and not typed_so else f"{exact:.2f}"


def _side(value: Decimal, limit: Limit) -> int:
    return (value > limit.value) - (value < limit.value)


def _one_place(value: Decimal) -> Decimal:
    """A limit has at least one place, as on a thermometer or scales: 37.0."""
    return value if value != round(value, 1) else round(value, 1)


def _is_out(value: Decimal, limits: Sequence[Limit]) -> bool:
    middle = sum((limit.value for limit in limits), Decimal(0)) / len(limits)
    return any(value > limit.value if limit.value > middle else value < limit.value for limit in limits)


def _temperature_limits(pack: Pack, context: Mapping[str, Any]) -> Iterator[Limit]:
    """The limits that the pack holds everybody to, and the stricter ones of this patient."""
    for id, item in pack.context.items():
        if item.stricter is None:
            continue
        standard = _one_place(_decimal(item.stricter.standard))
        side = _("Upper limit") if item.stricter.upper else _("Lower limit")
        yield Limit(standard, f"{side} {standard:f}")
        own = context.get(id)
        if isinstance(own, Decimal | int) and (own < standard) is item.stricter.upper and own != standard:
            own = _one_place(Decimal(own))
            yield Limit(own, f"{item.name} {own:f}")


def _weight_limits(context: Mapping[str, Any]) -> Iterator[Limit]:
    start = context.get(CYCLE_WEIGHT)
    if isinstance(start, Decimal | int):
        weight = _one_place(Decimal(start))
        yield Limit(weight, _("At the start of the cycle %(weight)s") % {"weight": weight})
