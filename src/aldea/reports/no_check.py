"""Why somebody has no check to fill in: what a patient lets a carer do, and whose use of Aldea has ended."""

from dataclasses import dataclass

from aldea.people.models import Account, EndReason, Patient, Role
from aldea.people.queries import patients_for, told_of


@dataclass(frozen=True, slots=True)
class NoCheck:
    """The patients of somebody who can report for none of them.

    ``ended`` no longer use Aldea, ``seen`` can be read about, of ``told`` it is said what to do now.
    """

    ended: tuple[Patient, ...]
    seen: tuple[Patient, ...]
    told: tuple[Patient, ...]


def why_no_check(actor: Account) -> NoCheck:
    """Nothing is said to a carer about somebody who has died."""
    known = [each for each in patients_for(actor) if actor.role == Role.PATIENT or _is_living(each)]
    return NoCheck(
        ended=tuple(each for each in known if each.ended_at is not None),
        seen=tuple(each for each in known if each.ended_at is None),
        told=tuple(each for each in told_of(actor) if _is_living(each)),
    )


def _is_living(patient: Patient) -> bool:
    return patient.end_reason != EndReason.DIED
