"""Addresses of people."""

from django.urls import path

from aldea.people.views import carers, context, enrol, invitations, teams

app_name = "people"
urlpatterns = [
    path("team/patients/new", enrol.enrol, name="enrol"),
    path("team/patients/<uuid:patient_id>/context", context.context, name="context"),
    path("team/patients/<uuid:patient_id>/context/<slug:item>", context.record_item, name="record_item"),
    path("team/patients/<uuid:patient_id>/invitations", invitations.invitations, name="invitations"),
    path("carers", carers.own_carers, name="own_carers"),
    path("carers/<uuid:link_id>/withdraw", carers.withdraw, name="withdraw_carer"),
    path("teams/new", teams.found, name="found_team"),
    path("practitioners/invite", invitations.invite, name="invite_practitioner"),
    path("welcome/<str:token>", invitations.welcome, name="welcome"),
    path("welcome/<str:token>/take-on", invitations.take_on, name="take_on"),
]
