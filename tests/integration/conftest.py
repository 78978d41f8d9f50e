"""The hospital of the integration tests, and people in it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from pytest_django import Settings

from aldea.people.alike_names import telephone_key
from aldea.people.models import Account, CarerLink, CareTeam, Membership, Patient, Role
from aldea.people.name_words import name_key
from aldea.people.permissions import PRACTITIONERS
from aldea.people.use_cases.patients import index_patient
from aldea.reports.models import Report
from aldea.site import edge
from aldea.site.demo_reports import Said, send
from tests.integration.check_walk import Clock, know

PASSWORD = "a long password"
NOW = datetime(2026, 11, 24, 3, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def hospital(settings: Settings) -> None:
    """A hospital with its local settings, reached without a certificate."""
    settings.ALDEA_DEMO = False
    settings.ALDEA_HOSPITAL_NAME = "Example General Hospital"
    settings.ALDEA_HOSPITAL_NUMBER = "020 7946 0123"
    settings.ALDEA_HOURS_OF_COVER = "The team reads reports from 8 am to 8 pm."
    settings.ALDEA_DUE_MINUTES = {
        "emergency_999": 0,
        "hospital_now": 15,
        "doctor_straight_away": 30,
        "contact_hospital": 60,
        "tell_team": 480,
    }
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    settings.SECURE_SSL_REDIRECT = False
    settings.SECRET_KEY = "a key of the tests and of nothing else, which is long enough to be one"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class People:
    """Makes the people that a test needs, straight in the database."""

    def team(self, name: str = "Team A") -> CareTeam:
        """A care team; the same one for the same name."""
        return CareTeam.objects.get_or_create(name=name, defaults={"id": uuid4()})[0]

    def account(self, role: str, email: str = "", name: str = "") -> Account:
        """An account with the password ``a long password``."""
        id = uuid4()
        email = email or f"{role}-{id}@example.org"
        return Account.objects.create_account(id, email, name or f"Example {role.title()}", role, PASSWORD)

    def nurse(self, team: CareTeam | None = None, **kwargs: str) -> Account:
        """A nurse in the team."""
        account = self.account(Role.NURSE, **kwargs)
        Membership.objects.create(id=uuid4(), account=account, team=team or self.team())
        return account

    def administrator(self, **kwargs: str) -> Account:
        """An administrator."""
        return self.account(Role.ADMINISTRATOR, **kwargs)

    def patient(
        self, team: CareTeam | None = None, name: str = "Ada Example", *, signs_in: bool = True
    ) -> Patient:
        """A patient of the team, with an account unless ``signs_in`` is false."""
        team = team or self.team()
        patient = Patient.objects.create(
            id=uuid4(),
            account=self.account(Role.PATIENT, name=name) if signs_in else None,
            name=name,
            name_key=name_key(name),
            date_of_birth=date(1970, 2, 3),
            hospital_number=f"T{uuid4().hex[:8]}".upper(),
            telephone="07700 900123",
            telephone_key=telephone_key("07700 900123"),
            team=team,
            enrolled_at=NOW,
            enrolled_by=self.nurse(team),
        )
        index_patient(patient)
        return patient

    def carer(self, patient: Patient, withdrawn_at: datetime | None = None) -> Account:
        """A carer linked to the patient."""
        account = self.account(Role.CARER)
        CarerLink.objects.create(
            id=uuid4(), account=account, patient=patient, from_at=NOW, withdrawn_at=withdrawn_at
        )
        return account


@pytest.fixture
def people(db: None) -> People:
    """Makes people: ``people.nurse()``, ``people.patient(team)``, ``people.carer(patient)``."""
    return People()


@pytest.fixture
def now() -> datetime:
    """The moment of the test: 24 November 2026, 3:05 am."""
    return NOW


@pytest.fixture
def new_id() -> Callable[[], UUID]:
    """A source of ids."""
    return uuid4


@pytest.fixture
def signed_in(db: None) -> Callable[[Account], Client]:
    """A browser in which the account is signed in, one-time code included."""

    def sign_in(account: Account) -> Client:
        client = Client()
        client.force_login(account)
        if account.role in PRACTITIONERS:
            give_one_time_codes(account)
        return client

    return sign_in


def give_one_time_codes(account: Account) -> str:
    """Set up one-time codes for the account; returns the secret."""
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return str(secret)


@pytest.fixture
def clock(now: datetime) -> Iterator[Clock]:
    """The clock of the site, which the test can move on."""
    moved = Clock(now)
    with edge.replaced(clock=moved):
        yield moved


@pytest.fixture
def ada(people: People, now: datetime) -> Patient:
    """Ada Example, at home on injections."""
    patient = people.patient()
    know(patient, "route", "subcutaneous", date(2026, 11, 1), now)
    return patient


@pytest.fixture
def phone(ada: Patient, clock: Clock, signed_in: Callable[[Account], Client]) -> Client:
    """Ada's phone, signed in."""
    assert ada.account is not None
    return signed_in(ada.account)


@pytest.fixture
def nora(people: People) -> Account:
    """A nurse of Ada's team."""
    return people.nurse(name="Nora Example")


@pytest.fixture
def desk(nora: Account, clock: Clock, signed_in: Callable[[Account], Client]) -> Client:
    """Nora's computer."""
    return signed_in(nora)


@pytest.fixture
def says(ada: Patient, clock: Clock) -> Callable[[Said], Report]:
    """Ada sends a report now."""
    assert ada.account is not None
    account = ada.account
    return lambda said: send(account, ada, said, clock(), uuid4)
