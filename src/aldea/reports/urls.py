"""Addresses of the check."""

from django.urls import URLPattern, path

from aldea.reports.views import calls, check, corrections, reminders
from aldea.reports.views.calls import PartCaller
from aldea.reports.views.check import SendCheck


def check_urls(send_check: SendCheck, part_caller: PartCaller) -> tuple[list[URLPattern], str]:
    """The addresses for ``include``.

    ``send_check`` stores a report and raises what must be raised; ``part_caller`` also says it on the alerts.
    """
    sends = {"send_check": send_check}
    parts = {"part_caller": part_caller}
    return [
        path("check/", check.start, name="start"),
        path("team/calls/new", calls.new_call, name="new_call"),
        path("team/calls/<uuid:patient_id>", calls.call, name="call"),
        path("team/patients/<uuid:patient_id>/part", calls.part, parts, name="part_caller"),
        path("reports/<uuid:report>/correct", corrections.correct, name="correct"),
        path("reminders", reminders.own_reminders, name="own_reminders"),
        path("team/patients/<uuid:patient_id>/reminders", reminders.reminders, name="reminders"),
        path("check/<uuid:check>/", check.resume, name="resume"),
        path("check/<uuid:check>/discard", corrections.discard, name="discard"),
        path("check/<uuid:check>/as-new", corrections.stand_alone, name="stand_alone"),
        path("check/<uuid:check>/send", check.send, sends, name="send"),
        path("check/<uuid:check>/<slug:screen>", check.screen, sends, name="screen"),
    ], "reports"
