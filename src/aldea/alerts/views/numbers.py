"""Numbers for the lead nurse: a page and a file. No patient is named."""

import csv
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aldea.alerts.forms import NumbersForm
from aldea.alerts.number_queries import countable_teams, read_numbers
from aldea.alerts.numbers_page import HEIGHT, WIDTH, bars, figures
from aldea.people.permissions import actor_of
from aldea.site import edge

PRESETS = (7, 30, 90)


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """The figures of a time, drawn and in a table."""
    actor, today = actor_of(request), edge.today()
    teams = countable_teams(actor)
    form = NumbersForm(teams, today, request.GET or None)
    first, last, team = _chosen(form, today)
    found = read_numbers(actor, team, first, last, edge.now())
    page = {
        "form": form,
        "first": first,
        "last": last,
        "team": next((each for each in teams if each.pk == team), None),
        "figures": figures(found),
        "bars": bars(found),
        "box": (WIDTH, HEIGHT),
        "query": request.GET.urlencode(),
        "presets": [(days, today - timedelta(days=days - 1)) for days in PRESETS],
        "today": today,
    }
    return render(request, "alerts/numbers.html", page, status=422 if form.errors else 200)


@require_GET
def numbers_csv(request: HttpRequest) -> HttpResponse:
    """The same figures as a file."""
    actor, today = actor_of(request), edge.today()
    first, last, team = _chosen(NumbersForm(countable_teams(actor), today, request.GET or None), today)
    found = read_numbers(actor, team, first, last, edge.now())
    headers = {"Content-Disposition": f'attachment; filename="aldea-{first}-{last}.csv"'}
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    rows = csv.writer(response)
    rows.writerow(["name", "value", "unit"])
    for figure in figures(found):
        rows.writerow([figure.name, figure.value, figure.unit])
    rows.writerow([])
    rows.writerow(["day", "reports", "alerts"])
    rows.writerows(found.by_day)
    return response


def _chosen(form: NumbersForm, today: date) -> tuple[date, date, UUID | None]:
    """What was chosen, or the last 30 days of all teams."""
    if not form.is_bound or not form.is_valid():
        return today - timedelta(days=29), today, None
    said: dict[str, Any] = form.cleaned_data
    team = said["team"]
    return said["first"], said["last"], UUID(team) if team else None
