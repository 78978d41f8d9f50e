"""The audit trail: one row for each thing that someone did or saw. Rows are appended, never changed."""

from django.conf import settings
from django.db import models

from aldea.audit.append_only import AppendOnlyRow


class AuditEvent(AppendOnlyRow):
    """Someone (or the system, when ``actor`` is empty) did ``action`` to a subject at a moment.

    ``detail`` holds identifiers and codes only: no names and no clinical content.
    """

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="audit_events"
    )
    actor_role = models.CharField(max_length=20)
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    patient_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        """Oldest first; found by patient and by actor."""

        ordering = ("at", "id")
        indexes = (
            models.Index(fields=["patient_id", "at"], name="audit_of_patient"),
            models.Index(fields=["actor", "at"], name="audit_of_actor"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"
