"""Walks through the check in the test client, as a browser without JavaScript would."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from aldea.people.models import ContextFact, Patient

WELL: dict[str, Any] = {
    "noticed": ["none-of-these"],
    "reading": "36.8",
    "unit": "Cel",
    "paracetamol_24h": "no",
}


class Clock:
    """The time of the test, which can be moved on."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)


def start(client: Client, patient: Patient) -> str:
    """Begin a check; the address of its first screen."""
    response = client.post("/check/", {"patient": str(patient.pk)})
    assert response.status_code == 302
    return str(response.headers["Location"])


def answer(client: Client, address: str, **fields: Any) -> str:
    """Post one screen; the address that follows."""
    response = client.post(address, fields)
    assert response.status_code == 302, shown_errors(response.content.decode())
    after = str(response.headers["Location"])
    assert after != address, shown_errors(client.get(after).content.decode())
    return after


def walk(client: Client, address: str, said: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Answer each screen by its name, or as a well person; all addresses met, to the check of the answers."""
    met = [address]
    while not address.endswith("/answers"):
        name = address.rsplit("/", 1)[-1]
        address = answer(client, address, **said.get(name, WELL))
        met.append(address)
        assert len(met) < 40, met
    return met


def walk_to(phone: Client, address: str, name: str) -> str:
    """Answer as a well person until the screen of this name."""
    while not address.endswith(f"/{name}"):
        address = answer(phone, address, **WELL)
    return address


def send(client: Client, answers_address: str) -> str:
    """Send the check; where it leads."""
    response = client.post(answers_address.removesuffix("answers") + "send")
    assert response.status_code == 302
    return str(response.headers["Location"])


def shown_errors(page: str) -> list[str]:
    """The texts of the error summary."""
    found = re.search(r'nhsuk-error-summary__list">(.*?)</ul>', page, re.DOTALL)
    return (
        [re.sub(r"<[^>]+>", "", item).strip() for item in found.group(1).split("</li>")[:-1]] if found else []
    )


def know(
    patient: Patient, item: str, value: Any, on: date, recorded_at: datetime, review_on: date | None = None
) -> ContextFact:
    """Record a context fact straight in the database."""
    return ContextFact.objects.create(
        id=uuid4(),
        patient=patient,
        item=item,
        value=value,
        recorded_at=recorded_at,
        recorded_by=patient.enrolled_by,
        source="clinic letter",
        effective_on=on,
        review_on=review_on,
    )
