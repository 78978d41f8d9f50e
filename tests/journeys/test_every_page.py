"""Each page of the site that no other journey looks at: for everyone, at every size."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from aldea.packs import load_pack
from aldea.people.models import CarerLink
from tests.journeys.visitor import Journey

TOPICS = [topic.id for topic in load_pack("aldesleukin").topics]


def test_the_pages_that_need_no_sign_in(journey: Journey) -> None:
    visitor = journey.someone()
    for name in ("account_login", "account_signup", "account_reset_password", "emergency"):
        visitor.open(reverse(name))
        visitor.look(name)
    for address in ("/not-here", "/welcome/not-a-token"):
        visitor.open(address)
        visitor.look(address.strip("/").replace("/", "-"))


@pytest.mark.parametrize("half", [0, 1])
def test_every_topic(journey: Journey, half: int) -> None:
    visitor = journey.someone(javascript=half == 0)
    for topic in TOPICS[half::2]:
        visitor.open(reverse("topics:topic", args=[topic]))
        visitor.look(topic)


def test_the_pages_of_a_patient(journey: Journey) -> None:
    ada = journey.patient()
    journey.people.carer(ada)
    patient = journey.someone(ada.account)
    for name in ("home", "reports:start", "people:own_carers", "mfa_index", "account_change_password"):
        patient.open(reverse(name))
        patient.look(name.replace(":", "-"))
    patient.open(reverse("people:withdraw_carer", args=[CarerLink.objects.get().pk]))
    patient.look("withdraw-carer")


def test_the_pages_of_a_nurse(journey: Journey) -> None:
    ada = journey.patient()
    journey.people.carer(ada)
    nurse = journey.someone(journey.people.nurse(name="Nora Example"))
    for name in ("home", "people:enrol"):
        nurse.open(reverse(name))
        nurse.look(name.replace(":", "-"))
    for name in ("people:context", "people:invitations", "alerts:record"):
        nurse.open(reverse(name, args=[ada.pk]))
        nurse.look(name.replace(":", "-"))
    for item in ("route", "personal_temperature_limit", "in_hospital"):
        nurse.open(reverse("people:record_item", args=[ada.pk, item]))
        nurse.look(item)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_rulebook(journey: Journey, javascript: bool) -> None:
    nurse = journey.someone(journey.people.nurse(name="Nora Example"), javascript=javascript)
    for name in ("rulebook:list", "rulebook:trace", "rulebook:decisions"):
        nurse.open(reverse(name))
        nurse.look(name.replace(":", "-"))
    for rule in ("temperature-high", "capillary-leak-at-home"):
        nurse.open(reverse("rulebook:rule", args=[rule]))
        nurse.look(rule)


def test_a_rule_prints_whole_and_without_navigation(journey: Journey) -> None:
    nurse = journey.someone(journey.people.nurse(name="Nora Example"))
    nurse.open(reverse("rulebook:rule", args=["temperature-high"]))
    folded = nurse.page.locator("details .aldea-case").last
    links = nurse.page.get_by_role("link", name="All rules")
    expect(folded).to_be_hidden()
    expect(links).to_be_visible()
    nurse.page.emulate_media(media="print")
    expect(folded).to_be_visible()
    expect(links).to_be_hidden()
    expect(nurse.page.get_by_role("link", name="Worklist")).to_be_hidden()
    expect(nurse.page.get_by_role("navigation", name="Rules before and after")).to_have_count(0)
    nurse.page.emulate_media(media="screen")


def test_the_pages_of_an_administrator(journey: Journey) -> None:
    administrator = journey.someone(journey.people.administrator())
    for name in ("home", "people:found_team", "people:invite_practitioner"):
        administrator.open(reverse(name))
        administrator.look(name.replace(":", "-"))
