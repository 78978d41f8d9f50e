"""What the urgencies and outcomes are called, for the team and for patients, and the shape of each."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aldea.care.alert_states import NextDose, Outcome
from aldea.language import Urgency
from aldea.rulebook.speech import urgency_words

Word = str | Promise

URGENCY_WORDS: Mapping[str, Word] = urgency_words(_)

SHAPES: Mapping[str, str] = {
    Urgency.EMERGENCY_999.id: "M7 1h10l6 6v10l-6 6H7l-6-6V7z",
    Urgency.HOSPITAL_NOW.id: "M12 2 23 22H1z",
    Urgency.DOCTOR_STRAIGHT_AWAY.id: "M12 1 23 12 12 23 1 12z",
    Urgency.CONTACT_HOSPITAL.id: "M3 3h18v18H3z",
    Urgency.TELL_TEAM.id: "M12 2a10 10 0 1 0 .01 0z",
    Urgency.SELF_CARE.id: "M12 4a8 8 0 1 0 .01 0zM12 8a4 4 0 1 1-.01 0z",
    Urgency.NONE.id: "M4 10h16v4H4z",
}
"""The outline of each urgency on a field of 24 by 24: told apart without colour."""

OUTCOME_WORDS: Mapping[str, Word] = {
    Outcome.ADVISED.value: _("Advised what to do"),
    Outcome.CALLED_BACK.value: _("Called back"),
    Outcome.ATTEND_TODAY.value: _("To attend today"),
    Outcome.ADMITTED.value: _("Admitted"),
    Outcome.AMBULANCE.value: _("Ambulance sent for"),
    Outcome.NO_ACTION.value: _("No action needed"),
}

OUTCOMES_FOR_PATIENTS: Mapping[str, Word] = {
    Outcome.ADVISED.value: _("The team gave advice."),
    Outcome.CALLED_BACK.value: _("The team called back."),
    Outcome.ATTEND_TODAY.value: _("The team said: come to the hospital today."),
    Outcome.ADMITTED.value: _("The team arranged a stay in hospital."),
    Outcome.AMBULANCE.value: _("An ambulance was sent for."),
    Outcome.NO_ACTION.value: _("The team looked at the report and nothing more needs to be done."),
    "": _("The team looked at the report and closed it."),
}

ROLE_WORDS: Mapping[str, Word] = {
    "patient": _("the patient"),
    "carer": _("a carer"),
    "nurse": _("a nurse"),
    "administrator": _("an administrator"),
}

NEXT_DOSE_WORDS: Mapping[str, Word] = {
    NextDose.GO_AHEAD.value: _("Go ahead as planned"),
    NextDose.WAIT.value: _("Wait until a day"),
    NextDose.STOP.value: _("Stop: no more until the team says so"),
    NextDose.NONE_PLANNED.value: _("No dose is planned"),
}

NEXT_DOSE_FOR_PATIENTS: Mapping[str, Word] = {
    NextDose.GO_AHEAD.value: _("The next dose: go ahead as planned."),
    NextDose.WAIT.value: _("The next dose: wait until %(day)s. Ask the team first."),
    NextDose.STOP.value: _("The next dose: stop. No more until the team says so."),
    NextDose.NONE_PLANNED.value: "",
}
"""What a patient or carer reads of the next dose; ``%(day)s`` is the day until which to wait."""
