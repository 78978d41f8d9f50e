"""Addresses of people."""

from django.urls import URLPattern, path

from aldea.people.views import callers, carers, context, enrol, invitations, slips, staff, teams
from aldea.people.views.callers import MatchCaller


def people_urls(match_caller: MatchCaller) -> tuple[list[URLPattern], str]:
    """The addresses for ``include``; ``match_caller`` matches a caller, and says it on the alerts too."""
    matches = {"match_caller": match_caller}
    return [
        path("team/patients/new", enrol.enrol, name="enrol"),
        path("team/patients/<uuid:patient_id>/context", context.context, name="context"),
        path("team/patients/<uuid:patient_id>/context/<slug:item>", context.record_item, name="record_item"),
        path("team/patients/<uuid:patient_id>/invitations", invitations.invitations, name="invitations"),
        path("invitations/<uuid:invitation_id>/slip", slips.slip, name="slip"),
        path("team/patients/<uuid:patient_id>/match", callers.match, matches, name="match_caller"),
        path("team/context-review", context.review, name="context_review"),
        path("staff", staff.staff, name="staff"),
        path("staff/<uuid:account_id>", staff.staff_member, name="staff_member"),
        path("carers/<uuid:link_id>/change", carers.change, name="change_carer"),
        path("carers/<uuid:link_id>/agree", carers.agree, name="agree_carer"),
        path("carers", carers.own_carers, name="own_carers"),
        path("carers/<uuid:link_id>/withdraw", carers.withdraw, name="withdraw_carer"),
        path("teams/new", teams.found, name="found_team"),
        path("practitioners/invite", invitations.invite, name="invite_practitioner"),
        path("welcome/<str:token>", invitations.welcome, name="welcome"),
        path("welcome/<str:token>/take-on", invitations.take_on, name="take_on"),
    ], "people"
