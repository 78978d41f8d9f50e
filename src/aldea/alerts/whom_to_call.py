"""Numbers that reach whom an alert is about: first where the caller waits, then that of the record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from aldea.alerts.models import AlertEvent
from aldea.people.models import Patient
from aldea.reports.models import TelephoneCall
from aldea.reports.typed_telephone import dialled


@dataclass(frozen=True, slots=True)
class NumberToCall:
    """A number as it is read, whose it is, and what is dialled."""

    number: str
    whose: str
    dial: str


def numbers_to_call(person: Patient, call: TelephoneCall | None) -> list[NumberToCall]:
    """The number that the caller gave, and the one in the record; once where they are the same."""
    found: dict[str, NumberToCall] = {}
    for number in _numbers(person, call):
        found.setdefault(number.dial, number)
    return list(found.values())


def newest_call(brought: Sequence[AlertEvent], calls: Mapping[UUID, TelephoneCall]) -> TelephoneCall | None:
    """The last call among the reports that these events brought."""
    ids = [event.report_id for event in reversed(brought) if event.report_id is not None]
    return next((calls[id] for id in ids if id in calls), None)


def _numbers(person: Patient, call: TelephoneCall | None) -> Iterator[NumberToCall]:
    if call is not None:
        whose = {"name": call.caller_name, "who": call.get_caller_is_display()}
        yield NumberToCall(call.call_back, _("%(name)s, %(who)s") % whose, dialled(call.call_back))
    yield NumberToCall(person.telephone, person.name, dialled(person.telephone))
