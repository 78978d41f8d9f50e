"""Each page of the site that no other journey looks at: for everyone, at every size."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from aldea.packs import load_pack
from aldea.people.models import CarerLink
from tests.journeys.visitor import DESKTOP, FEVER, Journey

TOPICS = [topic.id for topic in load_pack("aldesleukin").topics]


def test_the_pages_that_need_no_sign_in(journey: Journey) -> None:
    visitor = journey.someone()
    for name in ("account_login", "account_signup", "account_reset_password", "emergency", "alert_card"):
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
    patient.open(reverse("people:own_carers"))
    patient.page.get_by_label("be told what to do now").check()
    patient.press(re.compile("^Change"))
    patient.look("carer-changed")
    patient.page.get_by_label("fill in the check").check()
    patient.press(re.compile("^Change"))
    patient.look("carer-agree")
    patient.press("Yes, I agree")
    patient.sees("here in Aldea")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_pages_around_the_reports_of_a_patient(journey: Journey, javascript: bool) -> None:
    ada = journey.patient()
    patient = journey.someone(ada.account, javascript=javascript)
    for name in ("alerts:own_reports", "reports:own_reminders"):
        patient.open(reverse(name))
        patient.look(f"before-{name.split(':')[1]}")
    answer = journey.has_reported(ada, FEVER)
    patient.open(reverse("alerts:own_reports"))
    patient.look("own-reports")
    patient.open(answer.removeprefix(journey.url))
    patient.press("I made a mistake: put it right")
    patient.look("correction")
    patient.press("Send my answers")
    patient.sees("This puts an earlier report right.")
    patient.look("answer-of-a-correction")
    patient.open(reverse("alerts:own_reports"))
    patient.look("own-reports-corrected")


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
    for name in ("reports:call", "reports:reminders", "alerts:use"):
        nurse.open(reverse(name, args=[ada.pk]))
        nurse.look(name.replace(":", "-"))
    for name in ("alerts:patients", "alerts:handover", "reports:new_call", "people:context_review"):
        nurse.open(reverse(name))
        nurse.look(name.replace(":", "-"))
    for item in ("route", "personal_temperature_limit", "in_hospital"):
        nurse.open(reverse("people:record_item", args=[ada.pk, item]))
        nurse.look(item)


def test_the_numbers_of_a_nurse_on_the_screen_and_on_paper(journey: Journey) -> None:
    journey.has_reported(journey.patient(), FEVER)
    nurse = journey.someone(journey.people.nurse(name="Nora Example"))
    nurse.open(reverse("home"))
    nurse.follow("Numbers")
    nurse.is_at("Numbers")
    nurse.look("numbers")
    nurse.follow("Last 90 days")
    nurse.look("numbers-of-90-days")
    nurse.open(f"{reverse('alerts:numbers')}?first_day=31&first_month=2&first_year=2026")
    nurse.look("numbers-refused")
    nurse.open(reverse("alerts:numbers"))
    choice = nurse.page.get_by_text("Choose another time or team")
    expect(choice).to_be_visible()
    nurse.page.emulate_media(media="print")
    expect(choice).to_be_hidden()
    expect(nurse.page.get_by_role("link", name="Last 7 days")).to_be_hidden()
    expect(nurse.page.get_by_role("table", name="How long it took")).to_be_visible()
    figures = nurse.page.get_by_role("region", name="Reports and alerts over time, in figures")
    assert figures.evaluate("one => one.scrollHeight <= one.clientHeight + 1"), "paper does not scroll"
    nurse.page.emulate_media(media="screen")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_rulebook(journey: Journey, javascript: bool) -> None:
    nurse = journey.someone(journey.people.nurse(name="Nora Example"), javascript=javascript)
    for name in (
        "rulebook:list",
        "rulebook:trace",
        "rulebook:decisions",
        "rulebook:changes",
        "rulebook:conflicts",
        "rulebook:proofs",
    ):
        nurse.open(reverse(name))
        nurse.look(name.replace(":", "-"))
    for rule in ("temperature-high", "capillary-leak-at-home"):
        nurse.open(reverse("rulebook:rule", args=[rule]))
        nurse.show("rule", DESKTOP)
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
    pages = (
        "home",
        "people:found_team",
        "people:invite_practitioner",
        "people:staff",
        "hospital:settings",
        "alerts:numbers",
    )
    for name in pages:
        administrator.open(reverse(name))
        administrator.look(name.replace(":", "-"))
    administrator.open(reverse("hospital:setting", args=["unreachable_step"]))
    administrator.look("setting")
    administrator.press("Let it hold from now on")
    administrator.look("setting-refused")
    nurse = journey.people.nurse(name="Nora Example")
    administrator.open(reverse("people:staff_member", args=[nurse.pk]))
    administrator.look("staff-member")


def test_the_pages_of_a_safety_officer(journey: Journey) -> None:
    officer = journey.someone(journey.people.account("safety_officer"))
    for name in ("home", "hospital:settings"):
        officer.open(reverse(name))
        officer.look(name.replace(":", "-"))
