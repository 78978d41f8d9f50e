"""The worklist as its page shows it: one row for each open alert, in the order in which to act."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aldea.alerts.models import Alert, AlertEvent
from aldea.alerts.queries import left_behind, person_of, weight_of
from aldea.alerts.urgency_words import SHAPES, URGENCY_WORDS, Word
from aldea.care.alert_order import order
from aldea.care.alert_states import Stage
from aldea.language import Urgency
from aldea.people.models import Account, Patient

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
    """One open alert. ``due`` and ``waiting`` are words; ``more_reasons`` counts those not shown.

    ``person`` is whom it is about, ``reported_as`` the name under which a caller was reported who turned out
    to be that person. ``beside`` is the urgency that does not lead. ``left_behind``: who has it can no longer
    act on it. ``holder`` says for any reader who has it; ``others`` counts the person's other open alerts.
    """

    alert: Alert
    person: Patient
    reported_as: str
    others: int
    level: Level
    beside: str
    reasons: Sequence[str]
    more_reasons: int
    reports: int
    waiting: str
    due: str
    overdue: bool
    stage: str
    holder: str
    taken: bool
    left_behind: bool
    is_new: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Worklist:
    """All rows, and the counts that are said first."""

    rows: Sequence[Row]
    words: str


def worklist_of(
    actor: Account, alerts: Iterable[Alert], brought: Mapping[UUID, list[AlertEvent]], now: datetime
) -> Worklist:
    """The page for these alerts, in the order in which to act; ``brought`` are their reports."""
    found = list(alerts)
    left = left_behind(found)
    listed = sorted(
        found, key=lambda alert: order(weight_of(alert), alert, now, left_behind=alert.pk in left)
    )
    of_person = Counter(person_of(alert).pk for alert in found)
    rows = [
        _row(actor, alert, brought.get(alert.pk, []), now, of_person[person_of(alert).pk], alert.pk in left)
        for alert in listed
    ]
    return Worklist(rows, ", ".join(_counts(rows)))


def _counts(rows: Sequence[Row]) -> Iterator[str]:
    new = sum(row.is_new for row in rows)
    overdue = sum(row.overdue for row in rows)
    left = sum(row.left_behind for row in rows)
    yield ngettext("%(count)s open alert", "%(count)s open alerts", len(rows)) % {"count": len(rows)}
    yield ngettext("%(count)s not seen yet", "%(count)s not seen yet", new) % {"count": new}
    yield ngettext("%(count)s overdue", "%(count)s overdue", overdue) % {"count": overdue}
    if left:
        yield ngettext("%(count)s to take over", "%(count)s to take over", left) % {"count": left}


def _row(
    actor: Account, alert: Alert, brought: list[AlertEvent], now: datetime, of_person: int, left: bool
) -> Row:
    gravest = sorted(brought, key=lambda each: (-Urgency.from_id(each.data["urgency"]), -each.number))
    reasons = list(dict.fromkeys(words for event in gravest for words in event.data.get("reasons", ())))
    person = person_of(alert)
    return Row(
        alert=alert,
        person=person,
        reported_as=reported_as(alert),
        others=of_person - 1,
        level=level_of(weight_of(alert).id),
        beside=beside_words(alert),
        reasons=reasons[:REASONS_SHOWN],
        more_reasons=max(0, len(reasons) - REASONS_SHOWN),
        reports=len(brought),
        waiting=_("waiting %(time)s") % {"time": span(now - alert.opened_at)},
        due=due_words(alert, now),
        overdue=now > alert.due_at,
        stage=stage_words(alert, actor, left=left),
        holder=stage_words(alert, None, left=left),
        taken=alert.claimed_by_id is not None and not left,
        left_behind=left,
        is_new=alert.unseen_reports > 0,
        mine=alert.claimed_by_id == actor.pk,
    )


def reported_as(alert: Alert) -> str:
    """The name of the caller who turned out to be the person of this alert; empty where none did."""
    return alert.patient.name if alert.patient.matched_to_id is not None else ""


def beside_words(alert: Alert) -> str:
    """The urgency that stands beside the graver one: a nurse's own, or that of the rules; empty without."""
    if not alert.judged:
        return ""
    if Urgency.from_id(alert.judged) > Urgency.from_id(alert.urgency):
        return _("By the nurse. The rules say: %(words)s") % {"words": URGENCY_WORDS[alert.urgency]}
    return _("Nurse's own urgency: %(words)s") % {"words": URGENCY_WORDS[alert.judged]}


def stage_of(alert: Alert) -> Stage:
    """Where the alert stands."""
    if alert.closed_at is not None:
        return Stage.CLOSED
    if alert.claimed_by_id is None:
        return Stage.NEW if alert.seen_at is None else Stage.SEEN
    if alert.seen_at is None:
        return Stage.CLAIMED_UNSEEN
    return Stage.CLAIMED if alert.call_again_at is None else Stage.CALL_AGAIN


def stage_words(alert: Alert, reader: Account | None, *, left: bool = False) -> str:
    """Where the alert stands, in words; who has it is a name, or you where it is the reader."""
    match stage_of(alert):
        case Stage.NEW:
            return _("Not seen yet")
        case Stage.SEEN:
            return _("Seen, nobody has taken it")
        case Stage.CLOSED:
            return _("Closed")
    name = {"name": alert.claimed_by.name if alert.claimed_by else ""}
    if left:
        return _("%(name)s had it and can no longer act on it: take it over") % name
    mine = reader is not None and alert.claimed_by_id == reader.pk
    return _("You have it") if mine else _("%(name)s has it") % name


def due_words(alert: Alert, now: datetime) -> str:
    """When the next action is due, from now: the next named step, another call, or the first look."""
    late, left = {"time": span(now - alert.due_at)}, {"time": span(alert.due_at - now)}
    just_due = timedelta(0) <= now - alert.due_at < timedelta(minutes=1)
    if alert.step_waits:
        return _("Next step: due now") if just_due else _("Next step: overdue by %(time)s") % late
    calls = alert.call_again_at is not None
    if just_due and now > alert.due_at:
        return _("Call again now") if calls else _("Due now")
    if now > alert.due_at:
        return _("Call again: overdue by %(time)s") % late if calls else _("Overdue by %(time)s") % late
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
