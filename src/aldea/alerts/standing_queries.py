"""What still holds: the gravest report of an alert that nobody has closed. The actor comes first."""

from aldea.alerts.event_rows import REPORTED
from aldea.alerts.models import Alert, AlertEvent
from aldea.alerts.queries import Progress, about, alert_progress
from aldea.language import Urgency
from aldea.people.models import Account, Patient
from aldea.people.queries import get_patient, told_of
from aldea.reports.models import Report


def urgency_of(report: Report) -> Urgency:
    """How urgent the rules found the report."""
    return Urgency.from_id(report.assessment.urgency)


def find_standing(actor: Account, patient: Patient) -> Report | None:
    """The gravest report, and of these the newest, that waits in the patient's open alert. Raises NotInScope.

    Open to whoever may see the patient, and to a carer who is only told what to do now. A report that was
    corrected since still stands: only the hospital closes what it asked for. One that asked nobody to act,
    such as a harmless report that was put right, does not stand.
    """
    whole: Patient = patient.matched_to or patient
    if whole not in told_of(actor):
        get_patient(actor, whole.pk)
    waiting = Alert.objects.filter(about(whole), closed_at=None)
    reports = Report.objects.filter(alert_events__alert__in=waiting, alert_events__kind__in=REPORTED)
    acted_on = [each for each in reports.select_related("assessment") if urgency_of(each) > Urgency.SELF_CARE]
    return max(acted_on, key=lambda report: (urgency_of(report), report.received_at), default=None)


def find_graver(actor: Account, report: Report) -> Report | None:
    """What still stands and is graver than this report, which was read within scope."""
    standing = find_standing(actor, report.patient)
    return standing if standing is not None and urgency_of(standing) > urgency_of(report) else None


def find_put_right(actor: Account, patient: Patient) -> Progress | None:
    """What the team put right about the next dose, where it did so on the patient's newest alert."""
    get_patient(actor, patient.pk)
    newest = Alert.objects.filter(about(patient)).first()
    if newest is None or newest.closed_at is None:
        return None
    brought = AlertEvent.objects.filter(alert=newest, kind__in=REPORTED).first()
    if brought is None or brought.report_id is None:
        return None
    progress = alert_progress(actor, brought.report_id)
    return progress if progress.put_right_at else None
