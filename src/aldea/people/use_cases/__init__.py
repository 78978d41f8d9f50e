"""The only writers of people: one function for each thing that can happen, audited inside.

Times and ids come in from the caller; ``new_id`` is called for each row that is made.
"""

from aldea.people.use_cases.context import ContextEntry, ContextRefusedError, record_context
from aldea.people.use_cases.invitations import (
    InvitationClosedError,
    InvitationRefusedError,
    Invitee,
    SignInDetails,
    accept_invitation,
    accept_with_account,
    invite_practitioner,
    issue_invitation,
    withdraw_carer,
)
from aldea.people.use_cases.patients import (
    EnrolmentRefusedError,
    PatientDetails,
    read_record,
    register_patient,
)
from aldea.people.use_cases.teams import TeamRefusedError, found_team

__all__ = [
    "ContextEntry",
    "ContextRefusedError",
    "EnrolmentRefusedError",
    "InvitationClosedError",
    "InvitationRefusedError",
    "Invitee",
    "PatientDetails",
    "SignInDetails",
    "TeamRefusedError",
    "accept_invitation",
    "accept_with_account",
    "found_team",
    "invite_practitioner",
    "issue_invitation",
    "read_record",
    "record_context",
    "register_patient",
    "withdraw_carer",
]
