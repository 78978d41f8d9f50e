"""Addresses of the team's pages and of the answer."""

from django.urls import URLPattern, path

from aldea.alerts.views import alert, answer, record, worklist

app_name = "alerts"
urlpatterns: list[URLPattern] = [
    path("reports/<uuid:report>", answer.answer, name="answer"),
    path("reports/<uuid:report>/progress", answer.progress, name="progress"),
    path("reports/<uuid:report>/text-read", alert.text_read, name="text_read"),
    path("team/worklist", worklist.worklist, name="worklist"),
    path("team/worklist/rows", worklist.rows, name="worklist_rows"),
    path("team/alerts/<uuid:alert>", alert.alert, name="alert"),
    path("team/alerts/<uuid:alert>/take", worklist.take, name="take"),
    path("team/alerts/<uuid:alert>/<slug:action>", alert.act, name="act"),
    path("team/patients/<uuid:patient>", record.record, name="record"),
]
