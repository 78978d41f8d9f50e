"""Pages as the test client reads them, and what is done on the page of an alert."""

import re

from django.test import Client

from aldea.alerts.models import Alert


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def fields(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that leads to an action."""
    form = re.search(rf'<form[^>]*action="[^"]*/{action}"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert form is not None, f"the page has no form for {action}"
    return dict(re.findall(r'name="(event|known)" value="([^"]*)"', form.group(1)))


def look(desk: Client, alert: Alert) -> str:
    return desk.get(f"/team/alerts/{alert.pk}").content.decode()


def do(desk: Client, alert: Alert, action: str, **said: object) -> str:
    """Look at the alert, do something, and see what is shown then."""
    sent = {**fields(look(desk, alert), action), **said}
    return desk.post(f"/team/alerts/{alert.pk}/{action}", sent, follow=True).content.decode()
