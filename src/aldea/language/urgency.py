"""How soon someone must act, in order (decisions.md; FHIR RequestPriority is coarser)."""

from __future__ import annotations

from enum import IntEnum


class Urgency(IntEnum):
    """Ordered levels; the most urgent reading wins."""

    NONE = 0
    SELF_CARE = 1
    TELL_TEAM = 2
    CONTACT_HOSPITAL = 3
    DOCTOR_STRAIGHT_AWAY = 4
    HOSPITAL_NOW = 5
    EMERGENCY_999 = 6

    @property
    def id(self) -> str:
        """The name used in packs, answers and the database, such as 'hospital_now'."""
        return self.name.lower()

    @classmethod
    def from_id(cls, text: str) -> Urgency:
        """The level with this id; raises ValueError for any other text."""
        try:
            return _BY_ID[text]
        except KeyError:
            raise ValueError(f"'{text}' is no urgency; use one of {', '.join(_BY_ID)}") from None


_BY_ID = {level.id: level for level in Urgency}
