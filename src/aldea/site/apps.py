"""The site as an app, for its checks and commands."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Registers the checks that a hospital's settings must pass."""

    name = "aldea.site"
    label = "site"

    def ready(self) -> None:
        """Register the checks."""
        from aldea.site import checks  # noqa: PLC0415  once the apps are ready

        checks.connect()
