"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers people with Django."""

    name = "aldea.people"
    label = "people"

    def ready(self) -> None:
        """Connect what happens at sign-in."""
        from aldea.people import sign_in  # noqa: PLC0415  models are ready only now

        sign_in.connect()
