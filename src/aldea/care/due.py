"""By when the team acts on an alert: the hospital's own times, one for each urgency. None are invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from aldea.language import Urgency


class DueTimesError(ValueError):
    """The hospital's times cannot be used. The message says which is missing or wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class DueTimes:
    """How long after a report the team acts, for each urgency that raises an alert.

    ``alert_from`` is the lowest urgency that raises one.
    """

    alert_from: Urgency
    within: Mapping[Urgency, timedelta]

    def due_at(self, urgency: Urgency, at: datetime) -> datetime:
        """When a report of this urgency that came ``at`` is due.

        One below ``alert_from`` (it was changed while an alert was open) takes the time of ``alert_from``.
        """
        return at + self.within[max(urgency, self.alert_from)]


def parse_due_times(minutes: Mapping[str, int], alert_from: str) -> DueTimes:
    """The due times from minutes by urgency id. Raises ``DueTimesError``.

    Every urgency from ``alert_from`` up has its own, and a more urgent one is never due later.
    """
    lowest = _parse_urgency(alert_from, "ALDEA_ALERT_FROM")
    if lowest is Urgency.NONE:
        raise DueTimesError(
            "ALDEA_ALERT_FROM is 'none'. A report without any finding raises no alert: "
            "name the lowest urgency that does, such as tell_team."
        )
    if lowest > Urgency.CONTACT_HOSPITAL:
        raise DueTimesError(
            f"ALDEA_ALERT_FROM is '{lowest.id}'. Reports from contact_hospital up always raise an alert: "
            "name contact_hospital or something milder."
        )
    given = {_parse_urgency(id, "ALDEA_DUE_MINUTES"): number for id, number in minutes.items()}
    levels = [level for level in Urgency if level >= lowest]
    for level in levels:
        if level not in given:
            raise DueTimesError(
                f"ALDEA_DUE_MINUTES has no time for {level.id}. Say within how many minutes the team acts, "
                f"for each of {', '.join(each.id for each in levels)}: for example {level.id}=30."
            )
    for milder, graver in pairwise(levels):
        if given[graver] > given[milder]:
            raise DueTimesError(
                f"ALDEA_DUE_MINUTES gives {graver.id} {given[graver]} minutes and {milder.id} "
                f"{given[milder]}. What is more urgent cannot be due later: change one of them."
            )
    return DueTimes(lowest, {level: timedelta(minutes=given[level]) for level in levels})


def _parse_urgency(id: str, variable: str) -> Urgency:
    try:
        return Urgency.from_id(id)
    except ValueError as reason:
        raise DueTimesError(f"{variable}: {reason}.") from None
