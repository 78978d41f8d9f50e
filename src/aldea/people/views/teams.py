"""An administrator founds a care team."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from aldea.people.forms import TeamForm
from aldea.people.permissions import Permission, actor_of, require
from aldea.people.use_cases import TeamRefusedError, found_team
from aldea.site.edge import new_id, now


def found(request: HttpRequest) -> HttpResponse:
    """The form, and the invitation of its first nurse once it is accepted."""
    actor = actor_of(request)
    require(actor, Permission.FOUND_TEAM)
    form = TeamForm(request.POST or None)
    if form.is_valid():
        try:
            found_team(actor, form.cleaned_data["name"], now(), new_id)
            return redirect("people:invite_practitioner")
        except TeamRefusedError as refused:
            form.refuse(refused.field, refused.message)
    return render(request, "people/found_team.html", {"form": form})
