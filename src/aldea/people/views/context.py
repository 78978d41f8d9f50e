"""What the team knows about a patient's treatment, item by item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from aldea.language.pack import ContextItem
from aldea.people.forms import ContextForm
from aldea.people.models import ContextFact, Patient
from aldea.people.permissions import NotInScope, Permission, actor_of, require
from aldea.people.protocol import current_pack
from aldea.people.queries import current_value, facts_of, get_patient, is_stale, latest_facts, stale_facts
from aldea.people.raw_values import counts_time, in_words
from aldea.people.use_cases import ContextEntry, ContextRefusedError, read_record, record_context
from aldea.people.use_cases.context import LONGEST_REVIEW, recordable
from aldea.site.edge import new_id, now, today

MOST_SHOWN = 200


@dataclass(frozen=True)
class Row:
    """One context item as the page shows it; ``fact`` is empty when nothing is recorded."""

    item: ContextItem
    fact: ContextFact | None
    words: str
    stale: bool


def rows_of(items: Sequence[ContextItem], latest: dict[str, ContextFact], on: date) -> list[Row]:
    """The items with their newest facts, as they stand on a day."""
    rows = []
    for item in items:
        fact = latest.get(item.id)
        words = in_words(item, current_value(fact, on)) if fact else ""
        rows.append(Row(item, fact, words, stale=fact is not None and is_stale(fact, on)))
    return rows


def context(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Every context item with its value, date, source and review date."""
    actor = actor_of(request)
    require(actor, Permission.RECORD_CONTEXT)
    patient = get_patient(actor, patient_id)
    read_record(actor, patient, "context", now(), new_id)
    rows = rows_of(recordable(current_pack()), latest_facts(actor, patient, today()), today())
    return render(request, "people/context.html", {"patient": patient, "rows": rows})


def review(request: HttpRequest) -> HttpResponse:
    """What is out of date, of all patients of the nurse's teams."""
    actor = actor_of(request)
    require(actor, Permission.RECORD_CONTEXT)
    items = current_pack().context
    facts = list(stale_facts(actor, today())[:MOST_SHOWN])
    rows = [(fact, items[fact.item].name) for fact in facts if fact.item in items]
    return render(request, "people/context_review.html", {"rows": rows, "most": MOST_SHOWN})


def record_item(request: HttpRequest, patient_id: UUID, item: str) -> HttpResponse:
    """The form for one item, above everything that was recorded for it."""
    actor = actor_of(request)
    require(actor, Permission.RECORD_CONTEXT)
    patient = get_patient(actor, patient_id)
    known = {one.id: one for one in recordable(current_pack())}
    if item not in known:
        raise NotInScope
    facts = [fact for fact in facts_of(actor, patient) if fact.item == item]
    latest = latest_facts(actor, patient, today()).get(item)
    form = ContextForm(known[item], today(), request.POST or None)
    if form.is_valid() and _recorded(request, patient, form, latest):
        return redirect("people:context", patient.pk)
    read_record(actor, patient, f"context.{item}", now(), new_id)
    page = {
        "patient": patient,
        "item": known[item],
        "form": form,
        "latest": latest,
        "counts_time": counts_time(item),
        "goes_stale_at_once": item in LONGEST_REVIEW,
        "facts": [(fact, in_words(known[item], fact.value)) for fact in reversed(facts)],
    }
    return render(request, "people/record_item.html", page)


def _recorded(request: HttpRequest, patient: Patient, form: ContextForm, latest: ContextFact | None) -> bool:
    said = form.cleaned_data
    entry = ContextEntry(
        item=form.item.id,
        value=said["value"],
        source=said["source"],
        effective_on=said["effective_on"],
        review_on=said["review_on"],
        supersedes=latest if said["corrects"] else None,
    )
    try:
        record_context(actor_of(request), patient, entry, current_pack(), now(), today(), new_id)
    except ContextRefusedError as refused:
        form.refuse(refused.field, refused.message)
        return False
    return True
