"""The pages of the check. A view reads the request, asks a query or a use case, and draws."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aldea.language import Pack
from aldea.people.models import Account, Patient
from aldea.people.permissions import NotInScope, actor_of
from aldea.people.protocol import current_pack
from aldea.reports import queries, use_cases
from aldea.reports.check_answers import parse_screen
from aldea.reports.check_draft import Draft, Situation
from aldea.reports.check_fields import Form, Problem
from aldea.reports.check_flow import (
    EMERGENCY,
    Part,
    Screen,
    find_screen,
    is_emergency,
    next_screen,
    screen_before,
)
from aldea.reports.check_form import fill_form, mark_of
from aldea.reports.check_page import Page
from aldea.reports.check_summary import summary_rows
from aldea.reports.kept import (
    Because,
    Kept,
    emergency_waits_here,
    keep,
    let_go,
    names_emergency,
    posts_emergency,
    take,
)
from aldea.reports.models import Check, Report, Source
from aldea.reports.no_check import why_no_check
from aldea.reports.views.not_sent import came_too_late, not_sent, say_sent_before
from aldea.site import edge

TEMPLATES = {
    Part.NOTICED: "reports/noticed.html",
    Part.NOT_SURE: "reports/noticed.html",
    Part.TEMPERATURE: "reports/temperature.html",
    Part.MORE: "reports/more.html",
    Part.AGAIN: "reports/more.html",
}


class SendCheck(Protocol):
    """Stores a check as a report and raises what must be raised; handed in where the site is put together."""

    def __call__(self, actor: Account, check: Check, now: datetime, new_id: Callable[[], UUID]) -> Report:
        """The report; the same one when it was sent before."""
        ...


@dataclass(frozen=True, slots=True)
class _Opened:
    """A check of the person who is signed in, as it stands now."""

    actor: Account
    check: Check
    now: datetime
    pack: Pack
    situation: Situation
    draft: Draft

    def page(self, screen: Screen, form: Form, problems: tuple[Problem, ...] = (), rows: int = 1) -> Page:
        call = self.check.source == Source.TELEPHONE
        return Page(self.pack, self.situation, screen, form, problems, rows, by_telephone=call)

    def next(self) -> Screen:
        return next_screen(self.pack, self.situation, self.draft)

    def find(self, screen: str) -> Screen | None:
        return find_screen(self.pack, self.situation, self.draft, screen)

    def address_before(self, screen: Screen) -> str:
        before = screen_before(self.pack, self.situation, self.draft, screen)
        return _address(self.check, before) if before else reverse("reports:start")


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Whose check it is, and the button that begins it."""
    actor, now = actor_of(request), edge.now()
    patients = queries.patients_to_check(actor)
    posted = request.method == "POST"
    patient = _chosen(request, patients) if posted else None
    if patient is not None:
        return _resume(actor, use_cases.start_check(actor, patient, now, edge.new_id))
    starts = [
        {
            "patient": each,
            "open": queries.find_open_check(actor, each, now),
            "corrections": queries.open_corrections(actor, each, now),
            "last": queries.find_last_report(actor, each),
        }
        for each in patients
    ]
    context = {"starts": starts, "nobody_chosen": posted, "too_old": "too-old" in request.GET}
    if not patients:
        context["no_check"] = why_no_check(actor)
    return render(request, "reports/start.html", context)


@require_GET
def resume(request: HttpRequest, check: UUID) -> HttpResponse:
    """To the first screen of a check that is not answered yet."""
    actor = actor_of(request)
    return _resume(actor, queries.get_check(actor, check))


@require_http_methods(["GET", "POST"])
def screen(request: HttpRequest, check: UUID, screen: str, send_check: SendCheck) -> HttpResponse:
    """One screen of the check."""
    try:
        opened = _open(request, check)
    except NotInScope:
        return not_sent(request, check)
    # An emergency that is ticked on a page left open is never too old to be answered.
    asks_help = posts_emergency(request) or emergency_waits_here(request)
    if posts_emergency(request) and opened.check.sent_at is not None:
        return _post_after_sending(request, opened, send_check)
    if not asks_help and (away := _away(opened)) is not None:
        if request.method == "POST" and opened.check.sent_at is not None:
            say_sent_before(request)
        return away
    found = opened.find(screen) or (opened.find(EMERGENCY) if asks_help else None)
    if found is None:
        return redirect(_address(opened.check, opened.next()))
    if found.part is Part.ANSWERS:
        return _check_answers(request, opened, found)
    if request.method == "POST":
        return _post(request, opened, found, send_check)
    if (kept := take(request)) is not None:
        return _draw_kept(request, opened, found, kept)
    form = fill_form(opened.pack, opened.situation, opened.draft, found)
    return _draw(request, opened, opened.page(found, form))


@require_POST
def send(request: HttpRequest, check: UUID, send_check: SendCheck) -> HttpResponse:
    """Send the check; pressed twice, it is sent once."""
    actor, now = actor_of(request), edge.now()
    try:
        found = queries.get_check(actor, check)
    except NotInScope:
        return not_sent(request, check)
    try:
        report = send_check(actor, found, now, edge.new_id)
    except use_cases.TooOld:
        return _begin_again(found)
    except use_cases.CannotCorrect:
        return came_too_late(request, actor, found, now)
    except use_cases.NotFinished as waiting:
        return redirect(_address(found, waiting.screen))
    return _to_answer(report.pk)


def _post(request: HttpRequest, opened: _Opened, found: Screen, send_check: SendCheck) -> HttpResponse:
    """Keep the answers. What must be mended is shown by a GET: Back never asks to send a form again."""
    form: Form = dict(request.POST.lists())
    if "add" in form and keep(request, Because.ONE_MORE):
        return redirect(request.path)
    try:
        saved = use_cases.save_screen(opened.actor, opened.check, found.id, form, opened.now)
    except NotInScope:  # by a second press, or on another page, it was sent in this very moment
        return redirect(request.path)
    if saved.problems:
        if keep(request, Because.PROBLEMS):
            return redirect(request.path)
        return _draw_problems(request, opened, opened.page(found, form, saved.problems))
    let_go(request)
    if saved.is_emergency:
        return _to_answer(send_check(opened.actor, opened.check, opened.now, edge.new_id).pk)
    return redirect(_address(opened.check, next_screen(opened.pack, opened.situation, saved.draft)))


def _post_after_sending(request: HttpRequest, opened: _Opened, send_check: SendCheck) -> HttpResponse:
    """An emergency that is ticked on an old page of a check that was sent is a report of its own."""
    if is_emergency(opened.pack, opened.draft):
        return _to_answer(opened.check.pk)
    anew = use_cases.start_again(opened.actor, opened.check, opened.now, edge.new_id)
    again = _opened(opened.actor, anew, opened.now)
    found = again.find(EMERGENCY)
    assert found is not None
    return _post(request, again, found, send_check)


def _check_answers(request: HttpRequest, opened: _Opened, found: Screen) -> HttpResponse:
    waiting = opened.next()
    if waiting.part is not Part.ANSWERS:
        return redirect(_address(opened.check, waiting))
    rows = summary_rows(opened.pack, opened.situation, opened.draft)
    return _render(request, opened, found, "reports/answers.html", {"rows": rows})


def _draw_kept(request: HttpRequest, opened: _Opened, found: Screen, kept: Kept) -> HttpResponse:
    """The screen with what was typed there, and with what is wrong with it."""
    if kept.because is Because.ONE_MORE:
        rows = len(kept.fields.get("reading", ())) + 1
        page = opened.page(found, kept.fields, rows=rows)
        return _draw(request, opened, page, begins_at=None if kept.seen else f"reading-{rows}")
    if kept.because is not Because.PROBLEMS:
        return _draw(request, opened, opened.page(found, kept.fields), kept=kept)
    parsed = parse_screen(opened.pack, opened.situation, opened.draft, found, kept.fields)
    return _draw_problems(request, opened, opened.page(found, kept.fields, parsed.problems))


def _draw_problems(request: HttpRequest, opened: _Opened, page: Page) -> HttpResponse:
    """What must be mended; and first of all whom to call, where an emergency is among it."""
    return _draw(request, opened, page, signs_refused=names_emergency(request.path, page.form))


def _draw(request: HttpRequest, opened: _Opened, page: Page, **more: Any) -> HttpResponse:
    saved = fill_form(opened.pack, opened.situation, opened.draft, page.screen)
    context = {"page": page, "pack": opened.pack, "saved": mark_of(saved), **more}
    return _render(request, opened, page.screen, TEMPLATES[page.screen.part], context)


def _render(
    request: HttpRequest, opened: _Opened, found: Screen, template: str, context: dict[str, Any]
) -> HttpResponse:
    common = {
        "check": opened.check,
        "patient": opened.check.patient,
        "for_self": opened.check.patient.account_id == opened.actor.pk,
        "screen": found,
        "back": opened.address_before(found),
        "on_ward": opened.draft.in_hospital is True,
        "call": opened.check.call if opened.check.source == Source.TELEPHONE else None,
    }
    return render(request, template, {**common, **context})


def _open(request: HttpRequest, id: UUID) -> _Opened:
    actor = actor_of(request)
    return _opened(actor, queries.get_check(actor, id), edge.now())


def _opened(actor: Account, check: Check, now: datetime) -> _Opened:
    pack = current_pack()
    situation = queries.situation_for(actor, check, pack, now)
    return _Opened(actor, check, now, pack, situation, queries.draft_of(check))


def _away(opened: _Opened) -> HttpResponse | None:
    """Where to go from a check that was sent, or that is too old; nowhere from any other."""
    if opened.check.sent_at is not None:
        return _to_answer(opened.check.pk)
    return _begin_again(opened.check) if queries.is_too_old(opened.check, opened.now) else None


def _resume(actor: Account, check: Check) -> HttpResponse:
    pack, now = current_pack(), edge.now()
    situation = queries.situation_for(actor, check, pack, now)
    return redirect(_address(check, next_screen(pack, situation, queries.draft_of(check))))


def _chosen(request: HttpRequest, patients: list[Patient]) -> Patient | None:
    """The patient that was chosen; None when none was. Raises NotInScope for anybody else."""
    chosen = request.POST.get("patient", "")
    if not chosen:
        return None
    for patient in patients:
        if str(patient.pk) == chosen:
            return patient
    raise NotInScope


def _address(check: Check, found: Screen) -> str:
    return reverse("reports:screen", args=[check.pk, found.id])


def _begin_again(check: Check) -> HttpResponse:
    if check.source == Source.TELEPHONE:
        return redirect("reports:new_call")
    return redirect(f"{reverse('reports:start')}?{urlencode({'too-old': 1})}")


def _to_answer(report: UUID) -> HttpResponse:
    """The answer to a report is a page of the alerts, which are built on reports."""
    return redirect("alerts:answer", report)
