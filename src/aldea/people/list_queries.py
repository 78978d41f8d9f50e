"""Lists of patients that stay fast however many there are: pages by key, words by their beginnings.

The actor comes first and the scope is applied here. Each query reads one team by an index; pages of several
teams are merged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from heapq import merge
from itertools import islice
from uuid import UUID

from django.db.models import F, Q, QuerySet

from aldea.people.models import Account, CareTeam, Patient, PatientWord, Role
from aldea.people.name_words import word_range, words_of
from aldea.people.queries import patients_for, teams_of

PAGE_SIZE = 50
MOST_ELSEWHERE = 5


class Show(StrEnum):
    """Which patients a list shows."""

    ACTIVE = "active"
    ENDED = "ended"
    CALLERS = "callers"


@dataclass(frozen=True, slots=True)
class After:
    """The place in a list behind which a page begins."""

    name_key: str
    id: UUID


@dataclass(frozen=True, slots=True)
class PatientPage:
    """One page of patients, and the place behind its last one when there are more."""

    patients: list[Patient]
    next: After | None


def patients_page(
    actor: Account, words: str, show: Show, after: After | None, size: int = PAGE_SIZE
) -> PatientPage:
    """The patients of a nurse's teams by name, from a place on; those with all these words, or everybody."""
    if actor.role != Role.NURSE or not actor.is_active:
        return PatientPage([], None)
    teams = [_of_team(team, words, show, after)[: size + 1] for team in teams_of(actor)]
    found = list(islice(merge(*teams, key=lambda patient: (patient.name_key, patient.id.hex)), size + 1))
    last = found[size - 1] if len(found) > size else None
    return PatientPage(found[:size], After(last.name_key, last.id) if last else None)


def found_elsewhere(actor: Account, words: str, show: Show, shown: Sequence[Patient]) -> list[Patient]:
    """The first who have these words and stand in another list, so that nobody is thought to be unknown."""
    if not words_of(words):
        return []
    others = [one for one in (Show.ACTIVE, Show.ENDED) if one is not show]
    pages = [patients_page(actor, words, one, None, MOST_ELSEWHERE) for one in others]
    known = {patient.pk for patient in shown}
    return [patient for page in pages for patient in page.patients if patient.pk not in known]


def find_by_details(actor: Account, words: str, born: date | None) -> list[Patient]:
    """Whom a caller may be: by hospital number or name, and the date of birth when it is known.

    Somebody whose own date of birth is not known fits any, and comes after those who were born that day.
    """
    if not words.strip() and born is None:
        return []
    found = patients_for(actor).filter(matched_to=None)
    for team_words in _word_filters(teams_of(actor), words):
        found = found.filter(team_words)
    if born is not None:
        found = found.filter(Q(date_of_birth=born) | Q(date_of_birth=None))
    known_first = F("date_of_birth").asc(nulls_last=True)
    return list(found.order_by(*([known_first] if born else []), "name_key", "id")[:PAGE_SIZE])


def _of_team(team: CareTeam, words: str, show: Show, after: After | None) -> QuerySet[Patient]:
    found = Patient.objects.filter(team=team, matched_to=None).select_related("team")
    match show:
        case Show.ACTIVE:
            found = found.filter(ended_at=None)
        case Show.ENDED:
            found = found.filter(ended_at__isnull=False)
        case Show.CALLERS:
            found = found.filter(hospital_number=None)
    for condition in _word_filters([team], words):
        found = found.filter(condition)
    if after is not None:
        beyond = Q(name_key__gt=after.name_key) | Q(name_key=after.name_key, id__gt=after.id)
        found = found.filter(beyond, name_key__gte=after.name_key)
    return found.order_by("name_key", "id")


def _word_filters(teams: QuerySet[CareTeam] | list[CareTeam], words: str) -> Iterator[Q]:
    """One condition for each word; a hospital number may be typed with spaces, so all may be one word too."""
    whole = _having(teams, words) if any(character.isdigit() for character in words) else Q(pk__in=[])
    for word in words_of(words):
        yield _having(teams, word) | whole


def _having(teams: QuerySet[CareTeam] | list[CareTeam], beginning: str) -> Q:
    first, last = word_range(beginning)
    having = PatientWord.objects.filter(team__in=teams, word__gte=first, word__lt=last)
    return Q(pk__in=having.values("patient"))


def quiet_patients(actor: Account, since: datetime, most: int) -> list[Patient]:
    """Patients who use Aldea and have not reported since a moment, or never; the longest quiet first."""
    found = patients_for(actor).filter(ended_at=None, matched_to=None, hospital_number__isnull=False)
    quiet = found.filter(Q(last_report_at__lt=since) | Q(last_report_at=None))
    return list(quiet.order_by(F("last_report_at").asc(nulls_first=True), "id")[:most])
