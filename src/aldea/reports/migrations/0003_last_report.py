"""Write when each patient of earlier versions last reported."""

from typing import Any

from django.db import migrations
from django.db.models import Max


def note_last_reports(apps: Any, _schema_editor: Any) -> None:
    """The newest report of each patient."""
    report_model, patient_model = apps.get_model("reports", "Report"), apps.get_model("people", "Patient")
    newest = report_model.objects.order_by().values("patient").annotate(newest=Max("at"))
    for patient, at in newest.values_list("patient", "newest"):
        patient_model.objects.filter(pk=patient).update(last_report_at=at)


class Migration(migrations.Migration):
    """After the columns were made."""

    dependencies = [("reports", "0002_everyday"), ("people", "0003_find_by_name")]
    operations = [migrations.RunPython(note_last_reports, migrations.RunPython.noop)]
