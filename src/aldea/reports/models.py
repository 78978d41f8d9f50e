"""Checks that are being filled in, reports that were sent, and how each was judged."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aldea.audit.append_only import AppendOnlyRow
from aldea.people.models import Patient
from aldea.reports.exact_json import exact_field


class Source(models.TextChoices):
    """How a report reached the hospital."""

    CHECK = "check", _("the check in the browser")
    TELEPHONE = "telephone", _("by telephone")


class Check(models.Model):
    """A check that is being filled in, screen by screen. Its id is also that of the report it becomes.

    ``answers`` are raw observations by id; ``place`` is where the person is in the check
    (see ``check_draft.draft_as_json``). ``corrects`` is the report that it puts right.
    """

    id = models.UUIDField(primary_key=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="checks")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    answers = exact_field()
    place = exact_field()
    sent_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.CHECK)
    corrects = models.ForeignKey("Report", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Oldest first."""

        ordering = ["started_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)


class Report(AppendOnlyRow):
    """What was reported about a patient at one time (FHIR QuestionnaireResponse).

    ``observations`` and ``context`` are the raw mappings that the core reads; the context is a copy of
    what was known at that time. ``at`` is when it was sent, ``received_at`` when it was stored.
    """

    id = models.UUIDField(primary_key=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reporter_role = models.CharField(max_length=20)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    observations = exact_field()
    context = exact_field()
    source = models.CharField(max_length=20, choices=Source.choices)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        """Newest first; found by patient."""

        ordering = ["-at", "-received_at", "id"]
        indexes = [models.Index(fields=["patient", "-at"], name="reports_of_patient")]
        constraints = [models.UniqueConstraint(fields=["corrects"], name="report_is_corrected_once")]

    def __str__(self) -> str:
        return str(self.pk)


class StoredAssessment(AppendOnlyRow):
    """How one report was judged: by which pack, to what outcome, why, and the words that were shown.

    ``history`` is what of earlier reports was looked at. ``shown`` is described in ``shown.Shown``.
    """

    id = models.UUIDField(primary_key=True)
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="assessment")
    pack_id = models.CharField(max_length=60)
    pack_version = models.CharField(max_length=40)
    pack_digest = models.CharField(max_length=80)
    urgency = models.CharField(max_length=30)
    outcome = exact_field()
    explanation = exact_field()
    history = exact_field()
    shown = exact_field()
    assessed_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ["-assessed_at", "id"]

    def __str__(self) -> str:
        return f"{self.urgency} {self.report_id}"


class CallerIs(models.TextChoices):
    """Who is on the telephone."""

    PATIENT = "patient", _("the patient")
    CARER = "carer", _("a carer or relative")
    PROFESSIONAL = "professional", _("a health professional")
    OTHER = "other", _("somebody else")


class TelephoneCall(models.Model):
    """The call in which a nurse fills in a check for a caller. ``words`` are the caller's own.

    ``log`` holds what the hospital's log of calls asks for besides, by the ids of ``call_log.LOG_ITEMS``;
    what was not asked is not in it.
    """

    check_filled_in = models.OneToOneField(
        Check, primary_key=True, on_delete=models.PROTECT, related_name="call"
    )
    called_at = models.DateTimeField()
    caller_is = models.CharField(max_length=20, choices=CallerIs.choices)
    caller_name = models.CharField(max_length=120)
    call_back = models.CharField(max_length=30)
    words = models.TextField(blank=True)
    log = models.JSONField(default=dict)

    class Meta:
        """Oldest first."""

        ordering = ["called_at"]

    def __str__(self) -> str:
        return f"call {self.check_filled_in_id}"
