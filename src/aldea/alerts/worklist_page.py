"""The worklist as its page shows it: one row for each open alert, in the order in which to act."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aldea.alerts.models import Alert, AlertEvent
from aldea.alerts.queries import weight_of
from aldea.alerts.urgency_words import SHAPES, URGENCY_WORDS, Word
from aldea.care.alert_order import order
from aldea.care.alert_states import Stage
from aldea.language import Urgency
from aldea.people.models import Account

REASONS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Level:
    """An urgency to draw: its id, its words, and its outline."""

    id: str
    words: Word
    shape: str


def level_of(urgency: str) -> Level:
    """The urgency with this id."""
    return Level(urgency, URGENCY_WORDS[urgency], SHAPES[urgency])


@dataclass(frozen=True, slots=True)
class Row:
    """One open alert. ``due`` and ``waiting`` are words; ``more_reasons`` counts those not shown."""

    alert: Alert
    level: Level
    reasons: Sequence[str]
    more_reasons: int
    reports: int
    waiting: str
    due: str
    overdue: bool
    stage: str
    is_new: bool
    mine: bool
    judged: Level | None


@dataclass(frozen=True, slots=True)
class Worklist:
    """All rows, and the counts that are said first."""

    rows: Sequence[Row]
    words: str


def worklist_of(
    actor: Account, alerts: Iterable[Alert], brought: Mapping[UUID, list[AlertEvent]], now: datetime
) -> Worklist:
    """The page for these alerts, in the order in which to act; ``brought`` are their reports."""
    listed = sorted(alerts, key=lambda alert: order(weight_of(alert), alert, now))
    rows = [_row(actor, alert, brought.get(alert.pk, []), now) for alert in listed]
    new = sum(row.is_new for row in rows)
    overdue = sum(row.overdue for row in rows)
    parts = (
        ngettext("%(count)s open alert", "%(count)s open alerts", len(rows)) % {"count": len(rows)},
        ngettext("%(count)s not seen yet", "%(count)s not seen yet", new) % {"count": new},
        ngettext("%(count)s overdue", "%(count)s overdue", overdue) % {"count": overdue},
    )
    return Worklist(rows, ", ".join(parts))


def _row(actor: Account, alert: Alert, brought: list[AlertEvent], now: datetime) -> Row:
    gravest = sorted(brought, key=lambda each: (-Urgency.from_id(each.data["urgency"]), -each.number))
    reasons = list(dict.fromkeys(words for event in gravest for words in event.data.get("reasons", ())))
    stage = stage_of(alert)
    return Row(
        alert=alert,
        level=level_of(alert.urgency),
        reasons=reasons[:REASONS_SHOWN],
        more_reasons=max(0, len(reasons) - REASONS_SHOWN),
        reports=len(brought),
        waiting=_("waiting %(time)s") % {"time": span(now - alert.opened_at)},
        due=due_words(alert, now),
        overdue=now > alert.due_at,
        stage=stage_words(alert, stage, actor),
        is_new=alert.unseen_reports > 0,
        mine=alert.claimed_by_id == actor.pk,
        judged=level_of(alert.judged) if alert.judged else None,
    )


def stage_of(alert: Alert) -> Stage:
    """Where the alert stands."""
    if alert.closed_at is not None:
        return Stage.CLOSED
    if alert.claimed_by_id is None:
        return Stage.NEW if alert.seen_at is None else Stage.SEEN
    if alert.seen_at is None:
        return Stage.CLAIMED_UNSEEN
    return Stage.CLAIMED if alert.call_again_at is None else Stage.CALL_AGAIN


def stage_words(alert: Alert, stage: Stage, actor: Account) -> str:
    """Where the alert stands, in words; who has it is you or a name."""
    name = alert.claimed_by.name if alert.claimed_by else ""
    mine = alert.claimed_by_id == actor.pk
    match stage:
        case Stage.NEW:
            return _("Not seen yet")
        case Stage.SEEN:
            return _("Seen, nobody has taken it")
        case Stage.CLOSED:
            return _("Closed")
    return _("You have it") if mine else _("%(name)s has it") % {"name": name}


def due_words(alert: Alert, now: datetime) -> str:
    """When the next action is due, from now."""
    calls = alert.call_again_at is not None
    if timedelta(0) < now - alert.due_at < timedelta(minutes=1):
        return _("Call again now") if calls else _("Due now")
    if now > alert.due_at:
        late = {"time": span(now - alert.due_at)}
        return _("Call again: overdue by %(time)s") % late if calls else _("Overdue by %(time)s") % late
    left = {"time": span(alert.due_at - now)}
    return _("Call again in %(time)s") % left if calls else _("Due in %(time)s") % left


def span(time: timedelta) -> str:
    """A length of time in its two greatest units, down to minutes."""
    minutes = int(time.total_seconds() // 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return _("%(days)s d %(hours)s h") % {"days": days, "hours": hours}
    if hours:
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
    return _("%(minutes)s min") % {"minutes": minutes}
