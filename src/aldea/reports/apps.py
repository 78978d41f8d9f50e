"""The reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Registers checks, reports and their assessments with Django."""

    name = "aldea.reports"
    label = "reports"
