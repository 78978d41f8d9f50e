"""The file of the numbers as tests read it, and people who report."""

import csv
from io import StringIO
from uuid import uuid4

from django.test import Client

from aldea.people.models import Patient
from aldea.reports.models import Report
from aldea.site.demo_reports import Said, send
from tests.integration.check_walk import Clock

WELL = Said("36.8")


def says(patient: Patient, said: Said, clock: Clock) -> Report:
    assert patient.account is not None
    return send(patient.account, patient, said, clock(), uuid4)


def file(client: Client, query: str = "") -> list[list[str]]:
    response = client.get(f"/team/numbers.csv{query}")
    assert response.status_code == 200
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


def table(client: Client, query: str = "") -> dict[str, str]:
    return {name: value for name, value, _unit in file(client, query)}
