"""The table of what administrators changed about practitioners."""

from django.conf import settings
from django.db import models

from aldea.audit.append_only import AppendOnlyRow


class StaffChange(AppendOnlyRow):
    """An administrator changed what a practitioner may do: who, when, why, from what to what.

    ``was`` and ``became`` hold ``role``, ``is_active`` and ``teams`` (ids), as ``StaffDetails`` has them.
    """

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=400)
    was = models.JSONField()
    became = models.JSONField()

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"a change of {self.account_id}"
