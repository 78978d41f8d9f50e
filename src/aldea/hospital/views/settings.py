"""The hospital's settings: what holds, who decided it and why; what is still blank."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from aldea.hospital.forms import DecideForm
from aldea.hospital.queries import Decided, decided
from aldea.hospital.use_cases import SettingRefusedError, decide
from aldea.people.permissions import NotInScope, Permission, actor_of, allowed, require
from aldea.site.edge import new_id, now


def settings(request: HttpRequest) -> HttpResponse:
    """Every setting by group, what is blank first said aloud."""
    actor = actor_of(request)
    found = decided(actor)
    page = {
        "groups": [(group, list(rows)) for group, rows in groupby(found, lambda row: str(row.kind.group))],
        "blank": [row for row in found if row.is_blank],
        "may_change": allowed(actor, Permission.CHANGE_SETTINGS),
    }
    return render(request, "hospital/settings.html", page)


def setting(request: HttpRequest, key: str) -> HttpResponse:
    """One setting: its history, and the form that decides it anew."""
    actor = actor_of(request)
    if request.method == "POST":
        require(actor, Permission.CHANGE_SETTINGS)
    row = _find(decided(actor), key)
    form = DecideForm(request.POST or None, initial={"value": row.value})
    if form.is_valid():
        try:
            decide(actor, key, form.cleaned_data["value"], form.cleaned_data["why"], now(), new_id)
            return redirect("hospital:settings")
        except SettingRefusedError as refused:
            form.refuse(refused.field, refused.message)
    may_change = allowed(actor, Permission.CHANGE_SETTINGS)
    page = {"row": row, "form": form, "may_change": may_change}
    return render(request, "hospital/setting.html", page, status=422 if form.errors else 200)


def _find(rows: list[Decided], key: str) -> Decided:
    found = next((row for row in rows if row.kind.key == key), None)
    if found is None:
        raise NotInScope
    return found
