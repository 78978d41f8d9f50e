"""The hospital's settings: what holds, who decided it and why; what is still blank."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from aldea.hospital.catalogue import SettingKind
from aldea.hospital.forms import DecideForm
from aldea.hospital.queries import Decided, decided
from aldea.hospital.use_cases import SettingChangedError, SettingRefusedError, decide
from aldea.people.models import Account
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
    form = DecideForm(row.kind, request.POST or None, value=row.value, seen=row.seen)
    seen = form["seen"].value() or ""
    if form.is_valid():
        try:
            _decide(request, actor, row.kind, form)
            return redirect("hospital:settings")
        except SettingChangedError as changed:
            form.refuse(changed.field, changed.message)
            row, seen = _find(decided(actor), key), str(changed.last.pk)
        except SettingRefusedError as refused:
            form.refuse(refused.field, refused.message)
    may_change = allowed(actor, Permission.CHANGE_SETTINGS)
    page = {"row": row, "form": form, "seen": seen, "may_change": may_change}
    return render(request, "hospital/setting.html", page, status=422 if form.errors else 200)


def _decide(request: HttpRequest, actor: Account, kind: SettingKind, form: DecideForm) -> None:
    said = form.cleaned_data
    held = decide(actor, kind.key, said["value"], said["why"], now(), new_id, said["seen"])
    words = {"title": kind.title, "value": kind.words(held.value) or _("Blank")}
    messages.success(request, _("%(title)s is now: %(value)s. It holds from now on.") % words)


def _find(rows: list[Decided], key: str) -> Decided:
    found = next((row for row in rows if row.kind.key == key), None)
    if found is None:
        raise NotInScope
    return found
