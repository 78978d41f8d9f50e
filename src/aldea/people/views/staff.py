"""An administrator looks after who works with Aldea."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from aldea.people.forms import StaffForm
from aldea.people.permissions import actor_of
from aldea.people.queries import practitioners
from aldea.people.staff_history import staff_history
from aldea.people.use_cases import StaffDetails, StaffRefusedError, change_practitioner
from aldea.people.use_cases.staff import get_practitioner
from aldea.site.edge import new_id, now


def staff(request: HttpRequest) -> HttpResponse:
    """Everybody who works with Aldea, with role and teams."""
    return render(request, "people/staff.html", {"staff": practitioners(actor_of(request))})


def staff_member(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Role, teams, and whether they may sign in."""
    actor = actor_of(request)
    account = get_practitioner(actor, account_id)
    initial = {
        "role": account.role,
        "teams": [team.pk for team in account.teams.all()],
        "is_active": "yes" if account.is_active else "no",
    }
    form = StaffForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change_practitioner(actor, account, _details(form, request.POST.get("seen", "")), now(), new_id)
            messages.success(request, _("The change holds from now on."))
            return redirect("people:staff")
        except StaffRefusedError as refused:
            form.refuse(refused.field, refused.message)
    page = {"account": account, "form": form, "history": staff_history(actor, account)}
    return render(request, "people/staff_member.html", page, status=422 if form.errors else 200)


def _details(form: forms.Form, seen: str) -> StaffDetails:
    said = form.cleaned_data
    teams = frozenset(team.pk for team in said["teams"])
    return StaffDetails(said["role"], teams, said["is_active"] == "yes", said["why"], _id_or_none(seen))


def _id_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
