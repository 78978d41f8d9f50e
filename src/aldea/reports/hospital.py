"""The hospital's own numbers and thresholds, from the settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Hospital:
    """What an answer says of the hospital."""

    name: str
    number: str
    hours_of_cover: str
    demo: bool


def hospital() -> Hospital:
    """The hospital that this installation serves."""
    return Hospital(
        name=settings.ALDEA_HOSPITAL_NAME,
        number=settings.ALDEA_HOSPITAL_NUMBER,
        hours_of_cover=settings.ALDEA_HOURS_OF_COVER,
        demo=settings.ALDEA_DEMO,
    )


def local_thresholds() -> Mapping[str, Fraction]:
    """The thresholds that the hospital has set, by the id that the pack gives them."""
    gain: Decimal | None = settings.ALDEA_LOCAL_WEIGHT_GAIN_KG
    return {} if gain is None else {"weight_gain_kg": Fraction(gain)}
