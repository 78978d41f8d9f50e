"""From the answer to the worklist: a check is sent, and the alert stands on the nurse's list.

A whole installation in one process: SQLite in a file, as in a small hospital, and every middleware.
"""

import logging
import os
import statistics
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aldea.cli.demo import empty, enter_demo, prepare

if TYPE_CHECKING:
    from django.test import Client

    from aldea.people.models import Account, Patient


@dataclass(frozen=True)
class RequestTimes:
    """Milliseconds: the middle and the 90th of 100. `sent`: until the answer; `listed`: on the worklist."""

    sent_median: float
    listed_median: float
    listed_p90: float


def request_times(rounds: int) -> RequestTimes:
    """Measure so many reports of as many patients, one after the other; the list grows while they come."""
    with tempfile.TemporaryDirectory(prefix="aldea-bench-") as folder:
        os.environ["ALDEA_DATA_DIR"] = folder
        empty(enter_demo())
        prepare()
        logging.disable(logging.INFO)
        pairs = [_one(*each) for each in _reporters(rounds)]
    sent, listed = zip(*pairs[2:], strict=True)  # the first two warm up
    return RequestTimes(
        statistics.median(sent), statistics.median(listed), statistics.quantiles(listed, n=10)[-1]
    )


def _reporters(count: int) -> "list[tuple[Client, Account, Patient, Client]]":
    """People at their phones, and the nurse of all of them at her desk."""
    from django.test import Client  # noqa: PLC0415  after the settings are chosen

    from aldea.people.models import Account  # noqa: PLC0415  as above
    from aldea.site.demo_people import PATIENTS, InventedPatient, load_people  # noqa: PLC0415  as above
    from aldea.site.edge import new_id, now, today  # noqa: PLC0415  as above

    ada = PATIENTS[0]
    many = [
        InventedPatient(
            f"p{place}", f"Example {place}", ada.born, f"B{place:04}", ada.telephone, "nora", ada.context
        )
        for place in range(count + 2)
    ]
    people = load_people(now(), today(), new_id, [*many, PATIENTS[4]])
    desk = Client()
    desk.force_login(people.accounts["nora"])
    found = []
    for invented in many:
        account: Account = people.accounts[invented.key]
        phone = Client()
        phone.force_login(account)
        found.append((phone, account, people.patients[invented.key], desk))
    return found


def _one(phone: "Client", account: "Account", patient: "Patient", desk: "Client") -> tuple[float, float]:
    """Milliseconds until the report is answered, and until its alert stands on the list."""
    from aldea.site.demo_reports import Said, fill_in  # noqa: PLC0415  after the settings are chosen
    from aldea.site.edge import new_id, now  # noqa: PLC0415  as above

    check = fill_in(account, patient, Said("37.6"), now(), new_id)
    began = time.perf_counter()
    answered = phone.post(f"/check/{check.pk}/send")
    sent = time.perf_counter()
    page = desk.get("/team/worklist/rows").content.decode()
    listed = time.perf_counter()
    if answered.status_code != 302 or f">{patient.name}<" not in page or "Hospital now" not in page:
        raise RuntimeError(f"the report of {patient.name} did not reach the worklist")
    return (sent - began) * 1000, (listed - began) * 1000
