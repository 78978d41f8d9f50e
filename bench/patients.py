"""The list of patients with a hundred thousand of them: the first page, one in the middle, and a search.

Run by itself it prints the three figures: a process makes one installation.
"""

import logging
import os
import statistics
import sys
import tempfile
import time
from dataclasses import astuple, dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from aldea.cli.demo import empty, enter_demo, prepare

if TYPE_CHECKING:
    from django.test import Client

ROUNDS = 15


@dataclass(frozen=True)
class ListTimes:
    """Milliseconds in the middle: the first page, one from the middle of the list, and a search by name."""

    first: float
    middle: float
    search: float


def list_times(count: int) -> ListTimes:
    """Measure the page of a nurse whose team has so many patients."""
    with tempfile.TemporaryDirectory(prefix="aldea-bench-") as folder:
        os.environ["ALDEA_DATA_DIR"] = folder
        empty(enter_demo())
        prepare()
        logging.disable(logging.INFO)
        desk = _desk(count)
        middle = f"?after=middle{count // 2:06}0example&id={UUID(int=0)}"
        found = desk.get(f"/team/patients{middle}").content.decode()
        assert f"Example Middle{count // 2:06}" in found, "the middle of the list is not where it should be"
        assert f"Example Middle{count // 3:06}" in desk.get(_search(count)).content.decode()
        pages = ("/team/patients", f"/team/patients{middle}", _search(count))
        return ListTimes(*(_median(desk, page) for page in pages))


def _search(count: int) -> str:
    return f"/team/patients?q=middle{count // 3:06}"


def _median(desk: "Client", address: str) -> float:
    times = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        desk.get(address)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _desk(count: int) -> "Client":
    """A nurse at her desk, and her patients written straight into the database."""
    from django.test import Client  # noqa: PLC0415  after the settings are chosen

    from aldea.people.models import Patient, PatientWord  # noqa: PLC0415  as above
    from aldea.people.name_words import name_key, words_of  # noqa: PLC0415  as above
    from aldea.site.demo_people import PATIENTS, load_people  # noqa: PLC0415  as above
    from aldea.site.edge import new_id, now, today  # noqa: PLC0415  as above

    nora = load_people(now(), today(), new_id, [PATIENTS[0], PATIENTS[4]]).accounts["nora"]
    team = nora.teams.get()
    names = [f"Example Middle{place:06}" for place in range(count)]
    Patient.objects.bulk_create(
        (
            Patient(
                id=UUID(int=place + 1),
                name=name,
                name_key=name_key(name),
                date_of_birth=date(1961, 4, 3),
                hospital_number=f"B{place:06}",
                telephone="07700 900101",
                team=team,
                enrolled_at=now(),
                enrolled_by=nora,
            )
            for place, name in enumerate(names)
        ),
        batch_size=2000,
    )
    PatientWord.objects.bulk_create(
        (
            PatientWord(patient_id=UUID(int=place + 1), team=team, word=word)
            for place, name in enumerate(names)
            for word in words_of(name, f"B{place:06}")
        ),
        batch_size=4000,
    )
    client = Client()
    client.force_login(nora)
    return client


if __name__ == "__main__":
    print(*astuple(list_times(int(sys.argv[1]))))
