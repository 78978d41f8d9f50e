"""Find patients under the names of callers who turned out to be them before this was done at matching."""

from typing import Any

from django.db import migrations

from aldea.people.name_words import words_of


def index_callers(apps: Any, _schema_editor: Any) -> None:
    """Every caller who was matched."""
    patient_model, word_model = apps.get_model("people", "Patient"), apps.get_model("people", "PatientWord")
    matched = patient_model.objects.filter(matched_to__isnull=False).select_related("matched_to")
    for caller in matched.iterator():
        for word in words_of(caller.name):
            word_model.objects.get_or_create(
                patient=caller.matched_to, word=word, defaults={"team_id": caller.matched_to.team_id}
            )


class Migration(migrations.Migration):
    """After callers may have no date of birth."""

    dependencies = [("people", "0004_callers_without_a_date_of_birth")]
    operations = [migrations.RunPython(index_callers, migrations.RunPython.noop)]
