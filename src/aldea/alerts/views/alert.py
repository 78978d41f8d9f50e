"""One alert: what was reported, what was done, and what the actor may do now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from aldea.alerts import queries, use_cases
from aldea.alerts.alert_page import AlertPage, alert_page
from aldea.alerts.forms import (
    ActForm,
    ClaimForm,
    CloseForm,
    HandOverForm,
    JudgeForm,
    NoteForm,
    NotReachedForm,
    PutRightForm,
    ReleaseForm,
    StepForm,
)
from aldea.alerts.models import Alert
from aldea.alerts.refusals import refusal_words
from aldea.alerts.refused_form import keep_fields, keep_refused, let_go, look_refused
from aldea.alerts.urgency_words import Word
from aldea.alerts.use_cases import Act, Overtaken
from aldea.alerts.views.lost_words import lost_words
from aldea.care.alert_life import Decision, Refused
from aldea.care.alert_states import NextDose, Outcome
from aldea.hospital.queries import due_times
from aldea.language import Urgency
from aldea.people.models import Account
from aldea.people.permissions import NotInScope, actor_of
from aldea.reports.kept import take
from aldea.site import edge


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done: its form, the use case behind it, and what is said when it is done.

    What is said may depend on how the alert stands then, and on who did it.
    """

    form: Callable[[Account, Alert, Mapping[str, Any] | None, Mapping[str, Any]], ActForm]
    do: Callable[[Act, Mapping[str, Any]], Alert]
    done: Word | Callable[[Account, Alert], str]


def _plain(form: type[ActForm]) -> Callable[..., ActForm]:
    return lambda _actor, _alert, data, initial: form(data, initial=initial)


def _hand_over_form(
    actor: Account, alert: Alert, data: Mapping[str, Any] | None, initial: Mapping[str, Any]
) -> ActForm:
    others = queries.colleagues(actor, alert.patient)
    if alert.claimed_by_id is not None:
        others = others.exclude(pk=alert.claimed_by_id)
    if alert.claimed_by_id != actor.pk:
        others = others.filter(pk=actor.pk)
    return HandOverForm(others, data, initial=initial)


def _not_reached_form(
    _actor: Account, alert: Alert, data: Mapping[str, Any] | None, initial: Mapping[str, Any]
) -> ActForm:
    times = due_times()
    level = max(queries.weight_of(alert), times.alert_from)
    return NotReachedForm(times.within[level], data, initial=initial)


def _handed_over(actor: Account, alert: Alert) -> str:
    return _("You have this alert now.") if alert.claimed_by_id == actor.pk else _("It was handed over.")


def _kept_open(_actor: Account, alert: Alert) -> str:
    if alert.step_waits:
        return _("Two calls have failed. Take the next step now: it stands on this page.")
    return _("It stays open, with a time to call again.")


def _close(act: Act, said: Mapping[str, Any]) -> Alert:
    outcome, next_dose = Outcome(said["outcome"]), NextDose(said["next_dose"])
    return use_cases.close(act, Decision(outcome, next_dose, said["words"], said["wait_until"]))


def _closed(_actor: Account, alert: Alert) -> str:
    return _("The alert is closed. It was about %(name)s, whose record keeps it.") % {
        "name": alert.patient.name
    }


def _put_right(act: Act, said: Mapping[str, Any]) -> Alert:
    return use_cases.put_right(act, NextDose(said["next_dose"]), said["wait_until"], said["words"])


def _judge(act: Act, said: Mapping[str, Any]) -> Alert:
    return use_cases.judge(act, Urgency.from_id(said["urgency"]), said["words"])


def _not_reached(act: Act, said: Mapping[str, Any]) -> Alert:
    return use_cases.not_reached(act, act.now + timedelta(minutes=said["minutes"]), said["words"])


ACTIONS: Mapping[str, Action] = {
    "claim": Action(
        _plain(ClaimForm), lambda act, _said: use_cases.claim(act), lazy("You have this alert now.")
    ),
    "release": Action(
        _plain(ReleaseForm), lambda act, _said: use_cases.release(act), lazy("You gave it back.")
    ),
    "note": Action(
        _plain(NoteForm), lambda act, said: use_cases.note(act, said["words"]), lazy("Your note was written.")
    ),
    "hand-over": Action(
        _hand_over_form,
        lambda act, said: use_cases.hand_over(act, said["to"].pk),
        _handed_over,
    ),
    "not-reached": Action(_not_reached_form, _not_reached, _kept_open),
    "step": Action(
        _plain(StepForm),
        lambda act, said: use_cases.take_step(act, said["words"]),
        lazy("The next step was taken."),
    ),
    "judge": Action(_plain(JudgeForm), _judge, lazy("Your urgency stands beside that of the rules.")),
    "put-right": Action(
        _plain(PutRightForm), _put_right, lazy("The decision was put right. The patient sees it now.")
    ),
    "close": Action(_plain(CloseForm), _close, _closed),
}


LET_GO = "let-go"
"""The button by which somebody lets go of what they typed and what was not done."""
WRITTEN = frozenset({"close", "note"})
"""Once one of these is done, no other words wait any more: they stand in it, or are not needed."""


@require_GET
def alert(request: HttpRequest, alert: UUID) -> HttpResponse:
    """The page of an alert; whoever of the team opens it has seen it."""
    actor = actor_of(request)
    found = use_cases.see_alert(actor, alert, edge.now(), edge.new_id)
    _keep_longer(request)
    return _draw(request, actor, found, _refused_form(request, actor, found))


@require_POST
def act(request: HttpRequest, alert: UUID, action: str) -> HttpResponse:
    """Do one thing; what cannot be done is said at its form, with what was typed.

    Who may not work on the alert any more gets their own words back, and nothing else.
    """
    try:
        return _act(request, alert, action)
    except NotInScope:
        words = lost_words(request, action)
        if words is None:
            raise
        return words


def _act(request: HttpRequest, alert: UUID, action: str) -> HttpResponse:
    actor = actor_of(request)
    found, page = queries.get_alert(actor, alert), reverse("alerts:alert", args=[alert])
    if action == LET_GO:
        let_go(request, page)
        return redirect(page)
    if action not in ACTIONS:
        raise Http404
    chosen = ACTIONS[action]
    form, why = chosen.form(actor, found, request.POST, {}), ""
    if form.is_valid():
        said = form.cleaned_data
        try:
            done = chosen.do(Act(actor, alert, edge.now(), said["event"], edge.new_id, said["known"]), said)
        except Refused as refused:
            why = refusal_words(actor, refused)
        except Overtaken:
            why = _("Something happened here since you opened this page. Look at it, then press again.")
        else:
            words = chosen.done(actor, done) if callable(chosen.done) else str(chosen.done)
            messages.success(request, words)
            let_go(request, page, *(() if action in WRITTEN else (action,)))
            return redirect(reverse("alerts:worklist") if action == "close" else page)
    if keep_refused(request, page, action, why):
        return redirect(page)
    if why:
        form.add_error(None, why)
    return _draw(request, actor, queries.get_alert(actor, alert), {action: form})


def _refused_form(request: HttpRequest, actor: Account, alert: Alert) -> dict[str, ActForm]:
    """What was refused here, as it was typed, with what is wrong; until it is done, or let go."""
    refused = look_refused(request, alert.event_count)
    if refused is None or refused.action not in ACTIONS:
        return {}
    form = ACTIONS[refused.action].form(actor, alert, refused.typed, {})
    if refused.why:
        since = _("Something happened here since. What you typed was not done yet: check it.")
        form.add_error(None, since if refused.is_older else refused.why)
    return {refused.action: form}


def _keep_longer(request: HttpRequest) -> None:
    """What was typed here before the sign-in ran out waits as what was refused; nothing of it was done."""
    kept = take(request, f"{request.path}/")
    action = kept.path.rsplit("/", 1)[-1] if kept else ""
    if kept is not None and action in ACTIONS:
        why = _("Your sign-in had run out, so this was not done. Check it, then press again.")
        keep_fields(request, request.path, action, kept.fields, why)


@require_POST
def text_read(request: HttpRequest, report: UUID) -> HttpResponse:
    """The free text of a report was read."""
    found = use_cases.read_text(actor_of(request), report, edge.now(), edge.new_id)
    alert = queries.find_alert_of_report(actor_of(request), found)
    if alert is not None:
        return redirect("alerts:alert", alert.pk)
    return redirect("alerts:record", found.patient_id)


def _draw(
    request: HttpRequest, actor: Account, alert: Alert, posted: Mapping[str, ActForm] | None = None
) -> HttpResponse:
    posted = posted or {}
    forms = {
        name: _with_page(posted[name], alert)
        if name in posted
        else action.form(actor, alert, None, {"event": edge.new_id(), "known": alert.event_count})
        for name, action in ACTIONS.items()
    }
    page = alert_page(actor, alert, edge.now())
    error = next(iter(posted.values()), None)
    lost = {name: form for name, form in posted.items() if not _has_place(name, page)}
    typed = [said for form in lost.values() for said in form.typed()]
    if lost and "note" not in posted:
        forms["note"].initial["words"] = next((form.data.get("words", "") for form in lost.values()), "")
    context = {
        "page": page,
        "alert": alert,
        "patient": page.person,
        "forms": forms,
        "form": error,
        "typed": typed,
    }
    return render(request, "alerts/alert.html", context, status=422 if error else 200)


def _has_place(action: str, page: AlertPage) -> bool:
    """Whether the page still has the form of an action, though a colleague may have taken the alert."""
    if action in ("close", "not-reached", "judge", "release", "step"):
        waits = {"step": bool(page.step), "not-reached": not page.step}
        return page.mine and not page.closed and waits.get(action, True)
    return action != "put-right" or bool(page.decided)


def _with_page(form: ActForm, alert: Alert) -> ActForm:
    """The form as it was typed, for the page as it is now and a new try."""
    form.data = {**form.data.dict(), "event": str(edge.new_id()), "known": alert.event_count}  # type: ignore[attr-defined]  # a QueryDict
    return form
