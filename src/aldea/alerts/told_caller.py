"""The answer as a nurse reads it to a caller, who need not be told to call: they are on the line."""

from django.utils.translation import gettext as _

from aldea.language import Urgency
from aldea.reports.shown import Shown, Words


def told_caller(shown: Shown) -> Shown:
    """The stored answer without the numbers of the hospital and the words that say to call it.

    999 stays 999. On the ward nobody is told to call, so nothing changes there.
    """
    urgency = Urgency.from_id(shown["urgency"])
    said: Shown = {
        **shown,
        "do_not_wait": False,
        "calls": [call for call in shown["calls"] if call["id"] == "999"],
    }
    if shown["ward"] or not Urgency.TELL_TEAM <= urgency < Urgency.EMERGENCY_999:
        return said
    here = Words(id="", text=_("Whoever you are speaking to says now what to do."), beyond=False)
    return {**said, "heading": _("You have called the hospital: stay on the line"), "level": here}
