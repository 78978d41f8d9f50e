"""Everything that has happened in the demo hospital before you look at it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from aldea.site.demo_people import load_people


def seed(now: datetime, new_id: Callable[[], UUID]) -> None:
    """Fill an empty database, with ``now`` as the moment at which the demo is opened."""
    load_people(now, timezone.localdate(now), new_id)
