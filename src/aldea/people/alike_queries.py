"""Who may be the person whom somebody is about to register, though name or date was typed otherwise.

Each question is answered by an index within the actor's teams: the telephone number, the date of birth, or
words of the name. What only seems alike is sorted out among those few. A person says who it is.
"""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from aldea.people.alike_names import is_nearly_the_same, shares_a_word, telephone_key
from aldea.people.list_queries import find_by_details
from aldea.people.models import Account, Patient, PatientWord
from aldea.people.name_words import word_range, words_of
from aldea.people.queries import patients_for, teams_of

MOST_LOOKED_AT = 200
"""How many are looked at, at most, for each way in which two may be one."""

MOST_WORDS = 4
"""How many words of a name are looked for."""

BEGINNING = 2
"""So many letters at the beginning of every word are the same where a slip stands further behind."""


def who_may_be(actor: Account, name: str, born: date | None, telephone: str) -> list[Patient]:
    """The actor's patients and callers who may be this person, the likeliest first, each once.

    With the same telephone number; born on the same day with a name that is like it; or of nearly the same
    name. Where a caller turned out to be a patient, it is the patient.
    """
    found = [
        *_by_telephone(actor, telephone),
        *find_by_details(actor, name, born),
        *_by_birth(actor, name, born),
        *_by_name(actor, name),
    ]
    people = [one.matched_to or one for one in found]
    return list({person.pk: person for person in people}.values())


def _by_telephone(actor: Account, telephone: str) -> list[Patient]:
    key = telephone_key(telephone)
    return _some(_all(actor).filter(telephone_key=key)) if key else []


def _by_birth(actor: Account, name: str, born: date | None) -> list[Patient]:
    found = _some(_all(actor).filter(date_of_birth=born)) if born is not None else []
    return [one for one in found if shares_a_word(name, one.name)]


def _by_name(actor: Account, name: str) -> list[Patient]:
    """All words begin as they do here; or one is the same, and another begins with the same letter."""
    words = words_of(name)[:MOST_WORDS]
    ways = [[_begins(word[:BEGINNING]) for word in words]] if words else []
    for word in words:
        others = [_begins(other[:1]) for other in words if other != word]
        if others:
            ways.append([Q(word=word), reduce(or_, others)])
    found = {one.pk: one for way in ways for one in _with_words(actor, way)}
    return [one for one in _by_key(found.values()) if is_nearly_the_same(name, one.name)]


def _begins(beginning: str) -> Q:
    first, last = word_range(beginning)
    return Q(word__gte=first, word__lt=last)


def _with_words(actor: Account, words: list[Q]) -> list[Patient]:
    found = _all(actor)
    for word in words:
        having = PatientWord.objects.filter(word, team__in=teams_of(actor))
        found = found.filter(pk__in=having.values("patient"))
    return _some(found)


def _all(actor: Account) -> QuerySet[Patient]:
    return patients_for(actor).select_related("team", "matched_to__team")


def _some(found: QuerySet[Patient]) -> list[Patient]:
    """In no order, which would have the database walk through everybody by name."""
    return _by_key(found.order_by()[:MOST_LOOKED_AT])


def _by_key(found: Iterable[Patient]) -> list[Patient]:
    return sorted(found, key=lambda one: (one.name_key, one.pk.hex))
