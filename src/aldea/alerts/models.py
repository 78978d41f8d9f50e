"""Alerts, everything that happened to them, and which free text was read."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from aldea.audit.append_only import AppendOnlyRow
from aldea.care.alert_states import Kind
from aldea.language import Urgency
from aldea.people.models import Patient
from aldea.reports.models import Report


class Alert(models.Model):
    """Something about a patient needs a person. At most one is open for each patient.

    The row says how the alert stands now, for lists; what decides is its events (``care.alert_states``).
    ``event_count`` is the number of the newest event; ``judged`` a nurse's own urgency, if there is one.
    """

    id = models.UUIDField(primary_key=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="alerts")
    opened_at = models.DateTimeField()
    urgency = models.CharField(max_length=30)
    due_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="claimed_alerts"
    )
    claimed_at = models.DateTimeField(null=True)
    call_again_at = models.DateTimeField(null=True)
    judged = models.CharField(max_length=30, blank=True)
    step_waits = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    unseen_reports = models.PositiveIntegerField()
    unread_texts = models.PositiveIntegerField()
    event_count = models.PositiveIntegerField()

    class Meta:
        """Newest first; one open alert for each patient."""

        ordering = ["-opened_at", "id"]
        indexes = [models.Index(fields=["closed_at"], name="alerts_by_closing")]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(closed_at=None), name="one_open_alert_of_patient"
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=[level.id for level in Urgency]), name="alert_urgency_is_known"
            ),
            models.CheckConstraint(
                condition=Q(claimed_by=None, claimed_at=None)
                | Q(claimed_by__isnull=False, claimed_at__isnull=False),
                name="alert_claimed_by_someone_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AlertEvent(AppendOnlyRow):
    """One thing that happened to an alert. ``number`` counts from 1 within the alert.

    ``by`` is empty where a report came in. ``data`` holds what belongs to the kind (see ``event_rows``).
    """

    id = models.UUIDField(primary_key=True)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    report = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="alert_events")
    data = models.JSONField()

    class Meta:
        """In the order in which they happened; a report comes in once."""

        ordering = ["alert_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["alert", "number"], name="alert_events_are_numbered"),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(kind__in=["opened", "joined", "raised"]),
                name="report_is_in_one_alert",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="alert_event_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.alert_id}"


class FreeTextRead(AppendOnlyRow):
    """Someone of the team has read the free text of a report."""

    id = models.UUIDField(primary_key=True)
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="free_text_read")
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"text of {self.report_id}"
