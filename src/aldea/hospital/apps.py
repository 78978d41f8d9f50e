"""The hospital app."""

from django.apps import AppConfig


class HospitalConfig(AppConfig):
    """Registers the hospital's settings with Django, and the check of its due times."""

    name = "aldea.hospital"
    label = "hospital"

    def ready(self) -> None:
        """Register the check."""
        from aldea.hospital import checks  # noqa: PLC0415  once the apps are ready

        checks.connect()
