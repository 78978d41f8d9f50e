"""Reads figures over alerts and reports. Only sums and times leave this module, never who it was about.

The scope here is wider than that of records: a nurse counts the patients of her teams, an administrator and a
safety officer count the whole hospital, of whose records they see none.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from aldea.alerts.event_rows import REPORTED
from aldea.alerts.models import Alert, AlertEvent
from aldea.alerts.numbers import AlertFacts, Numbers, numbers_of
from aldea.care.alert_states import Kind
from aldea.people.models import Account, CareTeam, Role
from aldea.people.permissions import NotInScope, Permission, require
from aldea.people.queries import teams_of
from aldea.reports.models import Report


def countable_teams(actor: Account) -> list[CareTeam]:
    """The teams whose figures the actor may read. Raises NotInScope."""
    require(actor, Permission.READ_NUMBERS)
    return list(teams_of(actor)) if actor.role == Role.NURSE else list(CareTeam.objects.all())


def read_numbers(actor: Account, team: UUID | None, first: date, last: date, now: datetime) -> Numbers:
    """The figures of one team, or of all that the actor may count, from a day to a day, both included."""
    teams = countable_teams(actor)
    if team is not None:
        teams = [each for each in teams if each.pk == team]
        if not teams:
            raise NotInScope
    zone = timezone.get_current_timezone()
    start = datetime.combine(first, time.min, zone)
    end = datetime.combine(last + timedelta(days=1), time.min, zone)
    opened = Alert.objects.filter(patient__team__in=teams, opened_at__gte=start, opened_at__lt=end)
    sent = Report.objects.filter(patient__team__in=teams, received_at__gte=start, received_at__lt=end)
    by_day = sent.order_by().annotate(day=TruncDate("received_at")).values("day").annotate(count=Count("pk"))
    reports = {row["day"]: row["count"] for row in by_day}
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return numbers_of(_facts(list(opened)), reports, days, zone, now)


def _facts(alerts: list[Alert]) -> Iterator[AlertFacts]:
    by_alert: dict[UUID, list[AlertEvent]] = {}
    wanted = Q(kind__in=[Kind.SEEN, Kind.CLOSED, Kind.ENDED, Kind.NOT_REACHED, *REPORTED])
    for event in AlertEvent.objects.filter(wanted, alert__in=alerts).order_by("alert_id", "number"):
        by_alert.setdefault(event.alert_id, []).append(event)
    for alert in alerts:
        yield _fact(alert, by_alert.get(alert.pk, []))


def _fact(alert: Alert, events: list[AlertEvent]) -> AlertFacts:
    first_due: Mapping[str, str] = next((event.data for event in events if event.kind == Kind.OPENED), {})
    seen = next((event.at for event in events if event.kind == Kind.SEEN), None)
    closing = next((event for event in events if event.kind in (Kind.CLOSED, Kind.ENDED)), None)
    return AlertFacts(
        opened_at=alert.opened_at,
        urgency=alert.urgency,
        due_at=datetime.fromisoformat(first_due["due_at"]) if "due_at" in first_due else alert.due_at,
        first_seen_at=seen,
        closed_at=alert.closed_at,
        outcome=closing.data.get("outcome", "") if closing else "",
        failed_calls=sum(event.kind == Kind.NOT_REACHED for event in events),
        ended=closing is not None and closing.kind == Kind.ENDED,
    )
