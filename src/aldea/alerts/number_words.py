"""What each figure counts, in plain words: what belongs to it, and from when to when."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from aldea.alerts.urgency_words import Word

MEANINGS: Mapping[str, Sequence[tuple[Word, Word]]] = {
    "counts": (
        (
            _("Reports"),
            _("Reports that came in on these days, by telephone too. A correction counts as one."),
        ),
        (
            _("Reports that raised an alert"),
            _("Reports that opened an alert, or made an open one more urgent."),
        ),
        (
            _("Alerts"),
            _("Alerts that were opened on these days. A new report joins the open alert of its patient."),
        ),
        (_("Alerts per 100 reports"), _("Alerts, divided by reports, times 100.")),
    ),
    "levels": (
        (
            _("Urgency"),
            _("The highest urgency of the reports in the alert. A nurse's own judgement does not change it."),
        ),
    ),
    "times": (
        (
            _("Time to seen"),
            _("From when the alert was opened until somebody of the team first looked."),
        ),
        (_("Time to closed"), _("From when the alert was opened until a nurse closed it.")),
        (_("Median"), _("Half of the alerts took no longer than this.")),
        (_("90th percentile"), _("Nine in ten alerts took no longer than this.")),
        (_("Not seen yet, not closed yet"), _("These have no time yet, so no median counts them.")),
        (_("Not seen when first due"), _("Nobody had looked when the alert was first due.")),
        (_("Overdue"), _("The worklist showed the alert as overdue at some time, even if only once.")),
    ),
    "outcomes": (
        (_("Closed by a nurse"), _("Alerts of these days that a nurse has closed since.")),
        (_("Outcome"), _("What the nurse chose when she closed the alert.")),
        (_("Closed without an outcome"), _("An alert that is not urgent may be closed so.")),
        (
            _("Share acted on"),
            _("Of the alerts that a nurse closed, those with an outcome other than no action."),
        ),
        (
            _("Ended with the use of Aldea"),
            _("The treatment ended, the patient was transferred, or the patient died."),
        ),
    ),
    "unreached": (
        (
            _("Alerts with a failed call"),
            _("At least one call reached nobody. A later call may have succeeded."),
        ),
        (
            _("Ended without contact"),
            _("A call failed. Then the alert ended with no action, no outcome, or the use of Aldea."),
        ),
    ),
}
"""By the group of figures: terms and their meanings."""
