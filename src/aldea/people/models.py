"""Accounts, care teams, patients, carers, invitations and what is known about a patient's treatment."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aldea.people.accounts import AccountManager
from aldea.people.raw_values import raw_value_field
from aldea.people.staff_changes import StaffChange  # noqa: F401  Django finds the tables of an app here


class Role(models.TextChoices):
    """What an account may do follows from its role (see ``permissions``)."""

    PATIENT = "patient", _("patient")
    CARER = "carer", _("carer")
    NURSE = "nurse", _("nurse")
    ADMINISTRATOR = "administrator", _("administrator")
    SAFETY_OFFICER = "safety_officer", _("safety officer")


class CareTeam(models.Model):
    """A team of practitioners who look after the same patients."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=120, unique=True)

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Account(AbstractBaseUser):
    """Someone who can sign in. The e-mail address is the sign-in name, in lower case."""

    id = models.UUIDField(primary_key=True)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    is_active = models.BooleanField(default=True)
    teams = models.ManyToManyField(CareTeam, through="Membership", related_name="accounts")

    is_staff: ClassVar[bool] = False
    is_superuser: ClassVar[bool] = False

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    class Meta:
        """Only the four roles."""

        constraints = (
            models.CheckConstraint(condition=Q(role__in=Role.values), name="account_role_is_known"),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def get_full_name(self) -> str:
        """The name, as greeted on pages."""
        return self.name


class Membership(models.Model):
    """A practitioner belongs to a care team."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(CareTeam, on_delete=models.PROTECT, related_name="memberships")

    class Meta:
        """Once for each team."""

        constraints = (models.UniqueConstraint(fields=["account", "team"], name="member_of_team_once"),)

    def __str__(self) -> str:
        return f"{self.account_id} in {self.team_id}"


class EndReason(models.TextChoices):
    """Why somebody no longer uses Aldea."""

    TREATMENT_ENDED = "treatment_ended", _("The treatment has ended")
    TRANSFERRED = "transferred", _("Another hospital looks after the patient now")
    DIED = "died", _("The patient has died")


class Patient(models.Model):
    """A person under treatment, looked after by one care team.

    A caller whom nobody could find has no ``hospital_number`` yet, and may have no ``date_of_birth`` where
    nobody knew it; ``matched_to`` is the patient whom a
    person has found the caller to be. ``name_key`` orders lists (see ``name_words``);
    ``telephone_key`` finds a number however it is typed (see ``alike_names``). From ``ended_at`` on
    nobody is prompted for anything; the record stays. ``last_report_at`` is kept by the reports.
    """

    id = models.UUIDField(primary_key=True)
    account = models.OneToOneField(Account, null=True, on_delete=models.PROTECT, related_name="patient")
    name = models.CharField(max_length=120)
    date_of_birth = models.DateField(null=True)
    hospital_number = models.CharField(max_length=20, unique=True, null=True)  # noqa: DJ001  null is unknown
    telephone = models.CharField(max_length=30)
    team = models.ForeignKey(CareTeam, on_delete=models.PROTECT, related_name="patients")
    enrolled_at = models.DateTimeField()
    enrolled_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name_key = models.CharField(max_length=500, blank=True)
    telephone_key = models.CharField(max_length=20, blank=True)
    last_report_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True)
    matched_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="callers")

    class Meta:
        """By name."""

        ordering = ("name_key", "id")
        indexes = (
            models.Index(fields=["team", "name_key", "id"], name="patients_of_team_by_name"),
            models.Index(
                fields=["team", "name_key", "id"],
                condition=Q(ended_at=None, matched_to=None),
                name="active_patients_by_name",
            ),
            models.Index(fields=["team", "telephone_key"], name="patients_by_telephone"),
            models.Index(fields=["team", "date_of_birth"], name="patients_by_birth"),
            models.Index(fields=["team"], condition=Q(hospital_number=None), name="callers_of_team"),
            models.Index(fields=["team", "last_report_at"], name="patients_of_team_by_report"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="")
                | (Q(ended_at__isnull=False) & Q(end_reason__in=EndReason.values)),
                name="patient_end_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(hospital_number=None) | Q(date_of_birth__isnull=False),
                name="patient_with_a_number_has_a_date_of_birth",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class PatientWord(models.Model):
    """A word under which a patient is found: of the name, or the hospital number (see ``name_words``)."""

    pk = models.CompositePrimaryKey("patient_id", "word")
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="words")
    team = models.ForeignKey(CareTeam, on_delete=models.PROTECT, related_name="+")
    word = models.CharField(max_length=200)

    class Meta:
        """Found by its beginning, within a team."""

        indexes = (models.Index(fields=["team", "word", "patient"], name="patient_words"),)

    def __str__(self) -> str:
        return f"a word of {self.patient_id}"


class CarerMay(models.TextChoices):
    """How much a patient lets a carer do."""

    REPORT = "report", _("fill in the check, and read all reports and answers")
    SEE = "see", _("read all reports and answers")
    RECEIVE = "receive", _("be told what to do now, and nothing else")


class CarerLink(models.Model):
    """What a carer may do for a patient, from a moment until the link is withdrawn.

    ``consent`` says how the patient agreed, and to whom.
    """

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="carer_links")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="carer_links")
    from_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    may = models.CharField(max_length=10, choices=CarerMay.choices, default=CarerMay.REPORT)
    consent = models.CharField(max_length=200, blank=True)

    class Meta:
        """One open link for each carer and patient."""

        ordering = ("from_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["account", "patient"], condition=Q(withdrawn_at=None), name="one_open_carer_link"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} for {self.patient_id}"


class Invitation(models.Model):
    """A way in that works once. Only a digest of its token is stored.

    ``may`` and ``consent`` are what the patient lets a carer do, and how they agreed.
    ``name`` and ``team`` are those of a practitioner or carer to be; ``renews`` is the account whose password
    and one-time codes it replaces, when someone can no longer sign in.
    """

    id = models.UUIDField(primary_key=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    patient = models.ForeignKey(Patient, null=True, on_delete=models.PROTECT, related_name="invitations")
    for_role = models.CharField(max_length=20, choices=Role.choices)
    name = models.CharField(max_length=120, blank=True)
    team = models.ForeignKey(CareTeam, null=True, on_delete=models.PROTECT, related_name="+")
    renews = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    may = models.CharField(max_length=10, choices=CarerMay.choices, blank=True)
    consent = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Invitations of patients and carers name the patient; those of practitioners do not."""

        ordering = ("created_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(for_role__in=["patient", "carer"], patient__isnull=False)
                | Q(for_role__in=["nurse", "administrator", "safety_officer"], patient__isnull=True),
                name="invitation_names_patient_for_patient_and_carer",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class ReminderPause(models.Model):
    """No reminder of the check from a moment on: until the end of a day, or until it is lifted."""

    id = models.UUIDField(primary_key=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="reminder_pauses")
    from_at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        """Oldest first."""

        ordering = ("from_at", "id")

    def __str__(self) -> str:
        return f"pause of {self.patient_id}"


class ContextFact(models.Model):
    """Something about a patient's treatment that changes which rules apply, with its date and source.

    Appended: a correction is a new row that names the row it ``supersedes``. ``value`` is the raw value
    as a report carries it (see the pack's context items).
    """

    id = models.UUIDField(primary_key=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="context_facts")
    item = models.CharField(max_length=60)
    value = raw_value_field()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    effective_on = models.DateField()
    review_on = models.DateField(null=True)
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        """Oldest first."""

        ordering = ("effective_on", "recorded_at", "id")
        indexes = (models.Index(fields=["patient", "item"], name="context_of_patient"),)

    def __str__(self) -> str:
        return f"{self.item} of {self.patient_id}"
