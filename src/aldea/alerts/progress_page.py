"""How far the team is with a report, in steps that a patient reads."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aldea.alerts.queries import Progress
from aldea.alerts.urgency_words import NEXT_DOSE_FOR_PATIENTS, OUTCOMES_FOR_PATIENTS, ROLE_WORDS


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """One step; ``at`` is empty while it has not happened."""

    words: str
    at: datetime | None


def progress_steps(progress: Progress) -> list[ProgressStep]:
    """Sent, received, seen, perhaps to be called again, closed with what was decided."""
    steps = [
        ProgressStep(_("Sent"), progress.sent_at),
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
        words = " ".join(part for part in (outcome, next_dose_words(progress)) if part)
        steps.append(ProgressStep(words, progress.closed_at))
    else:
        steps.append(ProgressStep(_("Not decided yet"), None))
    return steps


def next_dose_words(progress: Progress) -> str:
    """What the patient reads of the next dose; empty where none is planned or nobody has decided."""
    if not progress.next_dose:
        return ""
    day = date_format(progress.wait_until, "j F Y") if progress.wait_until else ""
    return str(NEXT_DOSE_FOR_PATIENTS[progress.next_dose]) % {"day": day}
