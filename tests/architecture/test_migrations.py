"""The migrations say what the models say, on whichever database the tests run."""

from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

OURS = [config for config in apps.get_app_configs() if config.name.startswith("aldea.")]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    words = StringIO()
    call_command("makemigrations", check_changes=True, dry_run=True, interactive=False, stdout=words)
    assert words.getvalue().strip() == "No changes detected"


@pytest.mark.django_db
def test_every_table_is_there() -> None:
    there = set(connection.introspection.table_names())
    assert {model._meta.db_table for config in OURS for model in config.get_models()} <= there


def _fields() -> "list[tuple[str, models.Field[Any, Any]]]":
    rows = [
        (model, field)
        for config in OURS
        for model in config.get_models()
        for field in model._meta.local_fields
    ]
    return [(f"{model._meta.label}.{field.name}", field) for model, field in rows]


def test_ids_come_in_from_the_caller() -> None:
    keys = [(name, field) for name, field in _fields() if field.primary_key]
    assert [name for name, field in keys if field.has_default() or isinstance(field, models.AutoField)] == []


def test_times_come_in_from_the_caller() -> None:
    times = [(name, field) for name, field in _fields() if isinstance(field, models.DateField)]
    assert [name for name, field in times if field.has_default()] == []
