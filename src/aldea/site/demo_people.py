"""The invented people of the demo, enrolled through the use cases as real ones would be."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from aldea.people.models import Account, CarerMay, CareTeam, Patient, Role
from aldea.people.protocol import current_pack
from aldea.people.use_cases import (
    CarerTerms,
    ContextEntry,
    Invitee,
    PatientDetails,
    SignInDetails,
    accept_invitation,
    found_team,
    invite_practitioner,
    issue_invitation,
    record_context,
    register_patient,
)
from aldea.site.demo_settings import PASSWORD

NewId = Callable[[], UUID]


@dataclass(frozen=True)
class DemoPeople:
    """Who there is, by the first part of their e-mail address (``nora``, ``ada``)."""

    accounts: Mapping[str, Account]
    patients: Mapping[str, Patient]


@dataclass(frozen=True)
class InventedPatient:
    """A patient of the demo. ``context`` is by item: value, and days since when it holds."""

    key: str
    name: str
    born: date
    hospital_number: str
    telephone: str
    nurse: str
    context: Mapping[str, tuple[Any, int]]
    joins: bool = True
    reviewed_days_ago: int | None = None


DURING = {"route": ("subcutaneous", 20), "phase": ("during", 20), "days_since_last_infusion": (0, 1)}
SAYS_NO = {"stoma": (False, 20), "diabetes": (False, 20), "in_hospital": (False, 0)}
PATIENTS = (
    InventedPatient(
        "ada", "Ada Example", date(1961, 4, 3), "EX1001", "07700 900101", "nora", {**DURING, **SAYS_NO}
    ),
    InventedPatient(
        "ben",
        "Ben Sample",
        date(1954, 11, 21),
        "EX1002",
        "07700 900102",
        "nora",
        {**DURING, "diabetes": (True, 20), "weight_cycle_start": (Decimal("82.5"), 12)},
    ),
    InventedPatient(
        "cleo",
        "Cleo Specimen",
        date(1972, 7, 9),
        "EX1003",
        "07700 900103",
        "nils",
        {"route": ("intravenous", 2), "phase": ("during", 2), "in_hospital": (True, 0)},
    ),
    InventedPatient(
        "dan",
        "Dan Placeholder",
        date(1948, 1, 30),
        "EX1004",
        "07700 900104",
        "nils",
        {"route": ("intravenous", 40), "phase": ("after", 5), "days_since_last_infusion": (0, 5)},
    ),
    InventedPatient(
        "eve",
        "Eve Instance",
        date(1966, 2, 14),
        "EX1005",
        "07700 900105",
        "nora",
        {**DURING, "stoma": (True, 20), "personal_temperature_limit": (Decimal("37.2"), 10)},
        joins=False,
    ),
    InventedPatient(
        "finn",
        "Finn Newcomer",
        date(1979, 9, 5),
        "EX1006",
        "07700 900106",
        "nils",
        {"phase": ("before", 0)},
        joins=False,
    ),
    InventedPatient(
        "gina", "Gina Mockup", date(1958, 6, 18), "EX2001", "01632 960201", "mona", {**DURING, **SAYS_NO}
    ),
    InventedPatient(
        "hal",
        "Hal Pattern",
        date(1951, 12, 12),
        "EX2002",
        "01632 960202",
        "mona",
        {"route": ("subcutaneous", 60), "phase": ("during", 60)},
        reviewed_days_ago=3,
    ),
    InventedPatient(
        "ivy", "Ivy Dummy", date(1969, 8, 1), "EX1007", "07700 900107", "nora", {**DURING, **SAYS_NO}
    ),
    InventedPatient(
        "lea",
        "Lea Quiet",
        date(1980, 1, 2),
        "EX1010",
        "07700 900110",
        "nora",
        {"route": ("subcutaneous", 40), "phase": ("during", 40)},
        reviewed_days_ago=5,
    ),
    InventedPatient(
        "jon", "Jon Standin", date(1944, 3, 9), "EX1008", "07700 900108", "nora", {**DURING, **SAYS_NO}
    ),
    InventedPatient(
        "kim", "Kim Fictional", date(1975, 5, 5), "EX1009", "07700 900109", "nils", {**DURING, **SAYS_NO}
    ),
)


CARERS = (
    ("carla", "Carla Example", "eve", CarerMay.REPORT),
    ("rita", "Rita Example", "ada", CarerMay.RECEIVE),
)
"""Who they are and of whom; a carer of somebody who is not loaded is left out."""


class _Loader:
    def __init__(self, now: datetime, today: date, new_id: NewId) -> None:
        self.now = now
        self.today = today
        self.new_id = new_id
        self.accounts: dict[str, Account] = {}
        self.patients: dict[str, Patient] = {}

    def accept(self, token: str, key: str, name: str = "") -> None:
        details = SignInDetails(f"{key}@example.org", PASSWORD, name)
        self.accounts[key] = accept_invitation(token, details, self.now, self.new_id)

    def practitioner(self, key: str, name: str, role: str, team: CareTeam | None = None) -> None:
        invite_practitioner(None, Invitee(name, role, team), f"demo {key}", self.now, self.new_id)
        self.accept(f"demo {key}", key)

    def patient(self, invented: InventedPatient) -> None:
        nurse = self.accounts[invented.nurse]
        team = nurse.teams.get()
        details = PatientDetails(
            invented.name, invented.born, invented.hospital_number, invented.telephone, team
        )
        enrolled_at = self.now - timedelta(days=21)
        patient = register_patient(nurse, details, enrolled_at, self.today, self.new_id)
        self.patients[invented.key] = patient
        for item, (value, days) in invented.context.items():
            self.fact(nurse, patient, invented, ContextEntry(item, value, "Referral letter", self.ago(days)))
        if invented.joins:
            token = f"demo {invented.key}"
            issue_invitation(nurse, patient, Role.PATIENT, token, self.now, self.new_id)
            self.accept(token, invented.key)

    def fact(self, nurse: Account, patient: Patient, invented: InventedPatient, entry: ContextEntry) -> None:
        review_on, then = entry.review_on, self.today
        if entry.item == "in_hospital":
            review_on = self.ago(-1)
        elif invented.reviewed_days_ago is not None:
            review_on, then = self.ago(invented.reviewed_days_ago), entry.effective_on
        at = self.now - (self.today - then)
        entry = ContextEntry(entry.item, entry.value, entry.source, entry.effective_on, review_on)
        record_context(nurse, patient, entry, current_pack(), at, then, self.new_id)

    def carer(self, key: str, name: str, patient: str, nurse: str, may: str) -> None:
        token, by, about = f"demo {key}", self.accounts[nurse], self.patients[patient]
        terms = CarerTerms(may, f"{about.name}, in person, at enrolment")
        issue_invitation(by, about, Role.CARER, token, self.now, self.new_id, terms=terms)
        self.accept(token, key, name)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


def load_people(
    now: datetime, today: date, new_id: NewId, patients: Iterable[InventedPatient] = PATIENTS
) -> DemoPeople:
    """Found the teams, invite everyone, enrol the patients and record what is known of them."""
    loader = _Loader(now, today, new_id)
    kidney = found_team(None, "Kidney Team", now, new_id)
    skin = found_team(None, "Skin Team", now, new_id)
    loader.practitioner("amir", "Amir Example", Role.ADMINISTRATOR)
    loader.practitioner("sofia", "Sofia Example", Role.SAFETY_OFFICER)
    loader.practitioner("nora", "Nora Example", Role.NURSE, kidney)
    loader.practitioner("nils", "Nils Example", Role.NURSE, kidney)
    loader.practitioner("mona", "Mona Example", Role.NURSE, skin)
    for invented in patients:
        loader.patient(invented)
    for key, name, patient, may in CARERS:
        if patient in loader.patients:
            loader.carer(key, name, patient, "nora", may)
    return DemoPeople(loader.accounts, loader.patients)
