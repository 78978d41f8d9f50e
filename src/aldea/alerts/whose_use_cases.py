"""Whose alert it is: a caller turns out to be a patient, or turns out not to be; said on the alerts too."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from aldea.alerts.models import Alert
from aldea.alerts.use_cases import Act, happen
from aldea.care import alert_after
from aldea.people.models import Account, Patient
from aldea.people.use_cases import callers
from aldea.reports.queries import last_reported_at

NewId = Callable[[], UUID]


def match_caller(actor: Account, caller: Patient, patient: Patient, now: datetime, new_id: NewId) -> None:
    """A person has found which patient the caller is. The caller's alerts say so.

    Raises as ``people.use_cases.match_caller`` does.
    """
    words = _("%(caller)s is %(name)s.") % {"caller": caller.name, "name": patient.name}
    with transaction.atomic():
        callers.match_caller(actor, caller, patient, now, new_id)
        for alert in Alert.objects.filter(patient=caller):
            act = Act(actor, alert.pk, now, new_id(), new_id)
            happen(act, lambda state: alert_after.matched(state, actor.pk, words, now))


def part_caller(actor: Account, caller: Patient, why: str, now: datetime, new_id: NewId) -> Patient | None:
    """The match was a mistake; the caller's alerts, and what is open of the patient, say why.

    Gives the patient from whom the caller was parted; None where they are not matched any more.
    """
    with transaction.atomic():
        patient = callers.part_caller(actor, caller, last_reported_at, now, new_id)
        if patient is None:
            return None
        names = {"caller": caller.name, "name": patient.name, "why": why}
        words = _("%(caller)s is not %(name)s: %(why)s") % names
        for alert in Alert.objects.filter(Q(patient=caller) | Q(patient=patient, closed_at=None)):
            act = Act(actor, alert.pk, now, new_id(), new_id)
            happen(act, lambda state: alert_after.parted(state, actor.pk, words, now))
    return patient
