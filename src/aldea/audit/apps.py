"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the audit trail with Django."""

    name = "aldea.audit"
    label = "audit"
