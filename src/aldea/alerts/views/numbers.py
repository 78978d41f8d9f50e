"""Numbers for the lead nurse: a page and a file. No patient is named."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from aldea.alerts.forms import DAYS_AT_FIRST, NumbersForm
from aldea.alerts.number_queries import FEWEST_PATIENTS, Chosen, countable_teams, find_numbers
from aldea.alerts.numbers_file import csv_of
from aldea.alerts.numbers_page import (
    Figure,
    file_rows,
    groups,
    level_plot,
    stretches,
    time_plot,
)
from aldea.people.models import CareTeam
from aldea.people.permissions import actor_of
from aldea.site import edge

PRESETS = (7, 30, 90)


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """The figures of a time, drawn and in tables."""
    actor, today = actor_of(request), edge.today()
    teams = countable_teams(actor)
    form = NumbersForm(teams, today, request.GET or None)
    chosen = _chosen(form, today)
    page: dict[str, Any] = {
        "form": form,
        "chosen": chosen,
        "team": _team(teams, chosen),
        "teams": teams,
        "query": request.GET.urlencode(),
        "presets": [_preset(days, today, chosen) for days in PRESETS],
    }
    if chosen is None:
        return render(request, "alerts/numbers.html", page, status=422)
    found = find_numbers(actor, chosen, edge.now())
    if found is None:
        return render(request, "alerts/numbers.html", {**page, "too_few": FEWEST_PATIENTS})
    parts = stretches(found)
    page |= {
        "empty": found.is_empty,
        "groups": groups(found),
        "stretches": parts,
        "time_plot": time_plot(parts),
        "level_plot": level_plot(found),
    }
    return render(request, "alerts/numbers.html", page)


@require_GET
def numbers_csv(request: HttpRequest) -> HttpResponse:
    """The same figures as a file. Where there are none to give, the page says why."""
    actor, today = actor_of(request), edge.today()
    teams = countable_teams(actor)
    chosen = _chosen(NumbersForm(teams, today, request.GET or None), today)
    found = find_numbers(actor, chosen, edge.now()) if chosen is not None else None
    if chosen is None or found is None:
        return redirect(f"{reverse('alerts:numbers')}?{request.GET.urlencode()}")
    about = _about(chosen, _team(teams, chosen))
    rows = file_rows(about, groups(found), stretches(found))
    name = f"aldea-numbers-{chosen.first}-{chosen.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(csv_of(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _chosen(form: NumbersForm, today: date) -> Chosen | None:
    """What was chosen; the last 30 days of all teams at first; nothing where it cannot be."""
    if not form.is_bound:
        return Chosen(today - timedelta(days=DAYS_AT_FIRST - 1), today)
    if not form.is_valid():
        return None
    said = form.cleaned_data
    return Chosen(said["first"], said["last"], UUID(said["team"]) if said["team"] else None)


def _preset(days: int, today: date, chosen: Chosen | None) -> dict[str, Any]:
    """The last so many days of the same team, as an address."""
    first = today - timedelta(days=days - 1)
    boxes = {
        f"{name}_{part}": getattr(day, part)
        for name, day in (("first", first), ("last", today))
        for part in ("day", "month", "year")
    }
    team = chosen.team if chosen and chosen.team else ""
    return {"days": days, "first": first, "last": today, "query": urlencode({**boxes, "team": team})}


def _team(teams: list[CareTeam], chosen: Chosen | None) -> CareTeam | None:
    return next((team for team in teams if chosen is not None and team.pk == chosen.team), None)


def _about(chosen: Chosen, team: CareTeam | None) -> list[Figure]:
    return [
        Figure(_("Care team"), team.name if team else _("All teams"), ""),
        Figure(_("From"), date_format(chosen.first, "j F Y"), ""),
        Figure(_("To"), date_format(chosen.last, "j F Y"), ""),
    ]
