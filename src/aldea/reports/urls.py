"""Addresses of the check."""

from django.urls import URLPattern, path

from aldea.reports import views
from aldea.reports.views import SendCheck


def check_urls(send_check: SendCheck) -> tuple[list[URLPattern], str]:
    """The addresses for ``include``; ``send_check`` stores a report and raises what must be raised."""
    sends = {"send_check": send_check}
    return [
        path("check/", views.start, name="start"),
        path("check/<uuid:check>/", views.resume, name="resume"),
        path("check/<uuid:check>/send", views.send, sends, name="send"),
        path("check/<uuid:check>/<slug:screen>", views.screen, sends, name="screen"),
    ], "reports"
