"""It is said on an alert that its caller was matched to a patient, or parted from one."""

from django.db import migrations, models
from django.db.models import Q

KINDS = [
    "opened",
    "joined",
    "raised",
    "seen",
    "text_read",
    "claimed",
    "released",
    "noted",
    "handed_over",
    "not_reached",
    "step_taken",
    "judged",
    "closed",
    "ended",
    "reopened",
    "put_right",
    "matched",
    "parted",
]


class Migration(migrations.Migration):
    """After decisions could be put right."""

    dependencies = [("alerts", "0004_put_right")]
    operations = [
        migrations.RemoveConstraint(model_name="alertevent", name="alert_event_kind_is_known"),
        migrations.AddConstraint(
            model_name="alertevent",
            constraint=models.CheckConstraint(
                condition=Q(("kind__in", KINDS)), name="alert_event_kind_is_known"
            ),
        ),
    ]
