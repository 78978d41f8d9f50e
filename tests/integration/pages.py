"""Pages as the test client reads them, and what is done on the page of an alert."""

import re

from django.test import Client

from aldea.alerts.models import Alert
from aldea.people.models import Patient


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def fields(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that leads to an action."""
    form = re.search(rf'<form[^>]*action="[^"]*/{action}"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert form is not None, f"the page has no form for {action}"
    return dict(re.findall(r'name="(event|known)" value="([^"]*)"', form.group(1)))


def end_use(desk: Client, patient: Patient, reason: str) -> str:
    """End the use of Aldea after a look at what is open."""
    address = f"/team/patients/{patient.pk}/use"
    state = re.search(r'name="looked" type="checkbox" value="([^"]*)"', desk.get(address).content.decode())
    looked = {"looked": state.group(1)} if state else {}
    return desk.post(address, {"reason": reason, **looked}, follow=True).content.decode()


def look(desk: Client, alert: Alert) -> str:
    return desk.get(f"/team/alerts/{alert.pk}").content.decode()


def do(desk: Client, alert: Alert, action: str, **said: object) -> str:
    """Look at the alert, do something, and see what is shown then."""
    sent = {**fields(look(desk, alert), action), **said}
    return desk.post(f"/team/alerts/{alert.pk}/{action}", sent, follow=True).content.decode()
