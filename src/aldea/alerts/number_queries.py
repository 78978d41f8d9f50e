"""Reads figures over alerts and reports. Only sums and times leave this module, never who it was about.

The scope here is wider than that of records: a nurse counts the patients of her teams, an administrator and a
safety officer count the whole hospital, of whose records they see none. So ``people.queries.patients_for``,
which gives those two nobody, is not asked here, and nothing else may ask this module for patients.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from aldea.alerts.event_rows import event_of
from aldea.alerts.models import Alert, AlertEvent
from aldea.alerts.numbers import AlertFacts, Numbers, SentReports, facts_of, numbers_of
from aldea.care.alert_states import Kind
from aldea.people.models import Account, CareTeam, Patient, Role
from aldea.people.permissions import NotInScope, Permission, allowed, require
from aldea.people.queries import teams_of
from aldea.reports.models import Report

RAISING = (Kind.OPENED, Kind.RAISED)
"""What a report does that raises an alert; one that joins what is open anyhow raises none."""

FEWEST_PATIENTS = 5
"""Figures over fewer patients than this are shown to those alone who may read the records anyhow.

The alerts and outcomes of a single patient are a record, even without the name. This keeps anybody from
reading them off; whoever subtracts the figures of one time or team from those of another may still find some.
"""


@dataclass(frozen=True, slots=True)
class Chosen:
    """From a day to a day at the hospital, both included; of one team, or of all that may be counted."""

    first: date
    last: date
    team: UUID | None = None

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    def within(self, field: str) -> Q:
        """The condition that a moment lies in it."""
        zone = timezone.get_current_timezone()
        start = datetime.combine(self.first, time.min, zone)
        end = datetime.combine(self.last + timedelta(days=1), time.min, zone)
        return Q((f"{field}__gte", start), (f"{field}__lt", end))


def countable_teams(actor: Account) -> list[CareTeam]:
    """The teams whose figures the actor may read. Raises NotInScope."""
    require(actor, Permission.READ_NUMBERS)
    return list(teams_of(actor)) if actor.role == Role.NURSE else list(CareTeam.objects.all())


def find_numbers(actor: Account, chosen: Chosen, now: datetime) -> Numbers | None:
    """The figures of what was chosen, as they stand now; None where too few patients are behind them.

    Raises NotInScope.
    """
    teams = _teams(actor, chosen)
    sent = Report.objects.filter(chosen.within("received_at"), patient__team__in=teams).order_by()
    opened = Alert.objects.filter(chosen.within("opened_at"), patient__team__in=teams).order_by()
    if not allowed(actor, Permission.READ_RECORD) and 0 < _patients(sent, opened) < FEWEST_PATIENTS:
        return None
    events = AlertEvent.objects.filter(alert__in=opened)
    return numbers_of(_facts(events, now), _sent(sent), chosen.days, timezone.get_current_timezone())


def _patients(sent: QuerySet[Report], opened: QuerySet[Alert]) -> int:
    """How many people are behind these; a caller who was found to be a patient is that patient."""
    theirs = Exists(sent.filter(patient=OuterRef("pk"))) | Exists(opened.filter(patient=OuterRef("pk")))
    people = Patient.objects.filter(theirs).order_by()
    return people.values(person=Coalesce("matched_to", "pk")).distinct().count()


def _teams(actor: Account, chosen: Chosen) -> Sequence[CareTeam]:
    teams = [team for team in countable_teams(actor) if chosen.team in (None, team.pk)]
    if chosen.team is not None and not teams:
        raise NotInScope
    return teams


def _sent(sent: QuerySet[Report]) -> SentReports:
    by_day = sent.annotate(day=TruncDate("received_at")).values_list("day").annotate(count=Count("pk"))
    return SentReports(dict(by_day), sent.filter(alert_events__kind__in=RAISING).count())


def _facts(events: QuerySet[AlertEvent], now: datetime) -> Iterator[AlertFacts]:
    """Each alert is folded from its events, so that a word here means what it means on the worklist."""
    rows = events.order_by("alert_id", "number").iterator()
    for _alert, brought in groupby(rows, lambda row: row.alert_id):
        yield facts_of(map(event_of, brought), now)
