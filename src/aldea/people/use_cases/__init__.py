"""The only writers of people: one function for each thing that can happen, audited inside.

Times and ids come in from the caller; ``new_id`` is called for each row that is made.
"""

from aldea.people.use_cases.callers import MatchRefusedError, match_caller
from aldea.people.use_cases.carers import (
    CarerTerms,
    InvitationRefusedError,
    change_carer,
    withdraw_carer,
)
from aldea.people.use_cases.context import ContextEntry, ContextRefusedError, record_context
from aldea.people.use_cases.course import end_use, note_report, pause_reminders, resume_use, start_reminders
from aldea.people.use_cases.invitations import (
    InvitationClosedError,
    Invitee,
    SignInDetails,
    accept_invitation,
    accept_with_account,
    invite_practitioner,
    issue_invitation,
    may_invite,
)
from aldea.people.use_cases.patients import (
    EnrolmentRefusedError,
    PatientDetails,
    complete_registration,
    read_record,
    register_caller,
    register_patient,
)
from aldea.people.use_cases.staff import StaffDetails, StaffRefusedError, change_practitioner
from aldea.people.use_cases.teams import TeamRefusedError, found_team

__all__ = [
    "CarerTerms",
    "ContextEntry",
    "ContextRefusedError",
    "EnrolmentRefusedError",
    "InvitationClosedError",
    "InvitationRefusedError",
    "Invitee",
    "MatchRefusedError",
    "PatientDetails",
    "SignInDetails",
    "StaffDetails",
    "StaffRefusedError",
    "TeamRefusedError",
    "accept_invitation",
    "accept_with_account",
    "change_carer",
    "change_practitioner",
    "complete_registration",
    "end_use",
    "found_team",
    "invite_practitioner",
    "issue_invitation",
    "match_caller",
    "may_invite",
    "note_report",
    "pause_reminders",
    "read_record",
    "record_context",
    "register_caller",
    "register_patient",
    "resume_use",
    "start_reminders",
    "withdraw_carer",
]
