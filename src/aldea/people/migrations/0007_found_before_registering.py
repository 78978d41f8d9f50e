"""Find people by telephone number and by date of birth before somebody is registered a second time."""

from typing import Any

from django.db import migrations, models

from aldea.people.alike_names import telephone_key


def write_keys(apps: Any, _schema_editor: Any) -> None:
    """Every patient who has no key yet."""
    patient_model = apps.get_model("people", "Patient")
    for patient in patient_model.objects.filter(telephone_key="").iterator():
        patient.telephone_key = telephone_key(patient.telephone)
        patient.save(update_fields=["telephone_key"])


class Migration(migrations.Migration):
    """The key first, then what it is for every patient, then the indexes."""

    dependencies = [("people", "0006_staff_change")]
    operations = [
        migrations.AddField("patient", "telephone_key", models.CharField(blank=True, max_length=20, default=""), preserve_default=False),
        migrations.RunPython(write_keys, migrations.RunPython.noop),
        migrations.AddIndex("patient", models.Index(fields=["team", "telephone_key"], name="patients_by_telephone")),
        migrations.AddIndex("patient", models.Index(fields=["team", "date_of_birth"], name="patients_by_birth")),
    ]
