"""Why something was refused, as a sentence that says what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aldea.alerts.urgency_words import Word
from aldea.care.alert_life import Refused, Why
from aldea.people.models import Account
from aldea.people.queries import find_colleague

WORDS: Mapping[Why, Word] = {
    Why.ALREADY_OPEN: lazy("This patient has an open alert already. Open it from the worklist."),
    Why.CLOSED: lazy("This alert is closed. You can still write a note."),
    Why.CLAIMED_BY_OTHER: lazy("%(name)s has this alert. Take it over from them if they cannot act."),
    Why.NOT_CLAIMED: lazy("Nobody has this alert. Take it first."),
    Why.NOT_YOURS: lazy("%(name)s has this alert. You can take it over, but not give it to someone else."),
    Why.ALREADY_THEIRS: lazy("%(name)s has this alert already."),
    Why.REPORT_UNSEEN: lazy("A new report came in. Read it first; it is at the top of this page."),
    Why.TEXT_UNREAD: lazy(
        "There is free text that nobody has read. Read it, press “I have read this”, then close."
    ),
    Why.OUTCOME_MISSING: lazy("Choose what was decided. An urgent alert is not closed without it."),
    Why.REASON_MISSING: lazy("Say why no action is needed."),
    Why.NOTE_EMPTY: lazy("Write something."),
    Why.CALL_TIME_PAST: lazy("Choose a time that is still to come."),
    Why.STEP_WAITS: lazy("Take the next step first: two calls have failed. Then say who was reached."),
    Why.NO_STEP: lazy("No next step waits here."),
    Why.STEP_UNSAID: lazy("Write who was reached, and what they do."),
    Why.NEXT_DOSE_MISSING: lazy("Choose what comes next for the next injection or infusion."),
    Why.WAIT_WITHOUT_DAY: lazy("Enter the day until which to wait, today or later."),
    Why.DAY_WITHOUT_WAIT: lazy(
        "A day to wait until is filled in, but you chose otherwise. Choose “Wait until a day”, or empty it."
    ),
    Why.NOT_DECIDED: lazy("Nothing was decided here about the next dose, so there is nothing to put right."),
    Why.SAME_DECISION: lazy("This is what was decided already."),
    Why.CHANGE_UNSAID: lazy("Say why the decision is put right."),
    Why.JUDGEMENT_UNSAID: lazy("Say why you judge it otherwise."),
    Why.SAME_URGENCY: lazy("This is the urgency that it has already."),
    Why.CALL_TIME_TOO_FAR: lazy("This is too far ahead. An urgent call is tried again within a day."),
}


def refusal_words(actor: Account, refused: Refused) -> str:
    """The sentence for a refusal; names a colleague only when the actor works with them."""
    owner = find_colleague(actor, refused.owner) if refused.owner else None
    return str(WORDS[refused.why]) % {"name": owner.name if owner else _("Somebody else")}
