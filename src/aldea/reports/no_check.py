"""Why somebody has no check to fill in: what a patient lets a carer do, and whose use of Aldea has ended."""

from dataclasses import dataclass
from enum import StrEnum

from aldea.people.models import Account, EndReason, Patient, Role
from aldea.people.queries import patients_for, told_of


@dataclass(frozen=True, slots=True)
class NoCheck:
    """The patients of somebody who can report for none of them.

    ``ended`` no longer use Aldea, nor do ``ended_told``, about whom nothing can be read. ``seen`` can be read
    about, of ``told`` it is said what to do now.
    """

    ended: tuple[Patient, ...]
    ended_told: tuple[Patient, ...]
    seen: tuple[Patient, ...]
    told: tuple[Patient, ...]


class Reading(StrEnum):
    """Whether the team looks at reports that somebody may send or hear of here.

    ``NOTHING`` is said of it where a patient has died, or where somebody is linked to nobody.
    """

    GOES_ON = "goes_on"
    ENDED = "ended"
    NOTHING = "nothing"


def reading_for(actor: Account | None) -> Reading:
    """What a page may promise this reader. Who is not signed in, or works here, reads what holds for all."""
    if actor is None or actor.role not in (Role.PATIENT, Role.CARER):
        return Reading.GOES_ON
    known = [*patients_for(actor), *told_of(actor)]
    if any(each.ended_at is None for each in known):
        return Reading.GOES_ON
    said_to = [each for each in known if actor.role == Role.PATIENT or _is_living(each)]
    return Reading.ENDED if said_to else Reading.NOTHING


def why_no_check(actor: Account) -> NoCheck:
    """Nothing is said to a carer about somebody who has died."""
    known = [each for each in patients_for(actor) if actor.role == Role.PATIENT or _is_living(each)]
    told = [each for each in told_of(actor) if _is_living(each)]
    return NoCheck(
        ended=tuple(each for each in known if each.ended_at is not None),
        ended_told=tuple(each for each in told if each.ended_at is not None),
        seen=tuple(each for each in known if each.ended_at is None),
        told=tuple(each for each in told if each.ended_at is None),
    )


def _is_living(patient: Patient) -> bool:
    return patient.end_reason != EndReason.DIED
