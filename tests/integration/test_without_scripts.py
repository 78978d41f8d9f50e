"""Where no script runs, the pages that change fetch themselves again."""

import re
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client

from aldea.people.models import Account, Patient
from aldea.site.demo_reports import Said, send
from tests.integration.check_walk import Clock
from tests.integration.conftest import People

pytestmark = pytest.mark.django_db
RELOADS = re.compile(r'<noscript><meta http-equiv="refresh" content="\d{2}"></noscript>')


def test_the_worklist_and_a_waiting_answer_reload_themselves(
    ada: Patient,
    phone: Client,
    people: People,
    signed_in: Callable[[Account], Client],
    now: datetime,
    clock: Clock,
) -> None:
    assert ada.account is not None
    report = send(ada.account, ada, Said("37.6"), now, uuid4)
    desk = signed_in(people.nurse())
    assert RELOADS.search(desk.get("/team/worklist").content.decode())
    assert RELOADS.search(phone.get(f"/reports/{report.pk}").content.decode())
