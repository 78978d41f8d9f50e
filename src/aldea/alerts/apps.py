"""The alerts app."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Registers alerts and their events with Django."""

    name = "aldea.alerts"
    label = "alerts"
