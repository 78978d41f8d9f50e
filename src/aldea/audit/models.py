"""The audit trail: one row for each thing that someone did or saw. Rows are appended, never changed."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class AppendOnlyError(Exception):
    """Raised when code tries to change or delete an audit event."""

    def __init__(self) -> None:
        super().__init__(
            "An audit event is written once and stays as it is. To put something right, record a new event."
        )


class AppendOnlyQuerySet(models.QuerySet["AuditEvent"]):
    """A query set that reads and inserts, and refuses everything else."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnlyError

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError


class AuditEvent(models.Model):
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

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """Oldest first; found by patient and by actor."""

        ordering = ("at", "id")
        indexes = (
            models.Index(fields=["patient_id", "at"], name="audit_of_patient"),
            models.Index(fields=["actor", "at"], name="audit_of_actor"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"

    def save(self, *_args: Any, **kwargs: Any) -> None:
        """Insert the event; an event that is already stored cannot be saved again."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(force_insert=True, using=kwargs.get("using"))

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError
