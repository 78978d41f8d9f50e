"""Addresses of the team's pages and of the answer."""

from django.urls import URLPattern, path

from aldea.alerts.views import alert, answer, handover, numbers, own, patients, record, worklist

app_name = "alerts"
urlpatterns: list[URLPattern] = [
    path("reports/", own.own_reports, name="own_reports"),
    path("reports/about/<uuid:patient>", own.reports_about, name="reports_about"),
    path("reports/about/<uuid:patient>/summary.pdf", own.summary, name="summary"),
    path("reports/<uuid:report>", answer.answer, name="answer"),
    path("reports/<uuid:report>/progress", answer.progress, name="progress"),
    path("reports/<uuid:report>/text-read", alert.text_read, name="text_read"),
    path("team/worklist", worklist.worklist, name="worklist"),
    path("team/worklist/rows", worklist.rows, name="worklist_rows"),
    path("team/alerts/<uuid:alert>", alert.alert, name="alert"),
    path("team/alerts/<uuid:alert>/take", worklist.take, name="take"),
    path("team/alerts/<uuid:alert>/text", handover.contact, name="contact"),
    path("team/alerts/<uuid:alert>/<slug:action>", alert.act, name="act"),
    path("team/numbers", numbers.numbers, name="numbers"),
    path("team/numbers.csv", numbers.numbers_csv, name="numbers_csv"),
    path("team/handover", handover.handover, name="handover"),
    path("team/patients", patients.patients, name="patients"),
    path("team/patients/<uuid:patient>", record.record, name="record"),
    path("team/patients/<uuid:patient>/use", patients.use, name="use"),
]
