"""What the hand-written function reads out of a report for the rules that need more than one answer."""

from dataclasses import dataclass
from fractions import Fraction

from aldea.language.answers import Answer, Choice, Number, Readings, Said, Text
from aldea.language.report import Report

YES, NO, NOT_SURE = Said.YES, Said.NO, Said.NOT_SURE
DAY, HALF_A_DAY, TWO_DAYS = Fraction(24), Fraction(12), Fraction(48)
WEEK = Fraction(7)
SIGNS = frozenset(
    (
        "faint", "dizzy", "nausea", "still_nauseous", "diarrhoea", "fast_heartbeat", "breathless",
        "sudden_breathlessness", "breathing_problem_worse", "swelling_ankles", "swelling_legs",
        "swelling_face", "limb_swelling",
    )
)  # fmt: skip
FLU_LIKE = frozenset(("feels_feverish", "chills", "lack_of_energy", "muscle_pain", "joint_pain"))
SORE = frozenset(("sore_mouth", "mouth_ulcers", "sore_throat"))


def is_raised(answer: Answer) -> bool:
    """Anything but no, nothing and no text."""
    if isinstance(answer, Said):
        return answer is not NO
    if isinstance(answer, Number):
        return answer.value.numerator > 0
    return not isinstance(answer, Text) or answer.given


@dataclass(slots=True)
class Window:
    """The capillary leak window (reading 8): is it open, by what, and what could still open it?"""

    soon: bool
    in_hospital_on_the_drip: bool
    days_unknown_on_the_drip: bool
    could_open: tuple[str, ...]

    @property
    def open(self) -> bool:
        return self.soon or self.in_hospital_on_the_drip or self.days_unknown_on_the_drip


def window_of(report: Report) -> Window:
    """Days, ward, route and phase; what is not known counts, and is asked where it could open the window."""
    context = report.context
    days, route = context.get("days_since_last_infusion"), context.get("route")
    phase, ward = context.get("phase"), context.get("in_hospital")
    known = isinstance(days, Number)
    soon = isinstance(days, Number) and days.value.numerator <= 7 * days.value.denominator
    drip = not (isinstance(route, Choice) and route.id == "subcutaneous")
    drip = drip and not (isinstance(phase, Choice) and phase.id == "before")
    could_open = () if known else ("days_since_last_infusion",)
    if drip and ward is None:
        could_open = ("in_hospital", *could_open)
    return Window(soon, drip and ward is YES, drip and not known, could_open)


def readings_of_a_day(report: Report) -> list[Fraction]:
    """The temperatures of the last 24 hours, earlier reports included."""
    now = report.observations.get("temperature")
    found = list(now.values) if isinstance(now, Readings) else []
    for earlier in report.history:
        before = earlier.observations.get("temperature")
        if isinstance(before, Readings) and earlier.hours_ago <= DAY:
            found += before.values
    return found


def vomits_of_a_day(report: Report) -> Fraction | int:
    """Times vomited in 24 hours; not sure counts as two."""
    now = report.observations.get("vomiting_24h")
    found = 0 if now is None else now.value if isinstance(now, Number) else 2
    for earlier in report.history:
        before = earlier.observations.get("vomiting_24h")
        if before is not None and earlier.hours_ago <= DAY:
            found = found + (before.value if isinstance(before, Number) else 2)
    return found


def was_sick_before(report: Report) -> bool:
    """Nausea in a report 12 to 48 hours old."""
    return any(
        "nausea" in earlier.observations
        and HALF_A_DAY <= earlier.hours_ago <= TWO_DAYS
        and is_raised(earlier.observations["nausea"])
        for earlier in report.history
    )
