"""The alerts app."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Registers alerts and their events with Django, and the check of the hospital's due times."""

    name = "aldea.alerts"
    label = "alerts"

    def ready(self) -> None:
        """Register the check."""
        from aldea.alerts import due_settings  # noqa: PLC0415  once the apps are ready

        due_settings.connect()
