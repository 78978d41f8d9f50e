"""The only reader of people. The actor comes first and decides which patients exist for the question."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from aldea.people.models import (
    Account,
    CarerLink,
    CarerMay,
    CareTeam,
    ContextFact,
    Invitation,
    Membership,
    Patient,
    Role,
)
from aldea.people.permissions import PRACTITIONERS, NotInScope, Permission, require
from aldea.people.raw_values import grown


def _nobody(_actor: Account) -> Q:
    return Q(pk__in=[])


def _self(actor: Account) -> Q:
    return Q(account=actor)


def _linked(actor: Account) -> Q:
    return Q(pk__in=_links(actor, CarerMay.REPORT, CarerMay.SEE).values("patient"))


def _links(actor: Account, *may: CarerMay) -> QuerySet[CarerLink]:
    return CarerLink.objects.filter(account=actor, withdrawn_at=None, may__in=may)


def _own_teams(actor: Account) -> Q:
    return Q(team__in=Membership.objects.filter(account=actor).values("team"))


SCOPES: Mapping[str, Callable[[Account], Q]] = {
    Role.PATIENT: _self,
    Role.CARER: _linked,
    Role.NURSE: _own_teams,
    Role.ADMINISTRATOR: _nobody,
    Role.SAFETY_OFFICER: _nobody,
}


def scope(actor: Account) -> Q:
    """The condition on ``Patient`` that holds for those the actor may see."""
    return SCOPES[actor.role](actor) if actor.is_active else _nobody(actor)


def patients_for(actor: Account) -> QuerySet[Patient]:
    """All patients within the actor's scope; also a subquery: ``filter(patient__in=patients_for(actor))``."""
    return Patient.objects.filter(scope(actor)).select_related("team")


def get_patient(actor: Account, id: UUID) -> Patient:
    """The patient, or ``NotInScope`` when there is none for this actor."""
    patient = patients_for(actor).filter(pk=id).first()
    if patient is None:
        raise NotInScope
    return patient


def reportable_by(actor: Account) -> QuerySet[Patient]:
    """For whom the actor may send a report: a patient's own, a carer's where the patient lets them, a team's.

    Nobody whose use of Aldea has ended, and no caller who turned out to be somebody else.
    """
    found = patients_for(actor).filter(ended_at=None, matched_to=None)
    if actor.role == Role.CARER:
        return found.filter(pk__in=_links(actor, CarerMay.REPORT).values("patient"))
    return found if actor.role in (Role.PATIENT, Role.NURSE) else found.none()


def told_of(actor: Account) -> list[Patient]:
    """The patients of whom a carer is only told what to do now."""
    if actor.role != Role.CARER or not actor.is_active:
        return []
    links = _links(actor, CarerMay.RECEIVE).select_related("patient__team")
    return [link.patient for link in links]


def teams_of(actor: Account) -> QuerySet[CareTeam]:
    """The care teams that the actor belongs to."""
    return CareTeam.objects.filter(memberships__account=actor)


def facts_of(actor: Account, patient: Patient) -> list[ContextFact]:
    """Every context fact of the patient, oldest first, corrected ones too."""
    get_patient(actor, patient.pk)
    facts = ContextFact.objects.filter(patient=patient)
    return list(facts.select_related("recorded_by", "superseded_by"))


def latest_facts(actor: Account, patient: Patient, today: date) -> dict[str, ContextFact]:
    """For each context item its newest fact that is in effect today and was not corrected."""
    latest: dict[str, ContextFact] = {}
    for fact in facts_of(actor, patient):
        if fact.effective_on <= today and not hasattr(fact, "superseded_by"):
            latest[fact.item] = fact
    return latest


def current_context(actor: Account, patient: Patient, today: date) -> tuple[dict[str, Any], list[str]]:
    """What a report of today takes as context: raw values by item, and the items past their review date.

    ``today`` is the day at the hospital. An item past its review date counts as not asked, so it is
    in the second part only. Values that count days or hours since something have
    grown since they were recorded.
    """
    values: dict[str, Any] = {}
    stale: list[str] = []
    for item, fact in latest_facts(actor, patient, today).items():
        if is_stale(fact, today):
            stale.append(item)
        else:
            values[item] = current_value(fact, today)
    return values, stale


def is_stale(fact: ContextFact, today: date) -> bool:
    """Whether the review date of the fact is past."""
    return fact.review_on is not None and fact.review_on < today


def current_value(fact: ContextFact, today: date) -> Any:
    """The raw value of the fact today: one that counts days or hours has grown since it was true."""
    return grown(fact.item, fact.value, (today - fact.effective_on).days)


def stale_facts(actor: Account, today: date) -> QuerySet[ContextFact]:
    """What is past its review date and stands, of patients in scope who use Aldea; the longest first."""
    newer = ContextFact.objects.filter(
        patient=OuterRef("patient"), item=OuterRef("item"), recorded_at__gt=OuterRef("recorded_at")
    )
    active = patients_for(actor).filter(ended_at=None, matched_to=None)
    found = ContextFact.objects.filter(patient__in=active, review_on__lt=today, superseded_by=None)
    return found.exclude(Exists(newer)).select_related("patient__team").order_by("review_on", "id")


def carers_of(actor: Account, patient: Patient) -> QuerySet[CarerLink]:
    """The carers who may report for the patient now."""
    get_patient(actor, patient.pk)
    return CarerLink.objects.filter(patient=patient, withdrawn_at=None).select_related("account")


def former_carers(actor: Account, patient: Patient) -> list[CarerLink]:
    """The last link of each carer who may do nothing for the patient any more, the latest end first."""
    get_patient(actor, patient.pk)
    present = CarerLink.objects.filter(patient=patient, withdrawn_at=None).values("account")
    ended = CarerLink.objects.filter(patient=patient).exclude(account__in=present).select_related("account")
    last = {link.account_id: link for link in ended.order_by("withdrawn_at", "id")}
    return sorted(last.values(), key=lambda link: (link.withdrawn_at, link.pk), reverse=True)


def renewable_carers(actor: Account, patient: Patient) -> set[UUID]:
    """The accounts of the patient's carers whose sign-in the actor may renew.

    Whoever holds the slip of a renewal gets the whole account, so nobody renews a carer who also looks after
    a patient outside the actor's own scope.
    """
    elsewhere = CarerLink.objects.filter(withdrawn_at=None).exclude(patient__in=patients_for(actor))
    mine = carers_of(actor, patient).exclude(account__in=elsewhere.values("account"))
    return set(mine.values_list("account_id", flat=True))


def get_carer_link(actor: Account, id: UUID) -> CarerLink:
    """The link of a carer to a patient within the actor's scope, or ``NotInScope``."""
    links = CarerLink.objects.filter(pk=id, patient__in=patients_for(actor))
    link = links.select_related("account", "patient__team").first()
    if link is None:
        raise NotInScope
    return link


def invitations_of(actor: Account, patient: Patient) -> QuerySet[Invitation]:
    """The invitations that were handed over for the patient."""
    get_patient(actor, patient.pk)
    return Invitation.objects.filter(patient=patient)


def get_invitation_of_maker(actor: Account, id: UUID) -> Invitation:
    """An invitation that the actor has made. Raises NotInScope for any other."""
    found = Invitation.objects.select_related("patient").filter(pk=id, created_by=actor).first()
    if found is None or not actor.is_active:
        raise NotInScope
    if found.patient is not None:
        get_patient(actor, found.patient.pk)
    return found


def practitioners(actor: Account) -> QuerySet[Account]:
    """Everybody who works with Aldea, for an administrator. Raises NotInScope."""
    require(actor, Permission.INVITE_PRACTITIONER)
    found = Account.objects.filter(role__in=PRACTITIONERS).prefetch_related("teams")
    return found.order_by("-is_active", "name", "id")


def find_colleague(actor: Account, id: UUID) -> Account | None:
    """The account of somebody who shares a care team with the actor, if it is one."""
    return Account.objects.filter(pk=id, memberships__team__in=teams_of(actor)).distinct().first()
