"""Decisions of the hospital, appended: the newest of each key holds."""

from django.conf import settings
from django.db import models

from aldea.audit.append_only import AppendOnlyRow


class Setting(AppendOnlyRow):
    """One decision: what holds for ``key`` from ``at`` on, who decided it, and why.

    ``value`` is the text as ``catalogue`` spells it; empty takes the value back.
    """

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=60)
    value = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=400)

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.key} at {self.at.isoformat()}"
