"""Addresses of the rulebook. Each page ends with a slash: Django leads there whoever leaves it out."""

from django.urls import path

from aldea.site.rulebook import views

app_name = "rulebook"

urlpatterns = [
    path("rulebook/", views.all_rules, name="list"),
    path("rulebook/rules/<slug:rule>/", views.one_rule, name="rule"),
    path("rulebook/booklet.pdf", views.booklet, name="booklet"),
    path("rulebook/proofs/", views.proofs, name="proofs"),
    path("rulebook/conflicts/", views.conflicts, name="conflicts"),
    path("rulebook/trace/", views.trace, name="trace"),
    path("rulebook/changes/", views.changes, name="changes"),
    path("rulebook/decisions/", views.decisions, name="decisions"),
]
