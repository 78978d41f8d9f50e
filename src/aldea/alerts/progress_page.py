"""How far the team is with a report, in steps that a patient reads."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aldea.alerts.queries import Progress
from aldea.alerts.urgency_words import NEXT_DOSE_FOR_PATIENTS, OUTCOMES_FOR_PATIENTS, ROLE_WORDS
from aldea.care.call_by import CALLS_AT_ONCE, call_by
from aldea.care.cover import Cover


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """One step; ``at`` is empty while it has not happened."""

    words: str
    at: datetime | None


def progress_steps(progress: Progress) -> list[ProgressStep]:
    """Sent, received, seen, perhaps to be called again, closed with what was decided."""
    sent = ProgressStep(_("Sent"), progress.sent_at)
    if progress.corrects:
        sent = ProgressStep(_("Put right and sent"), progress.received_at)
    steps = [
        sent,
        ProgressStep(_("Received by the hospital's computer"), progress.received_at),
    ]
    if not progress.alerted:
        return steps
    seen = _("Seen by %(role)s") % {"role": ROLE_WORDS.get(progress.seen_by_role, _("the team"))}
    steps.append(ProgressStep(seen if progress.seen_at else _("Not seen by the team yet"), progress.seen_at))
    if progress.ended:
        steps.append(ProgressStep(_("Nobody looks at reports here any more"), progress.closed_at))
    elif progress.closed_at:
        outcome = str(OUTCOMES_FOR_PATIENTS[progress.outcome])
        dose = "" if progress.put_right_at else next_dose_words(progress)
        steps.append(ProgressStep(" ".join(part for part in (outcome, dose) if part), progress.closed_at))
        if progress.put_right_at:
            steps.append(ProgressStep(put_right_words(progress), progress.put_right_at))
    else:
        steps.append(ProgressStep(_("Not decided yet"), None))
    return steps


@dataclass(frozen=True, slots=True)
class Waiting:
    """By when the page must say that the report was seen, and whether that time is over.

    ``nobody_reads``: this report, or one that it was put beside, cannot wait, and these are not the hours of
    the team, so nothing is waited for.
    ``earlier``: the time was over before this report came, for a report that it was put beside.
    """

    by: datetime
    over: bool
    nobody_reads: bool = False
    earlier: bool = False


def waiting_for(progress: Progress, cover: Cover | None, now: datetime) -> Waiting | None:
    """How a report waits that nobody has seen; None where it does not, or where 999 is called in any case."""
    wait = progress.wait
    if wait is None or progress.closed_at is not None:
        return None
    alert_due_at = timezone.localtime(wait.alert_due_at) if wait.alert_due_at is not None else None
    at, due_at = timezone.localtime(wait.at), timezone.localtime(wait.due_at)
    by = call_by(replace(wait, at=at, due_at=due_at, alert_due_at=alert_due_at), cover)
    if by is None:
        return None
    closed = cover is not None and cover.at(timezone.localtime(now)) is None
    return Waiting(by, by <= now, closed and wait.gravest >= CALLS_AT_ONCE, by <= wait.at)


def is_past(progress: Progress) -> bool:
    """Whether the answer asks nothing any more: the team has decided, or nobody of it looks any more."""
    return progress.no_longer_read or (progress.closed_at is not None and not progress.ended)


def decided_words(progress: Progress) -> str:
    """What the team decided, and what comes next for the next dose, as the patient reads it."""
    outcome = str(OUTCOMES_FOR_PATIENTS[progress.outcome])
    dose = put_right_words(progress) if progress.put_right_at else next_dose_words(progress)
    return " ".join(part for part in (outcome, dose) if part)


def put_right_words(progress: Progress) -> str:
    """That the decision about the next dose was wrong, and what holds now."""
    now = next_dose_words(progress) or _("No dose is planned now.")
    return _("The team has put right what it decided. %(now)s") % {"now": now}


def next_dose_words(progress: Progress) -> str:
    """What the patient reads of the next dose; empty where none is planned or nobody has decided."""
    if not progress.next_dose:
        return ""
    day = date_format(progress.wait_until, "j F Y") if progress.wait_until else ""
    return str(NEXT_DOSE_FOR_PATIENTS[progress.next_dose]) % {"day": day}
