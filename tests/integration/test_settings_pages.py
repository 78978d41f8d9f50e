"""Pages of no single subject."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_emergency_numbers_need_no_sign_in(client: Client) -> None:
    page = client.get("/emergency").content.decode()
    assert "020 7946 0123" in " ".join(page.split())


def test_the_home_page_asks_to_sign_in(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/accounts/login/?next=/"
