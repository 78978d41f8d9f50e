"""Write the words and the order under which patients of earlier versions are found."""

from typing import Any

from django.db import migrations

from aldea.people.name_words import name_key, words_of


def index_names(apps: Any, _schema_editor: Any) -> None:
    """Every patient that has no key yet."""
    patient_model, word_model = apps.get_model("people", "Patient"), apps.get_model("people", "PatientWord")
    for patient in patient_model.objects.filter(name_key="").iterator():
        patient.name_key = name_key(patient.name)
        patient.save(update_fields=["name_key"])
        word_model.objects.bulk_create(
            word_model(patient=patient, team_id=patient.team_id, word=word)
            for word in words_of(patient.name, patient.hospital_number or "")
        )


class Migration(migrations.Migration):
    """After the columns were made."""

    dependencies = [("people", "0002_everyday")]
    operations = [migrations.RunPython(index_names, migrations.RunPython.noop)]
